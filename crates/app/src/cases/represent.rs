//! Who acts for a customer, and whom a customer speaks for: read from forms, checked, and kept.

use domain::{
    Act, CustomerId, Moment, Reference,
    behalf::{Group, Relation, Representative},
};
use store::{Customer, Needs, Writing};

use super::{
    On,
    at_case::{Done, at_case},
};
use crate::{FieldError, Office, Problem, Who};

/// Somebody who acts for the customer, as typed; empty strings where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepresentativeForm {
    /// Their name.
    pub name: String,
    /// Stored name of what they are to the customer.
    pub relation: String,
    /// Whether a written authority was seen.
    pub seen: bool,
    /// Whether the procedure that the case is expected to come under lets people in this relation speak without one.
    pub let_speak: bool,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// Postcode.
    pub postcode: String,
}

/// A group for which the customer speaks, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupForm {
    /// How many, with the customer; `None` where no number was typed.
    pub people: Option<u32>,
    /// Who they are; may be empty.
    pub who: String,
}

/// Says who acts for the customer; `None` where nobody does any more.
pub fn represent(
    office: &Office,
    who: &Who,
    on: On,
    form: Option<&RepresentativeForm>,
    now: Moment,
) -> Result<Done, Problem> {
    let errors = form.map(RepresentativeForm::wrong).unwrap_or_default();
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    at_case(office, who, on.reference, on.seen, now, |at| {
        let before = at.case().representative.as_ref().map(|before| before.person);
        let representative = form.map(|form| form.keep(at.writing(), before)).transpose()?;
        at.act(&Act::Represent(representative))
    })
}

impl RepresentativeForm {
    /// What they are to the customer, once it is chosen.
    pub fn relation(&self) -> Option<Relation> {
        Relation::named(&self.relation)
    }

    /// Whether we may write to them about the case.
    pub fn may_speak(&self) -> bool {
        let speaks = |relation| Representative::new(CustomerId(0), relation, self.seen).may_speak();
        self.let_speak || self.relation().is_some_and(speaks)
    }

    /// Whether a letter or an e-mail could reach them.
    pub fn can_be_written_to(&self) -> bool {
        !(self.email.trim().is_empty() && self.address.trim().is_empty())
    }

    /// Everything that is wrong with it.
    pub(super) fn wrong(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("acting_name", "Give the name of who acts for the customer"));
        }
        if self.relation().is_none() {
            errors.push(FieldError::new("acting_relation", "Choose what they are to the customer"));
        }
        if !self.email.trim().is_empty() && mail::Mailbox::new("", self.email.trim()).is_err() {
            errors.push(FieldError::new("acting_email", "Give an email address, such as name@example.com"));
        }
        errors
    }

    /// Keeps them among those who told us something. Somebody known as `before` who stayed the same
    /// is not kept twice.
    pub(super) fn keep(&self, writing: &Writing<'_>, before: Option<CustomerId>) -> Result<Representative, Problem> {
        let relation = self.relation().ok_or_else(|| Problem::field("acting_relation", "Choose what they are"))?;
        let known = before.map(|id| writing.customer(id)).transpose()?.flatten();
        let person = match known {
            Some(known) if known == (Customer { id: known.id, needs: known.needs.clone(), ..self.person() }) => {
                known.id
            }
            Some(_) | None => writing.add_customer(&self.person())?,
        };
        Ok(Representative::new(person, relation, self.seen))
    }

    fn person(&self) -> Customer {
        Customer {
            id: CustomerId(0),
            name: self.name.trim().into(),
            phone: self.phone.trim().into(),
            email: self.email.trim().into(),
            address: self.address.trim().replace("\r\n", "\n"),
            postcode: self.postcode.trim().to_uppercase(),
            needs: Needs::default(),
        }
    }
}

impl GroupForm {
    /// Everything that is wrong with it.
    pub(super) fn wrong(&self) -> Vec<FieldError> {
        let enough = self.people.is_some_and(|people| people > 1);
        let ask = "Give how many people it comes from, such as 12";
        if enough { Vec::new() } else { vec![FieldError::new("group_people", ask)] }
    }

    /// Keeps who they are beside the history of the case.
    pub(super) fn keep(&self, writing: &Writing<'_>, reference: Reference) -> Result<Group, Problem> {
        let who = Some(self.who.trim()).filter(|who| !who.is_empty());
        let who = who.map(|who| writing.keep_text(reference, who)).transpose()?;
        Ok(Group { people: self.people.unwrap_or_default(), who })
    }
}
