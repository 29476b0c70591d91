//! Customers: all that one person has told the council, however often their details were taken
//! down. The same telephone number or e-mail address, or the same postcode and surname, may be the
//! same person; a person says so, and their details are one from then on.

use domain::{CustomerId, Moment, PersonId, Role};
use store::{CaseLine, CaseRow, Customer, Likeness, Reading};

use crate::{Office, Problem, Who, lists};

mod correct;
mod merge;

pub use correct::{CustomerForm, correct, put_back, undoable};
pub use merge::{merge, unmerge};

pub(crate) use correct::save;

/// The newest cases of a person that are shown.
pub const MOST: u32 = 200;
/// The latest changes of their details that are shown.
const MOST_CHANGES: u32 = 20;
/// The most customers that a search shows.
const MOST_FOUND: usize = 50;

/// A person, with all contact.
#[derive(Debug, Clone)]
pub struct CustomerFile {
    /// The details that count.
    pub customer: Customer,
    /// Other details of theirs, put together with these.
    pub same: Vec<Same>,
    /// Details of what may be the same person, the newest first.
    pub others: Vec<Customer>,
    /// Their cases and those of who may be the same person, newest first, at most [`MOST`].
    pub cases: Vec<CaseLine>,
    /// What their details were before, the latest change first.
    pub changes: Vec<Change>,
}

/// Details that were put together with a customer's.
#[derive(Debug, Clone)]
pub struct Same {
    /// Number of the merger.
    pub merger: i64,
    /// The details as they were taken down.
    pub customer: Customer,
    /// Who put them together.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Details that were put right.
#[derive(Debug, Clone)]
pub struct Change {
    /// What they were before.
    pub before: Customer,
    /// Why they were put right.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// Which person that is.
    pub person: PersonId,
    /// When.
    pub at: Moment,
}

/// A customer that a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Their details.
    pub customer: Customer,
    /// How many of their cases the person searching may see.
    pub cases: usize,
}

/// Whether a person may see all contact of a customer: the desk, and those who oversee.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices => true,
        Role::Investigator | Role::HeadOfService | Role::Administrator | Role::Reader => false,
    }
}

/// Opens the page of a customer, under any number of theirs.
pub fn open(office: &Office, who: &Who, id: CustomerId) -> Result<CustomerFile, Problem> {
    let seen = lists::seen_by(who);
    office.read(|reading| {
        let customer = visible(reading, who, id)?;
        let likeness = Likeness {
            phone: customer.phone.clone(),
            email: customer.email.clone(),
            postcode: customer.postcode.clone(),
            surname: customer.name.clone(),
        };
        let mut cases = reading.cases_of(customer.id, &likeness, MOST)?;
        let own = |line: &CaseLine| line.row.customer == Some(customer.id);
        cases.retain(|line| seen.sees(&line.row) && (own(line) || !line.row.is_mistake()));
        let mut others: Vec<Customer> = Vec::new();
        for other in cases.iter().filter_map(|line| line.customer) {
            let Some(other) = reading.customer(other)?.filter(|other| other.id != customer.id) else { continue };
            if !others.iter().any(|known| known.id == other.id) {
                others.push(other);
            }
        }
        Ok(CustomerFile {
            same: merge::same_as(reading, &customer)?,
            changes: correct::changes(reading, &customer)?,
            customer,
            others,
            cases,
        })
    })
}

/// Customers with this telephone number, this e-mail address, or this postcode and surname.
pub fn search(office: &Office, who: &Who, likeness: &Likeness) -> Result<Vec<Found>, Problem> {
    only_those_who_may(who)?;
    office.read(|reading| {
        let mut found = Vec::new();
        for id in reading.customers_like(likeness)?.into_iter().take(MOST_FOUND) {
            let cases = cases_told(reading, who, id)?;
            if let Some(customer) = reading.customer(id)?.filter(|_| cases > 0) {
                found.push(Found { customer, cases });
            }
        }
        Ok(found)
    })
}

/// The details that count of a customer this person may see. Those that were taken down only where
/// they may not look are not there for them.
fn visible(reading: &Reading<'_>, who: &Who, id: CustomerId) -> Result<Customer, Problem> {
    only_those_who_may(who)?;
    let customer = reading.customer(id)?.ok_or_else(not_there)?;
    if cases_seen(reading, who, customer.id)? == 0 { Err(not_there()) } else { Ok(customer) }
}

fn cases_seen(reading: &Reading<'_>, who: &Who, kept: CustomerId) -> Result<usize, Problem> {
    Ok(rows_seen(reading, who, kept)?.len())
}

/// The same without those that were logged by mistake.
fn cases_told(reading: &Reading<'_>, who: &Who, kept: CustomerId) -> Result<usize, Problem> {
    Ok(rows_seen(reading, who, kept)?.iter().filter(|row| !row.is_mistake()).count())
}

fn rows_seen(reading: &Reading<'_>, who: &Who, kept: CustomerId) -> Result<Vec<CaseRow>, Problem> {
    let seen = lists::seen_by(who);
    let mut rows = Vec::new();
    for reference in reading.references_of(kept)? {
        rows.extend(reading.row(reference)?.filter(|row| seen.sees(row)));
    }
    Ok(rows)
}

fn only_those_who_may(who: &Who) -> Result<(), Problem> {
    if may(who) {
        return Ok(());
    }
    let words = "All contact of a customer is for the front desk and Customer Champions. Ask one of them.";
    Err(Problem::NotAllowed(words.into()))
}

fn not_there() -> Problem {
    Problem::NotFound("We could not find this customer. Search by name, phone or postcode.".into())
}

fn named(reading: &Reading<'_>, person: domain::PersonId) -> Result<String, Problem> {
    Ok(reading.person(person)?.map_or_else(|| "somebody who has left".into(), |person| person.name))
}
