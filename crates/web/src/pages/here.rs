//! "Dan is working on this now": the words beside the title of a case, asked for every few seconds
//! by its open pages.

use app::{Problem, cases::CaseFile, presence};
use axum::{Json, Router, extract::Path, response::IntoResponse, routing::get};
use domain::Reference;

use super::caller::Caller;
use crate::{
    answer::{Answer, Failure, no_store},
    door::Door,
    visit::Visit,
};

/// The address open pages ask.
pub fn routes() -> Router<Door> {
    Router::new().route("/cases/{reference}/here", get(here))
}

/// Who else is there, as JSON: `{"words": "Dan is working on this now"}`, empty when nobody is.
/// Asking is no sign of life, so a page that nobody looks at still locks.
async fn here(Path(reference): Path<String>, caller: Caller) -> Answer {
    let not_found = || Failure::outside(Problem::NotFound(format!("We could not find {reference}.")));
    let reference: Reference = reference.parse().map_err(|_| not_found())?;
    let names = caller
        .run(move |caller| {
            let who = caller.look()?;
            who.map(|who| presence::here(&caller.office, &who, reference, caller.now)).transpose()
        })
        .await?;
    let names = names.ok_or_else(|| Failure::forbidden("Nobody is signed in."))?;
    Ok(no_store(Json(serde_json::json!({ "words": words(&names) }))).into_response())
}

/// The words as the page has them when it opens.
pub(super) fn at(visit: &Visit, file: &CaseFile) -> String {
    words(&presence::at(&visit.office, &visit.who, file, visit.now))
}

/// "Dan is working on this now", "Dan, Marian and Helen are working on this now".
fn words(names: &[String]) -> String {
    let first: Vec<&str> = names.iter().map(|name| name.split_whitespace().next().unwrap_or(name)).collect();
    match first.as_slice() {
        [] => String::new(),
        [one] => format!("{one} is working on this now"),
        [all @ .., last] => format!("{} and {last} are working on this now", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_as_one_would_say_it() {
        let table = [
            (&[][..], ""),
            (&["Dan Okafor"][..], "Dan is working on this now"),
            (&["Dan Okafor", "Marian Teale"][..], "Dan and Marian are working on this now"),
            (&["Dan Okafor", "Marian Teale", "Helen Hart"][..], "Dan, Marian and Helen are working on this now"),
        ];
        for (names, said) in table {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(words(&names), said);
        }
    }
}
