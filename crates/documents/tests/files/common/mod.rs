//! Running the Python programs that check ours from outside, and finding the real inputs.

pub mod workbook;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's folder.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A real input by its place under the shared data, or `None` with a printed line where it is absent.
pub fn shared(place: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/data").join(place);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/data/{place} is not here");
    None
}

/// Runs one of this folder's Python programs on a file and returns the JSON it prints.
pub fn python(program: &str, file: &Path) -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(program);
    let output = Command::new(interpreter())
        .arg(script)
        .arg(file)
        .output()
        .expect("Python runs; `cargo xtask setup` installs it");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("No module named 'openpyxl'"), "openpyxl is missing: `cargo xtask setup` installs it");
    assert!(output.status.success(), "{program} failed: {errors}");
    serde_json::from_slice(&output.stdout).expect("the program prints JSON")
}

fn interpreter() -> PathBuf {
    if let Some(chosen) = std::env::var_os("HEARD_PYTHON") {
        return chosen.into();
    }
    let venv = workspace().join("target/tools/venv");
    ["bin/python", "Scripts/python.exe"]
        .iter()
        .map(|place| venv.join(place))
        .find(|place| place.exists())
        .unwrap_or_else(|| "python3".into())
}
