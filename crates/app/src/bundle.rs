//! Everything on a case in one file, for whoever asks for the whole of it: an Ombudsman or an appeal panel, who see all of
//! it, or the customer, who sees nothing of other people. An index says what happened, how every date comes about, what
//! to look at before it leaves and what is left out; behind it stand what the customer told us, notes, letters, drafts
//! and files. What happened is said in the words of the pages of the case, which hand them in ([`Told`]).
//!
//! The ZIP is written to a place on disk, each file piece by piece. Nothing is noted, and nothing handed out, unless it is
//! whole.

use std::{
    collections::BTreeSet,
    io::{Seek, Write},
};

use documents::write::FileByFile;
use domain::{
    Act, Moment, Reference,
    act::{ActKind, BundleFor},
    london,
    permission::{self, Of},
};

use crate::{
    Office, Problem, Who,
    calendar_change::{self, Made},
    cases::{self, CaseFile},
    progress::Progress,
};

mod blocks;
mod brief;
mod index;
mod look_at;
mod making;
mod names;
mod packing;
mod papers;
mod plan;

pub use look_at::Look;
use making::Making;
use plan::Plan;

/// The media type of the file.
pub const MEDIA_TYPE: &str = "application/zip";

/// The field of the form that what went wrong is said of.
const FIELD: &str = "whom";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of which case.
    pub of: Reference,
    /// For whom. An Ombudsman gets everything, whatever is said below.
    pub whom: BundleFor,
    /// For the customer: whether notes and contacts are in it.
    pub notes: bool,
    /// For the customer: whether drafts and the comments on them are.
    pub drafts: bool,
    /// For the customer: the files that are, by their numbers.
    pub files: BTreeSet<u32>,
}

impl Asked {
    /// Everything, for an Ombudsman.
    pub fn everything(of: Reference) -> Asked {
        Asked { of, whom: BundleFor::Ombudsman, notes: true, drafts: true, files: BTreeSet::new() }
    }

    fn is_everything(&self) -> bool {
        self.whom == BundleFor::Ombudsman
    }

    fn takes_notes(&self) -> bool {
        self.is_everything() || self.notes
    }

    fn takes_drafts(&self) -> bool {
        self.is_everything() || self.drafts
    }

    fn takes_file(&self, number: u32) -> bool {
        self.is_everything() || self.files.contains(&number)
    }
}

/// What the pages of a case say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Everything that happened, oldest first.
    pub history: Vec<Happened>,
    /// How each date comes about.
    pub limits: Vec<Limit>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its place in the history of the case; 0 for what was done to the calendar.
    pub seq: u32,
    /// The day, with its year, and the time.
    pub when: String,
    /// What.
    pub title: String,
    /// Who did it; empty for what the program did by itself.
    pub by: String,
    /// What was said or written.
    pub words: Vec<String>,
    /// Who undid it, and when; empty for what stands.
    pub undone: String,
}

/// How the date of a time limit comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What has to be done by it.
    pub title: String,
    /// The rule.
    pub rule: String,
    /// Where the count began, and what was left out.
    pub lines: Vec<String>,
    /// What came out.
    pub result: String,
    /// Which version of which procedure says so.
    pub source: String,
}

/// How the pages say it: of a case, with the changes of the calendar that touched its dates.
pub type Tell = fn(&CaseFile, &[Made]) -> Told;

/// What would be in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Its name.
    pub name: String,
    /// Its documents, the index first.
    pub documents: Vec<Listed>,
    /// The bytes of the files in it.
    pub bytes: u64,
    /// What to look at before it leaves.
    pub look_at: Vec<Look>,
    /// What is left out, and why.
    pub left_out: Vec<String>,
    /// The files of the case, whether in it or not: number and name.
    pub files: Vec<(u32, String)>,
    /// How many notes and contacts there are.
    pub notes: usize,
    /// How many drafts.
    pub drafts: usize,
}

/// A document of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number, as its name begins.
    pub number: String,
    /// What it is.
    pub title: String,
}

/// What would be in it, for somebody who may take it out.
pub fn contents(office: &Office, who: &Who, asked: &Asked, tell: Tell, now: Moment) -> Result<Contents, Problem> {
    let (file, told, council) = opened(office, who, asked.of, tell, now)?;
    let making = Making::new(office, who, &file, &council, asked, &told, now)?;
    let plan = Plan::of(&making)?;
    let index = index::Index::of(&making, &plan, &[]);
    let own = Listed { number: plan.written(0), title: "Index".into() };
    let listed = plan.parts.iter().map(|part| Listed { number: plan.written(part.number), title: part.title.clone() });
    Ok(Contents {
        name: name(asked.of, asked.whom),
        documents: std::iter::once(own).chain(listed).collect(),
        bytes: plan.bytes(),
        look_at: index.look_at,
        left_out: plan.left_out.iter().map(|left| format!("{}: {}", left.what, left.why)).collect(),
        files: file.documents.iter().map(|row| (row.number, row.name.clone())).collect(),
        notes: papers::notes_of(&file).len(),
        drafts: papers::drafts_of(&file).len(),
    })
}

/// Writes everything to `place`; gives how many documents it is. That it was done, by whom and for whom is noted in the
/// history of the case. `progress` is told how many documents are written, and of how many.
pub fn make<W: Write + Seek>(
    office: &Office,
    who: &Who,
    asked: &Asked,
    tell: Tell,
    place: W,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<u32, Problem> {
    let (file, told, council) = opened(office, who, asked.of, tell, now)?;
    let making = Making::new(office, who, &file, &council, asked, &told, now)?;
    let plan = Plan::of(&making)?;
    let mut zip = FileByFile::begin(place, london::local(now));
    let count = plan.parts.len() + 1;
    let mut written = Vec::new();
    for (done, part) in plan.parts.iter().enumerate() {
        progress(done as u64, count as u64)?;
        written.push(packing::part(office, &mut zip, &plan, part)?);
    }
    // It names every document as it was written, so it comes last; by its number it stands first.
    packing::index(&mut zip, &plan, index::Index::of(&making, &plan, &written).report(&making, &plan))?;
    zip.finish().map_err(packing::unwritable)?;
    let documents = u32::try_from(count).unwrap_or(u32::MAX);
    let act = Act::Bundle { whom: asked.whom, documents };
    cases::at_case(office, who, asked.of, None, now, |at| at.act(&act))?;
    Ok(documents)
}

/// "2026-0412 for the Ombudsman.zip": the number of the case, and nobody's name.
pub fn name(reference: Reference, whom: BundleFor) -> String {
    match whom {
        BundleFor::Ombudsman => format!("{reference} for the Ombudsman.zip"),
        BundleFor::Customer => format!("{reference} for the customer.zip"),
    }
}

/// The case, for somebody who may take everything of it out, and what its pages say.
fn opened(
    office: &Office,
    who: &Who,
    reference: Reference,
    tell: Tell,
    now: Moment,
) -> Result<(CaseFile, Told, std::sync::Arc<crate::settings::Council>), Problem> {
    let file = cases::open(office, who, reference, now)?;
    permission::permit(&who.actor, ActKind::Bundle, Some(Of::under(&file.case, file.book.procedure())))?;
    let told = tell(&file, &calendar_change::touching(office, &file)?);
    Ok((file, told, office.council()))
}
