//! A name and an e-mail address that may stand in headers and in the envelope.

use std::fmt;

use crate::{
    header_text::{excerpt, one_line},
    not_mailable::NotMailable,
};

/// The longest display name, in characters.
const LONGEST_NAME: usize = 200;
/// RFC 5321 section 4.5.3.1.1: the part before the @, in bytes.
const LONGEST_LOCAL_PART: usize = 64;
/// RFC 5321 section 4.5.3.1.3: a path of 256 bytes less its two angle brackets.
const LONGEST_ADDRESS: usize = 254;

/// Who a message is from or to. The address is plain ASCII without quoting, comments or literals,
/// so it means the same to every server it passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: String,
    address: lettre::Address,
}

impl Mailbox {
    /// A mailbox with the name put on one line (it may be empty) and the address checked.
    pub fn new(name: &str, address: &str) -> Result<Self, NotMailable> {
        let name = one_line(name);
        let length = name.chars().count();
        if length > LONGEST_NAME {
            return Err(NotMailable::NameLength { length, most: LONGEST_NAME });
        }
        Ok(Self { name, address: checked_address(address.trim_matches(' '))? })
    }

    /// The name beside the address; may be empty.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address, as `name@domain`.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    pub(crate) fn envelope_address(&self) -> lettre::Address {
        self.address.clone()
    }

    pub(crate) fn header_mailbox(&self) -> lettre::message::Mailbox {
        let name = (!self.name.is_empty()).then(|| self.name.clone());
        lettre::message::Mailbox::new(name, self.address.clone())
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() { write!(f, "{}", self.address) } else { write!(f, "{} <{}>", self.name, self.address) }
    }
}

fn checked_address(address: &str) -> Result<lettre::Address, NotMailable> {
    if !address.is_ascii() {
        return Err(NotMailable::AddressAlphabet { address: excerpt(address) });
    }
    let wrong_shape = || NotMailable::AddressShape { address: excerpt(address) };
    let (local_part, domain) = address.rsplit_once('@').ok_or_else(wrong_shape)?;
    if local_part.len() > LONGEST_LOCAL_PART || address.len() > LONGEST_ADDRESS {
        return Err(NotMailable::AddressLength { length: address.len() });
    }
    let plain = local_part.chars().all(is_atom_or_dot) && domain.chars().all(is_domain_character);
    if !plain {
        return Err(wrong_shape());
    }
    address.parse().map_err(|_| wrong_shape())
}

/// RFC 5322 section 3.2.3 `atext`, and the dot between atoms.
fn is_atom_or_dot(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn is_domain_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_addresses_are_taken() {
        for address in [
            "a.b@example.org",
            "o'neill+council@example.co.uk",
            "desk@mailhost",
            " padded@example.org ",
            "x_1@sub.example-2.org",
        ] {
            let mailbox = Mailbox::new("", address).expect(address);
            assert_eq!(mailbox.address(), address.trim());
        }
    }

    #[test]
    fn addresses_that_servers_could_read_differently_are_refused() {
        for address in [
            "",
            "nobody",
            "@example.org",
            "a@",
            "a@@example.org",
            ".a@example.org",
            "a..b@example.org",
            "a b@example.org",
            "a@example.org\r\nRCPT TO:<b@example.org>",
            "a@example.org\n",
            "a\0@example.org",
            "\"a> SIZE=1\"@example.org",
            "a@[127.0.0.1]",
            "<a@example.org>",
            "a@example.org,b@example.org",
            "a@example..org",
            "a@-example.org",
            "(comment)a@example.org",
        ] {
            let shape = matches!(Mailbox::new("", address), Err(NotMailable::AddressShape { .. }));
            assert!(shape, "{address:?} must be refused for its shape");
        }
    }

    #[test]
    fn letters_and_lengths_have_their_own_sentences() {
        let alphabet = Mailbox::new("", "siân@example.org").expect_err("not ASCII");
        assert!(alphabet.to_string().contains("English alphabet"), "{alphabet}");
        let separator = Mailbox::new("", "a@example.org\u{2028}b").expect_err("a line separator");
        assert!(!separator.to_string().contains('\u{2028}'), "the sentence itself stays on one line");
        let local = Mailbox::new("", &format!("{}@example.org", "a".repeat(65))).expect_err("too long");
        assert_eq!(local, NotMailable::AddressLength { length: 77 });
        let name = Mailbox::new(&"n".repeat(201), "a@example.org").expect_err("too long");
        assert_eq!(name, NotMailable::NameLength { length: 201, most: 200 });
    }

    #[test]
    fn it_reads_as_people_write_it() {
        let with_name = Mailbox::new("Ada\r\nLovelace", "ada@example.org").expect("a mailbox");
        assert_eq!(with_name.to_string(), "Ada Lovelace <ada@example.org>");
        let without = Mailbox::new("", "ada@example.org").expect("a mailbox");
        assert_eq!(without.to_string(), "ada@example.org");
    }
}
