//! A real server that says no, for now or for good.

use mail::{NotSent, smtp};
use serde_json::json;

use crate::letter::message;
use crate::support::Server;

fn verdict(command: &str, reply: &str) -> NotSent {
    let server = Server::start(&json!({ "replies": { command: { "*": reply } } }));
    smtp::send(&server.patient_settings(), &message()).expect_err("the server says no")
}

#[test]
fn a_code_from_400_means_later() {
    let table = [
        ("RCPT", "450 4.2.0 Greylisted, try in 5 minutes", "this address"),
        ("RCPT", "452 4.2.2 Mailbox full", "this address"),
        ("DATA", "451 4.3.0 Scanner not running", "the message"),
        ("MAIL", "451 4.3.2 Not now", "busy"),
        ("MAIL", "421 4.3.2 Shutting down", "busy"),
    ];
    for (command, said, expected) in table {
        let verdict = verdict(command, said);
        let NotSent::TryLater { code, sentence, reply } = &verdict else {
            panic!("{command} {said}: {verdict:?}");
        };
        assert_eq!(code.map(|code| code.to_string()).as_deref(), Some(&said[..3]));
        assert_eq!(reply, said, "the administrator sees the server's words");
        assert!(sentence.contains(expected) && sentence.contains("try again"), "{sentence}");
    }
}

#[test]
fn a_code_from_500_means_no() {
    let table = [
        ("RCPT", "550 5.1.1 No such user", "does not accept this address"),
        ("RCPT", "554 5.7.1 Relay access denied", "does not pass mail on"),
        ("RCPT", "552 5.2.2 Mailbox full", "too large"),
        ("DATA", "554 5.7.1 Looks like spam", "refused the message"),
        ("DATA", "552 5.3.4 Too big", "too large"),
    ];
    for (command, said, expected) in table {
        let verdict = verdict(command, said);
        let NotSent::Refused { code, sentence, reply } = &verdict else {
            panic!("{command} {said}: {verdict:?}");
        };
        assert_eq!(code.to_string(), said[..3]);
        assert_eq!(reply, said, "the administrator sees the server's words");
        assert!(sentence.contains(expected), "{sentence}");
    }
}

#[test]
fn a_sender_that_is_refused_is_a_matter_for_the_settings() {
    let table = [
        ("553 5.7.1 Sender address rejected", "sender's address"),
        ("530 5.7.0 Authentication required", "user name and password"),
    ];
    for (said, expected) in table {
        let verdict = verdict("MAIL", said);
        assert!(matches!(verdict, NotSent::Settings { .. }), "no other message would pass: {verdict:?}");
        assert!(verdict.sentence().contains(expected), "{verdict}");
        assert_eq!(verdict.reply(), said);
    }
}
