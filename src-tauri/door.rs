//! The door to the pages: a Router over the records in a data directory, with the present moment, chance and the
//! keyring of this PC. The office's own work (mail, reminders, the day's backup) goes on beside the window.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use app::background::{Background, EVERY, Round};
use app::{Office, keyring};
use domain::Moment;
use web::Door;

/// The pages over the records in `place`.
pub fn open(place: &Path) -> Result<web::Router> {
    let office = Arc::new(Office::open(place)?);
    let practice = place.join(app::office::PRACTICE);
    let door = Door::over(
        office,
        Arc::new(now),
        Arc::new(chance),
        Arc::new(keyring::keep_keyring_password),
        Arc::new(keyring::keyring_password),
        Arc::new(move || app::demo::practice(&practice, now())),
    );
    work_beside(door.clone())?;
    Ok(web::router(door))
}

/// Does the open offices' own work until the program ends. What is cut off in the middle is done again at the next
/// start.
fn work_beside(door: Door) -> Result<()> {
    let work = move || {
        let (mut own, mut practice) = (Background::default(), Background::default());
        loop {
            report(own.round(&door.office, &*door.now, &*door.password));
            if let Some(office) = door.open_practice() {
                report(practice.round(&office, &*door.now, &*door.password));
            }
            thread::sleep(EVERY);
        }
    };
    thread::Builder::new().name("background".into()).spawn(work).context("the work beside the window cannot start")?;
    Ok(())
}

fn report(round: Round) {
    for problem in round.problems {
        tracing::error!(%problem, "background work");
    }
}

#[expect(clippy::disallowed_methods, reason = "here the window's moments come from")]
fn now() -> Moment {
    chrono::Utc::now()
}

#[expect(clippy::disallowed_methods, reason = "here the window's chance comes from")]
fn chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("an operating system without random bytes cannot run Heard safely");
}
