//! Customers: who told the council something, and how to reach them. The keys under which the
//! same person is found again are made here and kept beside what was typed.

use domain::{CustomerId, Reference};

use rusqlite::ToSql;

use crate::{
    CaseLine, Error, Reading, Writing, keys, list,
    sql::{self, Columns},
};

/// A customer; what was not given is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Given by the store; what [`Writing::add_customer`] is handed is not looked at.
    pub id: CustomerId,
    /// Their name.
    pub name: String,
    /// Telephone number, as it was typed.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address, in lines.
    pub address: String,
    /// Postcode, as it was typed.
    pub postcode: String,
    /// What makes it easier for them.
    pub needs: Needs,
}

/// What makes it easier for a customer to deal with the council.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Letters in large print.
    pub large_print: bool,
    /// An interpreter.
    pub interpreter: bool,
    /// Somebody speaks for them.
    pub helper: bool,
    /// Anything else.
    pub other: String,
    /// The language they prefer.
    pub language: String,
}

/// What an earlier case of the same person is known by; what is empty is not looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Telephone number, in any spacing.
    pub phone: String,
    /// E-mail address, in any case.
    pub email: String,
    /// Postcode, in any spacing; looked for together with the surname.
    pub postcode: String,
    /// Surname, or a whole name ending in it.
    pub surname: String,
}

/// In what a customer is like what was looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shared {
    /// The same telephone number.
    pub phone: bool,
    /// The same e-mail address.
    pub email: bool,
    /// The same postcode and surname.
    pub home: bool,
}

impl Likeness {
    /// In what a customer is like this.
    pub fn shared_with(&self, customer: &Customer) -> Shared {
        let same = |key: fn(&str) -> String, one: &str, other: &str| !key(one).is_empty() && key(one) == key(other);
        Shared {
            phone: same(keys::phone_key, &self.phone, &customer.phone),
            email: same(keys::email_key, &self.email, &customer.email),
            home: same(keys::postcode_key, &self.postcode, &customer.postcode)
                && same(keys::surname_key, &self.surname, &customer.name),
        }
    }
}

const ONE: &str = "SELECT kept.id, kept.name, kept.phone, kept.email, kept.address, kept.postcode, kept.large_print,
    kept.interpreter, kept.helper, kept.other_needs, kept.language
    FROM customer JOIN customer AS kept ON kept.id = COALESCE(customer.kept_as, customer.id) WHERE customer.id = $1";
const AS_TAKEN: &str =
    "SELECT id, name, phone, email, address, postcode, large_print, interpreter, helper, other_needs,
    language FROM customer WHERE id = $1";
const BY_PHONE: &str = "SELECT COALESCE(kept_as, id) FROM customer WHERE phone_key = $1 AND phone_key <> ''";
const BY_EMAIL: &str = "SELECT COALESCE(kept_as, id) FROM customer WHERE email_key = $1 AND email_key <> ''";
const BY_HOME: &str = "SELECT COALESCE(kept_as, id) FROM customer
    WHERE postcode_key = $1 AND surname_key = $2 AND postcode_key <> ''";
const CASES_BY_PHONE: &str = "SELECT cases.id FROM customer JOIN cases ON cases.customer = customer.id
    WHERE customer.phone_key = $1 AND customer.phone_key <> ''";
const CASES_BY_EMAIL: &str = "SELECT cases.id FROM customer JOIN cases ON cases.customer = customer.id
    WHERE customer.email_key = $1 AND customer.email_key <> ''";
const CASES_BY_HOME: &str = "SELECT cases.id FROM customer JOIN cases ON cases.customer = customer.id
    WHERE customer.postcode_key = $1 AND customer.surname_key = $2 AND customer.postcode_key <> ''";

pub(crate) const CASES_OF: &str = "SELECT id FROM cases WHERE customer = $1";
const CASES_OF_SAME: &str = "SELECT cases.id FROM customer JOIN cases ON cases.customer = customer.id
    WHERE customer.kept_as = $1";

impl Reading<'_> {
    /// One customer, as they are known now: the details that count of all that were taken down, so
    /// that its `id` may be another than the one asked for.
    pub fn customer(&self, id: CustomerId) -> Result<Option<Customer>, Error> {
        sql::one(self.connection, ONE, &[&id.0], read)
    }

    /// The details that were taken down under this very number.
    pub fn customer_as_taken(&self, id: CustomerId) -> Result<Option<Customer>, Error> {
        sql::one(self.connection, AS_TAKEN, &[&id.0], read)
    }

    /// Customers with this telephone number, this e-mail address, or this postcode and surname; in
    /// the order of their numbers, each once.
    pub fn customers_like(&self, likeness: &Likeness) -> Result<Vec<CustomerId>, Error> {
        let Likeness { phone, email, postcode, surname } = likeness;
        let ids = |sql, values: &[&dyn ToSql]| sql::all(self.connection, sql, values, |columns| columns.take::<i64>());
        let mut found = ids(BY_PHONE, &[&keys::phone_key(phone)])?;
        found.extend(ids(BY_EMAIL, &[&keys::email_key(email)])?);
        let surname = keys::surname_key(surname);
        if !surname.is_empty() {
            found.extend(ids(BY_HOME, &[&keys::postcode_key(postcode), &surname])?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(CustomerId).collect())
    }

    /// The cases that were told by a customer under any of their numbers.
    pub fn references_of(&self, kept: CustomerId) -> Result<Vec<Reference>, Error> {
        let mut found = sql::all(self.connection, CASES_OF, &[&kept.0], |columns| columns.reference())?;
        found.extend(sql::all(self.connection, CASES_OF_SAME, &[&kept.0], |columns| columns.reference())?);
        Ok(found)
    }

    /// Earlier cases of what looks like the same person: the same telephone number, the same
    /// address of either kind with, for the postal one, the same surname. Newest first.
    pub fn cases_like(&self, likeness: &Likeness, limit: u32) -> Result<Vec<CaseLine>, Error> {
        let found = self.ids_like(likeness)?;
        self.newest(found, limit)
    }

    /// The cases of a customer and of what looks like the same person, newest first.
    pub fn cases_of(&self, customer: CustomerId, likeness: &Likeness, limit: u32) -> Result<Vec<CaseLine>, Error> {
        let mut found = self.ids_like(likeness)?;
        for cases in [CASES_OF, CASES_OF_SAME] {
            found.extend(sql::all(self.connection, cases, &[&customer.0], |columns| columns.take::<i64>())?);
        }
        self.newest(found, limit)
    }

    fn newest(&self, mut found: Vec<i64>, limit: u32) -> Result<Vec<CaseLine>, Error> {
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.dedup();
        found.truncate(limit as usize);
        list::lines(self.connection, &found)
    }

    fn ids_like(&self, likeness: &Likeness) -> Result<Vec<i64>, Error> {
        let Likeness { phone, email, postcode, surname } = likeness;
        let ids = |sql, values: &[&dyn ToSql]| sql::all(self.connection, sql, values, |columns| columns.take());
        let surname = keys::surname_key(surname);
        let mut found = ids(CASES_BY_PHONE, &[&keys::phone_key(phone)])?;
        found.extend(ids(CASES_BY_EMAIL, &[&keys::email_key(email)])?);
        if !surname.is_empty() {
            found.extend(ids(CASES_BY_HOME, &[&keys::postcode_key(postcode), &surname])?);
        }
        Ok(found)
    }
}

const ADD: &str = "INSERT INTO customer (name, phone, email, address, postcode, large_print, interpreter, helper,
    other_needs, language, phone_key, email_key, postcode_key, surname_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id";
const CHANGE: &str = "UPDATE customer SET name = $1, phone = $2, email = $3, address = $4, postcode = $5,
    large_print = $6, interpreter = $7, helper = $8, other_needs = $9, language = $10,
    phone_key = $11, email_key = $12, postcode_key = $13, surname_key = $14 WHERE id = $15";

impl Writing<'_> {
    /// Adds a customer.
    pub fn add_customer(&self, customer: &Customer) -> Result<CustomerId, Error> {
        with_values(customer, |values| sql::insert(self.connection, ADD, values)).map(CustomerId)
    }

    /// Saves all that is known of a customer.
    pub fn change_customer(&self, customer: &Customer) -> Result<(), Error> {
        with_values(customer, |values| {
            let values: Vec<&dyn ToSql> = values.iter().copied().chain([&customer.id.0 as &dyn ToSql]).collect();
            sql::run(self.connection, CHANGE, &values)
        })?;
        Ok(())
    }
}

fn with_values<T>(customer: &Customer, work: impl FnOnce(&[&dyn ToSql]) -> T) -> T {
    let Customer { id: _, name, phone, email, address, postcode, needs } = customer;
    let Needs { large_print, interpreter, helper, other, language } = needs;
    let (phone_key, email_key) = (keys::phone_key(phone), keys::email_key(email));
    let (postcode_key, surname_key) = (keys::postcode_key(postcode), keys::surname_key(name));
    work(&[
        name,
        phone,
        email,
        address,
        postcode,
        large_print,
        interpreter,
        helper,
        other,
        language,
        &phone_key,
        &email_key,
        &postcode_key,
        &surname_key,
    ])
}

fn read(columns: &mut Columns<'_>) -> Result<Customer, Error> {
    Ok(Customer {
        id: CustomerId(columns.take()?),
        name: columns.take()?,
        phone: columns.take()?,
        email: columns.take()?,
        address: columns.take()?,
        postcode: columns.take()?,
        needs: Needs {
            large_print: columns.take()?,
            interpreter: columns.take()?,
            helper: columns.take()?,
            other: columns.take()?,
            language: columns.take()?,
        },
    })
}
