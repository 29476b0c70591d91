//! `cargo xtask test`: every check, in the order in which a failure costs least.
//!
//! All steps that compile share one set of features (the whole workspace with the window), so
//! that no library is built twice.

mod session;
mod step;
mod styles;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::{Args, ValueEnum};
pub use session::Session;
use step::Step;

use crate::project::Project;
use crate::setup::{self, Purpose};

/// The options of `cargo xtask test`.
#[derive(Args)]
pub struct Test {
    /// Run only these steps, in the usual order; may be given more than once
    #[arg(long, value_enum, value_name = "STEP")]
    only: Vec<Step>,
}

impl Test {
    /// Runs the steps until one fails; the last line printed counts them.
    pub fn carry_out(self, project: &Project) -> Result<ExitCode> {
        heading("setup");
        setup::prepare(project, Purpose::Test)?;
        let mut passed = 0;
        for step in self.steps() {
            heading(step.name());
            let (outcome, took) = timed(|| step.carry_out(project));
            if let Err(error) = outcome {
                eprintln!("{} failed after {} s: {error:#}", step.name(), took.as_secs());
                println!("{passed} passed, 1 failed");
                return Ok(ExitCode::FAILURE);
            }
            println!("{} passed in {} s", step.name(), took.as_secs());
            passed += 1;
        }
        println!("{passed} passed, 0 failed");
        Ok(ExitCode::SUCCESS)
    }

    fn steps(&self) -> Vec<Step> {
        let asked_for = |step: &Step| match self.only.as_slice() {
            [] => step.is_in_full_run(),
            only => only.contains(step),
        };
        Step::value_variants().iter().copied().filter(asked_for).collect()
    }
}

fn heading(name: &str) {
    println!("\n== {name}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a step took is told to the person waiting; nothing is decided by it"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
