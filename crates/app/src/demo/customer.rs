//! Made-up customers. Numbers and addresses are such as nobody has: 01632 960 and 07700 900 are
//! kept free for stories, example.com is nobody's, and no postcode begins with TB.

use domain::CustomerId;
use store::{Customer, Needs};

use super::{chance::Chance, words::Words};

/// Customers who may come again.
#[derive(Default)]
pub struct Regulars {
    known: Vec<Customer>,
    next: usize,
}

/// As many are remembered.
const REMEMBERED: usize = 2_000;

impl Regulars {
    /// Somebody who has been here before, now and then.
    pub fn again(&self, chance: &mut Chance) -> Option<Customer> {
        (chance.percent(12) && !self.known.is_empty()).then(|| chance.pick(&self.known).clone())
    }

    /// Remembers somebody.
    pub fn remember(&mut self, customer: &Customer) {
        if self.known.len() < REMEMBERED {
            self.known.push(customer.clone());
        } else {
            self.known[self.next] = customer.clone();
            self.next = (self.next + 1) % REMEMBERED;
        }
    }
}

/// Somebody new: always with a way to reach them.
pub fn somebody(words: &Words, chance: &mut Chance) -> Customer {
    let (first, last) = (chance.pick(&words.first_names), chance.pick(&words.last_names));
    let called = *chance.pick(&["Mrs", "Mr", "Ms", "Miss", "Dr", first, first, first]);
    let email = if chance.percent(68) {
        format!("{}.{}{}@example.com", first.to_lowercase(), last.to_lowercase(), chance.between(1, 99))
    } else {
        String::new()
    };
    let with_address = email.is_empty() || chance.percent(55);
    let reachable = with_address && (!email.is_empty() || chance.percent(88));
    let phone = if !reachable || chance.percent(75) { phone(chance) } else { String::new() };
    let (address, postcode) = if reachable { home(words, chance) } else { (String::new(), String::new()) };
    Customer {
        id: CustomerId(0),
        name: format!("{called} {last}"),
        phone,
        email,
        address,
        postcode,
        needs: needs(chance),
    }
}

fn phone(chance: &mut Chance) -> String {
    let last = chance.between(0, 999);
    if chance.percent(50) { format!("01632 960{last:03}") } else { format!("07700 900{last:03}") }
}

fn home(words: &Words, chance: &mut Chance) -> (String, String) {
    let letters = b"ABDEFGHJLNPQRSTUWXYZ";
    let mut letter = || char::from(*chance.pick(letters));
    let (one, two) = (letter(), letter());
    let address = format!("{} {}\nThornbeck", chance.between(1, 180), chance.pick(&words.streets));
    (address, format!("TB{} {}{one}{two}", chance.between(1, 9), chance.between(1, 9)))
}

fn needs(chance: &mut Chance) -> Needs {
    match chance.between(1, 100) {
        1..=3 => Needs { large_print: true, ..Needs::default() },
        4..=5 => Needs {
            interpreter: true,
            language: (*chance.pick(&["Polish", "Urdu", "Welsh", "BSL"])).into(),
            ..Needs::default()
        },
        6..=8 => Needs { helper: true, ..Needs::default() },
        _ => Needs::default(),
    }
}
