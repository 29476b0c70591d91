//! `cargo xtask bench`: Heard against bare engines, in one run, as ratios, and the table of them in
//! `docs/measurements.md`.
//!
//! The benchmarks themselves are in `benches/`; the records they measure are kept in `target/bench`.

use anyhow::Result;
use clap::Args;
use xshell::Cmd;

use crate::project::Project;
use crate::setup::{self, Purpose};
use crate::test::Session;

/// The options of `cargo xtask bench`.
#[derive(Args)]
pub struct Bench {
    /// Numbers of made-up cases, with commas between, the smallest first
    #[arg(long, default_value = "10000,100000,1000000")]
    cases: String,
    /// Measure the window beside a bare one instead
    #[arg(long)]
    window: bool,
    /// Handed on to the benchmarks
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Bench {
    /// Builds with every optimisation and runs every benchmark.
    pub fn carry_out(self, project: &Project) -> Result<()> {
        if self.window {
            return self.window(project);
        }
        setup::prepare(project, Purpose::Window)?;
        let bench = self.bench(project, "ratios").args(["--cases", &self.cases]);
        Ok(bench.args(self.rest).run()?)
    }

    fn window(self, project: &Project) -> Result<()> {
        setup::prepare(project, Purpose::Test)?;
        let build = project.cargo().args(["build", "--release", "--package", "heard", "--bin", "heard"]);
        build.args(["--example", "bare", "--features", "end-to-end"]).run()?;
        let built = project.target().join("release");
        let bench = self.bench(project, "window").arg("--window").arg(built.join("heard"));
        let bench = bench.arg("--bare").arg(built.join("examples").join("bare"));
        Session::with_screen(project)?.run(bench.args(self.rest))
    }

    fn bench<'a>(&self, project: &'a Project, which: &str) -> Cmd<'a> {
        let (page, kept) = (project.path("docs/measurements.md"), project.target().join("bench"));
        let bench = project.cargo().args(["bench", "--package", "benches", "--bench", which, "--"]);
        bench.arg("--page").arg(page).arg("--kept").arg(kept)
    }
}
