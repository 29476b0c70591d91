//! A call, a visit or the like in words: who contacted whom, and when.

use domain::{
    Date,
    act::Contacting,
    event::Recorded,
    feedback::{Channel, Manner},
    london,
};

use crate::words::{day, day_and_time};

/// "Phoned the customer", "The customer phoned".
pub(super) fn title(told: &Contacting) -> String {
    let ours = told.direction.is_out();
    let how = match told.channel {
        Channel::Phone if ours => "Phoned the customer",
        Channel::Phone => "The customer phoned",
        Channel::InPerson if ours => "Met the customer",
        Channel::InPerson => "The customer came to us",
        Channel::Email if ours => "Emailed the customer",
        Channel::Email => "The customer emailed",
        Channel::Letter if ours => "Wrote to the customer",
        Channel::Letter => "The customer wrote",
        Channel::WebForm | Channel::SocialMedia | Channel::Member | Channel::Other if ours => {
            "Contact with the customer"
        }
        Channel::WebForm | Channel::SocialMedia | Channel::Member | Channel::Other => "The customer contacted us",
    };
    match (told.reached, ours) {
        (true, _) => how.into(),
        (false, true) => format!("{how}: not reached"),
        (false, false) => format!("{how}: we missed it"),
    }
}

/// What became of rude or threatening contact.
pub(super) fn manner(told: &Contacting) -> Option<&'static str> {
    match told.manner {
        Manner::Ordinary => None,
        Manner::Warned => Some("It was rude or threatening, and we gave a warning."),
        Manner::Ended => Some("It was rude or threatening, and we ended it after a warning."),
    }
}

/// When it took place, where that was said; with the day it was written down, where that was another.
pub(super) fn took_place(told: &Contacting, recorded: &Recorded, today: Date) -> Option<String> {
    let on = told.on?;
    let written = london::date_of(recorded.at);
    let took_place = format!("It was {}", day_and_time(on, told.time, today));
    Some(if on == written {
        format!("{took_place}.")
    } else {
        format!("{took_place}. Written down {}.", day(written, today))
    })
}
