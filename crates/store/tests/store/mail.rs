//! Contract of the outbox: nothing is lost, nothing comes twice unseen.

use domain::{Moment, Reference, letter::Purpose};
use store::{Error, Mail, MailState, MailWaiting, Store};

use crate::build::{begin, memory, moment, noon, write};

fn mail(message_id: &str, reference: Option<Reference>) -> Mail {
    Mail {
        id: 0,
        reference,
        letter: reference.map(|_| 1),
        purpose: Purpose::Response,
        message_id: message_id.to_owned(),
        to_name: "Ann Price".to_owned(),
        to_email: "ann@example.org".to_owned(),
        subject: "Your complaint".to_owned(),
        text: "Dear Ms Price".to_owned(),
        html: String::new(),
        state: MailState::Queued,
        not_before: noon(),
        queued_at: noon(),
        attempts: 0,
        tried_at: None,
        last_reply: String::new(),
        maybe_twice: false,
    }
}

fn due(store: &Store, now: Moment) -> Vec<String> {
    let mail = store.read(|r| r.mail_due(now, 50)).expect("mail");
    mail.into_iter().map(|mail| mail.message_id).collect()
}

fn later() -> Moment {
    moment("2026-11-02T12:10:00Z")
}

#[test]
fn mail_reads_back_and_comes_when_it_is_due() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let id = write(&store, |w| {
        w.queue_mail(&Mail { not_before: later(), ..mail("late", None) })?;
        w.queue_mail(&mail("one", Some(case)))
    });
    assert_eq!(store.read(|r| r.mail_of(case)), Ok(vec![Mail { id, ..mail("one", Some(case)) }]));
    assert_eq!(due(&store, moment("2026-11-02T11:59:59Z")), Vec::<String>::new());
    assert_eq!(due(&store, noon()), ["one"]);
    assert_eq!(due(&store, later()), ["one", "late"]);
    assert_eq!(store.read(|r| r.mail_due(later(), 1)).map(|mail| mail.len()), Ok(1));
}

#[test]
fn a_message_id_is_taken_once() {
    let store = memory();
    write(&store, |w| w.queue_mail(&mail("one", None)));
    let again: Result<i64, Error> = store.write(|w| w.queue_mail(&mail("one", None)));
    assert!(matches!(again, Err(Error::Sql(_))), "{again:?}");
}

#[test]
fn what_is_handed_over_is_not_due_until_it_failed() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let id = write(&store, |w| w.queue_mail(&mail("one", Some(case))));
    let mark = |state, reply: &str, not_before, twice| {
        write(&store, |w| w.mark_mail(id, state, noon(), reply, not_before, twice));
        store.read(|r| r.mail_of(case)).expect("mail").remove(0)
    };
    let handed_over = mark(MailState::HandedOver, "", None, false);
    assert_eq!((handed_over.attempts, handed_over.tried_at), (1, Some(noon())));
    assert_eq!(due(&store, later()), Vec::<String>::new(), "it is being sent");
    let again = mark(MailState::Queued, "451 later", Some(later()), true);
    assert_eq!((again.attempts, again.last_reply.as_str(), again.maybe_twice), (1, "451 later", true));
    assert_eq!((due(&store, noon()), due(&store, later())), (vec![], vec!["one".to_owned()]));
    let accepted = mark(MailState::Accepted, "", None, false);
    assert_eq!((accepted.last_reply.as_str(), accepted.maybe_twice), ("451 later", true), "neither is forgotten");
    assert_eq!(due(&store, later()), Vec::<String>::new());
}

#[test]
fn only_mail_that_still_waits_can_be_recalled() {
    let store = memory();
    let case = write(&store, |w| begin(w, |_| {}));
    let id = write(&store, |w| w.queue_mail(&mail("one", Some(case))));
    assert!(!write(&store, |w| w.recall_mail(case, 2)), "another letter");
    assert!(write(&store, |w| w.recall_mail(case, 1)));
    assert!(!write(&store, |w| w.recall_mail(case, 1)), "recalled already");
    assert_eq!(due(&store, later()), Vec::<String>::new());
    write(&store, |w| w.mark_mail(id, MailState::HandedOver, noon(), "", None, false));
    assert!(!write(&store, |w| w.recall_mail(case, 1)), "on its way");
}

#[test]
fn mail_left_by_a_crash_is_due_again_in_the_next_process_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    let store = Store::open(&path).expect("opens");
    let id = write(&store, |w| w.queue_mail(&mail("one", None)));
    write(&store, |w| w.mark_mail(id, MailState::HandedOver, noon(), "", None, false));
    drop(store);
    let store = Store::open(&path).expect("opens again");
    let left = store.read(|r| r.mail_due(noon(), 10)).expect("mail");
    assert_eq!(left.iter().map(|mail| (mail.id, mail.state)).collect::<Vec<_>>(), [(id, MailState::HandedOver)]);
    write(&store, |w| w.mark_mail(id, MailState::HandedOver, later(), "", None, true));
    assert_eq!(due(&store, later()), Vec::<String>::new(), "this process has it now");
}

#[test]
fn what_waits_is_counted() {
    let store = memory();
    assert_eq!(store.read(|r| r.mail_waiting()), Ok(MailWaiting::default()));
    assert_eq!(store.read(|r| r.mail_is_held()), Ok(false));
    let states = [
        ("a", MailState::Queued, ""),
        ("b", MailState::Held, "535 wrong password"),
        ("c", MailState::HandedOver, ""),
        ("d", MailState::Accepted, "250 ok"),
        ("e", MailState::Queued, "451 later"),
    ];
    for (name, state, reply) in states {
        let last_reply = reply.to_owned();
        let queued_at = if name == "c" { moment("2026-11-01T12:00:00Z") } else { noon() };
        write(&store, |w| w.queue_mail(&Mail { state, last_reply, queued_at, ..mail(name, None) }));
    }
    let waiting = MailWaiting {
        queued: 2,
        held: 1,
        handed_over: 1,
        oldest: Some(moment("2026-11-01T12:00:00Z")),
        last_reply: "535 wrong password".to_owned(),
    };
    assert_eq!(store.read(|r| r.mail_waiting()), Ok(waiting));
    assert_eq!(store.read(|r| r.mail_is_held()), Ok(true));
}

#[test]
fn what_was_held_is_tried_at_once_when_it_is_released() {
    let store = memory();
    let id = write(&store, |w| {
        w.queue_mail(&Mail { not_before: later(), ..mail("queued", None) })?;
        w.queue_mail(&Mail { state: MailState::Held, not_before: later(), ..mail("held", None) })
    });
    write(&store, |w| w.release_held_mail(noon()));
    assert_eq!(due(&store, noon()), ["held"], "what was only queued keeps its time");
    let released = store.read(|r| r.mail(id)).expect("read").expect("there");
    assert_eq!((released.state, released.not_before), (MailState::Queued, noon()));
    assert_eq!(store.read(|r| r.mail(id + 1)), Ok(None));
}
