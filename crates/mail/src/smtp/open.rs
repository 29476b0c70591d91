//! From settings to a server that is ready to take messages: look up, connect, encrypt, log in.

use std::net::{SocketAddr, ToSocketAddrs};

use lettre::transport::smtp::{
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{Certificate, SmtpConnection, TlsParameters},
    extension::ClientId,
};

use super::{
    failure::{self, Stage},
    settings::{Security, SmtpSettings},
};
use crate::NotSent;

/// Builds the trust in certificates: the operating system's verifier, and the extra roots. `None`
/// when the connection is not encrypted.
pub fn trust(settings: &SmtpSettings) -> Result<Option<TlsParameters>, NotSent> {
    if settings.security == Security::None {
        return Ok(None);
    }
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.extra_roots {
        let pem = std::fs::read(path).map_err(|error| failure::roots_unreadable(path, &error))?;
        let roots = Certificate::from_pem(&pem).map_err(|error| failure::roots_unreadable(path, &error))?;
        builder = builder.add_root_certificate(roots);
    }
    builder.build().map(Some).map_err(|error| failure::no_trust(&error))
}

/// Connects, encrypts and logs in as the settings say.
pub fn open(settings: &SmtpSettings, trust: Option<&TlsParameters>) -> Result<SmtpConnection, NotSent> {
    let addresses = look_up(settings)?;
    let hello = hello(settings);
    let from_the_start = trust.filter(|_| settings.security == Security::Tls);
    let timeout = Some(settings.timeout);
    let failed = |stage| move |error| failure::not_sent(stage, &error, settings);
    let mut connection = SmtpConnection::connect(&addresses[..], timeout, &hello, from_the_start, None)
        .map_err(failed(Stage::Greeting))?;
    if let Some(trust) = trust.filter(|_| settings.security == Security::StartTls) {
        if !connection.can_starttls() {
            return Err(failure::no_starttls(settings));
        }
        connection.starttls(trust, &hello).map_err(failed(Stage::Encrypting))?;
    }
    if let (Some(name), Some(password)) = (&settings.username, &settings.password) {
        if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(failure::no_log_in(settings));
        }
        let credentials = Credentials::new(name.clone(), password.expose().to_owned());
        connection.auth(DEFAULT_MECHANISMS, &credentials).map_err(failed(Stage::LoggingIn))?;
    }
    Ok(connection)
}

/// Looked up here and not while connecting, so that a wrong name is told from a server that is off.
fn look_up(settings: &SmtpSettings) -> Result<Vec<SocketAddr>, NotSent> {
    let found = (settings.host.as_str(), settings.port).to_socket_addrs();
    let addresses: Vec<SocketAddr> = found.map_err(|error| failure::unknown_host(settings, &error))?.collect();
    if addresses.is_empty() {
        return Err(failure::unknown_host(settings, &"the name has no address"));
    }
    Ok(addresses)
}

fn hello(settings: &SmtpSettings) -> ClientId {
    if settings.hello_name.is_empty() { ClientId::default() } else { ClientId::Domain(settings.hello_name.clone()) }
}
