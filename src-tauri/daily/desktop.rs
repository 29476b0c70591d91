//! A desktop that shows notifications, for tests: it takes what it is given, and a person clicks on it or closes it.

use std::{
    collections::HashMap,
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

use zbus::{Connection, Variant, block_on, connection::Builder, interface};

const PLACE: &str = "/org/freedesktop/Notifications";
const NAME: &str = "org.freedesktop.Notifications";

/// What the person does.
#[derive(Clone, Copy)]
pub enum Does {
    Click,
    Close,
}

pub struct Desktop {
    connection: Connection,
    shown: Receiver<Shown>,
}

struct Shown {
    number: u32,
    body: String,
    actions: Vec<String>,
}

struct Notifications {
    tell: Sender<Shown>,
    last: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "so many does the desktop's standard have")]
    fn notify(
        &mut self,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        _summary: &str,
        body: &str,
        actions: Vec<String>,
        _hints: HashMap<&str, Variant<'_>>,
        _expires: i32,
    ) -> u32 {
        self.last += 1;
        let shown = Shown { number: self.last, body: body.to_owned(), actions };
        self.tell.send(shown).expect("the test listens");
        self.last
    }

    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body"]
    }
}

impl Desktop {
    pub fn open() -> Desktop {
        let (tell, shown) = channel();
        let builder = Builder::session().name(NAME).serve_at(PLACE, Notifications { tell, last: 0 });
        Desktop { connection: block_on(builder.build()).expect("nobody else is the desktop here"), shown }
    }

    /// What the next notification says, and its number.
    pub fn shows(&self) -> (u32, String) {
        let shown = self.shown.recv_timeout(Duration::from_secs(10)).expect("something is shown");
        assert!(shown.actions.contains(&"default".to_owned()), "a click does something: {:?}", shown.actions);
        (shown.number, shown.body)
    }

    /// Tells whoever listens what the person does with it.
    pub fn answers(&self, number: u32, does: Does) {
        match does {
            Does::Click => self.says("ActionInvoked", &(number, "default")),
            Does::Close => self.says("NotificationClosed", &(number, 2_u32)),
        }
    }

    fn says(&self, what: &str, of: &(impl serde::Serialize + zbus::zvariant::DynamicType)) {
        block_on(self.connection.emit_signal(None::<&str>, PLACE, NAME, what, of)).expect("it is said");
    }
}
