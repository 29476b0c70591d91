//! Bytes of a text file as text: by the byte-order mark, else in the encoding that was asked for, else UTF-8
//! where that fits, and Windows-1252 (Excel's "CSV" on a British PC) where it does not. Says in notes what
//! was not plain UTF-8, with a word to check it by.

use std::borrow::Cow;

use encoding_rs::{Encoding as Letters, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::words::counted;

/// How the letters of a text file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning.
    Utf8,
    /// Windows-1252, which holds Latin-1.
    Windows1252,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Mac OS Roman, of old Macintosh programs.
    Macintosh,
}

impl Encoding {
    /// All of them, the likeliest first.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Macintosh];

    /// The name by which it is kept and asked for.
    pub const fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Macintosh => "macintosh",
        }
    }

    fn letters(self) -> &'static Letters {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Macintosh => MACINTOSH,
        }
    }

    fn of(letters: &'static Letters) -> Encoding {
        Encoding::ALL.into_iter().find(|each| each.letters() == letters).unwrap_or(Encoding::Utf8)
    }
}

/// A text, how it was written, and notes on how it was read.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) notes: Vec<String>,
}

/// The text of these bytes, in the encoding that their mark says, that was asked for, or that they show.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Decoded<'_> {
    let (shown, mark) = encoding(bytes);
    // A mark at the beginning says for certain what the rest is.
    let asked = asked.filter(|_| mark == 0);
    let letters = asked.map_or(shown, Encoding::letters);
    let (text, broken) = letters.decode_without_bom_handling(&bytes[mark..]);
    let mut notes = Vec::new();
    if letters != UTF_8 {
        notes.push(said(letters, &text, asked.is_some()));
    }
    if broken {
        notes.push("Some bytes could not be read as text and appear as the character �.".to_owned());
    }
    let text = without_end_mark(without_nulls(text, &mut notes));
    Decoded { text: plain_line_ends(text, &mut notes), encoding: Encoding::of(letters), notes }
}

/// How the text was read, with the first word that would look wrong were that mistaken.
fn said(letters: &'static Letters, text: &str, asked: bool) -> String {
    let mut said = format!("The text was read as {}", letters.name());
    if let Some((line, word)) = telling_word(text) {
        said += &format!(", which gives “{word}” in line {line}");
    }
    said += ".";
    if letters == WINDOWS_1252 && !asked {
        said += " If letters such as é or £ look wrong, choose another way of writing letters.";
    }
    said
}

/// The first word with a letter beyond ASCII, and its line from 1.
fn telling_word(text: &str) -> Option<(usize, String)> {
    let tells = |letter: char| !letter.is_ascii() && !letter.is_whitespace() && letter != '\u{feff}';
    let at = text.find(tells)?;
    let line = text[..at].matches('\n').count() + 1;
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '|' | '"' | '\t');
    let before = text[..at].rsplit(ends).next().unwrap_or_default();
    let from = at - before.len();
    Some((line, text[from..].chars().take_while(|letter| !ends(*letter)).take(30).collect()))
}

/// The first four thousand bytes as text in small letters, to tell what a file is.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(4096)];
    let (letters, mark) = encoding(start);
    letters.decode_without_bom_handling(&start[mark..]).0.to_lowercase()
}

/// The encoding and the length of the byte-order mark.
fn encoding(bytes: &[u8]) -> (&'static Letters, usize) {
    if let Some((encoding, mark)) = Letters::for_bom(bytes) {
        return (encoding, mark);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if !nulls_like_utf_16(bytes) => (UTF_8, 0),
        Ok(_) if bytes[0] == 0 => (UTF_16BE, 0),
        Ok(_) => (UTF_16LE, 0),
        Err(_) if nulls_like_utf_16(bytes) => (if bytes[0] == 0 { UTF_16BE } else { UTF_16LE }, 0),
        Err(_) if mostly_utf_8(bytes) => (UTF_8, 0),
        Err(_) => (WINDOWS_1252, 0),
    }
}

/// Whether the letters beyond ASCII are UTF-8 but for a few: a file that was cut or mended by hand. In
/// Windows-1252 two such bytes rarely stand together, and still more rarely in the order that UTF-8 asks.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 3
}

/// Whether every second byte at the start is null, as in UTF-16 of English text without a mark.
fn nulls_like_utf_16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64)];
    let on = |first: usize| start.iter().skip(first).step_by(2).all(|byte| *byte == 0);
    start.len() >= 4 && bytes.len().is_multiple_of(2) && (on(0) != on(1))
}

/// Whether these bytes begin with control characters that no text has.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let (encoding, _) = encoding(bytes);
    let start = &bytes[..bytes.len().min(512)];
    encoding != UTF_16LE
        && encoding != UTF_16BE
        && start.iter().any(|byte| matches!(byte, 0x01..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f))
}

fn without_nulls<'a>(text: Cow<'a, str>, notes: &mut Vec<String>) -> Cow<'a, str> {
    let nulls = text.matches('\0').count();
    if nulls == 0 {
        return text;
    }
    notes.push(format!("{} left out of the text.", counted(nulls, "null character was", "null characters were")));
    Cow::Owned(text.replace('\0', ""))
}

/// Programs of DOS end a text with the mark Ctrl+Z, which belongs to no row.
fn without_end_mark(text: Cow<'_, str>) -> Cow<'_, str> {
    const MARK: char = '\u{1a}';
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(MARK)),
        Cow::Owned(mut text) => {
            text.truncate(text.trim_end_matches(MARK).len());
            Cow::Owned(text)
        }
    }
}

/// Old Macintosh files end lines with CR alone.
fn plain_line_ends<'a>(text: Cow<'a, str>, notes: &mut Vec<String>) -> Cow<'a, str> {
    if text.contains('\n') || !text.contains('\r') {
        return text;
    }
    notes.push("The lines end in the old Macintosh way (CR alone).".to_owned());
    Cow::Owned(text.replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode, telling_word};

    #[test]
    fn a_word_begins_after_a_space_of_any_width() {
        assert_eq!(telling_word("a,b\noi\u{a0}Gõõ,x"), Some((2, "Gõõ".to_owned())));
        assert_eq!(telling_word("a\u{2003}café b"), Some((1, "café".to_owned())));
    }

    #[test]
    fn each_encoding_gives_the_same_words() {
        let utf_16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let text = "naïve,£5\nŵy,x";
        let cases: [(&str, Vec<u8>, &str, bool); 7] = [
            ("UTF-8", text.into(), text, false),
            ("UTF-8 with mark", format!("\u{feff}{text}").into(), text, false),
            ("UTF-16LE with mark", utf_16(&format!("\u{feff}{text}"), false), text, true),
            ("UTF-16BE with mark", utf_16(&format!("\u{feff}{text}"), true), text, true),
            ("UTF-16LE without mark", utf_16("plain,text\n", false), "plain,text\n", true),
            ("Windows-1252", b"na\xefve,\xa35 \x96 caf\xe9".to_vec(), "naïve,£5 – café", true),
            (
                "UTF-8 with one broken byte",
                b"na\xc3\xafve \xc2\xa35 \xe2\x80\x93 caf\xc3\xa9 \xff".to_vec(),
                "naïve £5 – café �",
                true,
            ),
        ];
        for (name, bytes, expected, noted) in cases {
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text, expected, "{name}");
            assert_eq!(!decoded.notes.is_empty(), noted, "{name}: {:?}", decoded.notes);
        }
    }

    #[test]
    fn nulls_and_old_line_ends_are_mended_and_said() {
        let decoded = decode(b"a,b\r1\0,2\r", None);
        assert_eq!(decoded.text, "a,b\n1,2\n");
        assert_eq!(decoded.notes.len(), 2, "{:?}", decoded.notes);
    }

    #[test]
    fn the_end_mark_of_dos_is_left_out() {
        assert_eq!(decode(b"a,b\r\n1,2\r\n\x1a", None).text, "a,b\r\n1,2\r\n");
        assert_eq!(decode(b"a,b\r\n1,\xa32\r\n\x1a\x1a", None).text, "a,b\r\n1,£2\r\n");
    }

    #[test]
    fn an_empty_file_is_empty_text() {
        assert_eq!(decode(b"", None).text, "");
    }

    #[test]
    fn somebody_may_know_better_and_sees_a_word_to_check_it_by() {
        let decoded = decode(b"a,b\n1,caf\x8e au lait", Some(Encoding::Macintosh));
        assert_eq!(decoded.text, "a,b\n1,café au lait");
        assert_eq!(decoded.notes, ["The text was read as macintosh, which gives “café” in line 2."]);
        let marked = decode("\u{feff}a,b\n1,café".as_bytes(), Some(Encoding::Macintosh));
        assert_eq!((marked.text.as_ref(), marked.notes.len()), ("a,b\n1,café", 0), "a mark leaves no doubt");
    }
}
