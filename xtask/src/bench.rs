//! `cargo xtask bench`: Heard against bare engines, in one run, as ratios.
//!
//! The benchmarks themselves are in `benches/`.

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::setup::{self, Purpose};

/// The options of `cargo xtask bench`.
#[derive(Args)]
pub struct Bench {
    /// Handed on to the benchmarks
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Bench {
    /// Builds with every optimisation and runs every benchmark.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        setup::prepare(project, Purpose::Window)?;
        let bench = project.cargo().args(["bench", "--workspace", "--benches", "--"]);
        Ok(bench.args(self.rest).run()?)
    }
}
