//! Keeping forms that are not sent yet. The script keeps them every few seconds; the pages that
//! hold the forms offer them again.

use app::{DraftRow, drafts::Kept};
use axum::{
    Json, Router,
    extract::Path,
    http::{HeaderMap, HeaderName, StatusCode},
    response::IntoResponse,
    routing::{post, put},
};

use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    said::Said,
    words,
};

/// The header that carries the number of the version kept.
const VERSION: HeaderName = HeaderName::from_static("x-draft-version");

/// The addresses of this family.
pub fn routes() -> Router<Door> {
    Router::new().route("/drafts/discard", post(discard)).route("/drafts/{*key}", put(keep).delete(drop))
}

async fn keep(Path(key): Path<String>, headers: HeaderMap, sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let body = fields.to_json();
    let seen = headers.get(VERSION).and_then(|version| version.to_str().ok()?.parse().ok());
    let kept =
        visit.run(move |visit| app::drafts::keep(&visit.office, &visit.who, &key, &body, seen, visit.now)).await?;
    Ok(match kept {
        Kept::Version(version) => {
            ([(VERSION, version.to_string())], said(format!("Draft kept at {}", words::time(visit.now))))
                .into_response()
        }
        Kept::ChangedElsewhere(at) => {
            let words = format!(
                "Not kept: you changed this form in another window at {}. Your typing is still on this page.",
                words::time(at)
            );
            (StatusCode::CONFLICT, said(words)).into_response()
        }
    })
}

fn said(words: String) -> Json<serde_json::Value> {
    Json(serde_json::json!({ "words": words }))
}

async fn drop(Path(key): Path<String>, sent: Sent) -> Answer {
    sent.visit.run(move |visit| app::drafts::discard(&visit.office, &visit.who, &key)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Throws a draft away and goes back to the page that offered it.
async fn discard(sent: Sent) -> Answer {
    let Sent { visit, fields } = sent;
    let key = fields.text("key").to_owned();
    if key.is_empty() {
        return Err(Failure::no_page(Some(visit)));
    }
    let to = Some(fields.text("to")).filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'));
    let to = to.unwrap_or("/today").to_owned();
    visit.run(move |visit| app::drafts::discard(&visit.office, &visit.who, &key)).await?;
    visit.go(&to, Said::new("The unfinished form was thrown away."))
}

/// A draft as a page offers it.
pub(super) struct Offered {
    /// Its key.
    pub key: String,
    /// Which form it is.
    pub form: String,
    /// Where it goes on.
    pub href: String,
    /// "10:42", or "Thu 26 Nov 2026, 10:42" where it is not from today.
    pub kept: String,
    /// Whose feedback it is and how it begins.
    pub about: String,
    /// How many more there are of its kind.
    pub more: usize,
}

/// A draft as offered on `today`.
pub(super) fn offered(draft: &DraftRow, today: domain::Date) -> Offered {
    let same_day = domain::london::date_of(draft.saved_at) == today;
    let kept = if same_day { words::time(draft.saved_at) } else { words::moment(draft.saved_at) };
    let (mut form, href) = place(&draft.key);
    if let Some(about) = about(draft) {
        form = format!("{form}: {about}");
    }
    Offered { key: draft.key.clone(), form, href, kept, about: about(draft).unwrap_or_default(), more: 0 }
}

/// Whose feedback it is and how it begins, to tell several from each other.
fn about(draft: &DraftRow) -> Option<String> {
    const LONGEST: usize = 60;
    let fields = Fields::from_json(&draft.body);
    let told = [fields.text("name"), fields.text("story")].map(str::trim);
    let told: Vec<&str> = told.into_iter().filter(|words| is_log(&draft.key) && !words.is_empty()).collect();
    let words = told.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(LONGEST).collect();
    let cut = if words.chars().count() > LONGEST { "…" } else { "" };
    (!short.is_empty()).then(|| format!("{short}{cut}"))
}

/// Which form a key belongs to, and its address: `log`, `log-2`, `2026-0431/response`.
pub(crate) fn place(key: &str) -> (String, String) {
    if is_log(key) {
        return ("Log feedback".into(), format!("/log?draft={}", crate::form::encoded(key)));
    }
    match key.split_once('/').and_then(|(case, page)| Some((case.parse::<domain::Reference>().ok()?, page))) {
        // The comments to a draft are written beside it.
        Some((case, "send-back")) => {
            (format!("Comments on the response for {case}"), format!("/cases/{case}/response"))
        }
        Some((case, page)) => (format!("{} for {case}", title_of(page)), format!("/cases/{case}/{page}")),
        None => (title_of(key), format!("/{key}")),
    }
}

/// Whether this is the draft of a form for new feedback.
pub(crate) fn is_log(key: &str) -> bool {
    key == "log" || key.strip_prefix("log-").is_some_and(|number| number.parse::<u8>().is_ok())
}

fn title_of(page: &str) -> String {
    words::capital(&page.replace(['-', '/'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_leads_back_to_its_form() {
        let table = [
            ("log", "Log feedback", "/log?draft=log"),
            ("log-2", "Log feedback", "/log?draft=log-2"),
            ("2026-0431/response", "Response for 2026-0431", "/cases/2026-0431/response"),
            ("2026-0431/note", "Note for 2026-0431", "/cases/2026-0431/note"),
            ("2026-0431/sign-off", "Sign off for 2026-0431", "/cases/2026-0431/sign-off"),
            ("2026-0431/send-back", "Comments on the response for 2026-0431", "/cases/2026-0431/response"),
            ("settings/council", "Settings council", "/settings/council"),
        ];
        for (key, form, href) in table {
            assert_eq!(place(key), (form.to_owned(), href.to_owned()), "{key}");
        }
    }
}
