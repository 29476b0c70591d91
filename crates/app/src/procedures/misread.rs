//! Why a file does not load, in the words of the format: the place, what was found, what is expected. The reader of TOML
//! finds it out and says it in words of this program's types; what cannot *work* in a file is found in `domain`.

use domain::procedure::Milestone;

use super::{Fault, line_at, schema};

/// What the reader of TOML stumbled over.
pub(super) fn fault(text: &str, error: &toml::de::Error) -> Fault {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    let source = text.lines().nth(line - 1).unwrap_or_default().trim();
    if error.message() != "duplicate key" && toml::de::DeTable::parse(text).is_err() {
        return Fault { line, says: not_toml(error.message(), source) };
    }
    let whole = error.message().starts_with("missing field") && error.span().is_none_or(|span| span.start == 0);
    Fault { line, says: says(error.message(), if whole { Place::File } else { Place::of(source) }) }
}

/// The most of a line that is repeated, in letters.
const QUOTED: usize = 60;

/// What is no TOML at all is shown as it stands, with what the reader says of it.
fn not_toml(message: &str, source: &str) -> String {
    let mut found: String = source.chars().take(QUOTED).collect();
    if source.chars().count() > QUOTED {
        found.push('…');
    }
    let (wrong, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    match expected {
        "literal string" => format!("found {found}, expected a number as it is, or a text in quotation marks"),
        "" => format!("found {found}: {wrong}"),
        "newline, `#`" => format!("found {found}: {wrong}; expected the end of the line, or # and a remark"),
        expected => format!("found {found}: {wrong}; expected {expected}"),
    }
}

/// Where in the file: its line, as far as it names something.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// `[[stage]]`, as written.
    Section(&'a str),
    /// `title = …`.
    Key(&'a str),
    /// The file as a whole.
    File,
    /// None of these: inside of a list.
    Elsewhere,
}

impl Place<'_> {
    fn of(line: &str) -> Place<'_> {
        if line.starts_with('[') {
            return Place::Section(line.split('#').next().unwrap_or(line).trim_end());
        }
        match line.split_once('=') {
            Some((key, _)) if is_key(key.trim()) => Place::Key(key.trim()),
            _ => Place::Elsewhere,
        }
    }

    /// The name without brackets.
    fn name(&self) -> &str {
        match self {
            Place::Section(section) => section.trim_matches(['[', ']']),
            Place::Key(key) => key,
            Place::File | Place::Elsewhere => "",
        }
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
}

fn says(message: &str, place: Place<'_>) -> String {
    if message == "duplicate key" {
        if let Place::Section(section) = place {
            let name = place.name();
            if section.starts_with("[[") {
                return format!(
                    "found {section} after a line that has {name} as one section; expected [[{name}]] in two brackets \
                     wherever it stands, and above the sections inside of it"
                );
            }
            return format!(
                "found {section} a second time, expected it once, or [[{name}]] where there may be several"
            );
        }
        return format!("found {} a second time, expected it once", place.name());
    }
    if let Place::Section(section) = place
        && section.starts_with("[[")
        && schema::stands_once(place.name())
    {
        return format!("found {section}, expected a section that stands once, in one bracket: [{}]", place.name());
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return match place {
            Place::Section(section) => format!("found no {field}, expected one in {section}"),
            Place::Key(key) => format!("found no {field}, expected one in `{key}`"),
            Place::File => format!("found no {field}, expected one at the head of the file"),
            Place::Elsewhere => format!("found no {field}, expected one in this entry of the list"),
        };
    }
    let wrong = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let parts = wrong.and_then(|wrong| wrong.rsplit_once(", expected "));
    let said = match parts {
        Some((found, expected)) => format!("found {}, expected {}", in_file(found), in_words(expected, found, place)),
        None if place.name() == "met_by" => unknown_word(&only_ours(message)),
        None => unknown_word(message),
    };
    match place {
        Place::Key(key) => format!("{key}: {said}"),
        Place::Section(_) | Place::File | Place::Elsewhere => said,
    }
}

/// Of the words that stand elsewhere too, those that may stand here: what meets a time limit is the council's to do.
fn only_ours(message: &str) -> String {
    let ours: Vec<String> = Milestone::all_ours().map(|milestone| format!("`{}`", milestone.as_str())).collect();
    match message.split_once(", expected one of ") {
        Some((found, _)) => format!("{found}, expected one of {}", ours.join(", ")),
        None => message.to_owned(),
    }
}

/// `unknown field x, expected one of …` and `unknown variant …`: a word that the format does not have.
fn unknown_word(message: &str) -> String {
    let word = message.strip_prefix("unknown field ").or_else(|| message.strip_prefix("unknown variant "));
    let elsewhere = word.and_then(|word| word.split('`').nth(1)).filter(|word| schema::at_the_head(word));
    let hint = elsewhere.map(|word| format!("; {word} belongs at the head of the file, above the first section"));
    word.map_or_else(|| message.to_owned(), |word| format!("found {word}{}", hint.unwrap_or_default()))
}

/// What was found, as it stands in the file.
fn in_file(found: &str) -> String {
    let number = |kind: &str| found.strip_prefix(kind).map(|rest| rest.trim_matches('`').to_owned());
    let value = found.strip_prefix("string ").map(str::to_owned);
    let value =
        value.or_else(|| number("integer ")).or_else(|| number("boolean ")).or_else(|| number("floating point "));
    value.unwrap_or_else(|| match found {
        "map" => "a section, or a date or time without quotation marks".to_owned(),
        "sequence" => "a list".to_owned(),
        other => other.to_owned(),
    })
}

/// What is expected, in words of the format.
fn in_words(expected: &str, found: &str, place: Place<'_>) -> String {
    let name = place.name();
    let section = expected == "a map" || expected.starts_with("struct ");
    match (expected, place) {
        ("a boolean", _) => "true or false".to_owned(),
        // Shares are the only numbers that small.
        ("u8", _) => "a whole number from 1 to 100".to_owned(),
        ("u32", Place::Key("version")) => "a whole number, from 1".to_owned(),
        ("u32", _) => "a whole number, from 0".to_owned(),
        ("a string", _) => "a text in quotation marks".to_owned(),
        ("a sequence", Place::Section(_)) if found == "map" => {
            format!("a section that may stand several times, in two brackets: [[{name}]]")
        }
        ("a sequence", _) if name == "kinds" => "a list in square brackets, such as [\"complaint\"]".to_owned(),
        ("a sequence", _) => "a list in square brackets".to_owned(),
        (_, Place::Key("bands")) if section => {
            "a limit for each band, such as { complex = \"20 working days\" }; for_bands keeps it to some bands"
                .to_owned()
        }
        (_, Place::Key(_)) if section => format!("a section of its own, such as {name} = {{ … }}"),
        _ if section => "an entry of its own, such as { … }".to_owned(),
        (other, _) => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn what_does_not_load_is_said_in_words_of_the_format() {
        let good = include_str!("../../../../procedures/making-experiences-count.toml");
        let kinds = "kinds = [\"complaint\"]";
        let closures = "office_closures = true";
        let table = [
            (kinds, "kinds = \"complaint\"", "kinds: found \"complaint\", expected a list in square brackets"),
            (kinds, "kinds = [\"grumble\"]", "kinds: found `grumble`, expected one of `complaint`"),
            (
                "met_by = [\"acknowledged\", \"responded\"]",
                "met_by = [\"thanked\"]",
                "met_by: found `thanked`, expected one of `logged`, `met`, `acknowledged`",
            ),
            (closures, "office_closures = \"yes\"", "office_closures: found \"yes\", expected true or false"),
            (closures, "cut_off = \"5pm\"", "cut_off: found \"5pm\", expected a time of day in quotation marks"),
            (
                "title = \"Acknowledge\"",
                "title = \"Acknowledge\"\nbands = [\"complex\"]",
                "bands: found a list, expected a limit for each band, such as { complex = \"20 working days\" }; for_bands keeps",
            ),
            (closures, "cut_off = 17:00:00", "expected a time of day in quotation marks, such as \"17:00\""),
            (closures, "office_closure = true", "found `office_closure`, expected one of"),
            ("version = 1", "version = \"1\"", "version: found \"1\", expected a whole number, from 1"),
            ("version = 1", "version = 1\nversion = 2", "found version a second time, expected it once"),
            ("version = 1\n", "", "found no `version`, expected one at the head of the file"),
            ("title = \"Acknowledge\"\n", "", "found no `title`, expected one in [[stage.clock]]"),
            (
                "[signing]",
                "[signing]\ncut_off = \"17:00\"",
                "; cut_off belongs at the head of the file, above the first section",
            ),
            (
                "[signing]",
                "[signing]\n[signing]",
                "found [signing] a second time, expected it once, or [[signing]] where",
            ),
            (
                "[[stage]]",
                "[[stage.clock]]\nid = \"x\"\n[[stage]]",
                "found [[stage]] after a line that has stage as one section; expected [[stage]] in two brackets",
            ),
            ("[[stage]]", "[stage]", "expected a section that may stand several times, in two brackets: [[stage]]"),
            (
                closures,
                "office_closures = true\nband = \"late\"",
                "band: found \"late\", expected a list in square brackets",
            ),
            (kinds, "kinds = { complaint = true }", "expected a list in square brackets, such as [\"complaint\"]"),
            ("[signing]", "[[handling]]\n[signing]", "expected a section that stands once, in one bracket: [handling]"),
            (
                closures,
                "office_closures = true\nstandard = [{ id = \"x\", title = \"X\", percent = 300 }]",
                "found 300, expected a whole number from 1 to 100",
            ),
            (
                closures,
                "office_closures = true\nofficer = [\n  { id = \"x\" },\n]",
                "found no `title`, expected one in this entry of the list",
            ),
            (
                kinds,
                "kinds = [\"complaint\"]\nwindow = \"1 month\"",
                "window: found \"1 month\", expected a section of its own",
            ),
        ];
        for (from, to, expected) in table {
            assert!(good.contains(from), "{from}");
            let flaws = parse("ours.toml", &good.replacen(from, to, 1)).expect_err(to).join("\n");
            assert!(flaws.contains(expected) && flaws.starts_with("ours.toml, line "), "{to}: {flaws}");
        }
    }

    #[test]
    fn what_the_head_of_the_file_lacks_is_not_sought_in_its_first_line() {
        let flaws = parse("ours.toml", "id = \"ours\"\n").expect_err("it lacks much").join("\n");
        assert_eq!(flaws, "ours.toml, line 1: found no `version`, expected one at the head of the file");
    }
}
