//! What was asked for, as the address of the page says it, and back again: every list can be
//! bookmarked, printed and exported by its address.

use app::{Filter, Key, Only, Order};
use domain::{
    Date, PersonId, ServiceId, StateKind,
    feedback::{Channel, Finding, Kind},
};

use crate::{form::Fields, layout::Errors};

/// Everything asked for. `Default` is every open case, most urgent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words in the case, as typed.
    pub words: String,
    /// Kinds; none asks for all.
    pub kinds: Vec<Kind>,
    /// How soon.
    pub deadline: Option<Deadline>,
    /// Where it is; `None` is open cases, or all of them for a search by words.
    pub state: Option<State>,
    /// Only those whose acknowledgement is still to be sent.
    pub to_acknowledge: bool,
    /// Only those of which this holds.
    pub only: Option<Which>,
    /// About this service.
    pub service: Option<ServiceId>,
    /// Given to this person.
    pub person: Option<PersonId>,
    /// How it came in.
    pub channel: Option<Channel>,
    /// In this ward; empty for all.
    pub ward: String,
    /// What was found.
    pub outcome: Option<Finding>,
    /// Received, both days included.
    pub received: Days,
    /// Answered, both days included.
    pub answered: Days,
    /// Closed, both days included.
    pub closed: Days,
    /// The order asked for.
    pub sort: Option<Sort>,
    /// Where the page before ended.
    pub after: Option<Key>,
}

/// A range of days; either end may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// Its date has passed.
    Late,
    /// Today.
    Today,
    /// In the next two working days.
    Soon,
    /// Late, today or in the next two working days.
    Near,
    /// After that.
    Later,
    /// It has no date.
    None,
}

/// What holds of few cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Limits of theirs stand still today.
    OnHold,
    /// The response was sent back.
    SentBack,
    /// In a later stage.
    LaterStage,
    /// With an Ombudsman.
    Ombudsman,
    /// Taken down by whoever looks, today.
    LoggedToday,
    /// Watched by whoever looks.
    Watched,
}

impl Which {
    /// All, with the names they have in addresses and those people read.
    pub const ALL: [(Which, &str, &str); 6] = [
        (Which::OnHold, "on-hold", "On hold"),
        (Which::SentBack, "sent-back", "Response sent back"),
        (Which::LaterStage, "later-stage", "In a later stage"),
        (Which::Ombudsman, "ombudsman", "With an Ombudsman"),
        (Which::LoggedToday, "logged-today", "Logged by you today"),
        (Which::Watched, "watched", "Watched by you"),
    ];

    /// The name in an address.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(each, ..)| *each == self).map_or("", |(_, name, _)| name)
    }

    /// The name people read.
    pub fn title(self) -> &'static str {
        Self::ALL.iter().find(|(each, ..)| *each == self).map_or("", |(.., title)| title)
    }

    fn named(name: &str) -> Option<Which> {
        Self::ALL.iter().find(|(_, each, _)| *each == name).map(|(which, ..)| *which)
    }

    /// As lists are asked for it by `who` on `today`.
    fn only(self, who: PersonId, today: Date) -> Only {
        match self {
            Which::OnHold => Only::OnHold(today),
            Which::SentBack => Only::SentBack,
            Which::LaterStage => Only::LaterStage,
            Which::Ombudsman => Only::Ombudsman,
            Which::LoggedToday => Only::Logged { by: who, on: today },
            Which::Watched => Only::Watched(who),
        }
    }

    /// Whether open and closed cases are meant where nothing is said.
    fn is_of_all(self) -> bool {
        match self {
            Which::OnHold | Which::SentBack | Which::LaterStage => false,
            Which::Ombudsman | Which::LoggedToday | Which::Watched => true,
        }
    }
}

/// Where a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not closed.
    Open,
    /// Open or closed.
    All,
    /// In this state.
    In(StateKind),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Newest first.
    Newest,
    /// Most urgent first.
    Due,
}

impl Deadline {
    /// All, with the names they have in addresses.
    pub const ALL: [(Deadline, &str); 6] = [
        (Deadline::Late, "late"),
        (Deadline::Today, "today"),
        (Deadline::Soon, "soon"),
        (Deadline::Near, "near"),
        (Deadline::Later, "later"),
        (Deadline::None, "none"),
    ];

    /// The name in an address.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(each, _)| *each == self).map_or("", |(_, name)| name)
    }

    /// The days of it; `soon` is two working days after `today`.
    pub fn narrow(self, filter: Filter, today: Date, soon: Date) -> Filter {
        let (due_from, due_to, no_due) = match self {
            Deadline::Late => (None, today.pred_opt(), false),
            Deadline::Today => (Some(today), Some(today), false),
            Deadline::Soon => (today.succ_opt(), Some(soon), false),
            Deadline::Near => (None, Some(soon), false),
            Deadline::Later => (soon.succ_opt(), None, false),
            Deadline::None => (None, None, true),
        };
        Filter { open: Some(true), due_from, due_to, no_due, ..filter }
    }
}

impl State {
    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            State::Open => "open",
            State::All => "all",
            State::In(state) => state.as_str(),
        }
    }

    fn named(name: &str) -> Option<State> {
        match name {
            "open" => Some(State::Open),
            "all" => Some(State::All),
            other => StateKind::named(other).map(State::In),
        }
    }
}

impl Query {
    /// What a list of those still to be acknowledged is asked for by, in addresses and forms.
    pub const TO_ACKNOWLEDGE: &str = "to_acknowledge";

    /// Reads an address. What cannot be understood is left out; dates that cannot be are errors.
    pub fn of(fields: &Fields, today: Date) -> (Query, Errors) {
        let mut errors = Errors::none();
        let mut date = |name: &str| {
            fields.past_date(name, today).unwrap_or_else(|words| {
                errors.add(name, words);
                None
            })
        };
        let query = Query {
            words: fields.text("q").trim().chars().take(200).collect(),
            kinds: fields.all("kind").iter().filter_map(|name| Kind::named(name)).collect(),
            deadline: Deadline::ALL
                .iter()
                .find(|(_, name)| *name == fields.text("deadline"))
                .map(|(deadline, _)| *deadline),
            state: State::named(fields.text("state")),
            to_acknowledge: fields.text(Query::TO_ACKNOWLEDGE) == "yes",
            only: Which::named(fields.text("only")),
            service: fields.number("service").map(ServiceId),
            person: fields.number("person").map(PersonId),
            channel: Channel::named(fields.text("channel")),
            ward: fields.text("ward").trim().chars().take(100).collect(),
            outcome: Finding::named(fields.text("outcome")),
            received: Days { from: date("from"), to: date("to") },
            answered: Days { from: date("answered_from"), to: date("answered_to") },
            closed: Days { from: date("closed_from"), to: date("closed_to") },
            sort: match fields.text("sort") {
                "newest" => Some(Sort::Newest),
                "due" => Some(Sort::Due),
                _ => None,
            },
            after: fields.text("after").parse().ok(),
        };
        if let (Some(from), Some(to)) = (query.received.from, query.received.to)
            && from > to
        {
            errors.add("to", "The second date must not be before the first");
        }
        (query, errors)
    }

    /// Whether this is nothing but a search by words.
    pub fn is_search(&self) -> bool {
        !self.words.is_empty() && *self == Query { words: self.words.clone(), ..Query::default() }
    }

    /// Where the cases are that it asks for, said or not.
    pub fn state(&self) -> State {
        let past = self.answered != Days::default()
            || self.closed != Days::default()
            || self.outcome.is_some()
            || self.only.is_some_and(Which::is_of_all);
        let unsaid = if self.words.is_empty() && !past { State::Open } else { State::All };
        self.state.unwrap_or(if self.deadline.is_some() || self.to_acknowledge { State::Open } else { unsaid })
    }

    /// The order it has, said or not. A search by words is always newest first, and so is what was just logged.
    pub fn sort(&self) -> Sort {
        if self.is_newest_first() {
            return Sort::Newest;
        }
        let urgent = !matches!(self.state(), State::All | State::In(StateKind::Closed));
        self.sort.unwrap_or(if urgent { Sort::Due } else { Sort::Newest })
    }

    /// Whether it has no other order.
    pub fn is_newest_first(&self) -> bool {
        !self.words.is_empty() || self.only.is_some_and(Which::is_of_all)
    }

    /// The order as lists know it.
    pub fn order(&self) -> Order {
        match self.sort() {
            Sort::Newest => Order::Newest,
            Sort::Due => Order::Due,
        }
    }

    /// As lists are asked for it by `who`; `soon` is two working days after `today`.
    pub fn filter(&self, who: PersonId, today: Date, soon: Date) -> Filter {
        let (open, states) = match self.state() {
            State::Open => (Some(true), Vec::new()),
            State::All => (None, Vec::new()),
            State::In(state) => (Some(state != StateKind::Closed), vec![state]),
        };
        let filter = Filter {
            open,
            states,
            kinds: self.kinds.clone(),
            services: self.service.into_iter().collect(),
            people: self.person.into_iter().collect(),
            channels: self.channel.into_iter().collect(),
            outcomes: self.outcome.into_iter().collect(),
            wards: Some(self.ward.clone()).filter(|ward| !ward.is_empty()).into_iter().collect(),
            received_from: self.received.from,
            received_to: self.received.to,
            answered_from: self.answered.from,
            answered_to: self.answered.to,
            closed_from: self.closed.from,
            closed_to: self.closed.to,
            to_acknowledge: self.to_acknowledge,
            only: self.only.map(|which| which.only(who, today)),
            words: self.words.clone(),
            ..Filter::default()
        };
        match self.deadline {
            Some(deadline) => deadline.narrow(filter, today, soon),
            None => filter,
        }
    }

    /// The address of this list under `path`, such as `/cases`.
    pub fn address(&self, path: &str) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let mut days = |days: Days, from: &'static str, to: &'static str| {
            pairs.extend(days.from.map(|date| (from, date.to_string())));
            pairs.extend(days.to.map(|date| (to, date.to_string())));
        };
        days(self.received, "from", "to");
        days(self.answered, "answered_from", "answered_to");
        days(self.closed, "closed_from", "closed_to");
        pairs.extend(self.kinds.iter().map(|kind| ("kind", kind.as_str().to_owned())));
        pairs.extend(self.deadline.map(|deadline| ("deadline", deadline.name().to_owned())));
        pairs.extend(self.state.map(|state| ("state", state.name().to_owned())));
        pairs.extend(self.to_acknowledge.then(|| (Query::TO_ACKNOWLEDGE, "yes".to_owned())));
        pairs.extend(self.only.map(|which| ("only", which.name().to_owned())));
        pairs.extend(self.service.map(|service| ("service", service.to_string())));
        pairs.extend(self.person.map(|person| ("person", person.to_string())));
        pairs.extend(self.channel.map(|channel| ("channel", channel.as_str().to_owned())));
        pairs.extend(Some(self.ward.clone()).filter(|ward| !ward.is_empty()).map(|ward| ("ward", ward)));
        pairs.extend(self.outcome.map(|outcome| ("outcome", outcome.as_str().to_owned())));
        pairs.extend(self.sort.map(|sort| ("sort", if sort == Sort::Newest { "newest" } else { "due" }.to_owned())));
        pairs.extend(self.after.as_ref().map(|key| ("after", key.to_string())));
        let words = (!self.words.is_empty()).then(|| ("q", self.words.clone()));
        let query: Vec<String> = words
            .into_iter()
            .chain(pairs)
            .map(|(name, value)| format!("{name}={}", crate::form::encoded(&value)))
            .collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }

    /// The first page of this list.
    pub fn first(&self) -> Query {
        Query { after: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
