//! Procedures as files: read, checked, and kept in the database with their version, because a
//! case keeps the version it began under.

use std::sync::{Arc, LazyLock};

use domain::{
    Moment, Procedure,
    procedure::{Departure, Problem as Flaw, Wait},
};
use store::{Reading, Writing};

use crate::Problem;

mod form;
mod misread;
mod own;
mod schema;
mod titles;

pub use form::{
    BEGINNING, Entry, Field, Form, Group, Input, List, More, Moved, Part, Removed, Section, Toward, Typed, Wrong,
    copied, length_of_parts, parts_of_length,
};
pub(crate) use own::is_draft;
pub(crate) use own::keep_for_good;
pub use own::{Kept, Standing, Text, Unreadable, check, discard, keep, text, unreadable};
pub use schema::schema;
pub use titles::Titles;

/// The files that come with the program, the default first.
const SHIPPED: &[(&str, &str)] = &[
    ("making-experiences-count.toml", include_str!("../../../procedures/making-experiences-count.toml")),
    ("lgsco-code-2024.toml", include_str!("../../../procedures/lgsco-code-2024.toml")),
    ("housing-ombudsman-code-2024.toml", include_str!("../../../procedures/housing-ombudsman-code-2024.toml")),
    ("scotland-model.toml", include_str!("../../../procedures/scotland-model.toml")),
    ("wales-model.toml", include_str!("../../../procedures/wales-model.toml")),
    ("northern-ireland-model.toml", include_str!("../../../procedures/northern-ireland-model.toml")),
    ("children-act.toml", include_str!("../../../procedures/children-act.toml")),
    ("adult-social-care.toml", include_str!("../../../procedures/adult-social-care.toml")),
    ("data-protection-complaint.toml", include_str!("../../../procedures/data-protection-complaint.toml")),
    ("customer-care-policy.toml", include_str!("../../../procedures/customer-care-policy.toml")),
    ("estates-customer-services.toml", include_str!("../../../procedures/estates-customer-services.toml")),
    ("it-services-feedback.toml", include_str!("../../../procedures/it-services-feedback.toml")),
    ("service-standards.toml", include_str!("../../../procedures/service-standards.toml")),
];

/// Something to say about a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What was found there, and what was expected.
    pub says: String,
}

impl Fault {
    fn of_file(&self, file: &str) -> String {
        format!("{file}, line {}: {}", self.line, self.says)
    }
}

/// Reads and checks a procedure. Errors name the file, the line, what was found and what was
/// expected.
pub fn parse(file: &str, text: &str) -> Result<Procedure, Vec<String>> {
    read(text).map_err(|faults| faults.iter().map(|fault| fault.of_file(file)).collect())
}

/// Reads and checks a procedure.
pub fn read(text: &str) -> Result<Procedure, Vec<Fault>> {
    let procedure = load(text).map_err(|fault| vec![fault])?;
    let fault = |flaw: &Flaw| Fault { line: line_of(text, &flaw.path), says: flaw.to_string() };
    let faults: Vec<Fault> = procedure.problems().iter().map(fault).collect();
    if faults.is_empty() { Ok(procedure) } else { Err(faults) }
}

/// Reads a procedure and does not ask whether it can work.
fn load(text: &str) -> Result<Procedure, Fault> {
    toml::from_str(text).map_err(|error| misread::fault(text, &error))
}

/// Where a procedure departs from the Codes it claims to follow and what in it may wait for ever, each with file and line.
pub fn warnings(file: &str, text: &str, procedure: &Procedure) -> Vec<String> {
    warned_of(text, procedure).iter().map(|fault| fault.of_file(file)).collect()
}

/// Where a procedure departs from the Codes it claims to follow, and what in it may wait for ever.
pub fn warned_of(text: &str, procedure: &Procedure) -> Vec<Fault> {
    let departure = |departure: &Departure| Fault {
        line: line_of(text, &departure.path),
        says: format!("{} ({}).", departure.says, departure.code.title()),
    };
    let wait = |wait: &Wait| Fault { line: line_of(text, &wait.path), says: format!("{}.", wait.says) };
    procedure.warnings().iter().map(departure).chain(procedure.waits().iter().map(wait)).collect()
}

/// The procedures that come with the program.
pub fn shipped() -> Result<Vec<Arc<Procedure>>, Problem> {
    static PARSED: LazyLock<Result<Vec<Arc<Procedure>>, Vec<String>>> =
        LazyLock::new(|| SHIPPED.iter().map(|(file, text)| parse(file, text).map(Arc::new)).collect());
    PARSED.clone().map_err(|flaws| Problem::Broken(flaws.join("; ")))
}

/// Every version that can be followed: those shipped, those kept in the database, and those the council is writing. One
/// that is being written and that this program cannot follow stays out until it is mended: nobody follows it.
pub fn known(reading: &Reading<'_>) -> Result<Vec<Arc<Procedure>>, Problem> {
    let mut known = shipped()?;
    let drafts = reading.procedure_drafts()?.into_iter().filter(|(_, _, text)| read(text).is_ok());
    for (id, version, text) in drafts.chain(reading.procedure_files()?) {
        if SHIPPED.iter().any(|(_, shipped)| *shipped == text) {
            continue;
        }
        // Cases are counted by it since an earlier program found that it works: what is refused since then of a new
        // file must not stop them.
        let kept = load(&text);
        let kept = kept.map_err(|fault| Problem::Broken(fault.of_file(&format!("{id}, version {version}"))))?;
        // What is kept outranks what is shipped: cases began under those words.
        known.retain(|each| each.id != kept.id || each.version != kept.version);
        known.push(Arc::new(kept));
    }
    Ok(known)
}

/// Keeps the texts of all shipped procedures in the database, so that a later program that ships
/// newer versions still knows the ones that cases began under.
pub fn keep_shipped(writing: &Writing<'_>, now: Moment) -> Result<(), Problem> {
    for (procedure, (_, text)) in shipped()?.iter().zip(SHIPPED) {
        writing.keep_procedure_file(&procedure.id, procedure.version, text, now)?;
    }
    Ok(())
}

/// The line of a place such as `stage.0.clock.1.limit`: as far down the path as the file goes.
fn line_of(text: &str, path: &str) -> usize {
    let Ok(table) = toml::de::DeTable::parse(text) else { return 1 };
    let mut here = table.span().start;
    let mut value: Option<&toml::de::DeValue<'_>> = None;
    for (depth, key) in path.split('.').enumerate() {
        let next = match (depth, value) {
            (0, _) => table.get_ref().get(key),
            (_, Some(toml::de::DeValue::Table(inner))) if inner.get(key).is_some() => inner.get(key),
            // A section that may stand once or several times, and stands once.
            (_, Some(toml::de::DeValue::Table(_))) if key == "0" => continue,
            (_, Some(toml::de::DeValue::Array(inner))) => key.parse().ok().and_then(|index: usize| inner.get(index)),
            _ => None,
        };
        let Some(next) = next else { break };
        here = next.span().start;
        value = Some(next.get_ref());
    }
    line_at(text, here)
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedures_that_come_with_the_program_are_sound() {
        for (file, text) in SHIPPED {
            parse(file, text).expect("a procedure that is shipped can be followed");
        }
    }

    #[test]
    fn flaws_name_file_line_and_what_was_expected() {
        let good = SHIPPED[0].1;
        let table = [
            (
                "an unknown word",
                good.replace("office_closures", "office_closure"),
                "found `office_closure`, expected one of",
            ),
            (
                "a clock without a start",
                good.replace("from = \"received\"", "from = \"acknowledged\""),
                "expected received, or a clock",
            ),
            (
                "no such clock to extend",
                good.replace("clock = \"respond\"", "clock = \"reply\""),
                "found \"reply\", expected one of acknowledge, respond",
            ),
            (
                "a ground twice",
                good.replace("id = \"bad-advice\"", "id = \"standard-missed\""),
                "expected each name once",
            ),
            (
                "two words",
                good.replace("id = \"respond\"", "id = \"respond\" soon"),
                "found id = \"respond\" soon: unexpected key or value; expected the end of the line, or # and a remark",
            ),
            (
                "no TOML",
                good.replace("version = 1", "version = 1 1"),
                "found version = 1 1, expected a number as it is, or a text in quotation marks",
            ),
            (
                "no end of a text",
                good.replace("version = 1", "version = \"1"),
                "found version = \"1: invalid basic string",
            ),
            ("version nought", good.replace("version = 1", "version = 0"), "found 0, expected a number from 1"),
        ];
        for (name, text, expected) in table {
            let flaws = parse("ours.toml", &text).expect_err(name).join("\n");
            assert!(flaws.contains(expected), "{name}: {flaws}");
            assert!(flaws.contains("ours.toml, line "), "{name}: {flaws}");
        }
    }

    #[test]
    fn the_line_is_that_of_the_flaw() {
        let text = SHIPPED[0].1.replace("clock = \"respond\"", "clock = \"reply\"");
        let line = text.lines().position(|line| line.starts_with("clock = \"reply\"")).expect("it is there") + 1;
        let flaws = parse("ours.toml", &text).expect_err("an unknown clock");
        assert!(flaws[0].starts_with(&format!("ours.toml, line {line}:")), "{flaws:?}");
    }
}
