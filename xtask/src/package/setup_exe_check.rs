//! `setup.exe` installed, upgraded and removed under Wine, for one person and for the whole PC.
//!
//! The prefix is new each time: what an earlier check left behind must not make this one pass.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Cmd, cmd};

use super::{OLDER, VERSION, held, place, setup_exe};
use crate::project::Project;
use crate::windows::wine;

const UNINSTALL: &str = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Heard";
const LINKS: &str = r"Software\Classes\heard\shell\open\command";

/// What stands for the records in the check: setup never looks into them.
const RECORDS: &str = "every case of the council";

/// One way of installing, and where it puts things.
struct Way {
    switch: &'static str,
    hive: &'static str,
    /// As Windows says it, and below the prefix.
    program: (String, PathBuf),
    shortcut: PathBuf,
}

/// A PC made of Wine, and the records of the person who uses it.
struct Pc<'p> {
    project: &'p Project,
    prefix: PathBuf,
    records: PathBuf,
}

/// Goes through the whole life of both ways.
pub fn check(project: &Project, programs: &Path) -> Result<()> {
    let older = setup_exe::make(project, programs, OLDER)?;
    let newer = setup_exe::make(project, programs, VERSION)?;
    let prefix = place(project).join("wine");
    project.shell.remove_path(&prefix)?;
    wine::prepare_at(project, &prefix)?;
    let home = person(&prefix)?;
    let pc = Pc { project, records: home.join("AppData/Local/Heard"), prefix };
    for way in ways(&pc.prefix, &home) {
        println!("\n== {}", way.switch);
        pc.life(&way, &older, &newer)?;
    }
    Ok(())
}

fn ways(prefix: &Path, home: &Path) -> [Way; 2] {
    let name = home.file_name().unwrap_or_default().to_string_lossy();
    let own = format!(r"C:\users\{name}\AppData\Local\Programs\Heard");
    let menu = "Microsoft/Windows/Start Menu/Programs/Heard.lnk";
    [
        Way {
            switch: "/CurrentUser",
            hive: "HKCU",
            program: (own, home.join("AppData/Local/Programs/Heard")),
            shortcut: home.join("AppData/Roaming").join(menu),
        },
        Way {
            switch: "/AllUsers",
            hive: "HKLM",
            program: (r"C:\Program Files\Heard".into(), prefix.join("drive_c/Program Files/Heard")),
            shortcut: prefix.join("drive_c/ProgramData").join(menu),
        },
    ]
}

/// The one person whom Wine gives a folder.
fn person(prefix: &Path) -> Result<PathBuf> {
    let folders = fs::read_dir(prefix.join("drive_c/users"))?;
    let mut people = folders.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| !path.ends_with("Public"));
    people.next().context("Wine has made no person")
}

impl Pc<'_> {
    fn life(&self, way: &Way, older: &Path, newer: &Path) -> Result<()> {
        self.keep_records()?;
        self.run(older, &["/S", way.switch])?;
        self.is_there(way, OLDER)?;
        held("installed silently: programs, Start menu, links, entry in the list of programs");
        self.run(newer, &["/S", way.switch])?;
        self.is_there(way, VERSION)?;
        held("upgraded in place; the records are as they were");
        self.run(&way.program.1.join("uninstall.exe"), &["/S", way.switch])?;
        self.is_gone(way)?;
        self.has_records()?;
        held("removed without a trace, except the records");
        self.run(newer, &["/S", way.switch])?;
        self.has_records()?;
        self.run(&way.program.1.join("uninstall.exe"), &["/S", way.switch, "/DELETEDATA"])?;
        self.is_gone(way)?;
        ensure!(!self.records.exists(), "/DELETEDATA left {}", self.records.display());
        held("removed with the records, where that was asked for");
        Ok(())
    }

    fn keep_records(&self) -> Result<()> {
        let shell = &self.project.shell;
        shell.create_dir(self.records.join("backups"))?;
        Ok(shell.write_file(self.records.join("heard.db"), RECORDS)?)
    }

    fn has_records(&self) -> Result<()> {
        let kept = self.project.shell.read_file(self.records.join("heard.db")).context("the records are gone")?;
        ensure!(kept == RECORDS, "the records have changed");
        Ok(())
    }

    fn is_there(&self, way: &Way, version: &str) -> Result<()> {
        let (said, folder) = &way.program;
        for file in ["heard.exe", "heardctl.exe", "uninstall.exe"] {
            ensure!(folder.join(file).is_file(), "{file} is not in {}", folder.display());
        }
        ensure!(way.shortcut.is_file(), "no entry in the Start menu: {}", way.shortcut.display());
        let shown = self.registry(way, UNINSTALL, &["/v", "DisplayVersion"]).context("not in the list of programs")?;
        ensure!(shown.contains(version), "the list of programs shows {shown}, not {version}");
        let open = self.registry(way, LINKS, &["/ve"]).context("heard:// leads nowhere")?;
        let wanted = format!(r#""{said}\heard.exe" -- "%1""#);
        ensure!(open.contains(&wanted), "heard:// leads to {open}, not {wanted}");
        self.wine().arg(folder.join("heardctl.exe")).arg("--version").run().context("the installed program runs")?;
        self.has_records()
    }

    fn is_gone(&self, way: &Way) -> Result<()> {
        let folder = &way.program.1;
        ensure!(!folder.exists(), "{} was left", folder.display());
        ensure!(!way.shortcut.exists(), "the entry in the Start menu was left");
        for key in [UNINSTALL, r"Software\Classes\heard", r"Software\Classes\AppUserModelId\uk.heard.desktop"] {
            ensure!(self.registry(way, key, &[]).is_err(), "the key {key} was left");
        }
        Ok(())
    }

    fn registry(&self, way: &Way, key: &str, what: &[&str]) -> Result<String> {
        let key = format!(r"{}\{key}", way.hive);
        Ok(self.wine().args(["reg", "query", &key]).args(what).ignore_stderr().quiet().read()?)
    }

    /// Runs it and waits for what it leaves behind: an uninstaller goes on as a copy of itself.
    fn run(&self, program: &Path, switches: &[&str]) -> Result<()> {
        self.wine().arg(program).args(switches).run()?;
        let shell = &self.project.shell;
        Ok(cmd!(shell, "wineserver --wait").env("WINEPREFIX", &self.prefix).quiet().run()?)
    }

    fn wine(&self) -> Cmd<'_> {
        let command = wine::command(self.project, &self.prefix);
        // Wine would put the Start menu into this machine's own.
        command.env("WINEDLLOVERRIDES", "winemenubuilder.exe=d")
    }
}
