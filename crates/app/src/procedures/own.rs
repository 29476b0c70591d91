//! Procedures that the council writes or changes itself: as text, checked, kept as a version that nobody follows
//! until it is adopted. A version that was adopted, or came with the program, never changes.

use domain::{Moment, Procedure, event::Under};
use store::{Reading, Writing, fingerprint};
use toml_edit::{DocumentMut, value};

use super::{Fault, SHIPPED, read, warned_of};
use crate::{
    FieldError, Office, Problem, Who, audit,
    office::RuleBook,
    people::{administrators_only, settings_readers_only},
    settings::{self, Council},
};

/// The longest file taken, in bytes. The longest that is shipped has a tenth of it.
const LONGEST: usize = 256 * 1024;

/// The name of the change, as it is noted.
const KEPT: &str = "procedure-kept";

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It came with the program, or was kept by another.
    Kept,
    /// Cases begin, or began, under it.
    Adopted,
    /// The council wrote it, and nobody follows it yet.
    Draft,
}

/// A version as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub procedure: Procedure,
    /// The file.
    pub toml: String,
    /// How it stands.
    pub standing: Standing,
    /// The version after the newest.
    next: u32,
}

/// A version that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
}

impl Text {
    /// What there is to go on from: the text itself where it is a draft, else the same as the next version. Comments
    /// and order stay.
    pub fn to_change(&self) -> String {
        if self.standing == Standing::Draft {
            return self.toml.clone();
        }
        self.toml.parse::<DocumentMut>().map_or_else(
            |_| self.toml.clone(),
            |mut file| {
                file["version"] = value(i64::from(self.next));
                file.to_string()
            },
        )
    }

    /// By which a later change of it is noticed.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.toml).as_str().to_owned()
    }
}

/// Whether a text can be followed: the procedure and what is warned of, or what is wrong.
pub fn check(toml: &str) -> Result<(Procedure, Vec<Fault>), Vec<Fault>> {
    let procedure = read(toml)?;
    let warned_of = warned_of(toml, &procedure);
    Ok((procedure, warned_of))
}

/// A version as text; the newest where none is named. For those who see the settings.
pub fn text(office: &Office, who: &Who, id: &str, version: Option<u32>) -> Result<Text, Problem> {
    settings_readers_only(who)?;
    let procedure = office.book(id, version)?.procedure().clone();
    let standing = standing(office, id, procedure.version)?;
    let toml = office.read(|reading| text_of(reading, id, procedure.version))?;
    let missing = || Problem::Broken(format!("The text of {id}, version {}, is missing.", procedure.version));
    Ok(Text { toml: toml.ok_or_else(missing)?, procedure, standing, next: newest(office, id) + 1 })
}

/// A draft that this program cannot follow, as where an earlier one took what is refused by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// The file.
    pub toml: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Unreadable {
    /// By which a later change of it is noticed.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.toml).as_str().to_owned()
    }
}

/// The drafts that have to be mended before anybody can follow them. For those who see the settings.
pub fn unreadable(office: &Office, who: &Who) -> Result<Vec<Unreadable>, Problem> {
    settings_readers_only(who)?;
    let drafts = office.read(|reading| Ok(reading.procedure_drafts()?))?;
    let wrong = |(id, version, toml): (String, u32, String)| {
        let faults = read(&toml).err()?;
        Some(Unreadable { id, version, toml, faults })
    };
    Ok(drafts.into_iter().filter_map(wrong).collect())
}

/// Keeps a text as a version of the procedure that it names. `seen` is the fingerprint of the text that was changed,
/// if there was one: where another is kept by now, it is not written over. Only for administrators.
pub fn keep(office: &Office, who: &Who, toml: &str, seen: &str, now: Moment) -> Result<Kept, Problem> {
    administrators_only(who)?;
    if toml.len() > LONGEST {
        return Err(Problem::field("text", "The text is longer than 256 kilobytes. Nothing was kept"));
    }
    // Forms send line ends as Windows writes them.
    let toml = toml.replace("\r\n", "\n");
    let (procedure, _) = check(&toml).map_err(|faults| Problem::Invalid(faults.iter().map(in_line).collect()))?;
    let Procedure { id, version, .. } = &procedure;
    may_be_kept(office, &procedure, &toml)?;
    let followed: Vec<Under> = office.adopted()?.iter().map(RuleBook::under).collect();
    office.change_rules(|writing| {
        let kept = text_of(writing, id, *version)?;
        if kept.is_some_and(|kept| fingerprint(&kept).as_str() != seen) {
            return Err(audit::changed(writing, KEPT, Some(("procedure", id.as_str().into())), now)?);
        }
        stay_with(writing, &followed)?;
        writing.keep_procedure_draft(id, *version, &toml, now)?;
        let detail = serde_json::json!({ "procedure": id, "version": version, "name": procedure.name });
        Ok(writing.note_office_event(now, Some(who.id()), KEPT, &detail.to_string())?)
    })?;
    Ok(Kept { id: procedure.id, version: procedure.version })
}

/// Keeps a draft among the versions that never change, since cases will begin under it. Any other version is there.
pub(crate) fn keep_for_good(writing: &Writing<'_>, id: &str, version: u32, now: Moment) -> Result<(), Problem> {
    if let Some(text) = text_of(writing, id, version)? {
        writing.keep_procedure_file(id, version, &text, now)?;
    }
    Ok(writing.drop_procedure_draft(id, version)?)
}

/// A council that has never adopted anything follows the newest version of its procedure: a new one must not come into
/// force by being kept.
fn stay_with(writing: &Writing<'_>, followed: &[Under]) -> Result<(), Problem> {
    let council: Council = settings::get(writing)?;
    if !council.adopted.is_empty() {
        return Ok(());
    }
    settings::set(writing, &Council { adopted: followed.to_vec(), ..council })
}

/// Throws a version away that nobody follows yet. Only for administrators.
pub fn discard(office: &Office, who: &Who, id: &str, version: u32, now: Moment) -> Result<(), Problem> {
    administrators_only(who)?;
    office.book(id, Some(version))?;
    if standing(office, id, version)? != Standing::Draft {
        return Err(Problem::NotAllowed("This version is followed, or came with the program. It stays.".into()));
    }
    office.change_rules(|writing| {
        writing.drop_procedure_draft(id, version)?;
        let detail = serde_json::json!({ "procedure": id, "version": version });
        Ok(writing.note_office_event(now, Some(who.id()), "procedure-discarded", &detail.to_string())?)
    })
}

fn in_line(fault: &Fault) -> FieldError {
    FieldError::new("text", format!("Line {}: {}", fault.line, fault.says))
}

/// A version that is followed or was shipped does not change, and versions of one procedure have no gaps.
fn may_be_kept(office: &Office, procedure: &Procedure, toml: &str) -> Result<(), Problem> {
    let Procedure { id, version, .. } = procedure;
    let newest = newest(office, id);
    let line = |key: &str| toml.lines().position(|line| line.starts_with(key)).map_or(1, |line| line + 1);
    let wrong = |words: String| {
        let says = format!("found version {version}, expected {words}");
        Err(Problem::Invalid(vec![in_line(&Fault { line: line("version"), says })]))
    };
    if *version <= newest && standing(office, id, *version)? != Standing::Draft {
        return wrong(format!("{}: cases keep the words of version {version}, so it does not change", newest + 1));
    }
    if *version > newest + 1 {
        return wrong((newest + 1).to_string());
    }
    Ok(())
}

/// The newest version that is known; 0 of a procedure that is new.
fn newest(office: &Office, id: &str) -> u32 {
    office.versions(id).first().map_or(0, |newest| newest.version)
}

/// Whether a version is being written still.
pub(crate) fn is_draft(office: &Office, procedure: &Procedure) -> Result<bool, Problem> {
    Ok(standing(office, &procedure.id, procedure.version)? == Standing::Draft)
}

fn standing(office: &Office, id: &str, version: u32) -> Result<Standing, Problem> {
    let drafts = office.read(|reading| Ok(reading.procedure_drafts()?))?;
    if drafts.iter().any(|(each, number, _)| each == id && *number == version) {
        return Ok(Standing::Draft);
    }
    let adopted = office.adopted()?;
    let followed = adopted.iter().any(|book| book.procedure().id == id && book.procedure().version == version);
    Ok(if followed { Standing::Adopted } else { Standing::Kept })
}

/// The text of a version. What is kept outranks what is shipped.
fn text_of(reading: &Reading<'_>, id: &str, version: u32) -> Result<Option<String>, Problem> {
    let mut texts = reading.procedure_files()?.into_iter().chain(reading.procedure_drafts()?);
    let kept = texts.find(|(each, number, _)| each == id && *number == version).map(|(_, _, text)| text);
    let shipped = super::shipped()?;
    let place = || shipped.iter().position(|each| each.id == id && each.version == version);
    Ok(kept.or_else(|| place().map(|place| SHIPPED[place].1.to_owned())))
}
