//! `cargo xtask bench`: Heard against bare engines, in one run, as ratios, and the table of them in
//! `docs/measurements.md`.
//!
//! The benchmarks themselves are in `benches/`; the records they measure are kept in `target/bench`.

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::setup::{self, Purpose};

/// The options of `cargo xtask bench`.
#[derive(Args)]
pub struct Bench {
    /// Numbers of made-up cases, with commas between, the smallest first
    #[arg(long, default_value = "10000,100000,1000000")]
    cases: String,
    /// Handed on to the benchmarks
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Bench {
    /// Builds with every optimisation and runs every benchmark.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        setup::prepare(project, Purpose::Window)?;
        let (page, kept) = (project.path("docs/measurements.md"), project.target().join("bench"));
        let bench = project.cargo().args(["bench", "--package", "benches", "--benches", "--", "--cases", &self.cases]);
        Ok(bench.arg("--page").arg(page).arg("--kept").arg(kept).args(self.rest).run()?)
    }
}
