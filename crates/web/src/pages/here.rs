//! "Dan is working on this now, Marian is looking at it": the words beside the title of a case, asked for every few
//! seconds by its open pages. Whoever only reads is in nobody's way, and is not said to work on it.

use app::{
    Problem,
    cases::CaseFile,
    presence::{self, Doing, Other},
};
use axum::{
    Json, Router,
    extract::{Path, RawQuery},
    response::IntoResponse,
    routing::get,
};
use domain::Reference;

use super::caller::Caller;
use crate::{
    answer::{Answer, Failure, no_store},
    door::Door,
    form::Fields,
    visit::Visit,
};

/// Who else is at a case, as a page shows it.
#[derive(Debug, Clone, Default)]
pub struct Here {
    /// Where the page asks again.
    pub address: String,
    /// Empty when nobody is.
    pub words: String,
}

/// The address open pages ask.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/{reference}/here", get(here))
}

/// Who else is there, as JSON: `{"words": "Dan is working on this now"}`, empty when nobody is.
/// Asking is no sign of life, so a page that nobody looks at still locks.
async fn here(Path(reference): Path<String>, RawQuery(query): RawQuery, caller: Caller) -> Answer {
    let not_found = || Failure::outside(Problem::NotFound(format!("We could not find {reference}.")));
    let reference: Reference = reference.parse().map_err(|_| not_found())?;
    let working = Fields::parse(query.unwrap_or_default().as_bytes()).has(WORKING);
    let doing = if working { Doing::Working } else { Doing::Looking };
    let others = caller
        .run(move |caller| {
            let who = caller.look()?;
            who.map(|who| presence::here(&caller.office, &who, reference, doing, caller.now)).transpose()
        })
        .await?;
    let others = others.ok_or_else(|| Failure::forbidden("Nobody is signed in."))?;
    Ok(no_store(Json(serde_json::json!({ "words": words(&others) }))).into_response())
}

/// What the address says of a page with a form.
const WORKING: &str = "working";

/// Who is there as the page opens.
pub(super) fn at(visit: &Visit, file: &CaseFile, doing: Doing) -> Here {
    let root = format!("/cases/{}/here", file.case.reference);
    Here {
        words: words(&presence::at(&visit.office, &visit.who, file, doing, visit.now)),
        address: match doing {
            Doing::Working => format!("{root}?{WORKING}=yes"),
            Doing::Looking => root,
        },
    }
}

/// "Dan is working on this now", "Dan and Marian are working on this now, Helen is looking at it".
fn words(others: &[Other]) -> String {
    let those = |doing: Doing| {
        let them = others.iter().filter(|other| other.doing == doing);
        named(&them.map(|other| other.name.as_str()).collect::<Vec<_>>())
    };
    match (those(Doing::Working), those(Doing::Looking)) {
        (None, None) => String::new(),
        (Some(working), None) => format!("{working} working on this now"),
        (None, Some(looking)) => format!("{looking} looking at this"),
        (Some(working), Some(looking)) => format!("{working} working on this now, {looking} looking at it"),
    }
}

/// "Dan is", "Dan, Marian and Helen are"; `None` for nobody.
fn named(names: &[&str]) -> Option<String> {
    let first: Vec<&str> = names.iter().map(|name| name.split_whitespace().next().unwrap_or(name)).collect();
    match first.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is")),
        [all @ .., last] => Some(format!("{} and {last} are", all.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_as_one_would_say_it() {
        let (working, looking) = (Doing::Working, Doing::Looking);
        let table = [
            (&[][..], ""),
            (&[("Dan Okafor", working)][..], "Dan is working on this now"),
            (&[("Dan Okafor", looking)][..], "Dan is looking at this"),
            (&[("Dan Okafor", working), ("Marian Teale", working)][..], "Dan and Marian are working on this now"),
            (
                &[("Dan Okafor", working), ("Marian Teale", looking), ("Helen Hart", looking)][..],
                "Dan is working on this now, Marian and Helen are looking at it",
            ),
            (
                &[("Dan Okafor", looking), ("Marian Teale", looking), ("Helen Hart", looking)][..],
                "Dan, Marian and Helen are looking at this",
            ),
        ];
        for (others, said) in table {
            let other = |(name, doing): &(&str, Doing)| Other { name: (*name).to_owned(), doing: *doing };
            assert_eq!(words(&others.iter().map(other).collect::<Vec<_>>()), said);
        }
    }
}
