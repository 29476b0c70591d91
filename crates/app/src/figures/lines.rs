//! The figures line by line, as pages and files show them: what is counted, out of what, and what
//! it was in the period before. One list for all, so that they cannot say different things.

use domain::{
    ServiceId,
    figures::{Days, Figures, Open, Share, Tally, definition},
};

use super::{Report, number};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The figure, by its id in `domain::figures::DEFINITIONS`.
    pub figure: &'static str,
    /// The part of it, as [`number`] knows it; `None` is the whole figure.
    pub part: Option<String>,
    /// The part in words; empty for the whole figure.
    pub title: String,
    /// How many.
    pub number: Number,
    /// Out of how many, where it is a share.
    pub of: Option<u32>,
    /// What it was in the period before.
    pub before: Number,
    /// The share that a standard promises, in per cent.
    pub promised: Option<u8>,
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A count.
    Count(u32),
    /// Working days; `None` of nothing.
    Days(Option<f64>),
}

impl Number {
    /// As people read it; "none" where there are no days to take a middle of.
    pub fn words(self) -> String {
        match self {
            Number::Count(count) => count.to_string(),
            Number::Days(days) => days.map_or("none".into(), |days| format!("{days:.1}")),
        }
    }
}

impl Line {
    /// The figure and the part of it: "Open at the end: Answer late".
    pub fn name(&self) -> String {
        let figure = definition(self.figure).map_or(self.figure, |definition| definition.title);
        if self.title.is_empty() { figure.to_owned() } else { format!("{figure}: {}", self.title) }
    }

    /// What it says in a table of its own figure: "Acknowledged late", "Email".
    pub fn in_its_table(&self) -> String {
        let title = definition(self.figure).map_or(self.figure, |definition| definition.title);
        match (self.figure, self.title.as_str()) {
            (_, "") => title.to_owned(),
            ("acknowledged", part) => format!("Acknowledged {}", part.to_lowercase()),
            ("days-to-answer", part) => format!("{part} working days to answer"),
            (_, part) => part.to_owned(),
        }
    }

    /// "90% of 41; 95% is promised"; empty where it is no share.
    pub fn shared(&self) -> String {
        let share = self.share().and_then(|share| Some(format!("{}% of {}", share.percent()?, share.of)));
        let promised = self.promised.map(|percent| format!("{percent}% is promised"));
        [share, promised].into_iter().flatten().collect::<Vec<String>>().join("; ")
    }

    /// The share of a line that is one; `None` of nothing.
    pub fn share(&self) -> Option<Share> {
        match (self.number, self.of) {
            (Number::Count(part), Some(of)) if of > 0 => Some(Share::new(part, of)),
            (Number::Count(_) | Number::Days(_), _) => None,
        }
    }
}

/// Every line of a report, in the order of the definitions.
pub fn lines(report: &Report) -> Vec<Line> {
    let mut lines = Lines { report, lines: Vec::new() };
    lines.received();
    lines.timeliness();
    lines.open();
    lines.closed();
    lines.later();
    lines.standards();
    lines.lines
}

struct Lines<'a> {
    report: &'a Report,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn received(&mut self) {
        let Report { figures, services, titles, .. } = self.report;
        let all = &figures.received.all;
        self.count("received", None, "All", None);
        for (kind, _) in figures.received.by_kind() {
            self.count("received", Some(kind.as_str().into()), kind.title(), None);
        }
        let service = |id: &ServiceId| (id.to_string(), services.get(id).cloned().unwrap_or_default());
        self.tally("received-by-service", &all.services, service, None);
        self.tally(
            "received-by-channel",
            &all.channels,
            |channel| (channel.as_str().into(), channel.title().into()),
            None,
        );
        self.tally("received-by-ward", &all.wards, |ward| (ward.clone(), ward.clone()), None);
        self.tally(
            "received-by-ground",
            &all.grounds,
            |id| (id.clone(), titles.grounds.get(id).unwrap_or(id).clone()),
            None,
        );
        self.count("without-limits", None, "", None);
        // Hardly any procedure has complaints without limits: elsewhere there is nothing to tell.
        if figures.no_time_limit > 0 || self.report.before.no_time_limit > 0 {
            self.count("no-time-limit", None, "", None);
        }
        self.count("logged-later", None, "", Some(figures.logging.later.of));
        self.count("reopened", None, "", None);
    }

    fn timeliness(&mut self) {
        let Figures { acknowledged, answered, .. } = &self.report.figures;
        let before = &self.report.before.answered.days;
        self.count("acknowledged", None, "In time", Some(acknowledged.count()));
        self.count("acknowledged", Some("late".into()), "Late", Some(acknowledged.count()));
        for figure in ["answered-in-time", "answered-in-agreed-time", "answered-late"] {
            self.count(figure, None, "", Some(answered.count()));
        }
        let of = Some(answered.days.count());
        for (title, days) in [("Average", Days::average as fn(&Days) -> Option<f64>), ("Median", Days::median)] {
            let (number, before) = (Number::Days(days(&answered.days)), Number::Days(days(before)));
            let (figure, part, promised) = ("days-to-answer", None, None);
            self.lines.push(Line { figure, part, title: title.into(), number, of, before, promised });
        }
    }

    fn open(&mut self) {
        let all = Some(self.report.figures.open.count);
        self.count("open", None, "All", None);
        for (place, band) in Open::BANDS.into_iter().enumerate() {
            self.count("open", Some(place.to_string()), &Open::band_title(band), all);
        }
        self.count("open", Some("unanswered".into()), "Not answered", all);
        self.count("open", Some("answer-late".into()), "Answer late", all);
        self.count("open", Some("acknowledgement-late".into()), "Acknowledgement late", all);
        self.count("open", Some("remedies-late".into()), "Remedies late", None);
    }

    fn closed(&mut self) {
        let Report { figures, titles, .. } = self.report;
        let closed = &figures.closed;
        self.count("closed", None, "All", None);
        for (ending, _) in &closed.endings {
            self.count("closed", Some(ending.as_str().into()), ending.title(), Some(closed.count));
        }
        let answered = closed.outcomes.total();
        self.tally(
            "outcomes",
            &closed.outcomes,
            |finding| (finding.as_str().into(), finding.title().into()),
            Some(answered),
        );
        self.tally(
            "remedies",
            &closed.remedies,
            |id| (id.clone(), titles.remedies.get(id).unwrap_or(id).clone()),
            Some(closed.count),
        );
        let of = Some(closed.lessons.share().of);
        self.count("lessons", None, "Something will be done differently", of);
        self.count("lessons", Some("nothing".into()), "Nothing to learn", of);
        self.count("lessons", Some("not-said".into()), "Not said", of);
    }

    fn later(&mut self) {
        for (stage, counted) in self.report.figures.later.stages() {
            let answered = Some(counted.answered());
            let rows = [
                ("asked", "asked for", None),
                ("in-time", "answered by the first date", answered),
                ("in-agreed-time", "answered by the agreed later date", answered),
                ("late", "answered late", answered),
                ("upheld", "upheld or partly upheld", answered),
            ];
            for (what, words, of) in rows {
                self.count("later-stages", Some(format!("{what}/{stage}")), &format!("{stage}: {words}"), of);
            }
        }
    }

    /// Those that are promised, also where nothing has put them to the test, and those that were promised when they were.
    fn standards(&mut self) {
        let Report { figures, promised, .. } = self.report;
        let tested = figures.standards.titles().filter(|title| !promised.contains_key(*title));
        for title in promised.keys().map(String::as_str).chain(tested) {
            let of = Some(figures.standards.of(title).of);
            self.count("standards", Some(format!("kept/{title}")), title, of);
            if let Some(line) = self.lines.last_mut() {
                line.promised = promised.get(title).copied().flatten();
            }
            self.count("standards", Some(format!("missed/{title}")), &format!("{title}: not in time"), of);
        }
    }

    fn tally<K: Ord>(
        &mut self,
        figure: &'static str,
        tally: &Tally<K>,
        name: impl Fn(&K) -> (String, String),
        of: Option<u32>,
    ) {
        for (key, _) in tally.rows() {
            let (part, title) = key.as_ref().map_or_else(|| (String::new(), "Not said".into()), &name);
            self.count(figure, Some(part), &title, of);
        }
    }

    fn count(&mut self, figure: &'static str, part: Option<String>, title: &str, of: Option<u32>) {
        let number = |figures: &Figures| Number::Count(number(figures, figure, part.as_deref()).unwrap_or(0));
        let (number, before) = (number(&self.report.figures), number(&self.report.before));
        self.lines.push(Line { figure, part, title: title.into(), number, of, before, promised: None });
    }
}
