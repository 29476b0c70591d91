//! The words typed into a search, as a question to the index of words. Whatever is typed becomes
//! a well-formed question: letters and digits are all that is taken from it.

use domain::Reference;

use crate::{Error, keys};

/// What the words ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Nothing was typed.
    Everything,
    /// The reference of one case, in full.
    Case(Reference),
    /// A question to the index.
    Match(String),
    /// Something was typed, but no letter and no digit.
    Nothing,
}

/// More words than this narrow a search no further.
const MOST_WORDS: usize = 16;
/// The last word is taken as the beginning of one from this length on; of beginnings of just this length the index
/// of words keeps which cases have them.
const BEGINNING: usize = 3;
/// Which words of the index begin with some letters; `None` where the engine is to find them.
pub(super) type Beginnings<'a> = &'a dyn Fn(&str) -> Result<Option<Vec<String>>, Error>;

pub(super) fn wanted(typed: &str, beginnings: Beginnings<'_>) -> Result<Wanted, Error> {
    if typed.trim().is_empty() {
        return Ok(Wanted::Everything);
    }
    if let Some(reference) = reference(typed) {
        return Ok(Wanted::Case(reference));
    }
    let words: Vec<String> = split(typed).take(MOST_WORDS).collect();
    Ok(if words.is_empty() { Wanted::Nothing } else { Wanted::Match(question(&words, beginnings)?) })
}

/// `2026-0431`, `2026/431`, with or without zeros.
fn reference(typed: &str) -> Option<Reference> {
    let (year, number) = typed.trim().split_once(['-', '/'])?;
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year, 4) || !digits(number, 9) {
        return None;
    }
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    Some(Reference { year: year.parse().ok()?, number })
}

fn split(typed: &str) -> impl Iterator<Item = String> {
    let words = typed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().take(64).flat_map(char::to_lowercase).collect())
}

/// Words in nearly every story, which say nothing about what one is about.
const SAY_NOTHING: &str = "about after again all also and any are ask asked back because been before being both but \
    call called came can cannot come could council did does doing done don each even ever every for from get give \
    given going got had has have having he her here him his how however into its just know last let like made make \
    many may me more most much need never new nobody nor not nothing now off old once one only other our out over own \
    please put rang ring said same say says see seen sent she should since some someone still such take than that the \
    their them then there these they thing this those though three through time times told too took two under until \
    upon use very want wanted wants was way week weeks well went were what when where which while who whole why will \
    with without would year years yes yet you your day days";

/// The words of a story that may tell it from others, at most `most`, each as a question to the
/// index that finds it with and without an s at its end.
pub(super) fn telling(story: &str, most: usize) -> Vec<String> {
    let mut roots: Vec<String> = Vec::new();
    for word in split(story).filter(|word| word.chars().count() > 2) {
        let root = plain_plural(&word).unwrap_or(&word);
        let says_nothing = SAY_NOTHING.split_whitespace().any(|each| each == word || each == root);
        if !says_nothing && !roots.iter().any(|each| each == root) {
            roots.push(root.to_owned());
        }
    }
    roots.truncate(most);
    roots.iter().map(|root| format!("{} OR {}", term(root), term(&format!("{root}s")))).collect()
}

/// The word without the s of its plural, where it may have one.
fn plain_plural(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|root| root.len() > 2 && !root.ends_with('s'))
}

/// One and many of what a word names, as English forms them, without the word itself.
fn one_and_many(word: &str) -> Vec<String> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let hisses = |root: &str| ["s", "x", "z", "ch", "sh"].iter().any(|end| root.ends_with(end));
    if let Some(root) = word.strip_suffix("ies").filter(|root| root.len() > 1) {
        return vec![format!("{root}y"), format!("{root}ie")];
    }
    if let Some(root) = word.strip_suffix("es").filter(|root| root.len() > 1 && hisses(root)) {
        return vec![root.to_owned(), format!("{root}e")];
    }
    if let Some(root) = plain_plural(word) {
        return vec![root.to_owned()];
    }
    let consonant = |root: &str| !root.ends_with(['a', 'e', 'i', 'o', 'u']);
    match word.strip_suffix('y').filter(|root| consonant(root)) {
        Some(root) => vec![format!("{root}ies")],
        None if hisses(word) => vec![format!("{word}es")],
        None => vec![format!("{word}s")],
    }
}

/// A name written as one word that others write with an apostrophe, which parts it in the index: O'Brien, D'Arcy.
fn parted(word: &str) -> Option<(&str, &str)> {
    let named = word.len() > 4 && word.starts_with(['o', 'd']) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    named.then(|| word.split_at(1))
}

fn question(words: &[String], beginnings: Beginnings<'_>) -> Result<String, Error> {
    let mut parts = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let together = (from + 2..=words.len()).rev().find(|to| is_one(&words[from..*to]));
        let to = together.unwrap_or(from + 1);
        let last = to == words.len();
        parts.push(either(&words[from..to], last.then_some(beginnings))?);
        from = to;
    }
    Ok(parts.join(" AND "))
}

/// Whether words that were typed apart may be one telephone number, one postcode or one name with an apostrophe.
fn is_one(words: &[String]) -> bool {
    let joined = words.concat();
    let digits = joined.bytes().all(|byte| byte.is_ascii_digit());
    let name = || parted(&joined).is_some_and(|(one, other)| words == [one, other]);
    (digits && (6..=15).contains(&joined.len())) || is_postcode(&joined) || name()
}

/// A whole postcode without spaces (BS 7666: one or two letters, a district, then a digit and two
/// letters).
fn is_postcode(joined: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    let Some((outward, inward)) = joined.len().checked_sub(3).and_then(|at| joined.split_at_checked(at)) else {
        return false;
    };
    let area = outward.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    let (area_length, district) = (outward.len() - area.len(), area);
    (1..=2).contains(&area_length)
        && (1..=2).contains(&district.len())
        && district.starts_with(|digit: char| digit.is_ascii_digit())
        && district.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && inward.starts_with(|digit: char| digit.is_ascii_digit())
        && letters(&inward[1..])
}

/// The words as they were typed, or as one, or in the form in which they are kept, one or many. The last of all is a
/// beginning.
fn either(words: &[String], beginnings: Option<Beginnings<'_>>) -> Result<String, Error> {
    let joined = words.concat();
    let last = |word: &str| beginnings.map_or_else(|| Ok(term(word)), |beginnings| begun(word, beginnings));
    let mut apart: Vec<String> = words.iter().map(|word| term(word)).collect();
    if let (Some(place), Some(word)) = (apart.last_mut(), words.last()) {
        *place = last(word)?;
    }
    let mut ways = vec![apart.join(" AND ")];
    let kept = if joined.bytes().all(|byte| byte.is_ascii_digit()) { number(&joined) } else { joined.clone() };
    let mut others = vec![last(&joined)?, last(&kept)?];
    if let [word] = words {
        // Those that begin with the word are found by it already where it is the last one.
        let begun_so = |other: &String| beginnings.is_some() && other.starts_with(word);
        others.extend(one_and_many(word).iter().filter(|other| !begun_so(other)).map(|other| term(other)));
        others.extend(parted(word).map(|parts| in_parts(parts, beginnings)).transpose()?.into_iter().flatten());
    }
    for way in others {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    Ok(match ways.as_slice() {
        [one] if words.len() == 1 => one.clone(),
        _ => format!("(({}))", ways.join(") OR (")),
    })
}

/// The parts of a name one after the other; the second may be the beginning of words that there are.
fn in_parts((one, other): (&str, &str), beginnings: Option<Beginnings<'_>>) -> Result<Vec<String>, Error> {
    let there = beginnings.filter(|_| other.len() > BEGINNING).map(|beginnings| beginnings(other)).transpose()?;
    let others = there.flatten().unwrap_or_else(|| vec![other.to_owned()]);
    Ok(others.iter().map(|other| term(&format!("{one} {other}"))).collect())
}

/// A number that may be a telephone number, with or without the code of the country, or that of
/// a case with zeros before it.
fn number(digits: &str) -> String {
    if digits.len() > 10 {
        let abroad = if digits.starts_with("44") { format!("+{digits}") } else { digits.to_owned() };
        return keys::phone_key(&abroad);
    }
    let stripped = digits.trim_start_matches('0');
    if digits.len() <= 6 && !stripped.is_empty() { stripped.to_owned() } else { digits.to_owned() }
}

/// Only letters and digits are in a word, so nothing in it can end the quotation.
fn term(word: &str) -> String {
    format!("\"{word}\"")
}

/// A word or the beginning of one. What is not of ASCII is left to the engine, which knows `é` and `e` for one letter.
fn begun(word: &str, beginnings: Beginnings<'_>) -> Result<String, Error> {
    let length = word.chars().count();
    let there = if length > BEGINNING && word.is_ascii() { beginnings(word)? } else { None };
    Ok(match there {
        Some(words) if words.is_empty() => term(word),
        Some(words) => {
            let terms: Vec<String> = words.iter().map(|word| term(word)).collect();
            if let [one] = &terms[..] { one.clone() } else { format!("({})", terms.join(" OR ")) }
        }
        None if length < BEGINNING => term(word),
        None => format!("{}*", term(word)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(typed: &str) -> String {
        match wanted(typed, &|_| Ok(None)).expect("nothing is looked up") {
            Wanted::Match(question) => question,
            other @ (Wanted::Everything | Wanted::Case(_) | Wanted::Nothing) => format!("{other:?}"),
        }
    }

    #[test]
    fn words_become_a_question() {
        let table = [
            ("one of a plural", "bins", r#"(("bins"*) OR ("bin"))"#),
            ("one of two", "gritting bins", r#"(("gritting") OR ("grittings")) AND (("bins"*) OR ("bin"))"#),
            ("the last is found by its beginning", "pothole", r#""pothole"*"#),
            ("but not in a plural of another beginning", "body", r#"(("body"*) OR ("bodies"))"#),
            ("a short last word is a whole one", "Mr Li", r#""mr" AND "li""#),
            ("signs are left out", r#"AND OR NOT ( " *"#, r#"(("and") OR ("ands")) AND "or" AND "not"*"#),
            ("a name with a sign in it", "O'Brien", r#"(("o" AND "brien"*) OR ("obrien"*))"#),
            ("a name without its sign", "obrien", r#"(("obrien"*) OR ("o brien"))"#),
            ("a postcode apart", "B98 8AH", r#"(("b98" AND "8ah"*) OR ("b988ah"*))"#),
            ("a postcode together", "b988ah", r#""b988ah"*"#),
            ("a telephone number", "01527 64252", r#"(("01527" AND "64252"*) OR ("0152764252"*))"#),
            (
                "from abroad",
                "+44 1527 64252 bins",
                r#"(("44" AND "1527" AND "64252") OR ("44152764252") OR ("0152764252")) AND (("bins"*) OR ("bin"))"#,
            ),
            ("the number of a case", "412", r#""412"*"#),
            ("with zeros", "0412", r#"(("0412"*) OR ("412"*))"#),
        ];
        for (name, typed, expected) in table {
            assert_eq!(asks(typed), expected, "{name}");
        }
    }

    #[test]
    fn the_last_word_is_any_that_begins_so() {
        let there = |letters: &str| {
            let words = ["bin", "bins", "missed", "missing", "8ah"];
            let found = words.iter().filter(|word| word.starts_with(letters)).map(|word| (*word).to_owned());
            Ok(Some(found.collect()))
        };
        let table = [
            ("several begin so", "miss", r#"("missed" OR "missing")"#),
            ("one does", "bin misse", r#"(("bin") OR ("bins")) AND "missed""#),
            ("none does", "missal", r#""missal""#),
            ("three letters are in the index as they are", "bin", r#""bin"*"#),
            ("fewer are a word", "8a", r#""8a""#),
            ("the engine knows other alphabets", "missé", r#""missé"*"#),
        ];
        for (name, typed, expected) in table {
            let asked = wanted(typed, &there).expect("it is looked up");
            assert_eq!(asked, Wanted::Match(expected.into()), "{name}");
        }
    }

    #[test]
    fn one_is_found_by_many_and_many_by_one() {
        let table = [
            ("bin", "bins"),
            ("street", "streets"),
            ("body", "bodies"),
            ("box", "boxes"),
            ("bus", "buses"),
            ("branch", "branches"),
            ("glass", "glasses"),
            ("house", "houses"),
            ("key", "keys"),
            ("pie", "pies"),
        ];
        for (one, many) in table {
            assert!(one_and_many(one).contains(&many.to_owned()), "{one}: {:?}", one_and_many(one));
            assert!(one_and_many(many).contains(&one.to_owned()), "{many}: {:?}", one_and_many(many));
        }
        for neither in ["01527", "b98", "li", "siân"] {
            assert_eq!(one_and_many(neither), Vec::<String>::new(), "{neither}");
        }
    }

    #[test]
    fn a_reference_is_one_case() {
        let one = Reference { year: 2026, number: 412 };
        for typed in ["2026-0412", "2026-412", " 2026/0412 "] {
            assert_eq!(wanted(typed, &|_| Ok(None)).expect("nothing is looked up"), Wanted::Case(one), "{typed}");
        }
    }

    #[test]
    fn a_story_is_known_by_the_words_that_others_do_not_have() {
        let asked = |story: &str| telling(story, 24).join("; ");
        assert_eq!(
            asked("She rang twice and the crew left both bins"),
            ["twice", "crew", "left", "bin"].map(|word| format!("\"{word}\" OR \"{word}s\"")).join("; ")
        );
        assert_eq!(asked("Glass, glass; the GLASS!"), r#""glass" OR "glasss""#);
        assert_eq!(telling("one two three \" * ( )", 24), Vec::<String>::new());
        assert_eq!(telling("crew bins verge", 2).len(), 2);
    }

    #[test]
    fn nothing_typed_is_not_the_same_as_nothing_to_look_for() {
        let wanted = |typed| wanted(typed, &|_| Ok(None)).expect("nothing is looked up");
        assert_eq!(wanted("  "), Wanted::Everything);
        assert_eq!(wanted(" *( "), Wanted::Nothing);
    }
}
