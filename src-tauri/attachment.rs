//! Files that the pages hand out: saved through the native dialog, because the window has no downloads of its own.

use crate::errand::Answered;
use anyhow::{Context, Result};
use http::header;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Tests name a folder here, because native dialogs are beyond the reach of WebDriver.
const TEST_FOLDER: &str = "HEARD_SAVE_DIR";

/// The longest name offered, in UTF-16 units as Windows counts them: a file system takes 255, and the folder needs room
/// below the 260 of a whole path that older programs take.
const LONGEST: usize = 150;

/// The proper name of a file that is handed out; `None` for a page.
pub fn name_of(answer: &Answered) -> Option<String> {
    let words = answer.headers.get(header::CONTENT_DISPOSITION)?.to_str().ok()?;
    let mut parts = words.split(';').map(str::trim);
    parts.next().filter(|kind| kind.eq_ignore_ascii_case("attachment"))?;
    let fields: Vec<(&str, &str)> = parts.filter_map(|part| part.split_once('=')).collect();
    let field =
        |wanted: &str| fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| *value);
    let name = match field("filename*").and_then(|value| value.split("''").nth(1)) {
        Some(encoded) => percent_encoding::percent_decode_str(encoded).decode_utf8_lossy().into_owned(),
        None => field("filename").map(|value| value.trim_matches('"').to_owned()).unwrap_or_default(),
    };
    Some(fit_for_a_file(&name))
}

/// Asks where to save and saves there. `None` when the person closed the dialog. Blocks until then.
pub fn save<R: Runtime>(app: &AppHandle<R>, name: &str, bytes: &[u8]) -> Result<Option<PathBuf>> {
    let Some(place) = choose(app, name) else {
        return Ok(None);
    };
    app::write_file(&place, bytes).with_context(|| format!("{} could not be written", place.display()))?;
    Ok(Some(place))
}

fn choose<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(TEST_FOLDER) {
        return Some(PathBuf::from(folder).join(name));
    }
    app.dialog().file().set_file_name(name).blocking_save_file()?.into_path().ok()
}

/// A name that Windows takes, and that leads into no other folder.
fn fit_for_a_file(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|letter| if letter.is_control() || r#"<>:"/\|?*"#.contains(letter) { '-' } else { letter })
        .collect();
    match shortened(clean.trim_matches([' ', '.'])).as_str() {
        "" => "Heard".to_owned(),
        // Windows opens the device instead, whatever the ending.
        name if is_device(name) => format!("Heard {name}"),
        name => name.to_owned(),
    }
}

/// The first words and the ending; the rest is left out of the middle.
fn shortened(name: &str) -> String {
    let length = |text: &str| text.encode_utf16().count();
    if length(name) <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if length(ending) < 10 => (stem, format!(".{ending}")),
        Some(_) | None => (name, String::new()),
    };
    let mut room = LONGEST - length(&ending);
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = stem.chars().take_while(fits).collect();
    format!("{}{ending}", kept.trim_end_matches([' ', '.']))
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |rest: &str| matches!(rest.chars().collect::<Vec<_>>()[..], ['1'..='9' | '¹' | '²' | '³']);
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || ["COM", "LPT"].iter().any(|device| stem.strip_prefix(device).is_some_and(numbered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, HeaderValue, StatusCode};

    fn name(words: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(words).expect("ASCII"));
        name_of(&Answered { status: StatusCode::OK, path: "/x".into(), headers, body: Vec::new() })
    }

    #[test]
    fn reads_the_name_in_either_form() {
        let cases = [
            (r#"attachment; filename="Heard figures 2026-10.csv""#, Some("Heard figures 2026-10.csv")),
            (r#"attachment; filename="a.pdf"; filename*=UTF-8''R%C3%A9ponse%20a.pdf"#, Some("Réponse a.pdf")),
            (r#"Attachment; FileName=plain.csv"#, Some("plain.csv")),
            ("attachment", Some("Heard")),
            (r#"inline; filename="a.pdf""#, None),
        ];
        for (words, expected) in cases {
            assert_eq!(name(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn no_name_leads_into_another_folder() {
        assert_eq!(name(r#"attachment; filename="../../a/b:c.csv""#).as_deref(), Some("-..-a-b-c.csv"));
        assert_eq!(name("attachment; filename*=UTF-8''..%2F..").as_deref(), Some("-"));
    }

    #[test]
    fn no_name_is_one_that_windows_keeps_for_itself() {
        let cases = [
            ("CON", "Heard CON"),
            ("con.csv", "Heard con.csv"),
            ("Nul .tar.gz", "Heard Nul .tar.gz"),
            ("COM1.pdf", "Heard COM1.pdf"),
            ("LPT¹", "Heard LPT¹"),
            ("COM10.pdf", "COM10.pdf"),
            ("Contact.pdf", "Contact.pdf"),
            ("2026-0412 Response Fairclough.pdf", "2026-0412 Response Fairclough.pdf"),
            ("trailing. . .", "trailing"),
            ("...", "Heard"),
        ];
        for (given, expected) in cases {
            assert_eq!(fit_for_a_file(given), expected, "{given}");
        }
    }

    #[test]
    fn a_long_name_is_cut_before_its_ending() {
        let cut = fit_for_a_file(&format!("{} 😀.pdf", "é".repeat(400)));
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(cut.ends_with("é.pdf"), "{cut}");
        assert_eq!(fit_for_a_file(&"😀".repeat(200)).encode_utf16().count(), LONGEST);
    }
}
