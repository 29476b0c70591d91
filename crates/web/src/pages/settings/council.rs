//! What the council is called and how it is reached: for the title bar, letters and exports.

use app::settings::{Council, Envelope, Paper};
use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};
use domain::Role;

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        records::{self, Ask, Kept, Record, Saving},
        unsent::{self, Unsent},
    },
    visit::Visit,
};

/// Of the draft of this form.
const KEY: &str = "settings/council";

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/council", get(show).post(keep))
        .route("/settings/council/keep", get(show).post(keep_both))
        .route("/settings/council/undo", post(undo))
}

#[derive(Template)]
#[template(path = "settings_council.html")]
struct CouncilPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    council: Council,
    wards: String,
    idle: String,
    envelopes: Vec<Choice>,
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

fn page(visit: &Visit, council: Council, idle: String, errors: Errors) -> CouncilPage {
    CouncilPage {
        frame: frame(visit, Section::Council, &errors),
        shell: shell(visit, Section::Council),
        errors,
        wards: council.wards.join("\n"),
        idle,
        envelopes: envelopes(),
        council,
        was: records::was(&fields(&visit.office.council()), None),
        unsent: None,
    }
}

async fn show(visit: Visit) -> Answer {
    let unsent = visit
        .run(|visit| {
            app::people::settings_readers_only(&visit.who)?;
            if visit.who.role() == Role::Administrator { unsent::find(visit, KEY) } else { Ok(None) }
        })
        .await?;
    let kept = visit.office.council();
    let council = unsent.as_ref().map_or_else(|| (*kept).clone(), |unsent| read(&unsent.fields, &kept));
    let idle = unsent
        .as_ref()
        .map_or_else(|| kept.idle_minutes.to_string(), |unsent| unsent.fields.text("idle_minutes").to_owned());
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    answer::page(&visit, &CouncilPage { was, unsent, ..page(&visit, council, idle, Errors::none()) })
}

async fn keep(Sent { visit, fields: sent }: Sent) -> Answer {
    let kept = visit.office.council();
    let council = read(&sent, &kept);
    let seen = records::seen(&sent).map_or_else(|| (*kept).clone(), |seen| read(&seen, &kept));
    let (typed, saving) = (council.clone(), Saving::of(&sent));
    let work = move |visit: &Visit| {
        app::settings::keep_council(&visit.office, &visit.who, &council, &seen, visit.now)?;
        records::saved(visit, KEY, saving, &fields(&kept), &fields(&visit.office.council()))
    };
    match records::kept(&visit, work).await? {
        Kept::Done(undo) => {
            let said = records::said("Saved. Letters and pages show it from now on.", KEY, saving, undo);
            visit.go(Section::Council.href(), said)
        }
        Kept::Changed(who) => records::changed(&visit, record(&visit), sent, who).await,
        Kept::Wrong(errors) => {
            let was = sent.text(records::WAS).to_owned();
            let page = page(&visit, typed, sent.text("idle_minutes").into(), errors);
            answer::unprocessable(&visit, &CouncilPage { was, ..page })
        }
    }
}

async fn undo(Sent { visit, .. }: Sent) -> Answer {
    let fields = records::before(&visit, KEY).await?;
    keep(Sent { visit, fields }).await
}

async fn keep_both(Sent { visit, fields }: Sent) -> Answer {
    visit.run(|visit| app::people::administrators_only(&visit.who)).await?;
    records::keep(&visit, record(&visit), &fields).await
}

fn record(visit: &Visit) -> Record {
    Record {
        key: KEY.into(),
        title: Section::Council.title().into(),
        item: NavItem::Settings,
        asks: vec![
            Ask::line("name", "Name"),
            Ask::line("initials", "Initials"),
            Ask::line("colour", "Colour"),
            Ask::lines("address", "Address for letters"),
            Ask::line("phone", "Phone customers ring"),
            Ask::line("email", "Email customers write to"),
            Ask::one("envelope", "Envelope", envelopes()),
            Ask::tick("headed", "Headed paper"),
            Ask::lines("wards", "Wards or areas"),
            Ask::line("idle_minutes", "Sign people out after"),
        ],
        now: fields(&visit.office.council()),
    }
}

/// The fields of the form as they are kept.
fn fields(council: &Council) -> Fields {
    let fields = Fields::of([
        ("name", council.name.clone()),
        ("initials", council.initials.clone()),
        ("colour", council.colour.clone()),
        ("address", council.address.clone()),
        ("phone", council.phone.clone()),
        ("email", council.email.clone()),
        ("envelope", council.paper.envelope.as_str().to_owned()),
        ("wards", council.wards.join("\n")),
        ("idle_minutes", council.idle_minutes.to_string()),
    ]);
    if council.paper.headed { fields.with("headed", vec!["yes".into()]) } else { fields }
}

fn envelopes() -> Vec<Choice> {
    let choice = |envelope: Envelope| Choice::new(envelope.as_str(), envelope.title()).with_hint(envelope.place());
    Envelope::ALL.map(choice).to_vec()
}

/// The fields of this page; the procedure and the nation are changed on theirs.
fn read(fields: &Fields, before: &Council) -> Council {
    Council {
        name: fields.text("name").into(),
        initials: fields.text("initials").into(),
        colour: fields.text("colour").into(),
        address: fields.text("address").into(),
        phone: fields.text("phone").into(),
        email: fields.text("email").into(),
        // A form that does not say, such as one that was begun before this was asked, changes nothing of it.
        paper: match Envelope::named(fields.text("envelope")) {
            Some(envelope) => Paper { envelope, headed: fields.has("headed") },
            None => before.paper,
        },
        wards: fields.text("wards").lines().map(str::to_owned).collect(),
        idle_minutes: fields.number("idle_minutes").unwrap_or(0),
        ..before.clone()
    }
}
