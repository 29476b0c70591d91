//! A real browser against the pages served over TCP. The steps are in `browser/*.test.mjs`, because playwright-core
//! drives Chromium from Node. Run by `cargo xtask test --only browser`.

use std::path::Path;
use std::process::Command;

#[test]
fn every_browser_test_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/browser");
    let entries = std::fs::read_dir(&folder).expect("the folder of the tests is there");
    let files = entries.map(|entry| entry.expect("a readable entry").path());
    let tests: Vec<_> = files.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    assert!(!tests.is_empty(), "there are browser tests");
    let run =
        Command::new("node").args(["--test", "--test-concurrency=2", "--test-reporter=spec"]).args(&tests).status();
    assert!(run.expect("node runs").success(), "what failed is said above");
}
