//! Encryption and logging in.

use mail::{NotSent, Secret, Security, SmtpSettings, smtp};
use serde_json::{Value, json};

use crate::letter::message;
use crate::support::{Certificates, Server};

fn encrypted(server: &Server, security: Security, certificates: &Certificates) -> SmtpSettings {
    SmtpSettings { security, extra_roots: Some(certificates.root()), ..server.patient_settings() }
}

fn with_log_in(settings: SmtpSettings, password: &str) -> SmtpSettings {
    SmtpSettings { username: Some("heard".to_owned()), password: Some(Secret::new(password)), ..settings }
}

fn assert_settings(verdict: Result<mail::Accepted, NotSent>, expected: &str) {
    let verdict = verdict.expect_err("nothing may be sent");
    assert!(matches!(verdict, NotSent::Settings { .. }), "{verdict:?}");
    assert!(verdict.sentence().contains(expected), "{verdict}");
    assert!(!verdict.reply().is_empty(), "the administrator sees the reason");
}

fn protections() -> [(Value, Security); 2] {
    [(json!({ "protection": "starttls" }), Security::StartTls), (json!({ "protection": "tls" }), Security::Tls)]
}

#[test]
fn messages_travel_encrypted_under_a_root_of_our_own() {
    for (setup, security) in protections() {
        let certificates = Certificates::for_name("127.0.0.1");
        let server = Server::start(&certificates.given_to(setup));
        smtp::send(&encrypted(&server, security, &certificates), &message()).expect("accepted");
        assert_eq!(server.next("message")["encrypted"], true, "{security:?}");
    }
}

#[test]
fn certificates_are_verified() {
    for (setup, security) in protections() {
        let other_name = Certificates::for_name("mail.other.example");
        let server = Server::start(&other_name.given_to(setup.clone()));
        let settings = encrypted(&server, security, &other_name);
        assert_settings(smtp::send(&settings, &message()), "certificate for another name");

        let run_out = Certificates::run_out();
        let server = Server::start(&run_out.given_to(setup.clone()));
        assert_settings(smtp::send(&encrypted(&server, security, &run_out), &message()), "has run out");

        let stranger = Certificates::for_name("127.0.0.1");
        let server = Server::start(&stranger.given_to(setup));
        let ours = Certificates::for_name("127.0.0.1");
        let settings = encrypted(&server, security, &ours);
        assert_settings(smtp::send(&settings, &message()), "does not trust");
    }
}

#[test]
fn without_encryption_nothing_is_sent() {
    let certificates = Certificates::for_name("127.0.0.1");
    let server = Server::start(&json!({}));
    let start_tls = encrypted(&server, Security::StartTls, &certificates);
    assert_settings(smtp::send(&start_tls, &message()), "does not offer STARTTLS");
    let tls = encrypted(&server, Security::Tls, &certificates);
    assert_settings(smtp::send(&tls, &message()), "choose STARTTLS");
    assert_eq!(server.count("message"), 0);
}

#[test]
fn a_file_of_roots_that_cannot_be_used_is_named() {
    let server = Server::faulty("silent");
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = folder.path().join("roots.pem");
    std::fs::write(&wrong, "-----BEGIN CERTIFICATE-----\nnot base64\n").expect("written");
    for path in [folder.path().join("missing.pem"), wrong] {
        let settings = SmtpSettings { security: Security::Tls, extra_roots: Some(path.clone()), ..server.settings() };
        assert_settings(smtp::send(&settings, &message()), &path.display().to_string());
    }
}

#[test]
fn user_name_and_password() {
    let certificates = Certificates::for_name("127.0.0.1");
    let setup = json!({ "protection": "starttls", "user": "heard", "password": "swörd fish" });
    let server = Server::start(&certificates.given_to(setup));
    let settings = encrypted(&server, Security::StartTls, &certificates);

    smtp::send(&with_log_in(settings.clone(), "swörd fish"), &message()).expect("accepted");
    assert_eq!(server.next("message")["logged_in"], true);

    let wrong = with_log_in(settings.clone(), "wrong");
    assert_settings(smtp::send(&wrong, &message()), "does not accept the user name and password");
    assert_settings(smtp::send(&settings, &message()), "wants a user name and password");
}

#[test]
fn a_user_name_where_none_is_wanted() {
    let certificates = Certificates::for_name("127.0.0.1");
    let server = Server::start(&certificates.given_to(json!({ "protection": "starttls" })));
    let settings = with_log_in(encrypted(&server, Security::StartTls, &certificates), "swordfish");
    assert_settings(smtp::send(&settings, &message()), "does not take a user name");
}
