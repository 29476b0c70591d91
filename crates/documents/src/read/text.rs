//! Bytes of a text file as text: UTF-8 or UTF-16 by their byte-order mark, UTF-8 where it is valid, and
//! Windows-1252 (Excel's "CSV" on a British PC) where it is not. Says in notes what was not plain UTF-8.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::words::counted;

/// The text, with notes on how it was read.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<String>) {
    let mut notes = Vec::new();
    let (encoding, start) = encoding(bytes);
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[start..]);
    if encoding != UTF_8 {
        notes.push(format!(
            "The text was read as {}.{}",
            encoding.name(),
            if encoding == WINDOWS_1252 {
                " If letters such as é or £ look wrong, save the file as “CSV UTF-8” and try again."
            } else {
                ""
            }
        ));
    }
    if broken {
        notes.push("Some bytes could not be read as text and appear as the character �.".to_owned());
    }
    let text = without_nulls(text, &mut notes);
    (plain_line_ends(text, &mut notes), notes)
}

/// The encoding and the length of the byte-order mark.
fn encoding(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, mark);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if !nulls_like_utf_16(bytes) => (UTF_8, 0),
        Ok(_) if bytes[0] == 0 => (UTF_16BE, 0),
        Ok(_) => (UTF_16LE, 0),
        Err(_) if nulls_like_utf_16(bytes) => (if bytes[0] == 0 { UTF_16BE } else { UTF_16LE }, 0),
        Err(_) => (WINDOWS_1252, 0),
    }
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
    use super::decode;

    #[test]
    fn each_encoding_gives_the_same_words() {
        let utf_16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let text = "naïve,£5\nŵy,x";
        let cases: [(&str, Vec<u8>, &str, bool); 6] = [
            ("UTF-8", text.into(), text, false),
            ("UTF-8 with mark", format!("\u{feff}{text}").into(), text, false),
            ("UTF-16LE with mark", utf_16(&format!("\u{feff}{text}"), false), text, true),
            ("UTF-16BE with mark", utf_16(&format!("\u{feff}{text}"), true), text, true),
            ("UTF-16LE without mark", utf_16("plain,text\n", false), "plain,text\n", true),
            ("Windows-1252", b"na\xefve,\xa35 \x96 caf\xe9".to_vec(), "naïve,£5 – café", true),
        ];
        for (name, bytes, expected, noted) in cases {
            let (text, notes) = decode(&bytes);
            assert_eq!(text, expected, "{name}");
            assert_eq!(!notes.is_empty(), noted, "{name}: {notes:?}");
        }
    }

    #[test]
    fn nulls_and_old_line_ends_are_mended_and_said() {
        let (text, notes) = decode(b"a,b\r1\0,2\r");
        assert_eq!(text, "a,b\n1,2\n");
        assert_eq!(notes.len(), 2, "{notes:?}");
    }

    #[test]
    fn an_empty_file_is_empty_text() {
        assert_eq!(decode(b"").0, "");
    }
}
