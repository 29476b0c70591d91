//! Who a letter of a case goes to: the customer, or who acts for them where they may speak and we
//! can write to them; and the sentence that says so.

use domain::Case;
use store::{Customer, Reading};

use super::write::Letterhead;
use crate::Problem;

/// The two people a letter may go to.
#[derive(Debug, Clone, Default)]
pub(super) struct Parties {
    customer: Option<Customer>,
    acting: Option<Customer>,
    may_speak: bool,
}

/// Who acts for the customer of a case.
pub(crate) fn acting(reading: &Reading<'_>, case: &Case) -> Result<Option<Customer>, Problem> {
    let person = case.representative.as_ref().map(|representative| representative.person);
    Ok(person.map(|id| reading.customer(id)).transpose()?.flatten())
}

impl Parties {
    /// Those of a case.
    pub(super) fn of(reading: &Reading<'_>, case: &Case) -> Result<Parties, Problem> {
        Ok(Parties {
            customer: case.customer.map(|id| reading.customer(id)).transpose()?.flatten(),
            acting: acting(reading, case)?,
            may_speak: case.representative.as_ref().is_some_and(domain::behalf::Representative::may_speak),
        })
    }

    /// Where the letter goes; empty for a customer we do not know.
    pub(super) fn letterhead(&self) -> Letterhead {
        self.spoken_for().or(self.customer.as_ref()).map(letterhead).unwrap_or_default()
    }

    /// What the letter says about the one who acts, in one sentence or two; empty where nobody does.
    pub(super) fn about_acting(&self) -> String {
        let (Some(acting), Some(customer)) = (&self.acting, &self.customer) else { return String::new() };
        let (acting_name, customer_name) = (acting.name.trim(), customer.name.trim());
        if self.spoken_for().is_some() {
            format!("You told us about this for {customer_name}.")
        } else if self.may_speak {
            format!("{acting_name} told us about this for you.")
        } else {
            format!(
                "{acting_name} told us about this for you. We have not seen your written agreement to that, so we write to you alone. If you want us to deal with {acting_name}, tell us so in a signed note or an email of your own."
            )
        }
    }

    /// Who acts, where the letter goes to them.
    fn spoken_for(&self) -> Option<&Customer> {
        let reached = |acting: &&Customer| !(acting.email.trim().is_empty() && acting.address.trim().is_empty());
        self.acting.as_ref().filter(|_| self.may_speak).filter(reached)
    }
}

fn letterhead(customer: &Customer) -> Letterhead {
    let lines = [customer.address.trim(), customer.postcode.trim()];
    let address = if customer.address.trim().is_empty() { String::new() } else { lines.join("\n").trim().to_owned() };
    Letterhead { name: customer.name.clone(), email: customer.email.trim().to_owned(), address }
}
