//! Files that the pages hand out: saved through the native dialog, because the window has no downloads of its own.

use anyhow::{Context, Result};
use app::Arriving;
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;
use web::Body;

/// Tests name a folder here, because native dialogs are beyond the reach of WebDriver.
const TEST_FOLDER: &str = "HEARD_SAVE_DIR";

/// The longest name offered, in UTF-16 units as Windows counts them: a file system takes 255, and the folder needs room
/// below the 260 of a whole path that older programs take.
const LONGEST: usize = 150;

/// The proper name of a file that is handed out; `None` for a page.
pub fn name_of(headers: &HeaderMap) -> Option<String> {
    let words = headers.get(header::CONTENT_DISPOSITION)?.to_str().ok()?;
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

/// Held, together with others, while a file is written to where it was chosen to be.
static WRITING: RwLock<()> = RwLock::new(());

/// Asks where to save and saves there. `None` when the person closed the dialog. Blocks until then.
pub fn save<R: Runtime>(app: &AppHandle<R>, name: &str, body: Body) -> Result<Option<PathBuf>> {
    let Some(place) = choose(app, name) else {
        return Ok(None);
    };
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    write(&place, body).with_context(|| format!("{} could not be saved", place.display()))?;
    Ok(Some(place))
}

/// Waits until every file that somebody has chosen a place for is in it: the window may be closed meanwhile.
pub fn settle() {
    drop(WRITING.write().unwrap_or_else(PoisonError::into_inner));
}

/// Piece by piece, so that it takes no more memory than one. Where it breaks off, what was in the place stays.
fn write(place: &Path, mut body: Body) -> Result<()> {
    let mut file = Arriving::at(place)?;
    while let Some(piece) = block_on(body.frame()) {
        if let Ok(bytes) = piece.context("the file broke off")?.into_data() {
            file.write_all(&bytes)?;
        }
    }
    file.finish().map_err(said)
}

/// What Windows says of a file that is open elsewhere leaves out what to do about it.
fn said(error: io::Error) -> anyhow::Error {
    let open_elsewhere = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    let error = anyhow::Error::from(error);
    if open_elsewhere {
        error.context("if the file is open in another program, close it there; otherwise choose another folder or name")
    } else {
        error
    }
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
    use http::HeaderValue;
    use http_body::Frame;
    use std::fs;
    use std::pin::Pin;
    use std::task::{self, Poll};

    fn name(words: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(words).expect("ASCII"));
        name_of(&headers)
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

    type Bytes = <Body as http_body::Body>::Data;

    /// A file of so many pieces, none of which is there before it is asked for.
    struct Pieces {
        left: u64,
        given: u64,
        breaks_off: bool,
        folder: PathBuf,
    }

    const PIECE: u64 = 1000;

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut task::Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
            let part = entries(&self.folder).into_iter().find(|(name, _)| name.ends_with(".part"));
            assert_eq!(part.map(|(_, length)| length), Some(self.given), "the piece before is on the disk");
            let Some(left) = self.left.checked_sub(1) else {
                return Poll::Ready(self.breaks_off.then(|| Err(io::ErrorKind::UnexpectedEof.into())));
            };
            self.left = left;
            self.given += PIECE;
            Poll::Ready(Some(Ok(Frame::data(vec![b'x'; PIECE as usize].into()))))
        }
    }

    fn entries(folder: &Path) -> Vec<(String, u64)> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.expect("an entry");
            (entry.file_name().to_string_lossy().into_owned(), entry.metadata().expect("a file").len())
        };
        fs::read_dir(folder).expect("a folder").map(entry).collect()
    }

    #[test]
    fn a_large_file_is_written_as_it_comes() {
        let folder = tempfile::tempdir().expect("a folder");
        let body = Pieces { left: 50, given: 0, breaks_off: false, folder: folder.path().to_owned() };
        write(&folder.path().join("cases.csv"), Body::new(body)).expect("there is room");
        assert_eq!(entries(folder.path()), [("cases.csv".to_owned(), 50 * PIECE)]);
    }

    #[test]
    fn a_file_that_breaks_off_leaves_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("cases.csv");
        fs::write(&place, vec![b'o'; PIECE as usize]).expect("written");
        let body = Pieces { left: 3, given: 0, breaks_off: true, folder: folder.path().to_owned() };
        let error = write(&place, Body::new(body)).expect_err("it breaks off");
        assert_eq!(error.to_string(), "the file broke off");
        assert_eq!(entries(folder.path()), [("cases.csv".to_owned(), PIECE)]);
        assert_eq!(fs::read(&place).expect("there"), vec![b'o'; PIECE as usize]);
    }

    #[test]
    fn a_long_name_is_cut_before_its_ending() {
        let cut = fit_for_a_file(&format!("{} 😀.pdf", "é".repeat(400)));
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(cut.ends_with("é.pdf"), "{cut}");
        assert_eq!(fit_for_a_file(&"😀".repeat(200)).encode_utf16().count(), LONGEST);
    }
}
