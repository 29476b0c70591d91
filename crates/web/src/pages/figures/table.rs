//! The table by service: one row a service, each number leading to its cases.

use app::figures::{Report, number};
use domain::{
    ServiceId,
    feedback::Kind,
    figures::{Figures, Share},
};

use super::{
    asked::Asked,
    links::{self, Which},
};

/// The table.
pub struct Services {
    /// Most complaints first.
    pub rows: Vec<Row>,
    /// All together.
    pub all: Row,
}

/// One service.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Received, by kind.
    pub received: Vec<Linked>,
    /// Acknowledged in time, of those acknowledged.
    pub acknowledged: Shared,
    /// Answered by the first date, of those answered.
    pub in_time: Shared,
    /// By an agreed later date.
    pub agreed: Linked,
    /// Late.
    pub late: Linked,
    /// Average working days to answer.
    pub days: String,
    /// Upheld or partly upheld.
    pub upheld: Linked,
    /// Open at the end.
    pub open: Linked,
}

/// A number with the way to its cases.
pub struct Linked {
    /// The number.
    pub count: u32,
    /// Its cases; empty for none. The headings of row and column say what they are.
    pub href: String,
}

/// A share with the way to its cases.
pub struct Shared {
    /// Those of them.
    pub part: Linked,
    /// Out of.
    pub of: u32,
    /// Whole per cent; `None` of nothing.
    pub percent: Option<u32>,
    /// Length of the meter, of 72 units.
    pub length: u32,
    /// Its colour against the target.
    pub tone: &'static str,
}

/// Makes the table.
pub fn services(report: &Report, asked: &Asked, live: bool) -> Services {
    let row = |name: &str, about: Option<Option<ServiceId>>, figures: &Figures| {
        Making { report, asked, live, name, about, figures }.row()
    };
    let name = |service: &Option<ServiceId>| {
        service.and_then(|id| report.services.get(&id)).map_or("Not said", String::as_str)
    };
    let mut of: Vec<_> = report.by_service.iter().collect();
    of.sort_by_key(|(service, figures)| (service.is_none(), std::cmp::Reverse(figures.received_of(Kind::Complaint))));
    Services {
        rows: of.into_iter().map(|(service, figures)| row(name(service), Some(*service), figures)).collect(),
        all: row("All services", None, &report.figures),
    }
}

struct Making<'a> {
    report: &'a Report,
    asked: &'a Asked,
    live: bool,
    name: &'a str,
    about: Option<Option<ServiceId>>,
    figures: &'a Figures,
}

impl Making<'_> {
    fn row(&self) -> Row {
        let Figures { acknowledged, answered, .. } = self.figures;
        let kinds = Kind::ALL.iter().map(|kind| self.linked("received", Some(kind.as_str())));
        Row {
            name: self.name.to_owned(),
            received: kinds.collect(),
            acknowledged: self.shared("acknowledged", acknowledged.share_in_time(), None),
            in_time: self.shared("answered-in-time", answered.share_in_time(), self.report.target),
            agreed: self.linked("answered-in-agreed-time", None),
            late: self.linked("answered-late", None),
            days: answered.days.average().map_or_else(String::new, |days| format!("{days:.1}")),
            upheld: self.linked("outcomes", Some("upheld-or-partly-upheld")),
            open: self.linked("open", None),
        }
    }

    fn linked(&self, figure: &str, part: Option<&str>) -> Linked {
        let count = number(self.figures, figure, part).unwrap_or(0);
        let which = Which { figure, part, about: self.about };
        let href =
            if count == 0 { String::new() } else { links::cases(self.report.range, self.asked, self.live, which) };
        Linked { count, href }
    }

    fn shared(&self, figure: &str, share: Share, target: Option<u32>) -> Shared {
        let percent = share.percent();
        let tone = match (percent, target) {
            (None, _) | (_, None) => "plain",
            (Some(percent), Some(target)) if percent >= target => "ok",
            (Some(percent), Some(target)) if percent + 10 >= target => "soon",
            (Some(_), Some(_)) => "late",
        };
        Shared { part: self.linked(figure, None), of: share.of, percent, length: percent.unwrap_or(0) * 72 / 100, tone }
    }
}
