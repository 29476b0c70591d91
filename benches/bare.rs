//! The least the engines could do: one durable transaction, one query, one page that says hello.

use std::path::Path;

use axum::{Router, body::Body, http::Request, routing::get};
use http_body_util::BodyExt;
use rusqlite::{Connection, params};
use tower::ServiceExt;

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

    /// One case with its history, a message and its words in one durable transaction.
    pub fn create(&mut self) -> anyhow::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.insert()?;
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

    /// Fifty open cases by due date.
    pub fn list(&self) -> anyhow::Result<()> {
        let sql =
            "SELECT id, title, name, service, state, due FROM bare WHERE closed IS NULL ORDER BY due, id LIMIT 50";
        self.read(sql)
    }

    /// The newest fifty cases with a word.
    pub fn search(&self) -> anyhow::Result<()> {
        self.read(
            "SELECT bare.id, title, name, service, state, due FROM words JOIN bare ON bare.id = words.rowid
            WHERE words MATCH 'path' ORDER BY words.rowid DESC LIMIT 50",
        )
    }

    /// One case with its history.
    pub fn case(&self) -> anyhow::Result<()> {
        self.read(
            "SELECT bare.id, title, name, service, state, body FROM bare JOIN history ON history.bare = bare.id
            WHERE bare.id = 77",
        )
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

/// A Router that says hello.
pub struct Hello {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Hello {
    /// Makes it.
    pub fn new() -> anyhow::Result<Hello> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        Ok(Hello { router: Router::new().route("/", get(|| async { "hello" })), runtime })
    }

    /// Asks once.
    pub fn ask(&self) -> anyhow::Result<()> {
        let answer = self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(Request::get("/").body(Body::empty())?).await?;
            Ok::<_, anyhow::Error>(answer.into_body().collect().await?.to_bytes())
        })?;
        anyhow::ensure!(answer.as_ref() == b"hello", "it says hello");
        Ok(())
    }
}
