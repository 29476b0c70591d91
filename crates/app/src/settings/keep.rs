//! Changing what the council set of itself: checked here, noted, and in force at once.

use domain::Moment;

use super::{Council, Reminders, get, set};
use crate::{FieldError, Office, Problem, Who, audit, people::administrators_only, procedures};

/// The name of the change, as it is noted.
const KEPT: &str = "council-kept";

/// Keeps the organisation. Its procedure and its bank holidays are changed by acts of their own. Only for
/// administrators. `seen` is the organisation as it was when the form was opened: another one is not written over.
pub fn keep_council(office: &Office, who: &Who, council: &Council, seen: &Council, now: Moment) -> Result<(), Problem> {
    administrators_only(who)?;
    let before = office.council();
    let council = tidy(council, &before);
    let errors = errors(&council);
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    office.change_rules(|writing| {
        let kept: Council = get(writing)?;
        if kept != *seen {
            return Err(audit::changed(writing, KEPT, None, now)?);
        }
        set(writing, &council)?;
        procedures::keep_shipped(writing, now)?;
        let detail = serde_json::json!({ "changed": changed(&kept, &council) }).to_string();
        Ok(writing.note_office_event(now, Some(who.id()), KEPT, &detail)?)
    })
}

/// Keeps when staff are reminded, unless it is not as it was `seen`. Only for administrators.
pub fn keep_reminders(
    office: &Office,
    who: &Who,
    reminders: &Reminders,
    seen: &Reminders,
    now: Moment,
) -> Result<(), Problem> {
    administrators_only(who)?;
    let days = |reminders: &Reminders| {
        let mut days = reminders.days_before.clone();
        days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
        days.dedup();
        days
    };
    let reminders = Reminders { days_before: days(reminders), ..reminders.clone() };
    if reminders.on && reminders.days_before.is_empty() {
        return Err(Problem::field("days", "Choose at least one day, or send none"));
    }
    office.store().write(|writing| {
        let kept: Reminders = get(writing)?;
        if (kept.on, days(&kept), kept.delay_letter) != (seen.on, days(seen), seen.delay_letter) {
            return Err(audit::changed(writing, "reminders-kept", None, now)?);
        }
        set(writing, &reminders)?;
        let Reminders { on, days_before, delay_letter } = &reminders;
        let detail = serde_json::json!({ "on": on, "days": days_before, "delay_letter": delay_letter });
        Ok(writing.note_office_event(now, Some(who.id()), "reminders-kept", &detail.to_string())?)
    })
}

/// Without blanks around, and each ward once. Whether it is the practice file is not for a form to say, and
/// a procedure or the bank holidays of another nation come by acts of their own.
fn tidy(council: &Council, before: &Council) -> Council {
    let mut wards: Vec<String> = Vec::new();
    for ward in council.wards.iter().map(|ward| ward.trim()).filter(|ward| !ward.is_empty()) {
        if !wards.iter().any(|other| other.eq_ignore_ascii_case(ward)) {
            wards.push(ward.to_owned());
        }
    }
    Council {
        name: council.name.trim().to_owned(),
        initials: council.initials.trim().to_uppercase(),
        nation: before.nation,
        procedure: before.procedure.clone(),
        adopted: before.adopted.clone(),
        also: before.also.clone(),
        against: before.against.clone(),
        colour: council.colour.trim().to_lowercase(),
        address: council.address.trim().replace("\r\n", "\n"),
        phone: council.phone.trim().to_owned(),
        email: council.email.trim().to_owned(),
        paper: council.paper,
        wards,
        idle_minutes: council.idle_minutes,
        practice: before.practice,
    }
}

fn errors(council: &Council) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field, words| errors.push(FieldError::new(field, words));
    if council.name.is_empty() {
        wrong("name", "Give the name of the council");
    }
    if !(1..=3).contains(&council.initials.chars().count()) {
        wrong("initials", "Give one to three letters, such as TD");
    }
    if !is_colour(&council.colour) {
        wrong("colour", "Give the colour as # and six digits, such as #1b4f5e");
    }
    if !council.email.is_empty() && mail::Mailbox::new("", &council.email).is_err() {
        wrong("email", "Give an email address, such as feedback@council.gov.uk");
    }
    if !(5..=120).contains(&council.idle_minutes) {
        wrong("idle_minutes", "Give a time from 5 to 120 minutes");
    }
    errors
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// The names of the settings that changed, for the record of who did what.
fn changed(before: &Council, after: &Council) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("initials", before.initials != after.initials),
        ("colour", before.colour != after.colour),
        ("address", before.address != after.address),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("envelope", before.paper.envelope != after.paper.envelope),
        ("headed paper", before.paper.headed != after.paper.headed),
        ("wards", before.wards != after.wards),
        ("minutes until sign-out", before.idle_minutes != after.idle_minutes),
    ]
    .into_iter()
    .filter_map(|(name, changed)| changed.then_some(name))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        for (text, good) in [
            ("#1b4f5e", true),
            ("#FFFFFF", true),
            ("1b4f5e", false),
            ("#1b4f5", false),
            ("#12345g", false),
            ("", false),
        ] {
            assert_eq!(is_colour(text), good, "{text}");
        }
    }

    #[test]
    fn wards_are_tidied_and_the_practice_file_stays_one() {
        let typed = Council {
            wards: ["Abbey ", "", "abbey", "Central"].map(String::from).to_vec(),
            practice: false,
            ..Council::default()
        };
        let before = Council { practice: true, procedure: "ours".into(), ..Council::default() };
        let tidied = tidy(&typed, &before);
        assert_eq!(tidied.wards, ["Abbey", "Central"]);
        assert!(tidied.practice, "a form cannot turn made-up cases into real ones");
        assert_eq!(tidied.procedure, "ours", "a procedure is adopted, not typed");
    }
}
