//! A real server takes a message, and another program reads it.

use mail::{Attachment, MessageParts, Origin, OutgoingMessage, TestMessage, Transport, smtp};
use serde_json::{Value, json};

use crate::letter::{mailbox, message, parts};
use crate::support::Server;

fn received(message: &OutgoingMessage) -> Value {
    let server = Server::start(&json!({}));
    let accepted = smtp::send(&server.patient_settings(), message).expect("accepted");
    assert_eq!(accepted.server_reply, "250 2.0.0 Ok: queued as 4F2A");
    server.next("message")
}

/// A text as read, with line ends as they were written.
fn text(received: &Value, kind: &str) -> Option<String> {
    received[kind].as_str().map(|text| text.replace("\r\n", "\n"))
}

fn header<'a>(received: &'a Value, name: &str) -> Option<&'a str> {
    let headers = received["headers"].as_array().expect("headers");
    let mut values = headers.iter().filter(|pair| pair[0] == name).map(|pair| pair[1].as_str());
    let first = values.next().flatten();
    assert!(values.next().is_none(), "{name} stands once");
    first
}

#[test]
fn envelope_headers_and_texts_arrive_as_written() {
    let received = received(&message());
    assert_eq!(received["sender"], "desk@council.example");
    assert_eq!(received["recipients"], json!(["sian@example.org"]));
    assert_eq!(received["defects"], json!([]), "Python's parser finds nothing wrong");
    assert_eq!(header(&received, "Message-ID"), Some("<c-12.acknowledgement@council.example>"));
    assert_eq!(header(&received, "Date"), Some("Mon, 05 Oct 2026 09:30:12 +0000"));
    assert_eq!(header(&received, "Subject"), Some("Your complaint C-12: ŵyau a llaeth"));
    assert_eq!(header(&received, "Auto-Submitted"), Some("auto-generated"));
    assert_eq!(header(&received, "X-Auto-Response-Suppress"), Some("OOF, AutoReply"));
    assert_eq!(header(&received, "MIME-Version"), Some("1.0"));
    assert_eq!(header(&received, "Reply-To"), None);
    assert_eq!(received["from_name"], "Customer Services");
    assert_eq!(received["to_name"], "Siân Ó Brádaigh");
    assert_eq!(received["types"], json!(["multipart/alternative", "text/plain", "text/html"]));
    assert_eq!(text(&received, "text"), Some(parts().text), "the lone dot is still there");
    assert_eq!(text(&received, "html"), parts().html);
    assert_eq!(received["encrypted"], false);
}

#[test]
fn a_letter_by_hand_with_a_file_and_an_address_for_answers() {
    let file = Attachment::new("Ymateb ŵyl – C-12.pdf", "application/pdf", vec![0, 13, 10, 46, 13, 10, 255]);
    let received = received(
        &OutgoingMessage::new(MessageParts {
            origin: Origin::ByHand,
            reply_to: Some(mailbox("", "answers@council.example")),
            attachments: vec![file.expect("an attachment")],
            html: None,
            ..parts()
        })
        .expect("a message"),
    );
    assert_eq!(header(&received, "Auto-Submitted"), None);
    assert_eq!(header(&received, "Reply-To"), Some("answers@council.example"));
    let types = json!(["multipart/mixed", "multipart/alternative", "text/plain", "application/pdf"]);
    assert_eq!(received["types"], types);
    let file = &received["attachments"][0];
    assert_eq!(file["file_name"], "Ymateb ŵyl – C-12.pdf");
    assert_eq!(file["sha256"], "29b7acf5faa28cc91fefbdc7d634325837becd2269c9f18df9d13b1d7c69bae9");
}

#[test]
fn a_message_too_large_for_one_write_arrives_whole() {
    let lines = "A line of the longest letter ever written here.\n".repeat(4000);
    let large = OutgoingMessage::new(MessageParts { text: lines.clone(), ..parts() }).expect("a message");
    assert!(large.to_bytes().len() > 128 * 1024, "larger than goes out in one write");
    assert_eq!(text(&received(&large), "text"), Some(lines));
}

#[test]
fn the_bytes_are_the_same_on_every_attempt() {
    assert_eq!(message().to_bytes(), message().to_bytes(), "no random boundary, no present moment");
}

#[test]
fn the_name_of_this_computer_is_the_one_given() {
    let server = Server::start(&json!({}));
    let named = mail::SmtpSettings { hello_name: "desk-3.council.example".to_owned(), ..server.patient_settings() };
    smtp::send(&named, &message()).expect("accepted");
    assert_eq!(server.next("hello")["name"], "desk-3.council.example");
    smtp::send(&server.patient_settings(), &message()).expect("accepted");
    assert_eq!(server.next("hello")["name"], "[127.0.0.1]");
}

#[test]
fn a_test_message_goes_the_way_of_all_messages() {
    let server = Server::start(&json!({}));
    let test = TestMessage {
        message_id: "test-1@council.example".to_owned(),
        date: "2026-10-05T09:30:12Z".parse().expect("a moment"),
        from: mailbox("Heard", "heard@council.example"),
        to: mailbox("", "admin@council.example"),
    };
    let transport = Transport::Smtp(server.patient_settings());
    transport.deliver(&test.message().expect("a message")).expect("accepted");
    let received = server.next("message");
    assert_eq!(received["recipients"], json!(["admin@council.example"]));
    assert!(received["text"].as_str().is_some_and(|text| text.contains("the mail settings work")));
}
