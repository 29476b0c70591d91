//! The `.deb` installed, upgraded and removed, by dpkg in a root of its own, so that this machine stays as it is.
//!
//! Whether the libraries it depends on are there is not asked: that root holds nothing else.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Cmd, cmd};

use super::{OLDER, VERSION, debian, held, place};
use crate::project::Project;

const FILES: [&str; 5] = [
    "usr/bin/heard",
    "usr/bin/heardctl",
    "usr/share/applications/heard.desktop",
    "usr/share/icons/hicolor/128x128/apps/heard.png",
    "usr/share/doc/heard/copyright",
];

/// Goes through the whole life of a package.
pub fn check(project: &Project, programs: &Path) -> Result<()> {
    let older = debian::make(project, programs, OLDER)?;
    let newer = debian::make(project, programs, VERSION)?;
    let root = Root::begin(project)?;
    root.dpkg().arg("--install").arg(older).run().context("installing")?;
    root.is_there(OLDER)?;
    held("installed: programs, entry of the menu with heard:// links, icon, licence");
    root.dpkg().arg("--install").arg(newer).run().context("upgrading")?;
    root.is_there(VERSION)?;
    held("upgraded; the records are as they were");
    root.dpkg().args(["--purge", "heard"]).run().context("removing")?;
    for file in FILES {
        ensure!(!root.folder.join(file).exists(), "{file} was left");
    }
    root.has_records()?;
    held("removed without a trace, except the records");
    Ok(project.shell.remove_path(root.folder)?)
}

struct Root<'p> {
    project: &'p Project,
    folder: PathBuf,
    records: PathBuf,
}

impl<'p> Root<'p> {
    /// As little as dpkg needs, and somebody's records.
    fn begin(project: &'p Project) -> Result<Self> {
        let shell = &project.shell;
        let folder = place(project).join("root");
        shell.remove_path(&folder)?;
        let lists = folder.join("var/lib/dpkg");
        for inside in ["info", "updates", "triggers"] {
            shell.create_dir(lists.join(inside))?;
        }
        shell.write_file(lists.join("status"), "")?;
        let records = folder.join("home/joanne/.local/share/heard/heard.db");
        shell.write_file(&records, "every case of the council")?;
        Ok(Self { project, folder, records })
    }

    fn dpkg(&self) -> Cmd<'_> {
        let (shell, root) = (&self.project.shell, &self.folder);
        cmd!(shell, "dpkg --root={root} --log=/dev/null --force-not-root --force-depends --force-script-chrootless")
            .ignore_stderr()
    }

    fn is_there(&self, version: &str) -> Result<()> {
        for file in FILES {
            ensure!(self.folder.join(file).is_file(), "{file} was not installed");
        }
        let (shell, root) = (&self.project.shell, &self.folder);
        let shown =
            cmd!(shell, "dpkg-query --root={root} --show").arg("--showformat=${Version}").arg("heard").read()?;
        ensure!(shown == version, "dpkg shows {shown}, not {version}");
        let entry = shell.read_file(self.folder.join("usr/share/applications/heard.desktop"))?;
        ensure!(entry.contains("MimeType=x-scheme-handler/heard;"), "heard:// leads nowhere");
        let program = self.folder.join("usr/bin/heardctl");
        cmd!(shell, "{program} --version").run().context("the installed program runs")?;
        self.has_records()
    }

    fn has_records(&self) -> Result<()> {
        ensure!(self.records.is_file(), "the records are gone");
        Ok(())
    }
}
