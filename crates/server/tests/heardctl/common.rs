//! Running the built program.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What came of a run.
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Standard output of a run that must have ended well.
    pub fn well(self) -> String {
        assert_eq!(self.status, 0, "it ends well; it said: {}", self.err);
        self.out
    }

    /// Standard error of a run that must have ended with this status, saying one sentence or more.
    pub fn badly(self, status: i32) -> String {
        assert_eq!(self.status, status, "it ends with {status}; it said: {}{}", self.out, self.err);
        assert!(!self.err.is_empty(), "it says why");
        self.err
    }
}

/// The program, away from this person's own records and passwords.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heardctl"));
    command.env_remove("HEARD_DATA").env_remove("HEARD_PASSWORD").env_remove("HEARD_MAIL_PASSWORD");
    command
}

/// Runs it with standard input.
pub fn run_with(arguments: &[&str], input: &str) -> Ran {
    let mut command = command();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    // A program that refuses its arguments does not read what it is given.
    let _unread = writer.join().unwrap();
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs it.
pub fn run(arguments: &[&str]) -> Ran {
    run_with(arguments, "")
}

/// A data directory that goes away with the test.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// An empty one.
    pub fn empty() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// One that `init` has set up.
    pub fn set_up() -> Desk {
        let desk = Desk::empty();
        let init = [
            "init",
            "--council",
            "Thornbeck",
            "--admin-name",
            "Ada Min",
            "--admin-email",
            "ada@thornbeck.example",
            "--password-stdin",
        ];
        desk.run_with(&init, "three long words\n").well();
        desk
    }

    /// One with made-up cases that end on Friday 27 November 2026.
    pub fn made_up(cases: &str, seed: &str) -> Desk {
        let desk = Desk::empty();
        desk.run(&["demo", "--cases", cases, "--seed", seed, "--until", "2026-11-20"]).well();
        desk
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// A file with these words in it.
    pub fn with(&self, name: &str, words: &str) -> String {
        let path = self.file(name);
        std::fs::write(&path, words).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs the program on it.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs the program on it with standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let place = self.path().to_str().unwrap();
        run_with(&[&["--data", place], arguments].concat(), input)
    }
}

/// A file of the shared inputs; says so where they are not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        println!("skipped: {name} is not here");
    }
    path.exists().then_some(path)
}
