//! Customers: all that one person has told the council, however often their details were taken
//! down. The same telephone number or e-mail address, or the same postcode and surname, is taken
//! for the same person.

use domain::{CustomerId, Role};
use store::{CaseLine, Customer, Likeness};

use crate::{Office, Problem, Who, lists};

/// The newest cases of a person that are shown.
pub const MOST: u32 = 200;

/// A person, with all contact.
#[derive(Debug, Clone)]
pub struct CustomerFile {
    /// The details that were asked for.
    pub customer: Customer,
    /// Details of the same person that were taken down in another case and differ, the newest first.
    pub others: Vec<Customer>,
    /// Their cases, newest first, at most [`MOST`].
    pub cases: Vec<CaseLine>,
}

/// Whether a person may see all contact of a customer: the desk, and those who oversee.
pub fn may(who: &Who) -> bool {
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices => true,
        Role::Investigator | Role::HeadOfService | Role::Administrator | Role::Reader => false,
    }
}

/// Opens the page of a customer.
pub fn open(office: &Office, who: &Who, id: CustomerId) -> Result<CustomerFile, Problem> {
    if !may(who) {
        let words = "All contact of a customer is for the front desk and Customer Champions. Ask one of them.";
        return Err(Problem::NotAllowed(words.into()));
    }
    let seen = lists::seen_by(who);
    office.read(|reading| {
        let customer = reading.customer(id)?.ok_or_else(not_there)?;
        let likeness = Likeness {
            phone: customer.phone.clone(),
            email: customer.email.clone(),
            postcode: customer.postcode.clone(),
            surname: customer.name.clone(),
        };
        let mut cases = reading.cases_of(id, &likeness, MOST)?;
        cases.retain(|line| seen.sees(&line.row));
        // Details that were taken down only where this person may not look are not there for them.
        if !cases.iter().any(|line| line.customer == Some(id)) {
            return Err(not_there());
        }
        let mut others: Vec<Customer> = Vec::new();
        for line in &cases {
            let Some(other) = line.customer.filter(|other| *other != id) else { continue };
            let Some(other) = reading.customer(other)? else { continue };
            if !same(&other, &customer) && !others.iter().any(|known| same(known, &other)) {
                others.push(other);
            }
        }
        Ok(CustomerFile { customer, others, cases })
    })
}

fn not_there() -> Problem {
    Problem::NotFound("We could not find this customer. Search by name, phone or postcode.".into())
}

/// Whether two say the same of a person.
fn same(one: &Customer, other: &Customer) -> bool {
    Customer { id: other.id, ..one.clone() } == *other
}
