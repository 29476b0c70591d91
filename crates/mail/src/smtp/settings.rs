//! Where the mail server is and how to talk to it.

use std::{net::IpAddr, path::PathBuf, time::Duration};

use crate::Secret;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: for a relay on the council's own network.
    None,
    /// Starts in the clear and must be encrypted before anything is said; usually port 587 or 25.
    StartTls,
    /// Encrypted from the first byte; usually port 465.
    Tls,
}

/// The settings of a mail server. [`SmtpSettings::check`] finds what can be found without asking
/// the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Name or IP address of the server.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// For servers that want a user name and password.
    pub username: Option<String>,
    /// Goes with `username`; only ever sent over an encrypted connection.
    pub password: Option<Secret>,
    /// The longest wait for each answer of the server; 1 to 300 seconds. RFC 5321 section 4.5.3.2
    /// suggests 300 for servers among themselves; someone waiting at a desk wants about 30.
    pub timeout: Duration,
    /// The name this computer gives in EHLO, or empty for the neutral `[127.0.0.1]`.
    pub hello_name: String,
    /// A PEM file with further root certificates, for a relay whose certificate the operating
    /// system does not know. What the operating system trusts (on Windows including the council's
    /// own authority from group policy) is trusted in any case.
    pub extra_roots: Option<PathBuf>,
}

impl SmtpSettings {
    /// What to mend, one sentence each; empty when the settings can be tried.
    pub fn check(&self) -> Vec<String> {
        let findings = [
            self.check_host(),
            self.check_port(),
            self.check_port_security(),
            self.check_log_in(),
            self.check_protection(),
            self.check_timeout(),
            self.check_hello_name(),
        ];
        findings.into_iter().flatten().map(str::to_owned).collect()
    }

    fn check_host(&self) -> Option<&'static str> {
        if self.host.is_empty() {
            return Some("Give the name of the mail server, such as smtp.council.gov.uk.");
        }
        let known = is_host_name(&self.host) || self.host.parse::<IpAddr>().is_ok();
        (!known).then_some(
            "The name of the mail server may have only letters, digits, dots and hyphens, such as smtp.council.gov.uk.",
        )
    }

    fn check_port(&self) -> Option<&'static str> {
        (self.port == 0).then_some("Give the port of the mail server. It is usually 587, 465 or 25.")
    }

    fn check_port_security(&self) -> Option<&'static str> {
        match (self.port, self.security) {
            (465, Security::None | Security::StartTls) => {
                Some("Port 465 is encrypted from the start. Choose TLS, or port 587 with STARTTLS.")
            }
            (25 | 587, Security::Tls) => {
                Some("Ports 587 and 25 do not begin encrypted. Choose STARTTLS, or port 465 with TLS.")
            }
            (_, Security::None | Security::StartTls | Security::Tls) => None,
        }
    }

    fn check_log_in(&self) -> Option<&'static str> {
        match (&self.username, &self.password) {
            (None, None) => None,
            (Some(_), None) => Some("Give the password that goes with the user name."),
            (None, Some(_)) => Some("Give the user name that goes with the password."),
            (Some(name), Some(_)) if name.is_empty() => {
                Some("Give the user name, or leave both user name and password out.")
            }
            (Some(name), Some(password)) => {
                let odd = name.chars().chain(password.expose().chars()).any(char::is_control);
                odd.then_some("The user name or password has a line break or another invisible character in it.")
            }
        }
    }

    fn check_protection(&self) -> Option<&'static str> {
        (self.username.is_some() && self.security == Security::None).then_some(
            "A password is only sent over an encrypted connection. Choose STARTTLS or TLS, or leave the user name out.",
        )
    }

    fn check_timeout(&self) -> Option<&'static str> {
        let allowed = Duration::from_secs(1)..=Duration::from_secs(300);
        (!allowed.contains(&self.timeout)).then_some("Give the time to wait for the mail server as 1 to 300 seconds.")
    }

    fn check_hello_name(&self) -> Option<&'static str> {
        (!self.hello_name.is_empty() && !is_host_name(&self.hello_name)).then_some(
            "The name this computer gives to the mail server may have only letters, digits, dots and hyphens.",
        )
    }
}

/// Letters, digits, hyphens and the underscore of some Windows networks, between single dots.
fn is_host_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.len() <= 253 && text.split('.').all(|label| !label.is_empty() && label.chars().all(allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SmtpSettings {
        SmtpSettings {
            host: "smtp.council.gov.uk".to_owned(),
            port: 587,
            security: Security::StartTls,
            username: Some("heard".to_owned()),
            password: Some(Secret::new("swordfish")),
            timeout: Duration::from_secs(30),
            hello_name: String::new(),
            extra_roots: None,
        }
    }

    #[test]
    fn usual_settings_pass() {
        let relay = SmtpSettings {
            port: 25,
            security: Security::None,
            username: None,
            password: None,
            host: "10.0.0.5".to_owned(),
            hello_name: "desk-3.council.local".to_owned(),
            ..settings()
        };
        let tls = SmtpSettings { port: 465, security: Security::Tls, ..settings() };
        for (name, given) in [("STARTTLS", settings()), ("relay", relay), ("TLS", tls)] {
            assert_eq!(given.check(), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn each_finding_says_what_to_mend() {
        let table = [
            (SmtpSettings { host: String::new(), ..settings() }, "Give the name of the mail server"),
            (SmtpSettings { host: "smtp council".to_owned(), ..settings() }, "may have only letters"),
            (SmtpSettings { host: "a\r\nb".to_owned(), ..settings() }, "may have only letters"),
            (SmtpSettings { port: 0, ..settings() }, "Give the port"),
            (SmtpSettings { port: 465, ..settings() }, "Choose TLS"),
            (SmtpSettings { security: Security::Tls, ..settings() }, "Choose STARTTLS"),
            (SmtpSettings { password: None, ..settings() }, "Give the password"),
            (SmtpSettings { username: None, ..settings() }, "Give the user name that"),
            (SmtpSettings { username: Some(String::new()), ..settings() }, "leave both"),
            (SmtpSettings { username: Some("a\0b".to_owned()), ..settings() }, "invisible character"),
            (SmtpSettings { security: Security::None, ..settings() }, "only sent over an encrypted"),
            (SmtpSettings { timeout: Duration::ZERO, ..settings() }, "1 to 300 seconds"),
            (SmtpSettings { hello_name: "desk 3\r\n".to_owned(), ..settings() }, "name this computer gives"),
        ];
        for (given, expected) in table {
            let found = given.check();
            assert_eq!(found.len(), 1, "one finding for {given:?}: {found:?}");
            assert!(found[0].contains(expected), "{found:?} should say: {expected}");
        }
    }

    #[test]
    fn settings_do_not_print_the_password() {
        assert!(!format!("{:?}", settings()).contains("swordfish"));
    }
}
