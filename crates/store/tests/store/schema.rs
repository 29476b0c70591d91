//! The tables as a snapshot: a change of them is seen, and a released step is never edited.

use rusqlite::Connection;
use store::Store;

#[test]
fn an_empty_file_becomes_today_s_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heard.db");
    drop(Store::open(&path).expect("opens"));
    let connection = Connection::open(&path).expect("opens with another tool");
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'case\\_words\\_%' ESCAPE '\\' ORDER BY type, name")
        .expect("a statement");
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts");
    insta::assert_snapshot!("schema", tables.join(";\n\n"));
    let strict: Vec<&String> =
        tables.iter().filter(|sql| sql.starts_with("CREATE TABLE") && !sql.contains("STRICT")).collect();
    assert_eq!(strict, Vec::<&String>::new(), "every table is strict");
    assert_eq!(Store::schema_version(), 21);
}
