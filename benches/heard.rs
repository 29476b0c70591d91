//! Heard over a real database file: its use-cases, called straight, and its Router.

use std::{
    path::Path,
    sync::{
        Arc, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use app::{
    Filter, Office, Order, Who,
    calendar_change::{self, Change},
    cases,
    figures::{self, Format},
    list_export,
    progress::unwatched,
};
use axum::Router;
use chrono::TimeDelta;
use domain::{
    Moment, Reference,
    calendar::{DayOff, DayOffKind},
};

/// The moment the made-up office is looked at.
pub const NOW: &str = "2026-11-20T10:00:00Z";

/// An office and a Champion who works in it.
pub struct Heard {
    office: Arc<Office>,
    who: Who,
    passed: AtomicI64,
}

impl Heard {
    /// An office that is filled ([`crate::fill`]).
    pub fn open(folder: &Path) -> anyhow::Result<Heard> {
        let office = Arc::new(Office::open(folder)?);
        let who = office.read(|reading| {
            let person = reading.person_by_email(app::demo::SIGN_IN_AS)?;
            let person = person.ok_or_else(|| app::Problem::NotFound("nobody to sign in as".into()))?;
            Ok(Who { actor: app::sessions::actor(reading, &person)?, person, csrf: String::new() })
        })?;
        Ok(Heard { office, who, passed: AtomicI64::new(0) })
    }

    /// Logs a complaint.
    pub fn create(&self) -> anyhow::Result<()> {
        let form = cases::LogForm {
            kind: "complaint".into(),
            channel: "phone".into(),
            story: "The crew left the bin on the back path again, and nobody rang back.".into(),
            name: "Mrs Eileen Fairclough".into(),
            phone: "01632 960 417".into(),
            email: "eileen@example.com".into(),
            postcode: "TB4 7QX".into(),
            ..cases::LogForm::default()
        };
        cases::log(&self.office, &self.who, &form, cases::Now::OnlySave, self.now()?)?;
        Ok(())
    }

    /// A second later each time it is asked.
    fn now(&self) -> anyhow::Result<Moment> {
        Ok(NOW.parse::<Moment>()? + TimeDelta::seconds(self.passed.fetch_add(1, Ordering::Relaxed)))
    }

    /// Writes cases as a file that goes nowhere, all of them or those received in the month that is measured, with the
    /// first so many columns; gives how many cases there are.
    pub fn export(&self, format: Format, month: Option<&str>, columns: usize) -> anyhow::Result<u64> {
        let day = |day: &str| month.map(|month| format!("{month}-{day}").parse()).transpose();
        let filter = Filter { received_from: day("01")?, received_to: day("31")?, ..Filter::default() };
        let mut layout = list_export::layout(&self.office, None)?;
        layout.columns.truncate(columns);
        let room = list_export::room_in(format);
        let asked = list_export::Asked { filter, order: Order::Newest, layout, format, room };
        let cases = list_export::cases(&self.office, &self.who, &asked, std::io::sink(), self.now()?, &mut unwatched)?;
        anyhow::ensure!(cases > 0, "there are cases to save");
        Ok(cases)
    }

    /// Counts a month.
    pub fn month(&self) -> anyhow::Result<()> {
        let wanted = figures::Wanted { range: "2026-10".parse()?, service: None, as_at: None };
        let report = figures::report(&self.office, &self.who, &wanted, self.now()?)?;
        anyhow::ensure!(report.figures.received.all.count > 0, "October has cases");
        Ok(())
    }

    /// Looks at what a change of the calendar does to every open case; gives how many are open, and the fingerprint of
    /// what is shown.
    pub fn look_at(&self, change: &Change) -> anyhow::Result<(u64, String)> {
        let keeper = app::console::keeper(&self.office)?;
        let moves = calendar_change::look(&self.office, &keeper, change, self.now()?, &mut unwatched)?;
        anyhow::ensure!(!moves.moved.is_empty(), "a closure next week moves dates");
        Ok((moves.open, moves.fingerprint()))
    }

    /// Makes it: works every date out again, writes those that move and notes it.
    pub fn make(&self, change: &Change, seen: &str) -> anyhow::Result<()> {
        let keeper = app::console::keeper(&self.office)?;
        calendar_change::approve(&self.office, &keeper, change, seen, self.now()?, &mut unwatched)?;
        Ok(())
    }

    /// Measures every case also against a Code, or against nothing else.
    pub fn measure_against(&self, code: Option<&str>) -> anyhow::Result<()> {
        let keeper = app::console::keeper(&self.office)?;
        Ok(app::against::measure_against(&self.office, &keeper, code, self.now()?, &mut unwatched)?)
    }

    /// A case in the middle of the made-up ones.
    pub fn some_case(&self) -> anyhow::Result<Reference> {
        let all = self.office.read(|reading| Ok(reading.all_references()?))?;
        all.get(all.len() / 2).copied().ok_or_else(|| anyhow::anyhow!("there are cases"))
    }
}

/// A closure within the time limits of what is open comes, and goes again, which is the same work.
pub fn closure() -> anyhow::Result<[Change; 2]> {
    let day = DayOff { date: "2026-11-25".parse()?, name: "Flood".into(), kind: DayOffKind::Closure };
    Ok([Change::Add(day.clone()), Change::Remove(day)])
}

/// The pages of an office that is filled.
pub fn pages(folder: &Path) -> anyhow::Result<Router> {
    Ok(web::router(door(&Arc::new(Office::open(folder)?), NOW.parse()?)))
}

/// The form that logs a complaint, with the token of whoever is signed in.
pub fn log_form(csrf: &str) -> String {
    format!(
        "csrf={csrf}&act=save&kind=complaint&channel=phone&received=20/11/2026&service=not-sure&story=The+crew+left+the+bin+on+the+back+path+again,+and+nobody\
         +rang+back.&name=Mrs+Eileen+Fairclough&phone=01632+960+417&postcode=TB4+7QX"
    )
}

/// The form that signs a Customer Champion in.
pub fn sign_in_form() -> String {
    format!("email={}&password={}", app::demo::SIGN_IN_AS, app::demo::PASSWORD.replace(' ', "+"))
}

fn door(office: &Arc<Office>, now: Moment) -> web::Door {
    let own = std::process::id().to_le_bytes();
    web::Door {
        office: office.clone(),
        now: Arc::new(move || now),
        // Each process its own, so that no session is begun twice.
        random: Arc::new(move |bytes: &mut [u8]| {
            bytes.iter_mut().zip(own.iter().cycle()).for_each(|(byte, own)| *byte = *own)
        }),
        keep_password: Arc::new(|_| Ok(())),
        password: Arc::new(|| Ok(None)),
        make_practice: Arc::new(|| Err(app::Problem::NotFound("no practice office here".into()))),
        tasks: Arc::default(),
        practice: Arc::new(RwLock::new(None)),
    }
}
