//! What ties one case to another. A tie stands in the history of both, each saying its side.

use serde::{Deserialize, Serialize};

use crate::{feedback::words, ids::Reference};

words!(
    /// What the other case is to this one.
    Tie {
        /// About the same thing, or by the same customer.
        Related = "related", "Related to";
        /// The same feedback twice: the other case has the answer.
        DealtWithIn = "dealt-with-in", "Dealt with in";
        /// The other side of that.
        DealsWith = "deals-with", "Also deals with";
        /// One of several cases of a larger one.
        PartOf = "part-of", "Part of";
        /// The other side of that.
        HasPart = "has-part", "Has the part";
        /// Begun from a point of the other.
        SplitFrom = "split-from", "Split off from";
        /// A point of this one became the other.
        SplitInto = "split-into", "Split off into";
    }
);

impl Tie {
    /// What this case is to the other.
    pub const fn other_side(self) -> Tie {
        match self {
            Tie::Related => Tie::Related,
            Tie::DealtWithIn => Tie::DealsWith,
            Tie::DealsWith => Tie::DealtWithIn,
            Tie::PartOf => Tie::HasPart,
            Tie::HasPart => Tie::PartOf,
            Tie::SplitFrom => Tie::SplitInto,
            Tie::SplitInto => Tie::SplitFrom,
        }
    }
}

/// Another case this one is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Which.
    pub other: Reference,
    /// What it is to this one.
    pub how: Tie,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_side_of_the_other_side_is_this_one() {
        for tie in Tie::ALL {
            assert_eq!(tie.other_side().other_side(), *tie);
        }
    }
}
