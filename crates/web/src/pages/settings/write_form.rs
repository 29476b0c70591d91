//! A procedure by form: everything that its file may hold, filled in, added, moved and taken away, and kept as a version like any
//! other text. What is typed and not saved yet is the draft of the form; so is what was added, moved or taken away.

mod parts;
mod typed;

use app::{
    Problem,
    procedures::{self, BEGINNING, Form, Kept, Text, Toward},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    response::{IntoResponse, Redirect},
    routing::get,
};
use domain::Procedure;

use self::{
    parts::{Pane, Shown},
    typed::{Moved, State, TakenAway},
};
use super::{Section, Shell, frame, shell, write};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent, encoded},
    layout::{Errors, Frame},
    pages::{
        procedures::{Change, changes},
        unsent::{self, Unsent},
    },
    visit::Visit,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/deadlines/form", get(begin).post(sent_new))
        .route("/settings/deadlines/form/{id}", get(show).post(sent))
        .route("/settings/deadlines/form/copy/{id}", get(begin_copy).post(sent_copy))
}

#[derive(Template)]
#[template(path = "settings_write_form.html")]
struct FormPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    heading: String,
    action: String,
    as_text: String,
    seen: String,
    /// The file as it is being changed.
    text: String,
    panes: Vec<Pane>,
    /// What was taken away last, with the file before it.
    taken: Option<TakenAway>,
    /// What was moved last.
    moved: Option<Moved>,
    /// What saving would change, once that was asked.
    changes: Option<Vec<Change>>,
    draft: String,
    unsent: Option<Unsent>,
}

/// Where a procedure is changed by form.
pub(super) fn address(procedure: &Procedure) -> String {
    format!("/{}?version={}", key(&procedure.id), procedure.version)
}

/// Where a new one is begun by form.
pub(super) const NEW: &str = "/settings/deadlines/form";

/// Of the draft of the form, and its address without the first slash.
fn key(id: &str) -> String {
    format!("{}/{id}", &NEW[1..])
}

/// What a form begins with, as its address says.
#[derive(Clone)]
enum Begin {
    /// Nothing but what every procedure has.
    Nothing,
    /// What the procedure with this id says.
    Copy(String),
    /// A procedure that is changed, by id.
    Change(String),
}

/// What is changed: a version that is kept, or nothing yet.
struct Source {
    kept: Option<Text>,
    /// What a new one begins with.
    copied: Option<Text>,
    /// Ids of the procedures that there are, of which a new one has none.
    others: Vec<String>,
}

impl Source {
    fn find(visit: &Visit, begin: &Begin, version: Option<u32>) -> Result<Source, Problem> {
        app::people::administrators_only(&visit.who)?;
        let text = |id: &str| procedures::text(&visit.office, &visit.who, id, version);
        let (kept, copied) = match begin {
            Begin::Nothing => (None, None),
            Begin::Copy(id) => (None, Some(text(id)?)),
            Begin::Change(id) => (Some(text(id)?), None),
        };
        let others = visit.office.procedures().iter().map(|each| each.id.clone()).collect();
        Ok(Source { kept, copied, others })
    }

    fn text(&self) -> String {
        match (&self.kept, &self.copied) {
            (Some(kept), _) => kept.to_change(),
            (None, Some(other)) => procedures::copied(&other.toml).unwrap_or_else(|| other.toml.clone()),
            (None, None) => BEGINNING.to_owned(),
        }
    }

    fn seen(&self) -> String {
        self.kept.as_ref().map(write::seen).unwrap_or_default()
    }

    fn key(&self) -> String {
        match (&self.kept, &self.copied) {
            (Some(kept), _) => key(&kept.procedure.id),
            (None, Some(other)) => key(&format!("copy/{}", other.procedure.id)),
            (None, None) => NEW[1..].to_owned(),
        }
    }

    fn address(&self) -> String {
        self.kept.as_ref().map_or_else(|| format!("/{}", self.key()), |kept| address(&kept.procedure))
    }

    fn heading(&self) -> String {
        match (&self.kept, &self.copied) {
            (Some(Text { procedure: Procedure { name, version, .. }, .. }), _) => {
                format!("Change {name}, version {version}")
            }
            (None, Some(other)) => format!("A new procedure, begun with a copy of {}", other.procedure.name),
            (None, None) => "A new procedure".to_owned(),
        }
    }

    fn page(&self, visit: &Visit, state: &State, errors: Errors, at: &str) -> Result<FormPage, Failure> {
        let broken = || Problem::Broken(format!("The text of {} is no TOML.", self.key()));
        let form = Form::of(&state.text).ok_or_else(|| Failure::new(broken(), visit.clone()))?;
        let panes = parts::panes(&form, &Shown::of(&form, &errors, at, state));
        let panes = panes.map_err(|error| Failure::new(Problem::Broken(error.to_string()), visit.clone()))?;
        Ok(FormPage {
            frame: frame(visit, Section::Deadlines, &errors),
            shell: shell(visit, Section::Deadlines),
            heading: self.heading(),
            action: self.address(),
            as_text: self
                .kept
                .as_ref()
                .map_or_else(|| "/settings/deadlines/write".into(), |kept| write::address(&kept.procedure)),
            seen: self.seen(),
            panes,
            text: form.text,
            taken: state.taken.clone(),
            moved: state.moved.clone(),
            changes: None,
            draft: self.key(),
            unsent: None,
            errors,
        })
    }
}

async fn begin(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.as_deref().unwrap_or_default().as_bytes());
    match asked.text("copy") {
        "" => page(visit, Begin::Nothing, query).await,
        id => Ok(Redirect::to(&format!("{NEW}/copy/{}", encoded(id))).into_response()),
    }
}

async fn begin_copy(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    page(visit, Begin::Copy(id), query).await
}

async fn show(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    page(visit, Begin::Change(id), query).await
}

async fn page(visit: Visit, begin: Begin, query: Option<String>) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let version = asked.number("version");
    let work = move |visit: &Visit| {
        let source = Source::find(visit, &begin, version)?;
        let unsent = unsent::find(visit, &source.key())?;
        Ok((source, unsent))
    };
    let (source, unsent) = visit.run(work).await?;
    // What was typed into the form of another text is not this one's.
    let unsent = unsent.filter(|unsent| unsent.fields.text("seen") == source.seen());
    let nothing = Fields::default();
    let state = State::of(unsent.as_ref().map_or(&nothing, |unsent| &unsent.fields), &source.text(), &source.others);
    let page = source.page(&visit, &state, Errors::none(), asked.text("at"))?;
    answer::page(&visit, &FormPage { unsent, ..page })
}

async fn sent_new(RawQuery(query): RawQuery, sent: Sent) -> Answer {
    taken(sent, Begin::Nothing, query).await
}

async fn sent_copy(Path(id): Path<String>, RawQuery(query): RawQuery, sent: Sent) -> Answer {
    taken(sent, Begin::Copy(id), query).await
}

async fn sent(Path(id): Path<String>, RawQuery(query): RawQuery, sent: Sent) -> Answer {
    taken(sent, Begin::Change(id), query).await
}

/// Adds, moves, takes away or brings back, shows what changes, or keeps it all.
async fn taken(Sent { visit, fields }: Sent, begin: Begin, query: Option<String>) -> Answer {
    let version = Fields::parse(query.unwrap_or_default().as_bytes()).number("version");
    let source = visit.run(move |visit| Source::find(visit, &begin, version)).await?;
    let state = State::of(&fields, &source.text(), &source.others);
    let (deed, place) = fields.text("do").split_once(' ').unwrap_or((fields.text("do"), ""));
    match deed {
        "add" => go_on(&visit, &source, &fields, state.added(place)).await,
        "more" => go_on(&visit, &source, &fields, state.added(fields.text(&format!("more-{place}")))).await,
        "remove" => go_on(&visit, &source, &fields, state.removed(place, &source.text())).await,
        "up" => go_on(&visit, &source, &fields, state.shifted(place, Toward::Up)).await,
        "down" => go_on(&visit, &source, &fields, state.shifted(place, Toward::Down)).await,
        "back" => go_on(&visit, &source, &fields, state.moved_back()).await,
        "undo" => go_on(&visit, &source, &fields, State::restored(&fields, &source.text())).await,
        "look" => looked_at(&visit, &source, &state),
        _ => keep(visit, source, state, fields.text("seen").to_owned()).await,
    }
}

/// Keeps what the form holds as its draft, and shows it at the place that changed.
async fn go_on(visit: &Visit, source: &Source, fields: &Fields, (state, at): (State, String)) -> Answer {
    let (key, draft) = (source.key(), state.draft(fields.text("seen")).to_json());
    let keep = move |visit: &Visit| app::drafts::keep(&visit.office, &visit.who, &key, &draft, None, visit.now);
    visit.run(keep).await?;
    let address = source.address();
    let joint = if address.contains('?') { '&' } else { '?' };
    let to = format!("{address}{joint}at={}", encoded(&at));
    Ok(Redirect::to(&to).into_response())
}

/// Says what saving would change, and what stands in its way.
fn looked_at(visit: &Visit, source: &Source, state: &State) -> Answer {
    let errors = state.errors();
    if !errors.is_empty() {
        return answer::unprocessable(visit, &source.page(visit, state, errors, "")?);
    }
    let read = procedures::check(&state.text).ok().map(|(procedure, _)| procedure);
    let before = source.kept.as_ref().map(|kept| kept.procedure.clone());
    let changes = read.zip(before).map(|(after, before)| changes(&before, &after)).unwrap_or_default();
    let page = source.page(visit, state, errors, "")?;
    answer::page(visit, &FormPage { changes: Some(changes), ..page })
}

async fn keep(visit: Visit, source: Source, state: State, seen: String) -> Answer {
    let mut errors = state.errors();
    if !errors.is_empty() {
        return answer::unprocessable(&visit, &source.page(&visit, &state, errors, "")?);
    }
    let (key, text) = (source.key(), state.text.clone());
    let work = move |visit: &Visit| {
        let kept = procedures::keep(&visit.office, &visit.who, &text, &seen, visit.now);
        if kept.is_ok() {
            unsent::saved(visit, &key)?;
        }
        Ok(kept)
    };
    let kept: Result<Kept, Problem> = visit.run(work).await?;
    match kept {
        Ok(kept) => return write::was_kept(&visit, &kept),
        Err(Problem::Invalid(found)) => found.into_iter().for_each(|error| errors.add("", error.words)),
        Err(Problem::Changed { by, .. }) => errors
            .add("", format!("{by} changed this version meanwhile. Open it again in another window, and change that")),
        Err(problem) => return Err(Failure::new(problem, visit)),
    }
    answer::unprocessable(&visit, &source.page(&visit, &state, errors, "")?)
}
