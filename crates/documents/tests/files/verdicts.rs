//! What becomes of each real file: read, with how much of it and what was said, or refused with a sentence.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fmt::Write, path::Path};

use crate::common::shared;
use documents::read::{ReadOptions, table};

#[test]
fn every_real_file_is_read_or_refused_in_a_true_sentence() {
    let Some(folder) = shared("spreadsheets") else { return };
    let mut verdicts = String::new();
    for inner in sorted(&folder) {
        for path in sorted(&inner) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            writeln!(verdicts, "{}", verdict(&name, &std::fs::read(&path).unwrap())).unwrap();
        }
    }
    insta::assert_snapshot!(verdicts);
}

fn sorted(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn verdict(name: &str, bytes: &[u8]) -> String {
    let table = match table(name, bytes, &ReadOptions::default()) {
        Ok(table) => table,
        Err(refused) => {
            let sentence = refused.to_string();
            assert!(sentence.contains(name), "{sentence}");
            return format!("{name}: refused\n  {sentence}");
        }
    };
    assert!(table.rows.iter().all(|row| row.cells.len() == table.headers.len()), "{name}: each heading has a cell");
    let mut said = format!(
        "{name}: {} columns, headings in row {}, {} rows read, {} do not fit",
        table.headers.len(),
        table.header_row,
        table.rows.len(),
        table.ragged.len()
    );
    for note in &table.notes {
        said += &format!("\n  {note}");
    }
    said
}
