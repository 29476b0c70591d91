//! The benchmark of the window: how much longer than a bare tauri window it takes to show its first page, and how much
//! more memory it holds then, in turns on one screen.

use std::{path::PathBuf, time::Duration};

use clap::Parser;

/// Times Heard's window beside a bare one.
#[derive(Parser)]
struct Arguments {
    /// The program of Heard's window.
    #[arg(long)]
    window: PathBuf,
    /// The program of the bare one.
    #[arg(long)]
    bare: PathBuf,
    /// Where the made-up records are kept.
    #[arg(long, default_value = "target/bench")]
    kept: PathBuf,
    /// Pairs; eight at least.
    #[arg(long, default_value_t = 12)]
    pairs: usize,
    /// A page that gets the table, after the line "<!-- measured: window -->".
    #[arg(long)]
    page: Option<PathBuf>,
    /// Handed on by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Cases in the records that Heard opens.
const CASES: u32 = 10_000;
/// A window is weighed when it has been on the screen for so long.
const SETTLED: Duration = Duration::from_secs(2);

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    linux::measure(&Arguments::parse())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    let Arguments { .. } = Arguments::parse();
    eprintln!("The window is measured on Linux only, where its processes can be weighed.");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;

    use benches::{
        fill,
        pairs::{Ratio, in_turns, timed},
        program::Program,
        report::{self, Goal, HEAD, Line},
        screen::Screen,
    };

    use super::{Arguments, CASES, SETTLED};

    const GOAL: Option<Goal> = Some(Goal::Most(1.15));

    /// What one start came to.
    #[derive(Clone, Copy)]
    struct Start {
        /// Microseconds to the first page.
        micros: f64,
        megabytes: f64,
    }

    /// Measures both windows in turns.
    pub fn measure(arguments: &Arguments) -> anyhow::Result<()> {
        std::fs::create_dir_all(&arguments.kept)?;
        let kept = fill::kept(&arguments.kept, CASES)?;
        let screen = Screen::open()?;
        let office = kept.office.display().to_string();
        let ours = || start(&screen, &arguments.window, &["--data", &office], "Sign in");
        let bare = || start(&screen, &arguments.bare, &[], "Hello");
        let starts = in_turns(arguments.pairs, &mut || ours(), &mut || bare())?;
        let time = ratio(&starts, |start| start.micros);
        let held = ratio(&starts, |start| start.megabytes);
        let lines = [
            Line::times_as_long("window, start to the first page ÷ a bare window", CASES, &time, GOAL),
            Line::as_much("window, memory ÷ a bare window", CASES, &held, GOAL),
        ];
        println!("{HEAD}");
        for line in &lines {
            println!("{}", line.row());
        }
        arguments.page.as_deref().map_or(Ok(()), |page| report::write(page, "<!-- measured: window -->", &lines))
    }

    fn start(screen: &Screen, program: &Path, words: &[&str], title: &str) -> anyhow::Result<Start> {
        let mut running = None;
        let taken = timed(&mut || {
            running = Some(Program::start(program, words)?);
            screen.wait_for_page(title)
        })?;
        std::thread::sleep(SETTLED);
        let running = running.ok_or_else(|| anyhow::anyhow!("the program was started"))?;
        Ok(Start { micros: taken.as_secs_f64() * 1e6, megabytes: running.megabytes()? })
    }

    fn ratio(starts: &[(Start, Start)], of: fn(&Start) -> f64) -> Ratio {
        Ratio::of(&starts.iter().map(|(ours, bare)| (of(ours), of(bare))).collect::<Vec<_>>())
    }
}
