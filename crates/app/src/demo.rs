//! Made-up records of a council that does not exist: people, services, and cases whose histories
//! are made by the same rules as real ones. The same number, seed and moment make the same records,
//! so that they serve for practice, for pictures and for benchmarks alike.

mod acting;
mod answer;
mod chance;
mod complaint;
mod council;
mod customer;
mod lessons;
mod others;
mod plan;
mod stage;
mod words;

use std::path::Path;

use domain::Moment;

use crate::{Office, Problem};

/// Everybody's password, outside the practice file.
pub const PASSWORD: &str = "three made-up words";
/// A Customer Champion, who sees everything.
pub const SIGN_IN_AS: &str = "joanne@thornbeck.example";
/// Cases in the practice file.
const PRACTICE_CASES: u32 = 120;
/// Cases saved at a time.
const AT_ONCE: usize = 2_000;

/// Fills an empty office with `cases` cases that end at `now`. `progress` is told how many are made.
pub fn fill(office: &Office, cases: u32, seed: u64, now: Moment, progress: &mut dyn FnMut(u64)) -> Result<(), Problem> {
    let mut chance = chance::Chance::new(seed);
    let password = crate::passwords::hash(PASSWORD, &chance.bytes())?;
    make(office, cases, chance, now, Some(password), progress)
}

/// The practice file in `folder`: opened where it is there, made where it is not. Nobody in it has
/// a password; people choose whose part they play.
pub fn practice(folder: &Path, now: Moment) -> Result<Office, Problem> {
    let office = Office::open(folder)?;
    if !office.is_set_up() {
        make(&office, PRACTICE_CASES, chance::Chance::new(1), now, None, &mut |_| {})?;
    }
    Ok(office)
}

fn make(
    office: &Office,
    cases: u32,
    mut chance: chance::Chance,
    now: Moment,
    password: Option<String>,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Problem> {
    if office.is_set_up() {
        return Err(Problem::NotAllowed("There are records here already. Made-up cases need an empty folder.".into()));
    }
    let words = words::Words::read()?;
    let plan = plan::plan(cases, now, &office.calendar(), &mut chance);
    council::set_up(office, &words, password, plan.moments.first().copied().unwrap_or(now))?;
    let stage = stage::Stage::set(office, words, now)?;
    let mut regulars = customer::Regulars::default();
    let mut owed = acting::Owed::all();
    let mut made = 0;
    for chunk in plan.moments.chunks(AT_ONCE) {
        office.store().write(|writing| {
            for at in chunk {
                let kind = others::kind(&mut chance);
                let mut acting = acting::Acting::log(&stage, writing, kind, *at, &mut regulars, &mut chance)?;
                let of_late = domain::london::date_of(*at) >= plan.of_late;
                if of_late && (chance.percent(plan.left_lying) || acting.owed(&owed).is_some()) {
                    acting.leave_lying(&owed, &mut chance);
                }
                acting.live(&mut chance)?;
                acting.settle(&mut owed);
                acting.save()?;
                made += 1;
                if made % 100 == 0 {
                    progress(made);
                }
            }
            Ok::<_, Problem>(())
        })?;
    }
    lessons::keep(office, &stage)?;
    progress(made);
    Ok(())
}
