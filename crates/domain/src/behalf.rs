//! Who speaks for whom: somebody who acts for the customer, and whether they may; a customer who
//! speaks for a group. How they are reached is kept with the customers.

use serde::{Deserialize, Serialize};

use crate::{
    feedback::words,
    ids::{CustomerId, TextRef},
    procedure::Procedure,
};

words!(
    /// What a person who acts for the customer is to them.
    Relation {
        /// Of the family, a friend or a neighbour.
        Family = "family", "Family or friend";
        /// An advocate, a carer or an adviser, paid or not.
        Advocate = "advocate", "Advocate or adviser";
        /// A solicitor.
        Solicitor = "solicitor", "Solicitor";
        /// A councillor to whom the resident turned.
        Councillor = "councillor", "Councillor";
        /// A Member of Parliament, or of another parliament, likewise.
        Mp = "mp", "MP, or member of another parliament";
        /// Who has parental responsibility for a child.
        Parent = "parent", "Parent or guardian of a child";
        /// Anybody else.
        Other = "other", "Someone else";
    }
);

impl Relation {
    /// Whether people in this relation speak for the customer without a written authority: those
    /// the resident elected and turned to, and those who answer for a child.
    pub const fn speaks_by_right(self) -> bool {
        match self {
            Relation::Councillor | Relation::Mp | Relation::Parent => true,
            Relation::Family | Relation::Advocate | Relation::Solicitor | Relation::Other => false,
        }
    }
}

words!(
    /// Whether the customer has agreed that somebody acts for them.
    Authority {
        /// A written authority was seen.
        Seen = "seen", "Written authority seen";
        /// None was seen yet: what we find goes to the customer alone.
        Needed = "needed", "Written authority still needed";
        /// They speak by right.
        NotNeeded = "not-needed", "No written authority needed";
    }
);

/// Somebody who acts for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Who, among those who told us something.
    pub person: CustomerId,
    /// What they are to the customer.
    pub relation: Relation,
    /// Whether they may.
    pub authority: Authority,
}

impl Representative {
    /// A person in this relation, of whom a written authority was seen or not.
    pub fn new(person: CustomerId, relation: Relation, seen: bool) -> Representative {
        let authority = match (relation.speaks_by_right(), seen) {
            (true, _) => Authority::NotNeeded,
            (false, true) => Authority::Seen,
            (false, false) => Authority::Needed,
        };
        Representative { person, relation, authority }
    }

    /// The same under a procedure, which may let more people speak than those who do by right. An authority that was
    /// seen stays so.
    pub fn under(self, procedure: &Procedure) -> Representative {
        let speaks = self.relation.speaks_by_right() || procedure.acceptance.lets_speak(self.relation);
        let authority = match (self.authority, speaks) {
            (Authority::Seen, _) => Authority::Seen,
            (Authority::Needed | Authority::NotNeeded, true) => Authority::NotNeeded,
            (Authority::Needed | Authority::NotNeeded, false) => Authority::Needed,
        };
        Representative { authority, ..self }
    }

    /// Whether we may write to them about the case.
    pub fn may_speak(&self) -> bool {
        self.authority != Authority::Needed
    }
}

/// People for whom the customer speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many, with the customer.
    pub people: u32,
    /// Who they are, where that was said: the residents of a street.
    pub who: Option<TextRef>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_elected_or_answers_for_a_child_needs_no_authority() {
        let table = [
            (Relation::Councillor, false, Authority::NotNeeded),
            (Relation::Mp, false, Authority::NotNeeded),
            (Relation::Parent, true, Authority::NotNeeded),
            (Relation::Family, false, Authority::Needed),
            (Relation::Family, true, Authority::Seen),
            (Relation::Solicitor, false, Authority::Needed),
        ];
        for (relation, seen, authority) in table {
            let representative = Representative::new(CustomerId(1), relation, seen);
            assert_eq!(representative.authority, authority, "{relation:?}, seen: {seen}");
            assert_eq!(representative.may_speak(), authority != Authority::Needed);
        }
    }
}
