//! The made-up records that are measured: made once for each size and kept. Up to ten thousand
//! cases are made by the rules of the office itself; more are copies of those under other numbers,
//! made by the engine, which takes minutes instead of hours. The chain of hashes of a copy does not
//! hold, and nothing that is measured looks at it.

use std::path::{Path, PathBuf};

use domain::Moment;
use rusqlite::Connection;

use crate::{bare::Bare, heard::NOW};

/// More cases than this are copies.
const BY_THE_RULES: u32 = 10_000;

/// Which cases are copied.
#[derive(Clone, Copy)]
enum Which {
    All,
    Open,
}

impl Which {
    /// As a condition of a statement.
    const fn condition(self) -> &'static str {
        match self {
            Which::All => "true",
            Which::Open => "cases.closed IS NULL",
        }
    }
}

/// Where the records of a size are.
pub struct Kept {
    /// The folder of the office.
    pub office: PathBuf,
    /// The database of the bare engine.
    pub bare: PathBuf,
}

/// The records of so many cases below `folder`, made where they are not there yet.
pub fn kept(folder: &Path, cases: u32) -> anyhow::Result<Kept> {
    let kept = Kept { office: folder.join(format!("heard-{cases}")), bare: folder.join(format!("bare-{cases}.db")) };
    if !kept.office.join("filled").exists() {
        if cases > BY_THE_RULES {
            copied(folder, &kept.office, cases / BY_THE_RULES - 1, Which::All)?;
        } else {
            by_the_rules(&kept.office, cases)?;
        }
        std::fs::write(kept.office.join("filled"), "")?;
    }
    if !kept.bare.exists() {
        let part = kept.bare.with_extension("part");
        remove(&part)?;
        drop(Bare::filled(&part, cases)?);
        std::fs::rename(&part, &kept.bare)?;
    }
    Ok(kept)
}

/// Where the records of an office are that has at least so many open cases, made where they are not there yet.
pub fn kept_open(folder: &Path, open: u32) -> anyhow::Result<PathBuf> {
    let office = folder.join(format!("heard-open-{open}"));
    if !office.join("filled").exists() {
        let source = kept(folder, BY_THE_RULES)?;
        let connection = Connection::open(source.office.join("heard.db"))?;
        let there: u32 =
            connection.query_row("SELECT count(*) FROM cases WHERE closed IS NULL", [], |row| row.get(0))?;
        drop(connection);
        anyhow::ensure!(there > 0, "some of the made-up cases are open");
        copied(folder, &office, open.div_ceil(there) - 1, Which::Open)?;
        std::fs::write(office.join("filled"), "")?;
    }
    Ok(office)
}

fn by_the_rules(office: &Path, cases: u32) -> anyhow::Result<()> {
    eprintln!("Making {cases} cases …");
    remove(&office.join("heard.db"))?;
    let office = app::Office::open(office)?;
    let now: Moment = NOW.parse()?;
    Ok(app::demo::fill(&office, cases, 1, now, &mut |_| {})?)
}

fn copied(folder: &Path, office: &Path, copies: u32, which: Which) -> anyhow::Result<()> {
    let source = kept(folder, BY_THE_RULES)?;
    eprintln!("Copying the cases of {} {copies} times …", source.office.display());
    std::fs::create_dir_all(office)?;
    let path = office.join("heard.db");
    for ending in ["", "-wal", "-shm"] {
        remove(&office.join(format!("heard.db{ending}")))?;
    }
    // Opened once more, so that its log is in it.
    drop(app::Office::open(&source.office)?);
    std::fs::copy(source.office.join("heard.db"), &path)?;
    let connection = Connection::open(&path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000;",
    )?;
    let indexes = take_indexes(&connection)?;
    connection.execute_batch(&prepare(which))?;
    for copy in 1..=copies {
        copy_once(&connection, copy)?;
    }
    let years = format!("UPDATE series SET last = last * {}", copies + 1);
    connection.execute_batch(&years)?;
    for index in indexes {
        connection.execute_batch(&index)?;
    }
    connection.execute_batch("DELETE FROM month_count; PRAGMA journal_mode = WAL")?;
    drop(connection);
    // A file without sums of its months gets them when it is opened.
    drop(app::Office::open(office)?);
    Ok(())
}

/// What each copy is made from: the words a case is found by, and how far its numbers are moved.
fn prepare(which: Which) -> String {
    format!(
        "CREATE TEMP TABLE source AS SELECT cases.id, series.last AS step FROM cases
            JOIN series ON series.year = cases.id / 1000000000 WHERE {};
        CREATE TEMP TABLE source_words AS SELECT cases.id, cases.title || ' ' || coalesce(customer.name || ' ' ||
            customer.phone_key || ' ' || customer.postcode_key, '') || ' ' || coalesce((SELECT group_concat(body, ' ')
            FROM text WHERE text.case_id = cases.id AND length(body) < 600), '') AS words
            FROM cases LEFT JOIN customer ON customer.id = cases.customer;
        CREATE TEMP TABLE persons AS SELECT DISTINCT customer AS id, (SELECT max(id) FROM customer) AS step
            FROM cases JOIN source USING (id) WHERE customer IS NOT NULL;",
        which.condition()
    )
}

fn copy_once(connection: &Connection, copy: u32) -> anyhow::Result<()> {
    let id = |column: &str| format!("{column} + {copy} * source.step");
    let customer = |column: &str| format!("{column} + {copy} * (SELECT step FROM persons LIMIT 1)");
    connection.execute_batch("BEGIN")?;
    insert(connection, "customer", "JOIN persons ON persons.id = t.id", &|column| match column {
        "id" => Some(customer("t.id")),
        "phone_key" | "email_key" | "postcode_key" => Some(format!("t.{column} || '{copy}'")),
        _ => None,
    })?;
    for table in ["cases", "event", "text", "letter"] {
        let of = if table == "cases" { "id" } else { "case_id" };
        insert(connection, table, &format!("JOIN source ON source.id = t.{of}"), &|column| match column {
            "id" | "case_id" => Some(id(&format!("t.{column}"))),
            "customer" => Some(customer("t.customer")),
            _ => None,
        })?;
    }
    let words = format!(
        "INSERT INTO case_words (rowid, words) SELECT {}, words || ' ' || (source.id % 1000000000 + {copy} * step)
         FROM source_words JOIN source USING (id)",
        id("source.id")
    );
    connection.execute_batch(&words)?;
    Ok(connection.execute_batch("COMMIT")?)
}

/// Copies the rows of a table, some columns changed.
fn insert(
    connection: &Connection,
    table: &str,
    join: &str,
    change: &dyn Fn(&str) -> Option<String>,
) -> anyhow::Result<()> {
    let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let columns: Vec<String> = columns.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let values: Vec<String> =
        columns.iter().map(|column| change(column).unwrap_or_else(|| format!("t.{column}"))).collect();
    let sql =
        format!("INSERT INTO {table} ({}) SELECT {} FROM {table} AS t {join}", columns.join(", "), values.join(", "));
    Ok(connection.execute_batch(&sql)?)
}

/// Takes the indexes away, which are made faster when all rows are there; gives what makes them.
fn take_indexes(connection: &Connection) -> anyhow::Result<Vec<String>> {
    let mut indexes = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
         AND tbl_name IN ('cases', 'customer', 'event', 'text', 'letter')",
    )?;
    let found: Vec<(String, String)> =
        indexes.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    drop(indexes);
    for (name, _) in &found {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

fn remove(path: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}
