//! A program with all the processes it starts: begun, weighed and ended together.

use std::{
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process_group};

/// A program that ends, with everything it started, when this value does.
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts it in a process group of its own.
    pub fn start(path: &Path, words: &[&str]) -> anyhow::Result<Program> {
        let mut command = Command::new(path);
        command.args(words).process_group(0).stdin(Stdio::null()).stderr(Stdio::null());
        Ok(Program { child: command.spawn()? })
    }

    /// What all its processes hold in memory, in megabytes; what several share counts in parts (PSS).
    pub fn megabytes(&self) -> anyhow::Result<f64> {
        let mut kilobytes = 0.0;
        for entry in std::fs::read_dir("/proc")? {
            let place = entry?.path();
            // Other programs end while they are looked at.
            let Ok(about) = std::fs::read_to_string(place.join("stat")) else { continue };
            if group(&about) == Some(self.child.id()) {
                kilobytes += share(&std::fs::read_to_string(place.join("smaps_rollup"))?);
            }
        }
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Ok(id) = i32::try_from(self.child.id())
            && let Some(group) = Pid::from_raw(id)
        {
            let _ended_already = kill_process_group(group, Signal::KILL);
        }
        let _ended_already = self.child.wait();
    }
}

/// The process group, the third word after the name of the program, which stands in brackets (`man proc_pid_stat`).
fn group(about: &str) -> Option<u32> {
    about.rsplit_once(')')?.1.split_whitespace().nth(2)?.parse().ok()
}

/// The proportional share of a process, in kilobytes.
fn share(rollup: &str) -> f64 {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0.0)
}
