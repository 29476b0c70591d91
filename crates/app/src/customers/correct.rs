//! Putting a customer's details right, for all their cases at once. What they were before is kept
//! with who changed them and why, and their cases are found by the new words.

use domain::{Case, CustomerId, Moment, Refusal, london};
use serde::{Deserialize, Serialize};
use store::{Customer, CustomerChange, Needs, Reading, Writing};

use super::{Change, MOST_CHANGES, named, visible};
use crate::{FieldError, Office, Problem, Who, cases};

/// A customer's details as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerForm {
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
    /// What we should do differently for them.
    pub needs: Needs,
    /// Why they are put right.
    pub reason: String,
}

impl CustomerForm {
    /// The form of a customer as they are known.
    pub fn of(customer: &Customer) -> CustomerForm {
        let Customer { id: _, name, phone, email, address, postcode, needs } = customer.clone();
        CustomerForm { name, phone, email, address, postcode, needs, reason: String::new() }
    }

    fn customer(&self, id: CustomerId) -> Customer {
        Customer {
            id,
            name: self.name.trim().into(),
            phone: self.phone.trim().into(),
            email: self.email.trim().into(),
            address: self.address.trim().replace("\r\n", "\n"),
            postcode: self.postcode.trim().to_uppercase(),
            needs: self.needs.clone(),
        }
    }

    fn wrong(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if !self.email.trim().is_empty() && mail::Mailbox::new("", self.email.trim()).is_err() {
            errors.push(FieldError::new("email", "Give an email address, such as name@example.org"));
        }
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "Say why it is put right"));
        }
        errors
    }
}

/// Puts a customer's details right. `seen` is what the form showed when it was opened: details that
/// changed since are not written over.
pub fn correct(
    office: &Office,
    who: &Who,
    id: CustomerId,
    form: &CustomerForm,
    seen: Option<&CustomerForm>,
    now: Moment,
) -> Result<(), Problem> {
    office.store().write(|writing| {
        let before = visible(writing, who, id)?;
        let wrong = form.wrong();
        if !wrong.is_empty() {
            return Err(Problem::Invalid(wrong));
        }
        if seen.is_some_and(|seen| seen.customer(before.id) != before) {
            return Err(changed(writing, &before, now)?);
        }
        let after = form.customer(before.id);
        if after == before {
            return Err(Problem::field("reason", "Nothing is different from what is known already"));
        }
        save(writing, who, &before, &after, form.reason.trim(), now)
    })
}

/// Why details are as they were before a change that was undone.
const UNDONE: &str = "Undone";

/// Whether this person could put back what their details were before this change, the latest there is: as with what is
/// done to a case, whoever did it, on the same day.
pub fn undoable(who: &Who, latest: &Change, now: Moment) -> bool {
    latest.person == who.id() && london::date_of(latest.at) == london::date_of(now) && latest.reason != UNDONE
}

/// Puts back what a customer's details were before the change made `at` that moment. The change stays among those before
/// it, with this one.
pub fn put_back(office: &Office, who: &Who, id: CustomerId, at: Moment, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| {
        let known = visible(writing, who, id)?;
        let latest = changes(writing, &known)?.into_iter().next().filter(|latest| latest.at == at);
        let latest = latest.filter(|latest| undoable(who, latest, now)).ok_or(Refusal::NotTheLastAct)?;
        save(writing, who, &known, &latest.before, UNDONE, now)
    })
}

/// Saves what is known of a customer from now on, for all their cases.
pub(crate) fn save(
    writing: &Writing<'_>,
    who: &Who,
    before: &Customer,
    after: &Customer,
    reason: &str,
    now: Moment,
) -> Result<(), Problem> {
    let kept = serde_json::to_string(&Before::of(before)).map_err(|error| Problem::Broken(error.to_string()))?;
    let change = CustomerChange { at: now, by: who.id(), reason: reason.into(), before: kept };
    writing.note_customer_change(before.id, &change)?;
    writing.change_customer(after)?;
    found_again(writing, after.id)
}

/// Has all cases of a customer found by what is known of them now.
pub(super) fn found_again(writing: &Writing<'_>, kept: CustomerId) -> Result<(), Problem> {
    for reference in writing.references_of(kept)? {
        if let Some(case) = Case::replay(reference, &writing.history(reference)?) {
            writing.refresh_words(reference, &cases::words_to_find(writing, &case)?)?;
        }
    }
    Ok(())
}

/// What a customer's details were before, the latest change first.
pub(super) fn changes(reading: &Reading<'_>, customer: &Customer) -> Result<Vec<Change>, Problem> {
    let change = |change: CustomerChange| {
        let before: Before =
            serde_json::from_str(&change.before).map_err(|error| Problem::Broken(error.to_string()))?;
        Ok(Change {
            before: before.customer(customer.id),
            by: named(reading, change.by)?,
            person: change.by,
            reason: change.reason,
            at: change.at,
        })
    };
    reading.customer_changes(customer.id, MOST_CHANGES)?.into_iter().map(change).collect()
}

fn changed(reading: &Reading<'_>, customer: &Customer, now: Moment) -> Result<Problem, Problem> {
    let last = changes(reading, customer)?.into_iter().next();
    let (by, at) = last.map_or_else(|| ("Somebody else".to_owned(), now), |last| (last.by, last.at));
    Ok(Problem::Changed { by, at })
}

/// Details as they are kept of the past.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Before {
    name: String,
    phone: String,
    email: String,
    address: String,
    postcode: String,
    large_print: bool,
    interpreter: bool,
    helper: bool,
    other_needs: String,
    language: String,
}

impl Before {
    fn of(customer: &Customer) -> Before {
        let Customer { id: _, name, phone, email, address, postcode, needs } = customer.clone();
        let Needs { large_print, interpreter, helper, other, language } = needs;
        Before { name, phone, email, address, postcode, large_print, interpreter, helper, other_needs: other, language }
    }

    fn customer(self, id: CustomerId) -> Customer {
        let Before { name, phone, email, address, postcode, large_print, interpreter, helper, other_needs, language } =
            self;
        let needs = Needs { large_print, interpreter, helper, other: other_needs, language };
        Customer { id, name, phone, email, address, postcode, needs }
    }
}
