//! Taking feedback down: one form, one act, with the acknowledgement in the same transaction where
//! the desk wants it.

use domain::{
    Act, CustomerId, Date, Event, Moment, Reference, ServiceId, Time,
    act::{Correction, Logging, Subject},
    behalf::Representative,
    feedback::{Channel, Ending, Kind, ReplyBy},
    letter::{Method, Purpose},
    london,
};
use store::{Customer, Needs, Reading, Writing};

use super::{
    GroupForm, RepresentativeForm,
    acts::beside_receipt,
    at_case::{AtCase, Done, Once, at_new_case},
    reply::{reply_by, written_to},
};
use crate::{FieldError, Office, Problem, Who, also, customers, letters::Extra};

/// The form as typed; empty strings where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogForm {
    /// Stored name of the kind.
    pub kind: String,
    /// Stored name of the channel.
    pub channel: String,
    /// The day of receipt; `None` is today.
    pub received: Option<Date>,
    /// The time of day of receipt, where a date can hang on it.
    pub received_at: Option<Time>,
    /// What happened.
    pub story: String,
    /// What would put it right.
    pub wanted: String,
    /// A few words to know it by; empty takes them from the story.
    pub title: String,
    /// The service, where it is known.
    pub service: Option<ServiceId>,
    /// Whether they leave a way to reach them and no name.
    pub no_name: bool,
    /// As whom they complain, by the id that a followed procedure has for them; empty where nobody said.
    pub complainant: String,
    /// The number of the job in hand it is about; empty where it is about none.
    pub job: String,
    /// Grounds, by id.
    pub grounds: Vec<String>,
    /// Ward.
    pub ward: String,
    /// The customer does not want to say who they are.
    pub anonymous: bool,
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Stored name of the way to reply.
    pub reply_by: String,
    /// What we should do differently for them.
    pub needs: Needs,
    /// A case of theirs, where they are a customer we know: what is typed becomes what we know of them.
    pub known: Option<Reference>,
    /// Who acts for the customer.
    pub acting: Option<RepresentativeForm>,
    /// Whom the customer speaks for.
    pub group: Option<GroupForm>,
    /// The members of staff it names, or empty.
    pub staff_named: String,
    /// Points to answer, where there are several; none makes the title the only one.
    pub points: Vec<String>,
    /// Hides the case from all but a few.
    pub restrict: Option<super::RestrictForm>,
    /// A one-time name of this form, so that sending it twice makes one case; may be empty.
    pub once: String,
}

/// What else happens as it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now<'a> {
    /// Nothing: it is acknowledged later.
    OnlySave,
    /// The acknowledgement leaves in this way.
    Acknowledge(Method),
    /// It was put right on the spot; what was done.
    SortedAtOnce(&'a str),
    /// A request goes to the service that does the work, and the customer is told so in this way, if in any.
    HandOver(Option<Method>),
}

/// What was logged.
pub type Logged = Done;

/// Logs new feedback.
pub fn log(office: &Office, who: &Who, form: &LogForm, and_now: Now<'_>, now: Moment) -> Result<Logged, Problem> {
    let known = Known::check(form)?;
    also::known_complainant(office, Some(form.complainant.as_str()).filter(|who| !who.is_empty()))?;
    if matches!(and_now, Now::SortedAtOnce(done) if done.trim().is_empty()) {
        return Err(Problem::field("done", "Say what you did"));
    }
    at_new_case(
        office,
        who,
        now,
        Once { name: &form.once, print: store::fingerprint(&format!("{form:?}")).as_str().to_owned() },
        |writing, reference| {
            let customer = customer(writing, who, form, reference, now)?;
            logging(writing, reference, form, &known, customer, london::date_of(now))
        },
        |at| {
            can_be_reached(at, form)?;
            let hiding = form.restrict.as_ref().map(|restrict| super::restrict::hiding(at, restrict)).transpose()?;
            let hide = |at: &mut AtCase<'_>| hiding.map_or(Ok(()), |act| at.act(&act));
            // What is closed at once can be hidden before it only; whoever hides need not see it after.
            if matches!(and_now, Now::SortedAtOnce(_) | Now::HandOver(_)) {
                hide(at)?;
                and(at, form, and_now)?;
            } else {
                and(at, form, and_now)?;
                hide(at)?;
            }
            as_the_procedure_seals(at, who, form)
        },
    )
    .map_err(beside_receipt)
}

/// The form took it that whoever acts for the customer may hear from us. Where the procedure does not let them, somebody
/// else must be reached.
fn can_be_reached(at: &AtCase<'_>, form: &LogForm) -> Result<(), Problem> {
    let Some(acting) = form.acting.as_ref().filter(|acting| acting.let_speak) else { return Ok(()) };
    if at.case().representative.as_ref().is_none_or(Representative::may_speak) {
        return Ok(());
    }
    let acting = RepresentativeForm { let_speak: false, ..acting.clone() };
    let mut errors = Vec::new();
    reply_by(&LogForm { acting: Some(acting), ..form.clone() }, &mut errors);
    if errors.is_empty() { Ok(()) } else { Err(Problem::Invalid(errors)) }
}

/// Where the procedure seals a complaint that names somebody, the program hides it as it comes in, whoever takes it down,
/// unless they hid it themselves.
fn as_the_procedure_seals(at: &mut AtCase<'_>, who: &Who, form: &LogForm) -> Result<(), Problem> {
    let procedure = at.book().procedure();
    let Some(officer) = procedure.handling.sealed_to.as_deref().and_then(|id| procedure.officer_title(id)) else {
        return Ok(());
    };
    let names = at.case().kind == Kind::Complaint && !form.staff_named.trim().is_empty();
    if !names || form.restrict.is_some() {
        return Ok(());
    }
    let words = format!("The procedure seals a complaint that names somebody, to: {officer}.");
    let (people, named_staff) = super::restrict::sealed_for(at.writing(), who, &form.staff_named)?;
    let reason = at.keep(&words)?;
    at.by_heard(vec![Event::Restricted { people, named_staff, reason }]);
    Ok(())
}

fn and(at: &mut AtCase<'_>, form: &LogForm, and_now: Now<'_>) -> Result<(), Problem> {
    match and_now {
        Now::OnlySave => Ok(()),
        Now::Acknowledge(method) => acknowledge(at, form, method),
        Now::HandOver(method) => {
            method.map_or(Ok(()), |method| acknowledge(at, form, method))?;
            at.act(&Act::Close { ending: Ending::HandedOver, note: None, told: None })
        }
        Now::SortedAtOnce(done) => {
            let note = at.keep(done.trim())?;
            at.act(&Act::Close { ending: Ending::SortedAtOnce, note: Some(note), told: None })
        }
    }
}

fn acknowledge(at: &mut AtCase<'_>, form: &LogForm, method: Method) -> Result<(), Problem> {
    let purpose = super::purpose_of(at.case().kind);
    let letter = at.write(purpose, &Extra::default(), method, None)?;
    let (email, post) = written_to(form);
    at.act(&Act::Acknowledge { letter, address_known: email || post })
}

fn logging(
    writing: &Writing<'_>,
    reference: Reference,
    form: &LogForm,
    known: &Known,
    customer: Option<CustomerId>,
    today: Date,
) -> Result<Logging, Problem> {
    let keep = |words: &str| -> Result<domain::TextRef, Problem> { Ok(writing.keep_text(reference, words.trim())?) };
    let title = match form.title.trim() {
        "" => title_from(&form.story),
        title => title.to_owned(),
    };
    let some = |words: &str| (!words.trim().is_empty()).then(|| keep(words)).transpose();
    let acting = form.acting.as_ref().filter(|_| customer.is_some());
    let group = form.group.as_ref().filter(|_| customer.is_some());
    Ok(Logging {
        kind: known.kind,
        channel: known.channel,
        received: form.received.unwrap_or(today),
        received_at: form.received_at,
        customer,
        representative: acting.map(|acting| acting.keep(writing, None)).transpose()?,
        group: group.map(|group| group.keep(writing, reference)).transpose()?,
        staff_named: some(&form.staff_named)?,
        job: some(&form.job)?,
        complainant: Some(form.complainant.clone()).filter(|who| !who.is_empty()),
        reply_by: known.reply_by,
        points: points(form, known.kind, &title).into_iter().map(keep).collect::<Result<_, _>>()?,
        title: keep(&title)?,
        story: keep(&form.story)?,
        wanted: some(&form.wanted)?,
        subject: Subject {
            service: form.service,
            grounds: form.grounds.clone(),
            ward: Some(form.ward.trim().to_owned()).filter(|ward| !ward.is_empty()),
        },
    })
}

/// The points to answer: those that were typed, or the title as the only one. Only complaints have
/// points.
fn points<'a>(form: &'a LogForm, kind: Kind, title: &'a str) -> Vec<&'a str> {
    if kind != Kind::Complaint {
        return Vec::new();
    }
    let typed: Vec<&str> = form.points.iter().map(|point| point.trim()).filter(|point| !point.is_empty()).collect();
    if typed.is_empty() { vec![title] } else { typed }
}

/// The customer of the form: new, or one we know, whose details are those of the form from now on.
fn customer(
    writing: &Writing<'_>,
    who: &Who,
    form: &LogForm,
    reference: Reference,
    at: Moment,
) -> Result<Option<CustomerId>, Problem> {
    if form.anonymous {
        return Ok(None);
    }
    let typed = customer_of(form);
    let known = form.known.map(|case| customer_of_case(writing, who, case)).transpose()?.flatten();
    let Some(known) = known else { return Ok(Some(writing.add_customer(&typed)?)) };
    let now = Customer { id: known.id, ..typed };
    if now != known {
        customers::save(writing, who, &known, &now, &format!("Taken down with {reference}"), at)?;
    }
    Ok(Some(known.id))
}

/// The customer of a case that this person may see.
fn customer_of_case(reading: &Reading<'_>, who: &Who, reference: Reference) -> Result<Option<Customer>, Problem> {
    let case = super::load(reading, who, reference)?;
    Ok(case.customer.map(|id| reading.customer(id)).transpose()?.flatten())
}

/// What is known of the customer of an earlier case, for the form of another.
pub fn known_customer(office: &Office, who: &Who, reference: Reference) -> Result<Option<Customer>, Problem> {
    office.read(|reading| customer_of_case(reading, who, reference))
}

fn customer_of(form: &LogForm) -> Customer {
    Customer {
        id: CustomerId(0),
        name: form.name.trim().into(),
        phone: form.phone.trim().into(),
        email: form.email.trim().into(),
        address: form.address.trim().replace("\r\n", "\n"),
        postcode: form.postcode.trim().to_uppercase(),
        needs: form.needs.clone(),
    }
}

/// Puts right who the customer is and how to reach them. The former details stay with the history.
/// Of the form, only the fields about the customer and `reply_by` count.
pub fn correct_customer(
    office: &Office,
    who: &Who,
    on: super::On,
    form: &LogForm,
    reason: &str,
    now: Moment,
) -> Result<Done, Problem> {
    let mut errors = Vec::new();
    let reply_by = reply_by(form, &mut errors);
    if reason.trim().is_empty() {
        errors.push(FieldError::new("reason", "Say why it is put right"));
    }
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    super::at_case::at_case(office, who, on.reference, on.seen, now, |at| {
        let customer = Some(at.writing().add_customer(&customer_of(form))?);
        let correction = Correction { customer, reply_by, ..Correction::default() };
        let reason = at.keep(reason.trim())?;
        at.act(&Act::Correct { correction, reason })
    })
}

struct Known {
    kind: Kind,
    channel: Channel,
    reply_by: ReplyBy,
}

impl Known {
    fn check(form: &LogForm) -> Result<Known, Problem> {
        let mut errors = Vec::new();
        let kind = Kind::named(&form.kind);
        if kind.is_none() {
            errors.push(FieldError::new("kind", "Choose what it is"));
        }
        if form.story.trim().is_empty() {
            errors.push(FieldError::new("story", "Write what happened"));
        }
        let channel = Channel::named(&form.channel);
        if channel.is_none() {
            errors.push(FieldError::new("channel", "Choose how it came in"));
        }
        let reply_by = reply_by(form, &mut errors);
        if !form.anonymous {
            errors.extend(form.acting.iter().flat_map(RepresentativeForm::wrong));
            errors.extend(form.group.iter().flat_map(GroupForm::wrong));
        }
        match (kind, channel, reply_by) {
            (Some(kind), Some(channel), Some(reply_by)) if errors.is_empty() => Ok(Known { kind, channel, reply_by }),
            _ => Err(Problem::Invalid(errors)),
        }
    }
}

/// Everything that is wrong with a form, so that a page can show it together with what it finds
/// itself.
pub fn wrong_with(form: &LogForm) -> Vec<FieldError> {
    match Known::check(form) {
        Err(Problem::Invalid(errors)) => errors,
        Ok(_) | Err(_) => Vec::new(),
    }
}

/// The first sentence of the story, or as many of its words as fit into 70 characters.
pub(crate) fn title_from(story: &str) -> String {
    let line = story.trim().lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first).trim_end_matches('.');
    let mut title = String::new();
    for word in sentence.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() > 69 {
            return title + "…";
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title.chars().take(120).collect()
}

/// The letter that tells the customer we have it, by kind.
pub(crate) fn purpose_of(kind: Kind) -> Purpose {
    match kind {
        Kind::Complaint => Purpose::Acknowledgement,
        Kind::Compliment | Kind::Comment => Purpose::Thanks,
        Kind::ServiceRequest => Purpose::Handover,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_taken_from_the_story() {
        let table = [
            ("Bin missed. It is full.", "Bin missed"),
            ("Bin missed three times.", "Bin missed three times"),
            ("  \n", ""),
            (
                "She is on the assisted list because she cannot lift the bin and the crew left it on the back path",
                "She is on the assisted list because she cannot lift the bin and the…",
            ),
        ];
        for (story, title) in table {
            assert_eq!(title_from(story), title);
        }
    }
}
