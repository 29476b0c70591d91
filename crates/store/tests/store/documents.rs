//! Contract of files: they come in pieces and are kept once, whole or not at all.

use domain::{PersonId, TextRef};
use store::{Error, PIECE, Store, fingerprint};

use crate::build::{begin, memory, moment, noon, person, write};

fn sender(store: &Store) -> PersonId {
    write(store, |w| w.add_person(&person("Ann")))
}

fn send(store: &Store, id: &str, by: PersonId, text: &str) -> Result<TextRef, Error> {
    store.write(|w| w.start_upload(id, by, "scan.txt", text.len() as u64, fingerprint(text).as_str(), noon()))?;
    for (place, piece) in text.as_bytes().chunks(PIECE).enumerate() {
        store.write(|w| w.keep_piece(id, (place * PIECE) as u64, piece))?;
    }
    store.write(|w| w.finish_upload(id)).map(|file| file.sha256)
}

fn bytes(store: &Store, file: &TextRef) -> Option<Vec<u8>> {
    let mut found = Vec::new();
    let length = store.read(|r| r.document_bytes(file, &mut |piece| found.extend_from_slice(piece))).expect("read");
    length.map(|length| {
        assert_eq!(length, found.len() as u64);
        found
    })
}

#[test]
fn a_file_comes_back_byte_for_byte() {
    let store = memory();
    let ann = sender(&store);
    for (id, text) in [("empty", String::new()), ("small", "a".to_owned()), ("large", "abc".repeat(PIECE))] {
        let file = send(&store, id, ann, &text).expect("sent");
        assert!(bytes(&store, &file) == Some(text.into_bytes()), "{id}");
        assert_eq!(store.read(|r| r.upload(id)), Ok(None), "{id}: it is on its way no more");
    }
    assert_eq!(bytes(&store, &fingerprint("never sent")), None);
}

#[test]
fn the_same_bytes_are_kept_once() {
    let store = memory();
    let ann = sender(&store);
    assert_eq!(send(&store, "one", ann, "same"), send(&store, "two", ann, "same"));
    assert_eq!(bytes(&store, &fingerprint("same")), Some(b"same".to_vec()));
}

#[test]
fn pieces_come_in_order_and_may_be_sent_again() {
    let store = memory();
    let ann = sender(&store);
    write(&store, |w| w.start_upload("one", ann, "scan.txt", 6, fingerprint("abcdef").as_str(), noon()));
    let keep = |offset, piece: &[u8]| store.write(|w| w.keep_piece("one", offset, piece));
    let refused = |answer: Result<(), Error>| assert!(matches!(answer, Err(Error::Upload { .. })), "{answer:?}");
    keep(0, b"abc").expect("the first");
    keep(0, b"abc").expect("the first again");
    refused(keep(4, b"ef"));
    refused(keep(3, b"defg"));
    refused(store.write(|w| w.keep_piece("other", 0, b"abc")));
    refused(store.write(|w| w.finish_upload("one").map(drop)));
    assert_eq!(store.read(|r| r.upload("one")).expect("read").map(|upload| upload.received), Some(3));
    keep(3, b"def").expect("the rest");
    assert_eq!(write(&store, |w| w.finish_upload("one")).bytes, 6);
}

#[test]
fn other_bytes_than_announced_are_no_file() {
    let store = memory();
    let ann = sender(&store);
    write(&store, |w| w.start_upload("one", ann, "scan.txt", 3, fingerprint("abc").as_str(), noon()));
    write(&store, |w| w.keep_piece("one", 0, b"abd"));
    let finished: Result<store::DocumentFile, Error> = store.write(|w| w.finish_upload("one"));
    assert!(matches!(finished, Err(Error::Upload { .. })), "{finished:?}");
    let nonsense: Result<(), Error> = store.write(|w| w.start_upload("two", ann, "scan.txt", 3, "abc", noon()));
    assert!(matches!(nonsense, Err(Error::Upload { .. })), "{nonsense:?}");
}

#[test]
fn what_never_came_whole_is_forgotten() {
    let store = memory();
    let ann = sender(&store);
    write(&store, |w| w.start_upload("old", ann, "scan.txt", 3, fingerprint("abc").as_str(), noon()));
    write(&store, |w| w.keep_piece("old", 0, b"ab"));
    write(&store, |w| w.forget_uploads(noon()));
    assert!(store.read(|r| r.upload("old")).expect("read").is_some(), "it began at noon, not before");
    write(&store, |w| w.forget_uploads(moment("2026-11-03T12:00:00Z")));
    assert_eq!(store.read(|r| r.upload("old")), Ok(None));
}

#[test]
fn files_of_a_case_come_in_order() {
    let store = memory();
    let ann = sender(&store);
    let file = send(&store, "one", ann, "abc").expect("sent");
    let case = write(&store, |w| begin(w, |_| {}));
    write(&store, |w| {
        w.attach(case, 2, &file, "second.txt", "text/plain", 3)?;
        w.attach(case, 1, &file, "first.txt", "text/plain", 3)
    });
    let documents = store.read(|r| r.documents(case)).expect("documents");
    let names: Vec<_> = documents.iter().map(|document| (document.number, document.name.as_str())).collect();
    assert_eq!(names, [(1, "first.txt"), (2, "second.txt")]);
    assert!(documents.iter().all(|document| document.file == file && document.bytes == 3));
    let unknown: Result<(), Error> = store.write(|w| w.attach(case, 3, &fingerprint("x"), "x", "text/plain", 1));
    assert!(matches!(unknown, Err(Error::Sql(_))), "a file that never came cannot be attached: {unknown:?}");
}
