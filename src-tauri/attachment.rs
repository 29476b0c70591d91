//! Files that the pages hand out: saved through the native dialog, because the window has no downloads of its own.

use crate::errand::Answered;
use anyhow::{Context, Result};
use http::header;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Tests name a folder here, because native dialogs are beyond the reach of WebDriver.
const TEST_FOLDER: &str = "HEARD_SAVE_DIR";

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
    std::fs::write(&place, bytes).with_context(|| format!("{} could not be written", place.display()))?;
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
    match clean.trim_matches([' ', '.']) {
        "" => "Heard".to_owned(),
        clean => clean.to_owned(),
    }
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
}
