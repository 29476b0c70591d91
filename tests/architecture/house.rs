//! The two tables of `docs/architecture.md` that say who may import whom, as values.

use std::collections::BTreeMap;

/// What the page allows.
pub struct House {
    rooms: BTreeMap<String, Room>,
    fences: Vec<Fence>,
}

/// One line of the table of rooms.
pub struct Room {
    /// The packages of ours that it may import.
    pub imports: Vec<String>,
    /// The only libraries it may name, where the page lists them.
    pub libraries: Option<Vec<String>>,
}

/// One line of the table of fenced libraries.
pub struct Fence {
    /// The library's name, or its beginning where the page ends it with `*`.
    library: String,
    rooms: Vec<String>,
    /// Whether tests of other rooms must not name it either.
    pub holds_in_tests: bool,
}

impl House {
    /// Reads the tables; a page without them is a mistake, not an empty house.
    pub fn from_page(page: &str) -> Self {
        let rooms: BTreeMap<String, Room> =
            rows(page, "| room |").map(|cells| (cells[0].clone(), Room::from_cells(&cells))).collect();
        let fences: Vec<Fence> = rows(page, "| library |").map(Fence::from_cells).collect();
        assert!(rooms.len() > 3, "docs/architecture.md has its table of rooms");
        assert!(!fences.is_empty(), "docs/architecture.md has its table of fenced libraries");
        Self { rooms, fences }
    }

    /// The room of this name, if the page has it.
    pub fn room(&self, name: &str) -> Option<&Room> {
        self.rooms.get(name)
    }

    /// The fence around a library, if `room` stands outside it.
    pub fn fence_against(&self, room: &str, library: &str) -> Option<&Fence> {
        let around = self.fences.iter().find(|fence| fence.is_around(library))?;
        (!around.rooms.iter().any(|inside| inside == room)).then_some(around)
    }
}

impl Room {
    fn from_cells(cells: &[String]) -> Self {
        let libraries = (cells[2] != "any").then(|| names(&cells[2]));
        Self { imports: names(&cells[1]), libraries }
    }
}

impl Fence {
    fn from_cells(cells: Vec<String>) -> Self {
        Self { library: cells[0].clone(), rooms: names(&cells[1]), holds_in_tests: cells[2] == "yes" }
    }

    fn is_around(&self, library: &str) -> bool {
        match self.library.strip_suffix('*') {
            Some(beginning) => library.starts_with(beginning),
            None => library == self.library,
        }
    }

    /// Where the library may be named, in words.
    pub fn inside(&self) -> String {
        self.rooms.join(" and ")
    }
}

/// The cells of each row of the table whose first line begins so; code marks are left out.
fn rows<'p>(page: &'p str, head: &'p str) -> impl Iterator<Item = Vec<String>> + 'p {
    let body = page.lines().skip_while(move |line| !line.starts_with(head)).skip(2);
    body.take_while(|line| line.starts_with('|')).map(|line| {
        let inner = line.trim().trim_matches('|').replace('`', "");
        inner.split('|').map(|cell| cell.trim().to_owned()).collect()
    })
}

fn names(cell: &str) -> Vec<String> {
    cell.split(", ").filter(|name| *name != "–").map(str::to_owned).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A small house for the tests of the rules.
    pub const PAGE: &str = "\
| room | may import | libraries | must not know |
| --- | --- | --- | --- |
| `domain` | – | chrono, serde | files |
| `store` | domain | any | pages |
| `app` | domain, store | any | HTML |
| `testkit` | domain, store, app | any | – |
| `heard` | app | any | SQL |

| library | named only in | in tests too | why |
| --- | --- | --- | --- |
| `rusqlite` | store, benches | yes | one room knows SQL |
| `tauri*` | heard | yes | one room knows the desktop |
| `tokio` | heard | no | the core is synchronous |
";

    #[test]
    fn reads_both_tables() {
        let house = House::from_page(PAGE);
        let app = house.room("app").expect("app has a row");
        assert_eq!(app.imports, ["domain", "store"]);
        assert_eq!(app.libraries, None);
        let domain = house.room("domain").expect("domain has a row");
        assert!(domain.imports.is_empty(), "a dash means nothing");
        assert_eq!(domain.libraries.as_deref(), Some(["chrono".into(), "serde".into()].as_slice()));
        assert!(house.fence_against("app", "rusqlite").is_some_and(|fence| fence.holds_in_tests));
        assert!(house.fence_against("app", "tauri-plugin-dialog").is_some(), "a star is a beginning");
        assert!(house.fence_against("store", "rusqlite").is_none(), "store is inside the fence");
        assert!(house.fence_against("app", "anyhow").is_none(), "no fence is around it");
    }

    #[test]
    #[should_panic(expected = "has its table of rooms")]
    fn a_page_without_tables_is_refused() {
        House::from_page("# Nothing here\n");
    }
}
