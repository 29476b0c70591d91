//! What a file is, told by its first bytes: its name may say anything. Leaves the insides of zip files to
//! `package` and those of compound files to `excel_old`.

use super::{Unreadable, text};

/// What is read by which module.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip file: XLSX, ODS and their relatives.
    Package,
    /// An OLE compound file: XLS, or an XLSX under a password.
    Compound,
    /// An OpenDocument spreadsheet in one XML file.
    FlatOpenDocument,
    /// Text: CSV, whatever parts its fields.
    Text,
}

/// The kind of this file, or the sentence that says what it is instead.
pub(super) fn of(file: &str, bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Package);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Kind::Compound);
    }
    let reason = foreign(bytes);
    match reason {
        Some(reason) => Err(Unreadable::WrongKind { file: file.to_owned(), reason: reason.to_owned() }),
        None if is_flat(&text::beginning(bytes)) => Ok(Kind::FlatOpenDocument),
        None => Ok(Kind::Text),
    }
}

/// What a file is that is not read here, and what to do; none where it may be read.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        return Some("it is a PDF; export the list as CSV or XLSX from the program it came from");
    }
    // Workbooks of Excel 2 to 4 are bare records, and the first of them is the beginning of a sheet.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06 | 0x08, 0x00, ..]) {
        return Some("it is a workbook of Excel 4 or older; open it in Excel or LibreOffice and save it as XLSX");
    }
    if text::is_binary(bytes) {
        return Some("it is neither a spreadsheet nor text; save the list as CSV or XLSX");
    }
    let text = text::beginning(bytes);
    let start = text.trim_start();
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if begins(&["<!doctype html", "<html", "<head", "<body", "<table", "<meta"]) || has_page(start) {
        Some("it is a web page (HTML), whatever its name ends in; open it in Excel or LibreOffice and save it as XLSX")
    } else if begins(&["<?xml"]) && start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Some("it is an XML workbook of Excel 2003; open it in Excel or LibreOffice and save it as XLSX")
    } else if begins(&["<?xml", "<!doctype"]) && !is_flat(&text) {
        Some("it is an XML file, not a table; save the list as CSV or XLSX")
    } else if begins(&["{\\rtf"]) {
        Some("it is a text document (RTF); save the list as CSV or XLSX")
    } else if begins(&["mime-version:"]) {
        Some("it is a saved web page or message; open it in Excel or LibreOffice and save the list as XLSX")
    } else if is_json(start) {
        Some("it is a JSON file, not a table; save the list as CSV or XLSX")
    } else {
        None
    }
}

fn has_page(start: &str) -> bool {
    start.starts_with("<?xml") && start.contains("<html")
}

fn is_flat(text: &str) -> bool {
    text.trim_start().starts_with("<?xml") && text.contains("urn:oasis:names:tc:opendocument")
}

fn is_json(start: &str) -> bool {
    let mut signs = start.chars().filter(|sign| !sign.is_whitespace());
    matches!((signs.next(), signs.next()), (Some('{'), Some('"')) | (Some('['), Some('{' | '[')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_named() {
        let cases: [(&[u8], &str); 10] = [
            (b"\r\n <HTML><body><table>", "a web page (HTML)"),
            (b"<table border=1><tr>", "a web page (HTML)"),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">", "a web page (HTML)"),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "Excel 2003",
            ),
            (b"<?xml version=\"1.0\"?><cases/>", "an XML file"),
            (b"{\\rtf1 ", "RTF"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a saved web page"),
            (b"[{\"id\": 1}]", "JSON"),
            (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4 or older"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x01\x02", "neither a spreadsheet nor text"),
        ];
        for (bytes, expected) in cases {
            let refused = of("list.xls", bytes).expect_err(expected).to_string();
            assert!(refused.contains(expected), "{refused}");
        }
    }

    #[test]
    fn text_that_begins_oddly_is_still_text() {
        for bytes in [&b"<id>,name\n1,x\n"[..], b"[id],name\n", b"{id},name\n", b"", b"\xff\xfei\0d\0,\0n\0"] {
            assert_eq!(of("list.csv", bytes), Ok(Kind::Text), "{bytes:?}");
        }
    }
}
