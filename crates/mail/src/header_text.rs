//! Free text made safe for one header line: subjects, display names, file names.
//!
//! People paste these from anywhere, so what cannot stand in a header is neutralised, not refused.
//! Addresses and ids are refused instead (see `mailbox` and `message`): changing one would send the
//! message elsewhere.

/// `text` on one line: breaks and control characters become single spaces, invisible characters
/// that reorder or hide text are dropped, and nothing in it reads as a MIME encoded-word
/// (RFC 2047), which a mail program would decode into something the sender never wrote.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !hides_or_reorders(*c)).map(space_for_break).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
}

/// The start of `text` on one line, short enough to stand in a sentence.
pub fn excerpt(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Bidirectional embeddings, overrides and isolates, the zero-width space and the byte order mark.
/// Marks and joiners that Arabic, Persian and Indic names need stay.
fn hides_or_reorders(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}')
}

fn space_for_break(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_header_line_breaks_it() {
        let table = [
            ("plain text stays", "Your complaint C-12", "Your complaint C-12"),
            ("CR LF and a header", "Hello\r\nBcc: x@example.org", "Hello Bcc: x@example.org"),
            ("NUL and delete", "a\0b\u{7f}c", "a b c"),
            ("next line and line separator", "a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
            ("right-to-left override", "invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("an encoded word", "=?utf-8?q?=0d=0aBcc:x?=", "= ?utf-8?q?=0d=0aBcc:x?="),
            ("an encoded word hidden by an override", "=\u{202E}?utf-8?q?x?=", "= ?utf-8?q?x?="),
            ("Arabic joiner stays", "می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("outer and double spaces", "  a   b ", "a b"),
        ];
        for (name, given, expected) in table {
            assert_eq!(one_line(given), expected, "{name}");
        }
    }

    #[test]
    fn an_excerpt_is_short_in_any_alphabet() {
        assert_eq!(excerpt(&"ŵ".repeat(200)), format!("{}…", "ŵ".repeat(80)));
        assert_eq!(excerpt("short"), "short");
    }
}
