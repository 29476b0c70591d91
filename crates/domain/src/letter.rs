//! Letters: what each is for, how it leaves, and what became of it. Their words are templates
//! elsewhere; sending is the business of `mail`.

use serde::{Deserialize, Serialize};

use crate::{
    clock::When,
    feedback::words,
    ids::TextRef,
    london::{self, Date, Moment},
};

words!(
    /// What a letter is for.
    Purpose {
        /// Tells the customer that we have their complaint, and the dates.
        Acknowledgement = "acknowledgement", "Acknowledgement";
        /// Tells the customer of a delay, the reason and the new date.
        Delay = "delay", "More time";
        /// The full response, in the name of the Head of Service.
        Response = "response", "Response";
        /// Tells the customer who else can help.
        Referral = "referral", "Referral";
        /// Tells the customer why the complaint is not accepted, and their rights.
        Refusal = "refusal", "Not accepted";
        /// Tells the customer why the next stage is not opened, and their rights.
        StageRefused = "stage-refused", "Next stage refused";
        /// Thanks for a compliment or a comment.
        Thanks = "thanks", "Thanks";
        /// Tells the customer that a request went to the service that does the work.
        Handover = "handover", "Request handed over";
        /// Tells a member of staff that a case is theirs.
        Allocation = "allocation", "Given to you";
        /// Reminds a member of staff before and on the due date.
        Reminder = "reminder", "Reminder";
    }
);

impl Purpose {
    /// Whether the letter goes to the customer rather than to staff.
    pub const fn to_customer(self) -> bool {
        !matches!(self, Purpose::Allocation | Purpose::Reminder)
    }
}

words!(
    /// How a letter leaves.
    Method {
        /// By SMTP.
        Email = "email", "Email";
        /// Printed and posted.
        Post = "post", "Letter";
        /// Printed and put into the customer's hand.
        Handed = "handed", "Handed over";
        /// Said on the telephone, because no address is known.
        Phone = "phone", "Phone";
    }
);

/// A letter ready to leave: its words were made from a template and kept beside the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// How it leaves.
    pub method: Method,
    /// The words.
    pub text: TextRef,
}

/// A letter of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Place among the letters of the case, from 1.
    pub number: u32,
    /// What it is for.
    pub purpose: Purpose,
    /// How it leaves.
    pub method: Method,
    /// The words.
    pub text: TextRef,
    /// When the act that sends it was done.
    pub at: Moment,
    /// What became of it.
    pub fate: Fate,
    /// The stage it was written in: 0 is the one the case began in.
    pub stage: u32,
}

impl Letter {
    /// The day it counts as sent: when it left or, as long as it is on its way, when the act was
    /// done. `None` for one that did not arrive or was taken back.
    pub fn sent_on(&self) -> Option<Date> {
        self.sent().map(|when| when.on)
    }

    /// The same, with the moment where it is known. Of what goes by post nobody says more than the day.
    pub fn sent(&self) -> Option<When> {
        let at = match self.fate {
            Fate::Left(at) => at,
            Fate::Leaving => self.at,
            Fate::NotDelivered(_) | Fate::Recalled(_) => return None,
        };
        Some(match self.method {
            Method::Post => london::date_of(at).into(),
            Method::Email | Method::Handed | Method::Phone => at.into(),
        })
    }
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// On its way: waiting in the outbox, or to be printed.
    Leaving,
    /// The mail server took it, or somebody said it was printed and posted.
    Left(Moment),
    /// The mail server refused it or could not be reached for good: the customer has not got it.
    NotDelivered(Moment),
    /// Taken back before it left.
    Recalled(Moment),
}

impl Fate {
    /// Whether the letter counts as sent: it left, or nothing has stopped it so far.
    pub const fn counts(self) -> bool {
        matches!(self, Fate::Leaving | Fate::Left(_))
    }
}
