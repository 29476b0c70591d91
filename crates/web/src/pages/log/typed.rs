//! The form as it was typed, and as the use-case takes it.

use app::{
    Customer, Needs, Problem,
    cases::{self, GroupForm, LogForm, RepresentativeForm, RestrictForm},
};
use chrono::Months;
use domain::{
    Date, PersonId, Reference, ServiceId, Time,
    behalf::Relation,
    feedback::{Channel, Kind, ReplyBy},
    letter::Method,
};

use super::next::book;
use crate::{form::Fields, layout::Errors, visit::Visit, words};

/// The value of the choice "Not sure" among the services.
pub const NOT_SURE: &str = "not-sure";
/// The value of "Someone for them" among who is telling us.
pub const ACTING: &str = "acting";
/// The value of "One of a group".
pub const GROUP: &str = "group";

/// Why a case is hidden as it is logged.
const NAMES_STAFF: &str = "It names a member of staff";
const ABOUT_COUNCILLOR: &str = "It is about a councillor";

/// Every field as text; empty where nothing was typed. The names are those of the fields.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub draft: String,
    pub kind: String,
    pub story: String,
    pub wanted: String,
    pub service: String,
    pub complainant: String,
    pub job: String,
    pub ward: String,
    pub channel: String,
    pub received: String,
    /// The time of day, where it is asked for.
    pub received_at: String,
    /// The time, where `received_at` is one.
    pub time: Option<Time>,
    /// The date, where `received` is one.
    pub date: Option<Date>,
    pub anonymous: bool,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub postcode: String,
    pub reply_by: String,
    pub needs: Vec<String>,
    pub needs_other: String,
    pub language: String,
    /// The earlier case of a customer we know, or empty.
    pub known: String,
    /// Who is telling us: empty for the customer, [`ACTING`] or [`GROUP`].
    pub telling: String,
    pub acting_name: String,
    pub acting_relation: String,
    pub acting_seen: bool,
    /// Those who need no authority under the procedure that it will come under, besides those who never do.
    pub lets_speak: Vec<Relation>,
    pub acting_phone: String,
    pub acting_email: String,
    pub acting_address: String,
    pub acting_postcode: String,
    pub group_people: String,
    pub group_who: String,
    /// Whether they leave a way to reach them and no name.
    pub no_name: bool,
    /// Whether somebody said that it was received that long ago.
    pub long_ago: bool,
    /// Whether a member of staff is named, and who.
    pub names_staff: bool,
    /// Whether it is about a councillor, who is nobody on the staff.
    pub about_councillor: bool,
    pub staff_named: String,
    /// The number of the person it names, where that is one of the staff.
    pub named: String,
    /// Whether it is hidden from most staff, and the numbers of those who may read it.
    pub restrict: bool,
    pub people: Vec<String>,
    /// Whether there are several points to answer, and which, one a line.
    pub several: bool,
    pub points: String,
    pub done: String,
    /// Earlier cases that were looked at and are something else.
    pub apart: Vec<Reference>,
    /// A name no other form has, so that sending it twice makes one case.
    pub once: String,
}

impl Typed {
    /// An empty form: received today, by the way of last time, and hidden from all but these
    /// readers should it turn out to name a member of staff.
    pub fn fresh(today: Date, channel: String, once: String, readers: &[PersonId]) -> Typed {
        let channel = Channel::named(&channel).unwrap_or(Channel::Phone);
        Typed {
            received: words::typed(today),
            date: Some(today),
            channel: channel.as_str().into(),
            restrict: true,
            people: readers.iter().map(PersonId::to_string).collect(),
            once,
            ..Typed::default()
        }
    }

    /// The form that was sent, or kept, with what the procedure that it will come under says of who may speak.
    pub fn read(visit: &Visit, fields: &Fields) -> Result<Typed, Problem> {
        Typed::of(fields, visit.today()).under_its_procedure(visit)
    }

    /// The form that was kept on a day: what it says of days, such as yesterday, is counted from that one.
    pub fn kept(visit: &Visit, fields: &Fields, on: Date) -> Result<Typed, Problem> {
        Typed::of(fields, on).under_its_procedure(visit)
    }

    /// With those whom the procedure that it will come under lets speak.
    pub fn under_its_procedure(self, visit: &Visit) -> Result<Typed, Problem> {
        let lets_speak = book(visit, &self)?.procedure().acceptance.speakers();
        Ok(Typed { lets_speak, ..self })
    }

    /// The form that was sent, or kept.
    fn of(fields: &Fields, today: Date) -> Typed {
        let text = |name: &str| fields.text(name).to_owned();
        let draft = text("draft");
        let date = fields.past_date("received", today).ok().flatten();
        // A day that was typed without its year stands with it from now on: tomorrow it is another one.
        let without_year = fields.date("received").is_err();
        Typed {
            draft: if crate::pages::drafts::is_log(&draft) { draft } else { "log".into() },
            kind: text("kind"),
            story: text("story"),
            wanted: text("wanted"),
            service: text("service"),
            complainant: text("complainant"),
            job: text("job"),
            ward: text("ward"),
            channel: text("channel"),
            received: date.filter(|_| without_year).map_or_else(|| text("received"), words::typed),
            date,
            received_at: text("received_at"),
            time: fields.time("received_at").ok().flatten(),
            anonymous: fields.has("anonymous"),
            long_ago: fields.has("long_ago"),
            no_name: fields.has("no_name"),
            name: text("name"),
            phone: text("phone"),
            email: text("email"),
            address: text("address"),
            postcode: text("postcode"),
            reply_by: text("reply_by"),
            needs: fields.all("needs"),
            needs_other: text("needs_other"),
            language: text("language"),
            known: text("known"),
            telling: text("telling"),
            acting_name: text("acting_name"),
            lets_speak: Vec::new(),
            acting_relation: text("acting_relation"),
            acting_seen: fields.has("acting_seen"),
            acting_phone: text("acting_phone"),
            acting_email: text("acting_email"),
            acting_address: text("acting_address"),
            acting_postcode: text("acting_postcode"),
            group_people: text("group_people"),
            group_who: text("group_who"),
            names_staff: fields.has("names_staff"),
            about_councillor: fields.has("about_councillor"),
            staff_named: text("staff_named"),
            named: text("named"),
            restrict: fields.has("restrict"),
            people: fields.all("people"),
            several: fields.has("several"),
            points: text("points"),
            done: text("done"),
            apart: apart(fields),
            once: text("once"),
        }
    }

    /// The kind, once it is chosen.
    pub fn kind(&self) -> Option<Kind> {
        Kind::named(&self.kind)
    }

    /// The service, once it is chosen.
    pub fn service(&self) -> Option<ServiceId> {
        self.service.parse().ok().map(ServiceId)
    }

    /// As the use-case takes it.
    pub fn form(&self) -> LogForm {
        let has = |need: &str| self.needs.iter().any(|each| each == need);
        LogForm {
            kind: self.kind.clone(),
            channel: self.channel.clone(),
            received: self.date,
            received_at: self.time,
            story: self.story.clone(),
            wanted: self.wanted.clone(),
            title: String::new(),
            service: self.service(),
            complainant: self.complainant.clone(),
            job: self.job.clone(),
            grounds: Vec::new(),
            ward: self.ward.clone(),
            anonymous: self.anonymous,
            no_name: self.no_name,
            name: self.name.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            address: self.address.clone(),
            postcode: self.postcode.clone(),
            reply_by: self.reply_by.clone(),
            needs: Needs {
                large_print: has("large-print"),
                interpreter: has("interpreter"),
                helper: has("helper"),
                other: self.needs_other.trim().to_owned(),
                language: self.language.trim().to_owned(),
            },
            known: self.known.parse().ok(),
            acting: (self.telling == ACTING).then(|| self.acting()),
            group: (self.telling == GROUP).then(|| self.group()),
            staff_named: self.name_kept(),
            points: if self.several { self.points.lines().map(str::to_owned).collect() } else { Vec::new() },
            restrict: self.restriction(),
            once: self.once.clone(),
        }
    }

    /// Whom it names, as the case keeps it. Of a councillor it says why the case is hidden instead; where it is not, that
    /// it is about one is kept without a name as well.
    fn name_kept(&self) -> String {
        match self.staff_named.trim() {
            _ if !self.names_staff && (!self.about_councillor || self.restrict) => String::new(),
            "" if self.about_councillor => "A councillor".to_owned(),
            _ => self.staff_named.clone(),
        }
    }

    /// Who it names and who may read it; `None` where it is not hidden.
    fn restriction(&self) -> Option<RestrictForm> {
        let number = |id: &String| id.parse().ok().map(PersonId);
        let reason = match self.staff_named.trim() {
            _ if self.names_staff => NAMES_STAFF.into(),
            "" => ABOUT_COUNCILLOR.into(),
            name => format!("{ABOUT_COUNCILLOR}: {name}"),
        };
        ((self.names_staff || self.about_councillor) && self.restrict).then(|| RestrictForm {
            people: self.people.iter().filter_map(number).collect(),
            named_staff: number(&self.named).filter(|_| self.names_staff),
            reason,
        })
    }

    /// The form with what is known of the customer of an earlier case. What was typed of how to reach
    /// them is newer and stays.
    pub fn with_customer(self, customer: &Customer, case: String) -> Typed {
        let newer = |typed: &String, known: &String| if typed.trim().is_empty() { known } else { typed }.clone();
        let Needs { large_print, interpreter, helper, other, language } = &customer.needs;
        let named = [(large_print, "large-print"), (interpreter, "interpreter"), (helper, "helper")];
        let mut needs: Vec<String> =
            named.into_iter().filter(|(needed, _)| **needed).map(|(_, need)| need.to_owned()).collect();
        needs.extend(self.needs.iter().filter(|need| !needs.contains(need)).cloned().collect::<Vec<_>>());
        Typed {
            name: newer(&customer.name, &self.name),
            phone: newer(&self.phone, &customer.phone),
            email: newer(&self.email, &customer.email),
            address: newer(&self.address, &customer.address.replace('\n', ", ")),
            postcode: newer(&self.postcode, &customer.postcode),
            needs_other: newer(&self.needs_other, other),
            language: newer(&self.language, language),
            needs,
            known: case,
            anonymous: false,
            ..self
        }
    }

    /// How many points there are to answer, one at least.
    pub fn point_count(&self) -> u32 {
        let typed = self.points.lines().filter(|point| !point.trim().is_empty()).count();
        u32::try_from(if self.several { typed.max(1) } else { 1 }).unwrap_or(u32::MAX)
    }

    /// The form with the sentences of the story as points to answer, to be put right by a person.
    /// What was typed there is kept.
    pub fn split(self) -> Typed {
        let kept = self.points.lines().map(str::trim).filter(|point| !point.is_empty());
        let sentences = sentences(&self.story).filter(|sentence| !self.points.contains(sentence));
        let points = kept.chain(sentences).collect::<Vec<_>>().join("\n");
        Typed { points, several: true, ..self }
    }

    /// Whether who acts for the customer still needs their written authority, as far as is known.
    pub fn acts_without_authority(&self) -> bool {
        let acting = self.acting();
        acting.relation().is_some() && !acting.may_speak()
    }

    /// Whom nobody asks for an authority, in words.
    pub fn who_needs_none(&self) -> String {
        words::who_needs_no_authority(&self.lets_speak)
    }

    fn acting(&self) -> RepresentativeForm {
        RepresentativeForm {
            name: self.acting_name.clone(),
            relation: self.acting_relation.clone(),
            seen: self.acting_seen,
            let_speak: Relation::named(&self.acting_relation).is_some_and(|each| self.lets_speak.contains(&each)),
            phone: self.acting_phone.clone(),
            email: self.acting_email.clone(),
            address: self.acting_address.clone(),
            postcode: self.acting_postcode.clone(),
        }
    }

    fn group(&self) -> GroupForm {
        GroupForm { people: self.group_people.trim().parse().ok(), who: self.group_who.clone() }
    }

    /// How the acknowledgement reaches them: as they want our reply; a printed slip for somebody at
    /// the counter who gave a telephone number alone; `None` where nothing written can.
    pub fn method(&self) -> Option<Method> {
        if self.anonymous {
            return None;
        }
        let form = self.form();
        let (email, post) = cases::written_to(&form);
        match cases::wants_reply_by(&form)? {
            ReplyBy::Email => Some(Method::Email).filter(|_| email),
            ReplyBy::Letter => Some(Method::Post).filter(|_| post),
            ReplyBy::Phone if Channel::named(&self.channel) == Some(Channel::InPerson) => Some(Method::Handed),
            ReplyBy::Phone if email => Some(Method::Email),
            ReplyBy::Phone if post => Some(Method::Post),
            // They hear the words while they are on the line.
            ReplyBy::Phone if Channel::named(&self.channel) == Some(Channel::Phone) => Some(Method::Phone),
            ReplyBy::Phone | ReplyBy::None => None,
        }
    }

    /// Whether there is any way to reach them, in writing or not.
    pub fn can_be_reached(&self) -> bool {
        [&self.phone, &self.email, &self.address].iter().any(|field| !field.trim().is_empty())
    }

    /// What is wrong with it, in the order of the page.
    pub fn wrong(&self, act: &str, today: Date) -> Errors {
        let mut found: Vec<(&'static str, String)> = cases::wrong_with(&self.form())
            .into_iter()
            .map(|error| (error.field, plain(error.field, error.words)))
            .collect();
        // What follows from another error is not said twice.
        if self.reply_by.is_empty() && found.iter().any(|(field, _)| *field == "phone") {
            found.retain(|(field, _)| *field != "reply_by");
        }
        if self.service.is_empty() {
            found.push(("service", "Choose the service it is about, or choose Not sure".into()));
        }
        match self.date {
            None => found.push(("received", "Give the date like 3/12/2026, 3/12 or yesterday".into())),
            Some(date) if date > today => found.push(("received", "The date received cannot be in the future".into())),
            Some(date) if is_long_ago(date, today) && !self.long_ago => {
                found.push((
                    "received",
                    "That is more than six months ago. If it is right, tick “Yes, that long ago”".into(),
                ));
            }
            Some(_) => {}
        }
        if self.time.is_none() && !self.received_at.trim().is_empty() {
            found.push(("received_at", Fields::TIME_HINT.into()));
        }
        if self.names_staff {
            found.extend(self.wrong_about_staff());
        }
        if act == "sorted" && self.done.trim().is_empty() {
            found.push(("done", "Say what you did".into()));
        }
        found.sort_by_key(|(field, _)| ORDER.iter().position(|each| each == field));
        let mut errors = Errors::none();
        found.into_iter().for_each(|(field, words)| errors.add(field, words));
        errors
    }

    /// Nobody reads a complaint about themselves, so one that names somebody on the list is hidden.
    fn wrong_about_staff(&self) -> Option<(&'static str, String)> {
        match (self.named.is_empty(), self.restrict) {
            (true, _) if self.staff_named.trim().is_empty() => {
                Some(("staff_named", "Write who it names, or what you know of them".into()))
            }
            (false, false) => Some((
                "restrict",
                "Hide it from most staff, or choose nobody: whoever it names must not read it".into(),
            )),
            (true | false, _) => None,
        }
    }
}

/// The cases that were kept apart, of each button that was pressed.
fn apart(fields: &Fields) -> Vec<Reference> {
    let pressed = fields.all("apart");
    pressed.iter().flat_map(|cases| cases.split_whitespace()).filter_map(|case| case.parse().ok()).collect()
}

/// A slip in the year, such as last year's in January, looks like this.
fn is_long_ago(received: Date, today: Date) -> bool {
    today.checked_sub_months(Months::new(6)).is_some_and(|long| received < long)
}

/// The sentences of a story, without their full stops.
fn sentences(story: &str) -> impl Iterator<Item = &str> {
    let ends = |text: &str| text.ends_with(['.', '!', '?']);
    story.lines().flat_map(move |line| {
        let mut rest = line.trim();
        std::iter::from_fn(move || {
            let spaces = rest.match_indices(' ').map(|(at, _)| at);
            let end = spaces.into_iter().find(|at| ends(&rest[..*at])).unwrap_or(rest.len());
            let (sentence, after) = rest.split_at(end);
            rest = after.trim_start();
            (!sentence.is_empty()).then(|| sentence.trim_end_matches('.'))
        })
    })
}

/// The fields as the page has them.
const ORDER: [&str; 25] = [
    "channel",
    "received",
    "received_at",
    "kind",
    "story",
    "points",
    "wanted",
    "service",
    "complainant",
    "ward",
    "staff_named",
    "restrict",
    "people",
    "name",
    "phone",
    "address",
    "email",
    "acting_name",
    "acting_relation",
    "acting_phone",
    "acting_address",
    "acting_email",
    "group_people",
    "reply_by",
    "done",
];

fn plain(field: &str, words: String) -> String {
    if field == "kind" { "Choose what the customer is giving us".into() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(query: &str) -> Typed {
        Typed::of(&Fields::parse(query.as_bytes()), today())
    }

    fn today() -> Date {
        Date::from_ymd_opt(2026, 11, 11).expect("a date")
    }

    #[test]
    fn what_is_missing_is_said_in_the_words_of_the_page_and_in_its_order() {
        let errors = typed("received=11/11/2026&channel=phone&name=Mrs+E+Fairclough").wrong("print", today());
        let said: Vec<(&str, &str)> =
            errors.all().iter().map(|error| (error.field.as_str(), error.words.as_str())).collect();
        assert_eq!(
            said,
            [
                ("kind", "Choose what the customer is giving us"),
                ("story", "Write what happened"),
                ("service", "Choose the service it is about, or choose Not sure"),
                ("phone", "Give a phone number, email or address"),
            ]
        );
    }

    #[test]
    fn a_phone_number_has_figures() {
        let table =
            [("mobile", Some("figures")), ("01632+960+417", None), ("%2B44+1632+960417+ext.+3", None), ("", None)];
        for (phone, expected) in table {
            let errors = typed(&format!("email=e%40example.com&phone={phone}")).wrong("later", today());
            let said = errors.of("phone");
            assert_eq!(said.is_some(), expected.is_some(), "{phone}: {said:?}");
            assert!(expected.is_none_or(|word| said.is_some_and(|said| said.contains(word))), "{phone}: {said:?}");
        }
    }

    #[test]
    fn a_story_is_split_into_its_sentences_and_what_was_typed_stays() {
        let told =
            typed("story=The+bin+was+missed.+Twice!+Nobody+rang+back%0D%0AThe+man+was+rude.&points=The+bin+was+missed");
        let split = told.split();
        assert!(split.several);
        assert_eq!(split.points, "The bin was missed\nTwice!\nNobody rang back\nThe man was rude");
        assert_eq!(split.clone().split().points, split.points, "once more adds nothing");
        assert_eq!(typed("story=+").split().points, "");
    }

    #[test]
    fn nothing_is_received_tomorrow() {
        let errors = typed("received=12/11/2026").wrong("later", today());
        assert_eq!(errors.of("received"), Some("The date received cannot be in the future"));
        let said = typed("received=soon").wrong("later", today());
        assert_eq!(said.of("received"), Some("Give the date like 3/12/2026, 3/12 or yesterday"));
    }

    #[test]
    fn a_day_without_its_year_is_read_and_stands_with_it() {
        for (received, read) in [("yesterday", "10/11/2026"), ("26/10", "26/10/2026"), ("26/12", "26/12/2025")] {
            let typed = typed(&format!("received={received}"));
            assert_eq!(typed.date.map(words::typed).as_deref(), Some(read), "{received}");
            assert_eq!(typed.received, read);
        }
        assert_eq!(typed("received=12/11/2026").received, "12/11/2026", "what is refused stays as it was typed");
        assert_eq!(typed("received=soon").received, "soon");
    }

    #[test]
    fn what_was_done_is_asked_for_only_when_it_was_sorted() {
        assert_eq!(typed("").wrong("sorted", today()).of("done"), Some("Say what you did"));
        assert_eq!(typed("").wrong("later", today()).of("done"), None);
    }

    #[test]
    fn the_acknowledgement_goes_the_way_the_customer_can_be_reached() {
        let table = [
            ("name=A&email=a@example.org", Some(Method::Email)),
            ("name=A&address=1+Road&postcode=TB4+7QX", Some(Method::Post)),
            ("name=A&email=a@example.org&address=1+Road&reply_by=letter", Some(Method::Post)),
            ("name=A&phone=01632+960417&channel=in-person", Some(Method::Handed)),
            ("name=A&phone=01632+960417&channel=phone", Some(Method::Phone)),
            ("name=A&phone=01632+960417&channel=web", None),
            ("name=A&phone=01632+960417&address=1+Road&reply_by=phone&channel=phone", Some(Method::Post)),
            ("anonymous=yes", None),
            (
                "name=A&phone=1&telling=acting&acting_relation=councillor&acting_email=b@example.org",
                Some(Method::Email),
            ),
            ("name=A&phone=1&telling=acting&acting_relation=family&acting_email=b@example.org", None),
            ("name=A&phone=1&acting_relation=councillor&acting_email=b@example.org", None),
        ];
        for (query, method) in table {
            assert_eq!(typed(query).method(), method, "{query}");
        }
    }
}
