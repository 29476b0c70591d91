//! What changed from one version of the response to another, word by word.

use app::{Problem, cases::CaseFile};
use askama::Template;
use axum::extract::Path;
use domain::{By, Event, TextRef};
use similar::{ChangeTag, TextDiff};

use crate::{
    answer::{self, Answer, Failure},
    form::Fields,
    layout::{Frame, NavItem},
    pages::case::{opened, person_line, title},
    timeline::when,
    visit::Visit,
};

/// A run of words that stayed, came or went.
pub(super) struct Piece {
    pub(super) came: bool,
    pub(super) went: bool,
    pub(super) words: String,
}

#[derive(Template)]
#[template(path = "response_compare.html")]
struct ComparePage {
    frame: Frame,
    reference: String,
    who: String,
    from: u32,
    to: u32,
    versions: Vec<Version>,
    pieces: Vec<Piece>,
}

/// A version that can be looked at.
struct Version {
    number: u32,
    words: String,
}

/// The differences between two texts.
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let (came, went) = match change.tag() {
            ChangeTag::Equal => (false, false),
            ChangeTag::Insert => (true, false),
            ChangeTag::Delete => (false, true),
        };
        match pieces.last_mut().filter(|last| last.came == came && last.went == went) {
            Some(last) => last.words.push_str(change.value()),
            None => pieces.push(Piece { came, went, words: change.value().to_owned() }),
        }
    }
    pieces
}

/// GET: `from` and `to` say which; without them, the latest and the one before it.
pub(super) async fn show(Path(reference): Path<String>, visit: Visit) -> Answer {
    let file = opened(&visit, &reference).await?;
    let drafted = drafted(&file);
    let query = Fields::parse(visit.address.split_once('?').map_or("", |(_, query)| query).as_bytes());
    let latest = drafted.len();
    let find = |name: &str, known: usize| {
        let number = query.number("from").filter(|_| name == "from").or_else(|| query.number("to").filter(|_| name == "to"));
        drafted.iter().find(|(version, ..)| Some(*version) == number).or_else(|| drafted.get(known))
    };
    let (Some((from, before, _)), Some((to, after, _))) = (find("from", latest.wrapping_sub(2)), find("to", latest.wrapping_sub(1))) else {
        return Err(Failure::new(Problem::NotFound("There are no two versions of this response to compare.".into()), visit));
    };
    let versions = file.history.iter().filter_map(|recorded| match (&recorded.event, recorded.by) {
        (Event::Drafted { version, .. }, By::Person(person)) => Some(Version { number: *version, words: format!("Version {version}, {}, {}", file.name(person), when(recorded.at, visit.today())) }),
        _ => None,
    });
    let page = ComparePage {
        frame: visit.frame(&format!("{}: versions compared", title(&file)), Some(NavItem::Cases)),
        reference: file.case.reference.to_string(),
        who: person_line(&file),
        from: *from,
        to: *to,
        versions: versions.collect(),
        pieces: pieces(file.words(before), file.words(after)),
    };
    answer::page(&visit, &page)
}

/// Number, words and writer of every version, oldest first.
fn drafted(file: &CaseFile) -> Vec<(u32, &TextRef, By)> {
    let of = |recorded: &domain::event::Recorded| recorded.by;
    file.history.iter().filter_map(|recorded| match &recorded.event {
        Event::Drafted { version, text } => Some((*version, text, of(recorded))),
        _ => None,
    }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_is_told_apart() {
        let pieces = pieces("We are sorry that it took so long.", "We are very sorry that it took long.");
        let said: Vec<(bool, bool, &str)> = pieces.iter().map(|piece| (piece.came, piece.went, piece.words.as_str())).collect();
        assert!(said.contains(&(true, false, "very ")) || said.contains(&(true, false, " very")), "{said:?}");
        assert!(said.contains(&(false, true, "so ")) || said.contains(&(false, true, " so")), "{said:?}");
        let after: String = said.iter().filter(|(_, went, _)| !went).map(|(.., words)| *words).collect();
        assert_eq!(after, "We are very sorry that it took long.");
    }
}
