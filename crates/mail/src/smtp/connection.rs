//! One connection to a mail server, kept for several messages.

use std::time::Duration;

use lettre::transport::smtp::{
    client::{SmtpConnection, TlsParameters},
    commands::{Data, Mail, Rcpt, Rset},
};

use super::{
    content,
    failure::{self, Stage},
    open,
    settings::SmtpSettings,
};
use crate::{Accepted, NotSent, OutgoingMessage};

/// The longest wait for the answer to a goodbye: nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(2);

/// A connection that is ready to take messages. It says goodbye when dropped.
pub struct Connection {
    settings: SmtpSettings,
    trust: Option<TlsParameters>,
    server: Option<SmtpConnection>,
    used: bool,
}

impl Connection {
    /// Checks the settings, connects, encrypts and logs in. Every failure here is
    /// [`NotSent::Settings`] or [`NotSent::TryLater`].
    pub fn open(settings: &SmtpSettings) -> Result<Self, NotSent> {
        let findings = settings.check();
        if !findings.is_empty() {
            return Err(failure::settings_incomplete(&findings));
        }
        let trust = open::trust(settings)?;
        let server = Some(open::open(settings, trust.as_ref())?);
        Ok(Self { settings: settings.clone(), trust, server, used: false })
    }

    /// Hands one message over. What happens to one message does not affect the next: after a
    /// refusal the connection is kept, after a failure of the connection itself the next message
    /// opens another.
    pub fn send(&mut self, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
        let mut server = self.listening_server()?;
        let sent = converse(&mut server, message, &self.settings);
        self.used = true;
        if !sent.as_ref().is_err_and(failure::ends_the_connection) {
            self.server = Some(server);
        }
        sent
    }

    /// The server, if it still listens, else a new connection: servers hang up after some messages
    /// or minutes. RSET asks, and clears what a refused message left behind.
    fn listening_server(&mut self) -> Result<SmtpConnection, NotSent> {
        if let Some(mut server) = self.server.take()
            && (!self.used || server.command(Rset).is_ok())
        {
            return Ok(server);
        }
        open::open(&self.settings, self.trust.as_ref())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let polite = server.set_timeout(Some(GOODBYE.min(self.settings.timeout)));
            if polite.is_ok() {
                // Every message has its answer by now: a lost goodbye changes nothing.
                let _ = server.quit();
            }
        }
    }
}

fn converse(
    server: &mut SmtpConnection,
    message: &OutgoingMessage,
    settings: &SmtpSettings,
) -> Result<Accepted, NotSent> {
    let parts = message.parts();
    let failed = |stage| move |error| failure::not_sent(stage, &error, settings);
    let sender = Mail::new(Some(parts.from.envelope_address()), vec![]);
    server.command(sender).map_err(failed(Stage::Sender))?;
    let recipient = Rcpt::new(parts.to.envelope_address(), vec![]);
    server.command(recipient).map_err(failed(Stage::Recipient))?;
    let go_ahead = server.command(Data).map_err(failed(Stage::GoAhead))?;
    if !go_ahead.has_code(354) {
        return Err(failure::out_of_step(&go_ahead, settings));
    }
    content::hand_over(server, &message.to_bytes(), settings)
}
