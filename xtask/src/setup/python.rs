//! The Python of the tests: a mail server, a spreadsheet reader and a calendar that are not ours.

use anyhow::{Context, Result};
use xshell::cmd;

use super::say;
use crate::project::Project;

/// Makes the virtual environment hold just what `tests/requirements.txt` pins.
pub fn prepare(project: &Project) -> Result<()> {
    let shell = &project.shell;
    let wanted = shell.read_file("tests/requirements.txt")?;
    let venv = project.tools().join("venv");
    let stamp = venv.join("requirements.txt");
    if shell.read_file(&stamp).is_ok_and(|had| had == wanted) {
        say("ready", "Python modules of tests/requirements.txt");
        return Ok(());
    }
    say("installing", "Python modules of tests/requirements.txt");
    cmd!(shell, "python3 -m venv --clear {venv}").run().context("making the Python environment")?;
    let python = project.python();
    cmd!(shell, "{python} -m pip install --quiet --disable-pip-version-check")
        .args(["--requirement", "tests/requirements.txt"])
        .run()
        .context("installing the Python modules of tests/requirements.txt")?;
    Ok(shell.write_file(&stamp, wanted)?)
}
