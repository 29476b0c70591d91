//! Where things lie: the root of the working tree, its tools, its built programs.
//!
//! Leaves what is done with them to the commands.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Cmd, Shell};

/// The working tree and a shell that stands at its root.
pub struct Project {
    /// Runs programs, its current folder the root of the working tree.
    pub shell: Shell,
    root: PathBuf,
}

impl Project {
    /// Finds the working tree this program was built from.
    pub fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in a folder of the working tree")?
            .to_path_buf();
        let shell = Shell::new()?;
        shell.change_dir(&root);
        Ok(Self { shell, root })
    }

    /// A path inside the working tree.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Where tools that only tests need are kept; ignored by git, safe to delete.
    pub fn tools(&self) -> PathBuf {
        self.path("target/tools")
    }

    /// Cargo's folder for built programs.
    pub fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.path("target"),
        }
    }

    /// A program that `cargo build` made, in the dev profile.
    pub fn built(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.target().join("debug").join(file)
    }

    /// The Python that has the modules of `tests/requirements.txt`.
    pub fn python(&self) -> PathBuf {
        let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        self.tools().join("venv").join(inside)
    }

    /// `cargo`, the same one that runs this program.
    pub fn cargo(&self) -> Cmd<'_> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        self.shell.cmd(cargo)
    }
}
