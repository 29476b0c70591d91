//! Two neighbours of a list in the text of a procedure change places, each with the comments above it. What stands between
//! them in the file stays where it is.

use std::collections::BTreeMap;

use toml_edit::{Array, ArrayOfTables, Decor, Item, RawString, Table};

/// The entry in this place and the next one.
pub(super) fn swap(list: &mut Item, at: usize) {
    match list {
        Item::ArrayOfTables(all) => drop(swap_tables(all, at)),
        Item::Value(value) => {
            if let Some(list) = value.as_array_mut() {
                swap_in_line(list, at);
            }
        }
        Item::Table(_) | Item::None => {}
    }
}

/// The same within a line, or in brackets over several.
pub(super) fn swap_in_line(list: &mut Array, at: usize) {
    let (Some(one), Some(other)) = (list.get(at), list.get(at + 1)) else { return };
    let (mut one, mut other) = (one.clone(), other.clone());
    let commented = [&one, &other].into_iter().any(|value| text(value.decor().prefix()).contains('#'));
    exchange(one.decor_mut(), other.decor_mut(), commented);
    list.replace_formatted(at, other);
    list.replace_formatted(at + 1, one);
}

/// The room around two values, which belongs to their places; but a comment before a value goes with it.
fn exchange(one: &mut Decor, other: &mut Decor, commented: bool) {
    std::mem::swap(one, other);
    if commented {
        let (before, after) = (text(one.prefix()), text(other.prefix()));
        one.set_prefix(after);
        other.set_prefix(before);
    }
}

fn text(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// Each entry has its own sections, in lines that come behind its heading: all of them change places. `None` where there
/// is no next one.
fn swap_tables(all: &mut ArrayOfTables, at: usize) -> Option<()> {
    let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
    positions(all.get(at)?, &mut of_one);
    positions(all.get(at + 1)?, &mut of_other);
    of_one.sort_unstable();
    of_other.sort_unstable();
    let mut places: Vec<isize> = of_one.iter().chain(&of_other).copied().collect();
    places.sort_unstable();
    let moved = of_other.into_iter().chain(of_one).zip(places).collect();
    let one = std::mem::take(all.get_mut(at)?);
    let other = std::mem::replace(all.get_mut(at + 1)?, one);
    *all.get_mut(at)? = other;
    for table in [at, at + 1] {
        renumber(all.get_mut(table)?, &moved);
    }
    Some(())
}

/// Where the lines of a table and of those in it stand in the file.
fn positions(table: &Table, found: &mut Vec<isize>) {
    found.extend(table.position());
    for (_, item) in table {
        match item {
            Item::Table(inner) => positions(inner, found),
            Item::ArrayOfTables(all) => all.iter().for_each(|inner| positions(inner, found)),
            Item::Value(_) | Item::None => {}
        }
    }
}

fn renumber(table: &mut Table, moved: &BTreeMap<isize, isize>) {
    if let Some(place) = table.position().and_then(|old| moved.get(&old)) {
        table.set_position(Some(*place));
    }
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => renumber(inner, moved),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(|inner| renumber(inner, moved)),
            Item::Value(_) | Item::None => {}
        }
    }
}
