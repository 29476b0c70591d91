//! The least that writing a list as a file could cost: the engine's own program writes rows as CSV, and the library below
//! Heard's writes cells as XLSX in constant memory.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use rust_xlsxwriter::Workbook;

/// What a row of the list is made from, for the cases that a condition finds.
fn rows(condition: &str) -> String {
    format!(
        "SELECT cases.*, customer.name, service.name, head.name, investigator.name FROM cases
         LEFT JOIN customer ON customer.id = cases.customer LEFT JOIN service ON service.id = cases.service
         LEFT JOIN person AS head ON head.id = cases.head
         LEFT JOIN person AS investigator ON investigator.id = cases.investigator
         WHERE {condition} ORDER BY cases.id DESC"
    )
}

/// Whether this machine has the program that writes CSV.
pub fn has_sqlite3() -> bool {
    let run = Command::new("sqlite3").arg("-version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// `sqlite3 -csv` of all cases of an office.
pub fn csv_of_all(office: &Path) -> anyhow::Result<()> {
    csv(office, &rows("true"))
}

/// `sqlite3 -csv` of the cases of the month that is measured.
pub fn csv_of_a_month(office: &Path) -> anyhow::Result<()> {
    csv(office, &rows("cases.received BETWEEN '2026-10-01' AND '2026-10-31'"))
}

fn csv(office: &Path, sql: &str) -> anyhow::Result<()> {
    let mut program = Command::new("sqlite3");
    program.args(["-readonly", "-csv"]).arg(office.join("heard.db")).arg(sql).stdout(Stdio::null());
    anyhow::ensure!(program.status()?.success(), "sqlite3 writes CSV");
    Ok(())
}

/// So many rows of so many short texts, which is what most cells of a list are.
pub fn xlsx(rows: u32, columns: u16) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for row in 0..rows {
        for column in 0..columns {
            sheet.write_string(row, column, "Waste and recycling")?;
        }
    }
    Ok(book.save_to_writer(std::io::sink())?)
}
