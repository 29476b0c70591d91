//! A small file that asks for gigabytes is refused at once and in little memory. Alone in its program, so
//! that the memory measured is its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime};

use crate::common::workbook::{compound, record};
use documents::read::{ReadOptions, table};

/// The shared list of one text of 32,000 letters, and 60,000 cells that name it: 1 MB that stands for 2 GB.
fn one_text_in_every_cell() -> Vec<u8> {
    let counts = [60_000_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat();
    let text = [&32_000_u16.to_le_bytes()[..], &[0]].concat();
    let (begin, rest) = ([b'x'; 8_000], [b'x'; 8_000]);
    let list = record(0x00FC, &[&counts[..], &text, &begin].concat());
    let more = record(0x003C, &[&[0][..], &rest].concat()).repeat(3);
    let cell = |number: u16| {
        let place = [(number / 10).to_le_bytes(), (number % 10).to_le_bytes(), [0; 2]].concat();
        record(0x00FD, &[&place[..], &0_u32.to_le_bytes()].concat())
    };
    let cells: Vec<u8> = (0..60_000).flat_map(cell).collect();
    let mut stream = [record(0x0809, &[0; 16]), list, more].concat();
    let sheet = u32::try_from(stream.len() + 4 + 14 + 4).unwrap();
    stream.extend(record(0x0085, &[&sheet.to_le_bytes()[..], &[0, 0, 5, 0], b"Sheet1"].concat()));
    stream.extend([record(0x000A, &[]), record(0x0809, &[0; 16]), cells, record(0x000A, &[])].concat());
    compound("/Workbook", &stream)
}

/// The most memory this program has held at once, in kilobytes.
#[cfg(target_os = "linux")]
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(not(target_os = "linux"))]
fn peak() -> usize {
    0
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it measures how long a refusal takes")]
fn one_long_text_named_by_every_cell_of_an_old_workbook_is_refused_at_once() {
    let bytes = one_text_in_every_cell();
    let (before, began) = (peak(), SystemTime::now());
    let refused = table("list.xls", &bytes, &ReadOptions::default()).expect_err("it must be refused").to_string();
    let (held, took) = (peak() - before, began.elapsed().unwrap());
    assert_eq!(refused, "“list.xls” was not read: the texts in its cells come to more than 64 megabytes");
    assert!(held < 64 << 10, "{held} KB were held to refuse it");
    assert!(took < Duration::from_secs(1), "{took:?} went by until it was refused");
}
