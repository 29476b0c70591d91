//! Contract of imports and of taking one back.

use domain::{CustomerId, Event, Reference};
use store::{Batch, CaseRow, Customer, Error, Filter, Needs, Store, Writing};

use crate::build::{begin, everything, logged, memory, moment, noon, note, recorded, reference, row, write};

fn batch(file: &str) -> Batch {
    Batch { id: 0, at: noon(), by: None, file_name: file.to_owned(), rows: 2, undone: None }
}

fn customer(w: &Writing<'_>, name: &str) -> Result<CustomerId, Error> {
    w.add_customer(&Customer {
        id: CustomerId(0),
        name: name.to_owned(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        postcode: String::new(),
        needs: Needs::default(),
    })
}

fn import(w: &Writing<'_>, batch: i64, customer: CustomerId) -> Result<Reference, Error> {
    let case = w.next_reference(2026)?;
    w.keep_text(case, "Old words")?;
    let row = CaseRow { seq: 2, batch: Some(batch), customer: Some(customer), ..row(case) };
    let imported =
        Event::Imported { batch, old_reference: None, acknowledged: None, answered: None, closed: None, found: None };
    w.begin_case(&row, &recorded(1, [logged(), imported]))?;
    Ok(case)
}

fn work_on(store: &Store, case: Reference, batch: i64) {
    write(store, |w| {
        let next = CaseRow { seq: 3, batch: Some(batch), ..row(case) };
        w.add_to_case(&next, 2, &recorded(3, [note("rang back")]))
    });
}

#[test]
fn an_import_is_taken_back_whole_and_its_numbers_stay_used() {
    let store = memory();
    let (id, shared, own, kept) = write(&store, |w| {
        let (shared, own) = (customer(w, "Shared")?, customer(w, "Own")?);
        let kept = begin(w, |row| row.customer = Some(shared))?;
        let id = w.begin_batch(&batch("old.xlsx"))?;
        import(w, id, shared)?;
        import(w, id, own)?;
        Ok((id, shared, own, kept))
    });
    let imported = store.read(|r| r.batch_references(id)).expect("references");
    assert_eq!(imported, [reference("2026-0002"), reference("2026-0003")]);
    let undone_at = moment("2026-11-02T15:00:00Z");
    write(&store, |w| w.undo_batch(id, undone_at));
    assert_eq!(store.read(|r| r.batch_references(id)), Ok(Vec::new()));
    assert_eq!(store.read(|r| r.all_references()), Ok(vec![kept]));
    assert_eq!(store.read(|r| r.history(imported[0])), Ok(Vec::new()));
    assert_eq!(store.read(|r| r.texts(imported[0])).map(|texts| texts.len()), Ok(0));
    assert!(store.read(|r| r.customer(shared)).expect("read").is_some(), "another case has this one");
    assert_eq!(store.read(|r| r.customer(own)), Ok(None));
    let found = store.read(|r| r.count(&Filter { words: "missed".to_owned(), ..everything() }));
    assert_eq!(found, Ok(1), "a search does not find them");
    assert_eq!(store.read(|r| r.batches()), Ok(vec![Batch { id, undone: Some(undone_at), ..batch("old.xlsx") }]));
    assert_eq!(write(&store, |w| begin(w, |_| {})), reference("2026-0004"), "the numbers stay used");
    assert_eq!(store.read(|r| r.verify_integrity()), Ok(Vec::new()));
}

#[test]
fn an_import_that_was_worked_on_stays() {
    let store = memory();
    let (id, case) = write(&store, |w| {
        let (id, customer) = (w.begin_batch(&batch("old.xlsx"))?, customer(w, "Own")?);
        import(w, id, customer)?;
        Ok((id, import(w, id, customer)?))
    });
    work_on(&store, case, id);
    let undone: Result<(), Error> = store.write(|w| w.undo_batch(id, noon()));
    assert_eq!(undone, Err(Error::BatchChanged { reference: case }));
    assert_eq!(store.read(|r| r.batch_references(id)).map(|cases| cases.len()), Ok(2));
}

#[test]
fn imports_come_newest_first() {
    let store = memory();
    write(&store, |w| ["a.csv", "b.csv"].into_iter().try_for_each(|file| w.begin_batch(&batch(file)).map(drop)));
    let files: Vec<String> = store.read(|r| r.batches()).expect("batches").into_iter().map(|b| b.file_name).collect();
    assert_eq!(files, ["b.csv", "a.csv"]);
}
