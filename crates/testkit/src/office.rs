//! An office in memory, set up, with one person in each role and two Heads of Service.

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use app::{
    Office, Who,
    calendars::Published,
    setup::{NewService, SetupForm},
};
use domain::{
    Date, Moment, Nation, PersonId, Role, ServiceId,
    procedure::{Reading, Readings},
};
use store::Store;

/// Everybody's password.
pub const PASSWORD: &str = "three long words";

/// A clock set by hand.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Mutex<Moment>>);

impl Clock {
    /// A clock that shows this moment.
    pub fn at(moment: Moment) -> Clock {
        Clock(Arc::new(Mutex::new(moment)))
    }

    /// What it shows.
    pub fn now(&self) -> Moment {
        *self.0.lock().unwrap()
    }

    /// Sets it, such as `2026-11-02 10:00` in London.
    pub fn set(&self, text: &str) {
        *self.0.lock().unwrap() = at(text);
    }

    /// Moves it on.
    pub fn pass(&self, seconds: i64) {
        *self.0.lock().unwrap() += chrono::TimeDelta::seconds(seconds);
    }
}

/// The moment a clock in London shows `2026-11-02 10:00`.
pub fn at(text: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a date and a time");
    domain::london::moment_of(local)
}

/// Bytes that look random and are the same in every run.
pub fn chance(bytes: &mut [u8]) {
    static DRAWN: AtomicU64 = AtomicU64::new(1);
    for chunk in bytes.chunks_mut(8) {
        let seed = DRAWN.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (seed ^ (seed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
    }
}

/// An office with people.
pub struct TestOffice {
    /// The office.
    pub office: Arc<Office>,
    /// Its clock.
    pub clock: Clock,
    /// Waste and recycling, under Marian Teale.
    pub waste: ServiceId,
    /// Housing repairs, under Stephen Achebe.
    pub housing: ServiceId,
    administrator: PersonId,
}

/// An office in memory on Monday 2 November 2026 at 10:00.
pub fn office() -> TestOffice {
    office_over(Store::in_memory().expect("a store in memory"))
}

/// The same under another of the procedures that come with the program.
pub fn office_under(procedure: &str) -> TestOffice {
    set_up(Store::in_memory().expect("a store in memory"), procedure)
}

/// The same in a file, for tests of what becomes of it.
pub fn office_in(file: &Path) -> TestOffice {
    office_over(Store::open(file).expect("a store in a file"))
}

/// The same over a given store.
pub fn office_over(store: Store) -> TestOffice {
    set_up(store, "making-experiences-count")
}

/// The readings with which a procedure is written, chosen as a person would.
fn as_written(office: &Office, procedure: &str) -> Readings {
    let book = office.book(procedure, None).expect("it is shipped");
    let first = |reading: &Reading| (reading.id.clone(), reading.options[0].id.clone());
    book.procedure().readings.iter().map(first).collect()
}

fn set_up(store: Store, procedure: &str) -> TestOffice {
    let clock = Clock::at(at("2026-11-02 10:00"));
    let office = Arc::new(Office::over(store, None).expect("an office"));
    let service = |service: &str, head: &str, email: &str| NewService {
        service: service.into(),
        head: head.into(),
        email: email.into(),
    };
    let form = SetupForm {
        council: "Thornbeck District Council".into(),
        nation: "england-and-wales".into(),
        procedure: procedure.into(),
        readings: as_written(&office, procedure),
        services: vec![
            service("Waste and recycling", "Marian Teale", "marian@thornbeck.example"),
            service("Housing repairs", "Stephen Achebe", "stephen@thornbeck.example"),
        ],
        name: "Ada Min".into(),
        email: "admin@thornbeck.example".into(),
        password: PASSWORD.into(),
        ..SetupForm::default()
    };
    let mut salts = || {
        let mut salt = [0; 16];
        chance(&mut salt);
        salt
    };
    let administrator = app::setup::set_up(&office, &form, false, clock.now(), &mut salts).expect("it is set up");
    let services = office.read(|reading| Ok(reading.services()?)).expect("services");
    let id = |name: &str| services.iter().find(|service| service.name == name).expect("the service").id;
    let test =
        TestOffice { waste: id("Waste and recycling"), housing: id("Housing repairs"), office, clock, administrator };
    test.add_people();
    test
}

impl TestOffice {
    /// What the clock shows.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The person with this address before the `@`, signed in as far as the use-cases see: `priya`
    /// (front desk), `joanne` (Champion), `dan` and `kieran` (investigators), `marian` and
    /// `stephen` (Heads of Service), `helen` (Head of Customer Services), `admin`, `rhys` (reader).
    pub fn who(&self, name: &str) -> Who {
        let email = format!("{name}@thornbeck.example");
        self.office
            .read(|reading| {
                let person = reading.person_by_email(&email)?.expect("somebody with this address");
                Ok(Who { actor: app::sessions::actor(reading, &person)?, person, csrf: "token".into() })
            })
            .expect("it can be read")
    }

    /// Their number.
    pub fn id(&self, name: &str) -> PersonId {
        self.who(name).id()
    }

    /// Names a deputy, who may sign for the Head in their absence.
    pub fn deputise(&self, head: &str, deputy: &str) {
        let head = self.who(head).person;
        let deputy = self.id(deputy);
        let changed = store::Person { deputy: Some(deputy), ..head };
        self.office.store().write(|writing| writing.change_person(&changed)).expect("it is changed");
    }

    /// As if set up by a version of the program whose bank holidays had this day not yet.
    pub fn before_it_was_published(&self, day: Date) {
        let list = |nation| {
            let mut list = Published::shipped().list(nation).expect("a list").clone();
            list.bank_holidays.retain(|holiday| holiday.date != day);
            list
        };
        let older = Published::of(Nation::ALL.map(list).to_vec());
        self.office.change_rules(|writing| app::settings::set(writing, &older)).expect("it is kept");
    }

    /// As an administrator does; the default is as before mail was set up.
    pub fn keep_mail_server(&self, server: &app::settings::MailServer) {
        let kept = self.office.store().write(|writing| app::settings::set(writing, server));
        kept.expect("the mail server is kept");
    }

    fn add_people(&self) {
        let admin = self.who("admin");
        assert_eq!(admin.id(), self.administrator);
        let staff = [
            ("Priya Nair", "priya", Role::Adviser),
            ("Joanne Whitlock", "joanne", Role::Champion),
            ("Dan Okafor", "dan", Role::Investigator),
            ("Kieran Doyle", "kieran", Role::Investigator),
            ("Helen Hart", "helen", Role::HeadOfCustomerServices),
            ("Rhys Owen", "rhys", Role::Reader),
        ];
        // One hash for all: hashing is slow on purpose.
        let password = admin.person.password.clone();
        let heads = [self.who("marian").person, self.who("stephen").person];
        self.office
            .store()
            .write(|writing| {
                for (name, email, role) in staff {
                    let email = format!("{email}@thornbeck.example");
                    let person = store::Person {
                        id: PersonId(0),
                        name: name.into(),
                        email,
                        role,
                        last_seen: None,
                        ..admin.person.clone()
                    };
                    writing.add_person(&person)?;
                }
                for head in heads {
                    writing.change_person(&store::Person { password: password.clone(), ..head })?;
                }
                Ok::<_, store::Error>(())
            })
            .expect("people are added");
        let council = app::settings::Council {
            phone: "01632 960 100".into(),
            email: "feedback@thornbeck.example".into(),
            wards: vec!["Rudd".into(), "Castle".into()],
            ..(*self.office.council()).clone()
        };
        self.office.change_rules(|writing| app::settings::set(writing, &council)).expect("the council is kept");
        self.keep_mail_server(&app::settings::MailServer {
            host: "mail.thornbeck.example".into(),
            port: 587,
            security: "starttls".into(),
            from_name: "Thornbeck District Council".into(),
            from_address: "feedback@thornbeck.example".into(),
            ..app::settings::MailServer::default()
        });
    }
}
