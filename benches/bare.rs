//! The least the engine could do: one durable transaction, one query.

use std::path::Path;

use rusqlite::{Connection, params};

/// A database of our own beside Heard's, with as many cases, written as durably.
pub struct Bare {
    connection: Connection,
    next: i64,
}

const SCHEMA: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE bare (id INTEGER PRIMARY KEY, title TEXT, story TEXT, name TEXT, service INTEGER, kind TEXT,
        state TEXT, received TEXT, due TEXT, head INTEGER, officer INTEGER, ward TEXT, phone TEXT, email TEXT,
        postcode TEXT, channel TEXT, reply TEXT, grounds TEXT, closed TEXT, changed INTEGER);
    CREATE INDEX bare_due ON bare (due, id) WHERE closed IS NULL;
    CREATE INDEX bare_month ON bare (received, service, kind);
    CREATE TABLE history (id INTEGER PRIMARY KEY, bare INTEGER, at INTEGER, body TEXT);
    CREATE TABLE outgoing (id INTEGER PRIMARY KEY, bare INTEGER, body TEXT);
    CREATE VIRTUAL TABLE words USING fts5(text, content='');";
const CASE: &str = "INSERT INTO bare VALUES ($1, $2, $3, 'Mrs Eileen Fairclough', $1 % 8, 'complaint', 'logged',
    date('2024-01-01', ($1 % 1000) || ' days'), date('2024-01-20', ($1 % 1000) || ' days'), 1, 2, 'Rudd',
    '01632960417', 'e@example.com', 'TB47QX', 'phone', 'email', '[]', CASE WHEN $1 % 50 THEN '2026-01-01' END, $1)";

impl Bare {
    /// A bare database with so many cases.
    pub fn filled(path: &Path, cases: u32) -> anyhow::Result<Bare> {
        let connection = Connection::open(path)?;
        connection.execute_batch(SCHEMA)?;
        let mut bare = Bare { connection, next: 1 };
        bare.connection.execute_batch("BEGIN")?;
        for _ in 0..cases {
            bare.insert()?;
        }
        bare.connection.execute_batch("COMMIT; ANALYZE")?;
        Ok(bare)
    }

    /// Opens one that was filled.
    pub fn open(path: &Path) -> anyhow::Result<Bare> {
        let connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA synchronous = FULL")?;
        let next = connection.query_row("SELECT max(id) + 1 FROM bare", [], |row| row.get(0))?;
        Ok(Bare { connection, next })
    }

    /// One case with its history, a message and its words in one durable transaction.
    pub fn create(&mut self) -> anyhow::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.insert()?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// So many cases together in one durable transaction.
    pub fn create_together(&mut self, cases: usize) -> anyhow::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        (0..cases).try_for_each(|_| self.insert())?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn insert(&mut self) -> anyhow::Result<()> {
        let id = self.next;
        self.next += 1;
        let title = format!("The crew left the bin on the back path again {id}");
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| self.connection.prepare_cached(sql)?.execute(values);
        run(CASE, &[&id, &title, &title])?;
        run("INSERT INTO history (bare, at, body) VALUES ($1, $1, $2)", &[&id, &title])?;
        run("INSERT INTO outgoing (bare, body) VALUES ($1, $2)", &[&id, &title])?;
        run("INSERT INTO words (rowid, text) VALUES ($1, $2)", &[&id, &title])?;
        Ok(())
    }

    /// One month by service and kind.
    pub fn month(&self) -> anyhow::Result<()> {
        self.read(
            "SELECT service, kind, count(*), 0, 0, 0 FROM bare
            WHERE received BETWEEN '2026-01-01' AND '2026-01-31' GROUP BY service, kind",
        )
    }

    fn read(&self, sql: &str) -> anyhow::Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            for column in 0..6 {
                let _value: rusqlite::types::Value = row.get(column)?;
            }
            seen += 1;
        }
        anyhow::ensure!(seen > 0 || sql.contains("BETWEEN"), "a bare query must find something: {sql}");
        Ok(())
    }
}
