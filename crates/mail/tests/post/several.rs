//! One connection for several messages.

use mail::{Connection, NotSent};
use serde_json::json;

use crate::letter::{message, message_to};
use crate::support::Server;

#[test]
fn a_refused_message_does_not_stop_the_next() {
    let replies = json!({ "RCPT": { "gone@example.org": "550 5.1.1 No such user", "later@example.org": "450 4.2.0 Later" },
        "DATA": { "spam@example.org": "554 5.7.1 Looks like spam" } });
    let server = Server::start(&json!({ "replies": replies }));
    let mut connection = Connection::open(&server.patient_settings()).expect("open");
    connection.send(&message_to("first@example.org")).expect("accepted");
    for (address, refused) in [("gone@example.org", true), ("later@example.org", false), ("spam@example.org", true)] {
        let verdict = connection.send(&message_to(address)).expect_err(address);
        assert_eq!(matches!(verdict, NotSent::Refused { .. }), refused, "{address}: {verdict:?}");
        connection.send(&message_to("next@example.org")).expect("the next one passes");
    }
    drop(connection);
    assert_eq!(server.count("connected"), 1, "all of them went over one connection");
}

#[test]
fn a_server_that_hangs_up_between_messages_is_called_again() {
    let server = Server::faulty("one-each");
    let mut connection = Connection::open(&server.patient_settings()).expect("open");
    for _ in 0..3 {
        connection.send(&message()).expect("accepted");
    }
    drop(connection);
    assert_eq!(server.count("complete"), 3, "each message is sent once");
}

#[test]
fn after_a_lost_connection_the_next_message_opens_another() {
    let server = Server::faulty("drop-after-dot");
    let mut connection = Connection::open(&server.patient_settings()).expect("open");
    for _ in 0..2 {
        let verdict = connection.send(&message()).expect_err("no answer came");
        assert!(matches!(verdict, NotSent::Unsure { .. }), "{verdict:?}");
    }
    assert_eq!(server.count("connected"), 2);
}

#[test]
fn an_answer_that_comes_too_late_is_not_taken_for_that_of_the_next_message() {
    let server = Server::faulty("late-answer");
    let mut connection = Connection::open(&server.settings()).expect("open");
    for _ in 0..2 {
        let verdict = connection.send(&message()).expect_err("no answer came in time");
        assert!(matches!(verdict, NotSent::Unsure { .. }), "{verdict:?}");
    }
    assert_eq!(server.count("connected"), 2, "the connection with an answer outstanding is not used again");
}
