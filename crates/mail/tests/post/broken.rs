//! Servers that hang, hang up, or are no mail servers.

use std::net::TcpListener;

use mail::{Attachment, MessageParts, NotSent, OutgoingMessage, SmtpSettings, smtp};

use crate::letter::{message, parts};
use crate::support::Server;

fn verdict(fault: &str, message: &OutgoingMessage) -> NotSent {
    let server = Server::faulty(fault);
    smtp::send(&server.settings(), message).expect_err("the server breaks off")
}

/// More than the buffers of a connection hold, so that a server that stops reading is noticed.
fn large_message() -> OutgoingMessage {
    let file = Attachment::new("plan.bin", "application/octet-stream", vec![7; 24 << 20]).expect("an attachment");
    OutgoingMessage::new(MessageParts { attachments: vec![file], ..parts() }).expect("a message")
}

fn assert_later(verdict: &NotSent, expected_code: Option<u16>, expected: &str) {
    let NotSent::TryLater { code, sentence, .. } = verdict else {
        panic!("it cannot have arrived and may pass later: {verdict:?}");
    };
    assert_eq!(*code, expected_code);
    assert!(sentence.contains(expected) && sentence.contains("try again"), "{sentence}");
}

#[test]
fn before_the_message_is_complete_it_is_worth_another_try() {
    let table = [
        ("silent", None, "did not answer within 1 second"),
        ("busy", Some(421), "busy"),
        ("drop-at-rcpt", None, "was lost"),
        ("drop-at-data", None, "was lost"),
        ("strange-go-ahead", None, "makes no sense"),
    ];
    for (fault, code, expected) in table {
        assert_later(&verdict(fault, &message()), code, expected);
    }
}

#[test]
fn within_the_message_it_is_worth_another_try() {
    assert_later(&verdict("drop-in-content", &large_message()), None, "was lost");
    assert_later(&verdict("hang-in-content", &large_message()), None, "did not answer");
}

#[test]
fn after_the_last_dot_nobody_can_tell() {
    for fault in ["drop-after-dot", "close-after-dot", "hang-after-dot", "nonsense-after-dot"] {
        for message in [message(), large_message()] {
            let server = Server::faulty(fault);
            let verdict = smtp::send(&server.settings(), &message).expect_err("no answer came");
            server.next("complete");
            assert!(matches!(verdict, NotSent::Unsure { .. }), "{fault}: {verdict:?}");
            assert!(verdict.sentence().contains("may have arrived"), "{verdict}");
            assert!(!verdict.reply().is_empty(), "the administrator sees the reason");
        }
    }
}

#[test]
fn a_server_that_does_not_want_us_is_a_matter_for_the_settings() {
    let table = [("unwelcome", "does not accept mail from this computer"), ("not-mail", "is not a mail server")];
    for (fault, expected) in table {
        let verdict = verdict(fault, &message());
        assert!(matches!(verdict, NotSent::Settings { .. }), "{fault}: {verdict:?}");
        assert!(verdict.sentence().contains(expected), "{verdict}");
    }
}

#[test]
fn nobody_listening_is_worth_another_try() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = closed.local_addr().expect("an address").port();
    drop(closed);
    let settings = SmtpSettings { port, ..Server::faulty("silent").settings() };
    let verdict = smtp::send(&settings, &message()).expect_err("nobody listens");
    assert_later(&verdict, None, "cannot be reached");
}

#[test]
fn an_unknown_name_is_a_matter_for_the_settings() {
    // RFC 6761 section 6.4: names under "invalid" never exist.
    let settings = SmtpSettings { host: "smtp.council.invalid".to_owned(), ..Server::faulty("silent").settings() };
    let verdict = smtp::send(&settings, &message()).expect_err("the name does not exist");
    assert!(matches!(verdict, NotSent::Settings { .. }), "{verdict:?}");
    assert!(verdict.sentence().contains("smtp.council.invalid") && verdict.sentence().contains("cannot be found"));
}

#[test]
fn settings_with_findings_are_not_even_tried() {
    let settings = SmtpSettings { host: String::new(), port: 0, ..Server::faulty("silent").settings() };
    let verdict = smtp::send(&settings, &message()).expect_err("there is nothing to try");
    let expected = settings.check().join(" ");
    assert_eq!(verdict, NotSent::Settings { sentence: expected, reply: String::new() });
}
