//! The ways out that need no server.

use mail::{Folder, Memory, NotSent, Transport};
use mail_parser::MessageParser;

use crate::letter::{message, message_to};

#[test]
fn a_folder_keeps_each_message_once_as_a_file_others_can_read() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(place.path().join("practice").join("sent"));
    let mut session = Transport::Folder(folder.clone()).open().expect("open");
    for _ in 0..2 {
        let accepted = session.deliver(&message()).expect("written");
        assert!(accepted.server_reply.starts_with("written to "), "{}", accepted.server_reply);
    }
    let files: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file")).collect();
    let names: Vec<_> = files.iter().map(std::fs::DirEntry::file_name).collect();
    assert_eq!(names, ["2026-10-05T093012Z c-12.acknowledgement_at_council.example.eml"]);
    let bytes = std::fs::read(files[0].path()).expect("readable");
    let read = MessageParser::default().parse(&bytes).expect("a message");
    assert_eq!(read.message_id(), Some(message().message_id()));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let place = tempfile::NamedTempFile::new().expect("a file, not a folder");
    let verdict = Transport::Folder(Folder::new(place.path())).deliver(&message()).expect_err("not a folder");
    assert!(matches!(verdict, NotSent::Settings { .. }), "{verdict:?}");
    assert!(verdict.sentence().contains(&place.path().display().to_string()), "{verdict}");
}

#[test]
fn memory_keeps_messages_and_fails_on_demand() {
    let memory = Memory::new();
    let transport = Transport::Memory(memory.clone());
    let unsure = NotSent::Unsure { sentence: "It may have arrived.".to_owned(), reply: "reset".to_owned() };
    let later = NotSent::TryLater { code: Some(450), sentence: "Later.".to_owned(), reply: "450".to_owned() };
    memory.fail_next(later.clone());
    memory.fail_next(unsure.clone());
    let verdicts =
        ["a@example.org", "b@example.org", "c@example.org"].map(|to| transport.deliver(&message_to(to)).err());
    assert_eq!(verdicts, [Some(later), Some(unsure), None]);
    let arrived: Vec<_> = memory.delivered().iter().map(|one| one.parts().to.address().to_owned()).collect();
    assert_eq!(arrived, ["b@example.org", "c@example.org"]);
}
