//! A procedure as text: changed or begun anew, checked, and kept as a version that is followed once it is adopted.

use app::{
    Problem,
    procedures::{self, Fault, Kept, Standing, Text},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::{get, post},
};
use domain::Procedure;

use super::{Section, Shell, frame, shell, write_form};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, Frame},
    pages::{
        checked,
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/deadlines/write", get(begin).post(sent_new))
        .route("/settings/deadlines/write/{id}", get(change).post(sent))
        .route("/settings/deadlines/discard", post(discard))
        .route("/settings/deadlines/file/{id}", get(file))
}

#[derive(Template)]
#[template(path = "settings_write.html")]
struct Write {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    heading: String,
    /// The address without its first slash, by which what was typed is kept.
    key: String,
    text: String,
    /// Fingerprint of the text that is changed.
    seen: String,
    /// The draft that can be thrown away: id and version.
    draft: Option<(String, u32)>,
    wrong: Vec<Line>,
    /// What is said of a text that can be followed.
    sound: String,
    /// Whether it departs from a Code that it claims to follow.
    departs: bool,
    warned_of: Vec<Line>,
    unsent: Option<Unsent>,
}

/// Something about a line of the text.
struct Line {
    number: usize,
    says: String,
    /// What stands there.
    stands: String,
}

const NEW: &str = "settings/deadlines/write";

fn key(id: &str) -> String {
    if id.is_empty() { NEW.to_owned() } else { format!("{NEW}/{id}") }
}

/// Where a procedure can be changed.
pub(super) fn address(procedure: &Procedure) -> String {
    format!("/{}?version={}", key(&procedure.id), procedure.version)
}

/// Where it is changed by those who like forms best.
pub(in crate::pages) fn change_address(procedure: &Procedure) -> String {
    write_form::address(procedure)
}

/// The fingerprint of a text that may be changed; empty where the next version is begun from it.
pub(super) fn seen(text: &Text) -> String {
    if is_draft(text) { text.fingerprint() } else { String::new() }
}

/// A new one; or, with `mend` and `version`, a draft that has to be mended before it can be followed.
async fn begin(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let (id, version) = (asked.text("mend").to_owned(), asked.number::<u32>("version"));
    if id.is_empty() {
        return page(&visit, String::new(), None).await;
    }
    let found = visit.run(|visit| procedures::unreadable(&visit.office, &visit.who)).await?;
    let Some(draft) = found.into_iter().find(|draft| draft.id == id && Some(draft.version) == version) else {
        return page(&visit, id, version).await;
    };
    let heading = format!("Mend {id}, version {}", draft.version);
    let seen = draft.fingerprint();
    answer::page(&visit, &Write { heading, seen, ..looked_at(&visit, "", draft.toml) })
}

/// Where a draft is mended.
pub(super) fn mend_address(id: &str, version: u32) -> String {
    format!("/{NEW}?mend={id}&version={version}")
}

async fn change(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    page(&visit, id, asked.number("version")).await
}

async fn page(visit: &Visit, id: String, version: Option<u32>) -> Answer {
    let asked = id.clone();
    let (kept, unsent) = visit
        .run(move |visit| {
            app::people::settings_readers_only(&visit.who)?;
            let text = |id: &str| procedures::text(&visit.office, &visit.who, id, version);
            let kept = (!id.is_empty()).then(|| text(&id)).transpose()?;
            Ok((kept, unsent::find(visit, &key(&id))?))
        })
        .await?;
    let typed = unsent.as_ref().map(|unsent| unsent.fields.text("text").to_owned());
    let text = typed.or_else(|| kept.as_ref().map(|kept| kept.to_change())).unwrap_or_default();
    let seen = unsent.as_ref().map(|unsent| unsent.fields.text("seen").to_owned());
    let seen = seen.or_else(|| kept.as_ref().map(self::seen)).unwrap_or_default();
    let draft = kept.as_ref().filter(|kept| is_draft(kept)).map(|kept| (asked.clone(), kept.procedure.version));
    let heading = kept.map_or_else(|| "A new procedure".to_owned(), |kept| heading(&kept));
    let page = Write { heading, seen, draft, unsent, ..blank(visit, &asked, text) };
    answer::page(visit, &page)
}

fn is_draft(text: &Text) -> bool {
    text.standing == Standing::Draft
}

fn heading(text: &Text) -> String {
    let Procedure { name, version, .. } = &text.procedure;
    match text.standing {
        Standing::Draft => format!("{name}, version {version}: not adopted yet"),
        Standing::Kept | Standing::Adopted => format!("Change {name}, version {version}"),
    }
}

fn blank(visit: &Visit, id: &str, text: String) -> Write {
    Write {
        frame: frame(visit, Section::Deadlines, &Errors::none()),
        shell: shell(visit, Section::Deadlines),
        errors: Errors::none(),
        heading: if id.is_empty() { "A new procedure".into() } else { format!("Change {id}") },
        key: key(id),
        text,
        seen: String::new(),
        draft: None,
        wrong: Vec::new(),
        sound: String::new(),
        departs: false,
        warned_of: Vec::new(),
        unsent: None,
    }
}

async fn sent_new(sent: Sent) -> Answer {
    taken(sent, String::new()).await
}

async fn sent(Path(id): Path<String>, sent: Sent) -> Answer {
    taken(sent, id).await
}

/// Looks at what was typed, or keeps it.
async fn taken(Sent { visit, fields }: Sent, id: String) -> Answer {
    let (text, seen) = (fields.text("text").replace("\r\n", "\n"), fields.text("seen").to_owned());
    visit.run(|visit| app::people::administrators_only(&visit.who)).await?;
    let looked = Write { seen: seen.clone(), ..looked_at(&visit, &id, text.clone()) };
    if !looked.errors.is_empty() {
        return answer::unprocessable(&visit, &looked);
    }
    if fields.text("do") == "check" {
        return answer::page(&visit, &looked);
    }
    let asked = id.clone();
    let work = move |visit: &Visit| {
        let kept = procedures::keep(&visit.office, &visit.who, &text, &seen, visit.now);
        if kept.is_ok() {
            unsent::saved(visit, &key(&asked))?;
        }
        Ok(kept)
    };
    match visit.run(work).await? {
        Ok(kept) => was_kept(&visit, &kept),
        Err(Problem::Invalid(found)) => {
            answer::unprocessable(&visit, &Write { errors: checked::errors(found), sound: String::new(), ..looked })
        }
        Err(Problem::Changed { by, .. }) => {
            let mut errors = Errors::none();
            let words = format!(
                "{by} kept another text of this version meanwhile. Yours is below: copy it, then open the version again"
            );
            errors.add("text", words);
            answer::unprocessable(&visit, &Write { errors, sound: String::new(), ..looked })
        }
        Err(problem) => Err(Failure::new(problem, visit)),
    }
}

/// On to what it changes.
pub(super) fn was_kept(visit: &Visit, kept: &Kept) -> Answer {
    let to = format!("/settings/deadlines/adopt?procedure={}&version={}", kept.id, kept.version);
    visit.go(&to, Said::new("The version is kept. New cases begin under it once it is adopted."))
}

fn looked_at(visit: &Visit, id: &str, text: String) -> Write {
    let lines = |faults: &[Fault]| faults.iter().map(|fault| line(&text, fault)).collect::<Vec<_>>();
    match procedures::check(&text) {
        Ok((procedure, warned_of)) => {
            let departs = !procedure.warnings().is_empty();
            let warned_of = lines(&warned_of);
            let sound = format!("{}, version {}, can be followed.", procedure.name, procedure.version);
            Write { sound, departs, warned_of, ..blank(visit, id, text) }
        }
        Err(faults) => {
            let mut errors = Errors::none();
            faults.iter().for_each(|fault| errors.add("text", format!("Line {}: {}", fault.line, fault.says)));
            let wrong = lines(&faults);
            let frame = frame(visit, Section::Deadlines, &errors);
            Write { errors, wrong, frame, ..blank(visit, id, text) }
        }
    }
}

fn line(text: &str, fault: &Fault) -> Line {
    let stands = text.lines().nth(fault.line - 1).unwrap_or_default().trim().to_owned();
    Line { number: fault.line, says: fault.says.clone(), stands }
}

async fn discard(Sent { visit, fields }: Sent) -> Answer {
    let id = fields.text("procedure").to_owned();
    let Some(version) = fields.number::<u32>("version") else {
        return Err(Failure::forbidden("This form names no version. Go back and load the page again."));
    };
    visit.run(move |visit| procedures::discard(&visit.office, &visit.who, &id, version, visit.now)).await?;
    visit.go(Section::Deadlines.href(), Said::new("The version was thrown away. Nobody had followed it."))
}

/// The file, as it is kept.
async fn file(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let version = Fields::parse(query.unwrap_or_default().as_bytes()).number("version");
    let text = visit.run(move |visit| procedures::text(&visit.office, &visit.who, &id, version)).await?;
    let name = format!("{}-{}.toml", text.procedure.id, text.procedure.version);
    answer::download(&visit.file_name(&name), "application/toml", text.toml.into_bytes())
}
