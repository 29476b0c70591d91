//! Contract of letters, and of those waiting to be posted.

use domain::{
    Event, Reference,
    letter::{Method, Purpose},
};
use store::{CaseRow, Error, LetterRow, Store, Writing, fingerprint};

use crate::build::{begin, memory, moment, noon, recorded, reference, row, write};

fn letter(reference: Reference, number: u32, method: Method) -> LetterRow {
    LetterRow {
        reference,
        number,
        purpose: Purpose::Acknowledgement,
        method,
        subject: "We have your complaint".to_owned(),
        body: fingerprint("Dear Ms Price"),
        to_name: "Ann Price".to_owned(),
        to_email: String::new(),
        to_address: "1 High Street\nRedditch".to_owned(),
        at: noon(),
    }
}

fn waiting(store: &Store) -> Vec<(Reference, u32)> {
    let letters = store.read(|r| r.letters_to_post(50)).expect("letters");
    letters.iter().map(|letter| (letter.reference, letter.number)).collect()
}

fn happened(w: &Writing<'_>, case: Reference, seq: u32, event: Event) -> Result<(), Error> {
    w.add_to_case(&CaseRow { seq, ..row(case) }, seq - 1, &recorded(seq, [event]))
}

#[test]
fn letters_read_back_in_order() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let (one, two) = (letter(case, 1, Method::Email), letter(case, 2, Method::Phone));
    write(&store, |w| [&two, &one].into_iter().try_for_each(|letter| w.keep_letter(letter)));
    assert_eq!(store.read(|r| r.letters(case)), Ok(vec![one, two]));
    assert_eq!(store.read(|r| r.letters(reference("2026-0099"))), Ok(Vec::new()));
}

#[test]
fn a_letter_may_be_written_before_its_case_in_one_transaction() {
    let store = memory();
    write(&store, |w| {
        let case = w.next_reference(2026)?;
        w.keep_text(case, "Dear Ms Price")?;
        w.keep_letter(&letter(case, 1, Method::Post))?;
        w.begin_case(&row(case), &recorded(1, [crate::build::logged()]))
    });
    let orphan: Result<(), Error> = store.write(|w| w.keep_letter(&letter(reference("2026-0009"), 1, Method::Post)));
    assert!(matches!(orphan, Err(Error::Sql(_))), "a letter of no case is refused: {orphan:?}");
}

#[test]
fn a_letter_by_post_waits_until_the_history_says_what_became_of_it() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    write(&store, |w| {
        w.keep_letter(&LetterRow { at: moment("2026-11-03T09:00:00Z"), ..letter(case, 1, Method::Post) })?;
        w.keep_letter(&letter(case, 2, Method::Post))?;
        w.keep_letter(&letter(case, 3, Method::Email))?;
        w.keep_letter(&letter(case, 4, Method::Post))
    });
    assert_eq!(waiting(&store), [(case, 2), (case, 4), (case, 1)], "the oldest first, by post only");
    write(&store, |w| happened(w, case, 2, Event::LetterLeft { number: 2 }));
    write(&store, |w| happened(w, case, 3, Event::LetterRecalled { number: 4 }));
    assert_eq!(waiting(&store), [(case, 1)]);
    write(&store, |w| happened(w, case, 4, Event::LetterNotDelivered { number: 1 }));
    assert_eq!(waiting(&store), []);
}
