//! Earlier versions of the words of a letter: each can be read beside the one in use and put back, which
//! makes it a version of its own.

use app::{
    Problem,
    letters::{Template as Letter, Version},
};
use askama::Template;
use axum::extract::{Path, RawQuery};
use domain::letter::Purpose;

use super::{fields, in_use, key, named};
use crate::{
    answer::{self, Answer, Failure},
    differences::{Piece, pieces},
    form::{Fields, Sent},
    layout::{Frame, NavItem},
    pages::records::{self, Saving},
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "letters_versions.html")]
struct VersionsPage {
    frame: Frame,
    purpose: Purpose,
    /// The one that is read, from nought.
    number: u32,
    /// What it is called.
    title: String,
    /// Whether it is the one in use.
    in_use: bool,
    subject: Vec<Piece>,
    body: Vec<Piece>,
    lines: Vec<Line>,
}

/// A version in the list.
struct Line {
    number: u32,
    words: String,
    in_use: bool,
}

/// GET: `version` says which; without it, the one before that in use.
pub(super) async fn show(Path(purpose): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let purpose = named(&purpose, &visit)?;
    let asked = Fields::parse(query.unwrap_or_default().as_bytes()).number::<u32>("version");
    let versions = all(&visit, purpose).await?;
    let now = visit.run(move |visit| in_use(visit, purpose)).await?;
    let before = versions.get(1).map_or(now.version, |version| version.template.version);
    let shown = find(&visit, &versions, asked.unwrap_or(before))?;
    let Letter { version: number, subject, body, .. } = shown.template.clone();
    let title = if number == 0 { "The words that came with Heard".to_owned() } else { format!("Version {number}") };
    let page = VersionsPage {
        frame: visit.frame(&format!("{title}, {}", purpose.title()), Some(NavItem::Letters)),
        purpose,
        number,
        title,
        in_use: number == now.version,
        subject: pieces(&now.subject, &subject),
        body: pieces(&now.body, &body),
        lines: versions.iter().map(|version| line(version, now.version)).collect(),
    };
    answer::page(&visit, &page)
}

async fn all(visit: &Visit, purpose: Purpose) -> Result<Vec<Version>, Failure> {
    visit.run(move |visit| app::letters::versions(&visit.office, &visit.who, purpose)).await
}

fn find<'a>(visit: &Visit, versions: &'a [Version], number: u32) -> Result<&'a Version, Failure> {
    let problem = || Problem::NotFound("There is no such version of this letter.".into());
    let found = versions.iter().find(|version| version.template.version == number);
    found.ok_or_else(|| Failure::new(problem(), visit.clone()))
}

fn line(version: &Version, in_use: u32) -> Line {
    let number = version.template.version;
    let words = match &version.written {
        Some((by, at)) => format!("Version {number}, {by}, {}", words::moment(*at)),
        None => "As it came with Heard".to_owned(),
    };
    Line { number, words, in_use: number == in_use }
}

/// POST: the version becomes the newest, whatever is typed and not saved, which stays.
pub(super) async fn put_back(Path(purpose): Path<String>, Sent { visit, fields: sent }: Sent) -> Answer {
    let purpose = named(&purpose, &visit)?;
    let versions = all(&visit, purpose).await?;
    let number = sent.number("version").unwrap_or(u32::MAX);
    let letter = find(&visit, &versions, number)?.template.clone();
    let work = move |visit: &Visit| {
        let before = in_use(visit, purpose)?;
        let version = app::letters::keep(&visit.office, &visit.who, &letter, Some(before.version), visit.now)?;
        let now = in_use(visit, purpose)?;
        let undo = records::saved(visit, &key(purpose), Saving::Again, &fields(&before), &fields(&now))?;
        Ok((version, undo))
    };
    let (version, undo) = visit.run(work).await?;
    let which = if number == 0 {
        "The words that came with Heard".to_owned()
    } else {
        format!("The words of version {number}")
    };
    let words = format!("{which} are in use again, as version {version}.");
    visit.go(&format!("/{}", key(purpose)), records::said(words, &key(purpose), Saving::Again, undo))
}
