//! One row of an old log, read: a case to be, or the reasons why not, each with its column.

use documents::{
    Cell,
    dates::{self, DateReading},
    read::{Row, Table},
};
use domain::{
    CustomerId, Date, Procedure, ServiceId,
    feedback::{Channel, Finding, Kind, ReplyBy},
    london::Time,
};
use store::{Customer, Needs, Service};

use super::{
    columns::Field,
    dated::DateColumn,
    mapping::{self, ClosedOn, Mapping},
    outcomes,
};
use crate::cases;

/// A case to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The row or line it stands in, from 1.
    pub row: u64,
    /// Its number in the other system, or nothing.
    pub reference: String,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// When.
    pub received: Date,
    /// A few words to know it by.
    pub title: String,
    /// What happened.
    pub story: String,
    /// What would put it right, or nothing.
    pub wanted: String,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Ward.
    pub ward: Option<String>,
    /// Grounds, by id.
    pub grounds: Vec<String>,
    /// Who told us.
    pub customer: Option<Customer>,
    /// How they are answered.
    pub reply_by: ReplyBy,
    /// When it was acknowledged.
    pub acknowledged: Option<Date>,
    /// When it was answered.
    pub answered: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
    /// What was found, where it is a complaint and that was said.
    pub outcome: Option<Finding>,
    /// What was made of a status that does not go with its date.
    pub doubt: Option<Doubt>,
}

/// A status that does not go with the date of closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It says open, and there is a date: it counts as closed on that date.
    OpenWithDate,
    /// It says closed, and there is no date: it counts as closed on the day that the mapping says.
    ClosedWithoutDate,
    /// It says nothing, closed is what the mapping gives, and there is no date: likewise.
    ClosedUnsaid,
}

/// Why a row is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {row}, {column}: {reason}")]
pub struct Refused {
    /// The row or line of the file, from 1.
    pub row: u64,
    /// The heading of the column, or words for the whole row.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why, as a sentence.
    pub reason: String,
    /// The field, where the value is a word nobody has explained yet.
    pub unexplained: Option<Field>,
}

/// What rows are read against.
pub struct Against<'a> {
    /// The table.
    pub table: &'a Table,
    /// What its columns mean.
    pub mapping: &'a Mapping,
    /// How its dates are read.
    pub dates: &'a [DateColumn],
    /// The council's services.
    pub services: &'a [Service],
    /// Where grounds are looked up.
    pub procedure: &'a Procedure,
    /// No date lies after it.
    pub today: Date,
}

/// A row being read.
struct Reader<'a> {
    against: &'a Against<'a>,
    row: &'a Row,
    refused: Vec<Refused>,
}

impl Against<'_> {
    /// Reads one row.
    pub fn read(&self, row: &Row) -> Result<Entry, Vec<Refused>> {
        let mut reader = Reader { against: self, row, refused: Vec::new() };
        let entry = reader.entry();
        match entry {
            Some(entry) if reader.refused.is_empty() => Ok(entry),
            Some(_) | None => Err(reader.refused),
        }
    }
}

impl Reader<'_> {
    fn entry(&mut self) -> Option<Entry> {
        let received = self.date(Field::Received);
        if received.is_none() && self.refused.is_empty() {
            self.refuse(Field::Received, "the date is missing");
        }
        let story = self.story();
        let kind = self
            .word(Field::Kind, Kind::ALL, |kind| (kind.as_str(), kind.title()))
            .or_else(|| self.missing(Field::Kind));
        let channel = self
            .word(Field::Channel, Channel::ALL, |channel| (channel.as_str(), channel.title()))
            .or(Some(Channel::Other));
        let service = self.service();
        let grounds = self.grounds();
        let customer = self.customer();
        let [acknowledged, answered, dated_closed] =
            [Field::Acknowledged, Field::Answered, Field::Closed].map(|field| self.date_after(field, received));
        let (closed, doubt) = self.closed(dated_closed, received);
        let outcome = if self.is_complaint() { self.outcome() } else { None };
        let title = match self.title_lines().0 {
            title if title.is_empty() => cases::title_from(&story),
            title => title,
        };
        if title.is_empty() {
            let field =
                if self.against.mapping.headings(Field::Story).is_empty() { Field::Title } else { Field::Story };
            self.refuse(field, "it does not say what happened");
        }
        Some(Entry {
            row: self.row.number,
            reference: self.text(Field::Reference),
            kind: kind?,
            channel: channel?,
            received: received?,
            story,
            title,
            wanted: self.text(Field::Wanted),
            service,
            ward: Some(self.text(Field::Ward)).filter(|ward| !ward.is_empty()),
            grounds,
            reply_by: reply_by(customer.as_ref()),
            customer,
            acknowledged,
            answered,
            closed,
            outcome,
            doubt,
        })
    }

    /// The values of a field's columns, put together; the constant where they are blank.
    fn text(&self, field: Field) -> String {
        let written = self.written(field);
        if written.is_empty() {
            self.against.mapping.constants.get(&field).cloned().unwrap_or_default()
        } else {
            written
        }
    }

    /// The values of a field's columns, put together.
    fn written(&self, field: Field) -> String {
        let long = matches!(field, Field::Story | Field::Wanted | Field::Address);
        let headings = self.against.mapping.headings(field).iter();
        let values: Vec<String> =
            headings.map(|heading| self.cell(heading)).filter(|value| !value.is_empty()).collect();
        values.join(if long { "\n" } else { " " })
    }

    fn cell(&self, heading: &str) -> String {
        let place = self.against.table.column(heading);
        place.map(|place| self.row.cells[place].text().trim().to_owned()).unwrap_or_default()
    }

    /// The first line of the title, and the lines below it.
    fn title_lines(&self) -> (String, String) {
        let text = self.text(Field::Title);
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        (first.trim().to_owned(), rest.trim().to_owned())
    }

    /// What happened, and below it what has no place of its own. Further lines of the title are part of what
    /// happened, and the title is all of it where there is nothing else.
    fn story(&mut self) -> String {
        let (title, more) = self.title_lines();
        let told = [more, self.text(Field::Story)];
        let told: Vec<&str> = told.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let story = if told.is_empty() { title } else { told.join("\n\n") };
        let mut below = Vec::new();
        if let Some(time) = self.time() {
            below.push(format!("Received at {}", time.format("%H:%M")));
        }
        for heading in &self.against.mapping.also {
            let value = self.cell(heading);
            if !value.is_empty() {
                below.push(format!("{heading}: {value}"));
            }
        }
        below.extend(self.outcome_below());
        if story.is_empty() || below.is_empty() { story } else { format!("{story}\n\n{}", below.join("\n")) }
    }

    /// The time of day it was received: in its own column, where a number in a spreadsheet is a part of a day, else
    /// behind the date.
    fn time(&mut self) -> Option<Time> {
        let headings = self.against.mapping.headings(Field::Time);
        if let [heading] = headings
            && let Some(Cell::Number(days)) = self.against.table.column(heading).map(|place| &self.row.cells[place])
            && let Some(time) = dates::time_of_fraction(*days)
        {
            return Some(time);
        }
        let time = self.text(Field::Time);
        if time.is_empty() {
            return self.time_behind_date();
        }
        dates::parse_time(&time).map_err(|why| self.refuse(Field::Time, why.trim_end_matches('.'))).ok()
    }

    /// Midnight is what programs write that keep no time.
    fn time_behind_date(&self) -> Option<Time> {
        let reading = self.reading(Field::Received)?;
        let (_, moment) = dates::parse_moment(&self.written(Field::Received), &reading).ok()?;
        moment.map(|moment| moment.time()).filter(|time| *time != Time::MIN)
    }

    /// What the mapping makes of a value: the word it stands for, else the value itself.
    fn meaning(&self, field: Field) -> String {
        let value = self.text(field);
        let words = self.against.mapping.values.get(&field);
        let found = words.and_then(|words| words.iter().find(|(word, _)| same(word, &value)));
        found.map_or(value, |(_, meaning)| meaning.clone())
    }

    fn word<T: Copy>(
        &mut self,
        field: Field,
        all: &[T],
        names: impl Fn(T) -> (&'static str, &'static str),
    ) -> Option<T> {
        let meaning = self.meaning(field);
        if meaning.is_empty() {
            return None;
        }
        let found = all.iter().copied().find(|each| {
            let (stored, title) = names(*each);
            same(stored, &meaning) || same(title, &meaning)
        });
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|each| names(*each).0).collect();
            self.unexplained(field, &format!("nobody has said which this is: {}", names.join(", ")));
        }
        found
    }

    fn is_complaint(&self) -> bool {
        same(&self.meaning(Field::Kind), Kind::Complaint.as_str())
    }

    /// What was found, by the words that old logs use for it.
    fn outcome(&mut self) -> Option<Finding> {
        let meaning = self.meaning(Field::Outcome);
        if meaning.is_empty() {
            return None;
        }
        let found = outcomes::named(&meaning);
        if found.is_none() {
            let names: Vec<&str> = Finding::ALL.iter().map(|each| each.as_str()).collect();
            self.unexplained(Field::Outcome, &format!("nobody has said which this is: {}", names.join(", ")));
        }
        found
    }

    /// The words for an outcome that is no finding: there is none on what is no complaint, and of a word somebody may
    /// have said that it means none.
    fn outcome_below(&self) -> Option<String> {
        let written = self.written(Field::Outcome);
        let is_finding = self.is_complaint() && !self.meaning(Field::Outcome).is_empty();
        (!written.is_empty() && !is_finding).then(|| format!("{}: {written}", Field::Outcome.title()))
    }

    fn missing<T>(&mut self, field: Field) -> Option<T> {
        let unsaid = self.meaning(field).is_empty();
        if unsaid {
            self.refuse(
                field,
                &format!("it is blank; a mapping can say what then holds, under [constants] as {}", field.as_str()),
            );
        }
        None
    }

    fn service(&mut self) -> Option<ServiceId> {
        let meaning = self.meaning(Field::Service);
        if meaning.is_empty() {
            return None;
        }
        let found =
            self.against.services.iter().find(|service| same(&service.name, &meaning)).map(|service| service.id);
        if found.is_none() {
            self.unexplained(
                Field::Service,
                &format!("there is no service called {meaning}; say which one it is, or add it in Settings"),
            );
        }
        found
    }

    fn grounds(&mut self) -> Vec<String> {
        let meaning = self.meaning(Field::Ground);
        if meaning.is_empty() {
            return Vec::new();
        }
        let found = self
            .against
            .procedure
            .grounds
            .iter()
            .find(|ground| same(&ground.id, &meaning) || same(&ground.title, &meaning));
        if found.is_none() {
            self.unexplained(Field::Ground, "the procedure has no such ground; say which one it is");
        }
        found.map(|ground| ground.id.clone()).into_iter().collect()
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        let (written, constant) = (self.written(field), self.against.mapping.constants.get(&field));
        let read = match (written.as_str(), constant) {
            ("", None) => return None,
            ("", Some(constant)) => mapping::constant_date(constant),
            (written, _) => read_date(written, self.reading(field)),
        };
        match read {
            Ok(date) if date > self.against.today => {
                self.refuse(field, &format!("it is {}, which is in the future", date.format("%-d %B %Y")));
                None
            }
            Ok(date) => Some(date),
            Err(why) => {
                self.refuse(field, why.trim_end_matches('.'));
                None
            }
        }
    }

    fn reading(&self, field: Field) -> Option<DateReading> {
        self.against.dates.iter().find(|column| column.field == field)?.reading
    }

    fn date_after(&mut self, field: Field, received: Option<Date>) -> Option<Date> {
        let date = self.date(field)?;
        if received.is_some_and(|received| date < received) {
            self.refuse(field, &format!("it is {}, before it was received", date.format("%-d %B %Y")));
        }
        Some(date)
    }

    /// The day it was closed, and what is doubtful about that.
    fn closed(&mut self, dated: Option<Date>, received: Option<Date>) -> (Option<Date>, Option<Doubt>) {
        let meaning = self.meaning(Field::Status).to_lowercase();
        let unsaid = self.written(Field::Status).is_empty();
        let day = match self.against.mapping.closed_on {
            ClosedOn::Import => Some(self.against.today),
            ClosedOn::Received => received,
        };
        match (meaning.as_str(), dated) {
            ("closed", None) if unsaid => (day, Some(Doubt::ClosedUnsaid)),
            ("closed", None) => (day, Some(Doubt::ClosedWithoutDate)),
            // What the mapping gives where nothing is said leaves a date alone.
            ("open", Some(_)) if !unsaid => (dated, Some(Doubt::OpenWithDate)),
            ("closed" | "" | "open", _) => (dated, None),
            _ => {
                self.unexplained(Field::Status, "nobody has said which this is: open or closed");
                (None, None)
            }
        }
    }

    fn customer(&mut self) -> Option<Customer> {
        let customer = Customer {
            id: CustomerId(0),
            name: self.text(Field::Name),
            phone: self.text(Field::Phone),
            email: self.text(Field::Email),
            address: self.text(Field::Address),
            postcode: self.text(Field::Postcode).to_uppercase(),
            needs: Needs::default(),
        };
        if !customer.email.is_empty() && mail::Mailbox::new("", &customer.email).is_err() {
            self.refuse(Field::Email, "it is not an email address");
        }
        let known = [&customer.name, &customer.phone, &customer.email, &customer.address, &customer.postcode];
        known.iter().any(|field| !field.is_empty()).then_some(customer)
    }

    /// A word that a person can explain, here or in the mapping.
    fn unexplained(&mut self, field: Field, reason: &str) {
        self.refuse(field, reason);
        if let Some(refused) = self.refused.last_mut() {
            refused.unexplained = Some(field);
        }
    }

    fn refuse(&mut self, field: Field, reason: &str) {
        let heading =
            self.against.mapping.headings(field).first().map_or_else(|| field.title().to_owned(), Clone::clone);
        self.refused.push(Refused {
            row: self.row.number,
            column: heading,
            value: self.text(field),
            reason: format!("{reason}."),
            unexplained: None,
        });
    }
}

/// Reads a date as was decided; while nothing is, only one that is the same either way.
fn read_date(value: &str, reading: Option<DateReading>) -> Result<Date, String> {
    match reading {
        Some(reading) => dates::parse(value, &reading),
        None => {
            let [day, month] =
                [DateReading::DayFirst, DateReading::MonthFirst].map(|reading| dates::parse(value, &reading));
            if day == month { day } else { Err("nobody has said how the dates of this column are meant".to_owned()) }
        }
    }
}

fn reply_by(customer: Option<&Customer>) -> ReplyBy {
    match customer {
        Some(customer) if !customer.email.is_empty() => ReplyBy::Email,
        Some(customer) if !customer.address.is_empty() => ReplyBy::Letter,
        Some(customer) if !customer.phone.is_empty() => ReplyBy::Phone,
        Some(_) | None => ReplyBy::None,
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
