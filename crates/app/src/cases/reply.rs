//! How and where our reply goes, from the form that is being filled in: to the customer, or to who
//! acts for them where they may and can be written to.

use domain::feedback::ReplyBy;

use super::LogForm;
use crate::FieldError;

/// How the reply is wanted: as they said, or by what they gave.
pub fn wants_reply_by(form: &LogForm) -> Option<ReplyBy> {
    reply_by(form, &mut Vec::new())
}

/// Whether an e-mail and whether a letter could reach who it goes to.
pub fn written_to(form: &LogForm) -> (bool, bool) {
    let to = Addressee::of(form);
    (!form.anonymous && !to.email.is_empty(), !form.anonymous && !to.address.is_empty())
}

/// Who our letters go to, with the names of the fields they are typed into.
struct Addressee<'a> {
    phone: &'a str,
    email: &'a str,
    address: &'a str,
    fields: [&'static str; 3],
}

impl Addressee<'_> {
    fn of(form: &LogForm) -> Addressee<'_> {
        match form.acting.as_ref().filter(|acting| acting.may_speak() && acting.can_be_written_to()) {
            Some(acting) => Addressee {
                phone: acting.phone.trim(),
                email: acting.email.trim(),
                address: acting.address.trim(),
                fields: ["acting_phone", "acting_email", "acting_address"],
            },
            None => Addressee {
                phone: form.phone.trim(),
                email: form.email.trim(),
                address: form.address.trim(),
                fields: ["phone", "email", "address"],
            },
        }
    }

    fn default_reply(&self) -> Option<ReplyBy> {
        let ways = [(self.email, ReplyBy::Email), (self.address, ReplyBy::Letter), (self.phone, ReplyBy::Phone)];
        ways.into_iter().find(|(field, _)| !field.is_empty()).map(|(_, way)| way)
    }
}

pub(super) fn reply_by(form: &LogForm, errors: &mut Vec<FieldError>) -> Option<ReplyBy> {
    if form.anonymous {
        return Some(ReplyBy::None);
    }
    let to = Addressee::of(form);
    let default = to.default_reply();
    if form.name.trim().is_empty() && !(form.no_name && default.is_some()) {
        let words = match default {
            Some(_) => "Give the customer’s name. If they leave only a way to reach them, tick “They give no name”",
            None => "Give the customer’s name, or choose “Does not want to say”",
        };
        errors.push(FieldError::new("name", words));
    }
    if default.is_none() {
        errors.push(FieldError::new("phone", "Give a phone number, email or address"));
    }
    if !form.phone.trim().is_empty() && !form.phone.contains(|letter: char| letter.is_ascii_digit()) {
        errors.push(FieldError::new("phone", "Give the phone number in figures, such as 01632 960417"));
    }
    if !form.email.trim().is_empty() && mail::Mailbox::new("", form.email.trim()).is_err() {
        errors.push(FieldError::new("email", "Give an email address, such as name@example.com"));
    }
    let chosen = match form.reply_by.as_str() {
        "" => default,
        chosen => ReplyBy::named(chosen),
    };
    let [phone, email, address] = to.fields;
    match chosen {
        Some(ReplyBy::Email) if to.email.is_empty() => {
            errors.push(FieldError::new(email, "Give an email address to reply to"))
        }
        Some(ReplyBy::Letter) if to.address.is_empty() => {
            errors.push(FieldError::new(address, "Give an address to write to"))
        }
        Some(ReplyBy::Phone) if to.phone.is_empty() => {
            errors.push(FieldError::new(phone, "Give a phone number to ring"))
        }
        Some(_) => {}
        None => errors.push(FieldError::new("reply_by", "Choose how they want our reply")),
    }
    chosen
}
