//! The page and its live part as the template shows them.

use app::{Problem, also};
use askama::Template;
use domain::ActKind;

use super::{
    choices, may,
    next::{Acts, Next, acts, next},
    typed::Typed,
};
use crate::{
    layout::{Choice, Errors, Frame},
    pages::drafts::Offered,
    visit::Visit,
};

/// The page.
#[derive(Template)]
#[template(path = "log.html")]
pub(super) struct LogPage {
    frame: Frame,
    errors: Errors,
    typed: Typed,
    kinds: Vec<Choice>,
    channels: Vec<Choice>,
    services: Vec<Choice>,
    complainants: Vec<Choice>,
    wards: Vec<Choice>,
    replies: Vec<Choice>,
    needs: Vec<Choice>,
    tellings: Vec<Choice>,
    relations: Vec<Choice>,
    staff: Vec<Choice>,
    readers: Vec<Choice>,
    next: Next,
    offered: Option<Offered>,
    asks_the_hour: bool,
    asks_the_job: bool,
    acts: Acts,
    /// The field that has the focus as the page opens; empty for the first of an empty form.
    focus: &'static str,
    may_sort: bool,
    may_hide: bool,
}

/// The live part alone.
#[derive(Template)]
#[template(path = "log.html", block = "next")]
pub(super) struct NextPart {
    pub next: Next,
}

/// The buttons alone, which say what will happen.
#[derive(Template)]
#[template(path = "log.html", block = "acts")]
pub(super) struct ActsPart {
    pub acts: Acts,
}

/// What changes while people type.
#[derive(Template)]
#[template(source = "{{ next|safe }}{{ acts|safe }}", ext = "html")]
pub(super) struct LivePart {
    pub next: NextPart,
    pub acts: ActsPart,
}

impl LogPage {
    /// Reads what the page needs besides what was typed.
    pub(super) fn read(
        visit: &Visit,
        typed: Typed,
        errors: Errors,
        offered: Option<Offered>,
    ) -> Result<LogPage, Problem> {
        Ok(LogPage {
            frame: Frame::default(),
            kinds: choices::kinds(),
            channels: choices::channels(),
            services: choices::services(&choices::kept_services(visit)?),
            complainants: choices::complainants(visit)?,
            wards: choices::wards(visit),
            replies: choices::replies(),
            needs: choices::needs(),
            tellings: choices::tellings(),
            relations: choices::relations(),
            staff: choices::staff(visit)?,
            readers: choices::readers(visit)?,
            next: next(visit, &typed)?,
            asks_the_hour: also::asks_the_hour(&visit.office)?,
            asks_the_job: also::asks_the_job(&visit.office)?,
            acts: acts(visit, &typed)?,
            focus: "",
            may_sort: may(visit, ActKind::Close),
            may_hide: may(visit, ActKind::Restrict),
            errors,
            typed,
            offered,
        })
    }

    /// With the focus in this field.
    pub(super) fn focused(self, focus: &'static str) -> LogPage {
        LogPage { focus, ..self }
    }

    /// In its frame.
    pub(super) fn framed(self, frame: Frame) -> LogPage {
        LogPage { frame, ..self }
    }
}
