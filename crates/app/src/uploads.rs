//! Files: taken up in pieces, kept in the database, attached to a case by an act.

use domain::{Act, Moment, Reference, TextRef};

use crate::{
    Office, Problem, Who,
    cases::{Done, On, load},
};

/// The largest file taken, in bytes.
pub const LARGEST: u64 = 25 * 1024 * 1024;
/// The largest piece taken, in bytes.
pub const PIECE: usize = 512 * 1024;

/// Begins to take a file up. `id` is a random name; `sha256` is 64 hexadecimal digits.
pub fn start(
    office: &Office,
    who: &Who,
    id: &str,
    name: &str,
    length: u64,
    sha256: &str,
    now: Moment,
) -> Result<(), Problem> {
    if length > LARGEST {
        return Err(Problem::field(
            "file",
            format!("{name} is larger than 25 MB. Make it smaller, or attach it in parts"),
        ));
    }
    if length == 0 {
        return Err(Problem::field("file", format!("{name} is empty")));
    }
    office.store().write(|writing| {
        writing.forget_uploads(now - chrono::TimeDelta::hours(24))?;
        Ok::<_, Problem>(writing.start_upload(id, who.id(), &file_name(name), length, sha256, now)?)
    })
}

/// Takes one piece.
pub fn piece(office: &Office, who: &Who, id: &str, offset: u64, bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() > PIECE {
        return Err(Problem::NotAllowed("This piece is too large.".into()));
    }
    office.store().write(|writing| {
        let upload = writing.upload(id)?.filter(|upload| upload.person == who.id());
        upload.ok_or_else(|| Problem::NotFound("This upload has ended. Attach the file again.".into()))?;
        Ok(writing.keep_piece(id, offset, bytes)?)
    })
}

/// Attaches files that were taken up to a case: all of them, or none.
pub fn attach(office: &Office, who: &Who, on: On, uploads: &[String], now: Moment) -> Result<Done, Problem> {
    if uploads.is_empty() {
        return Err(Problem::field("file", "Choose a file"));
    }
    crate::cases::at_case_with_files(office, who, on, uploads, now)
}

/// A file of a case, whole.
pub fn document(
    office: &Office,
    who: &Who,
    reference: Reference,
    number: u32,
) -> Result<(store::DocumentRow, Vec<u8>), Problem> {
    office.read(|reading| {
        load(reading, who, reference)?;
        let row = reading.documents(reference)?.into_iter().find(|document| document.number == number);
        let row = row.ok_or_else(|| Problem::NotFound(format!("{reference} has no file {number}.")))?;
        let mut bytes = Vec::new();
        reading.document_bytes(&row.file, &mut |piece| bytes.extend_from_slice(piece))?;
        Ok((row, bytes))
    })
}

pub(crate) fn document_act(file: &TextRef, name: TextRef, bytes: u64) -> Act {
    Act::AddDocument { file: file.clone(), name, bytes }
}

/// The last part of a path as any system writes it, without what no file name may have.
pub(crate) fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !"<>:\"|?*".contains(*c)).take(150).collect();
    let clean = clean.trim().trim_matches('.').trim();
    if clean.is_empty() { "file".into() } else { clean.to_owned() }
}

/// The media type of a file by its name; never one that a browser would run.
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "txt" => "text/plain; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "eml" => "message/rfc822",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_whatever_could_lead_elsewhere() {
        let table = [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\Photo 1.jpg", "Photo 1.jpg"),
            ("a\0b\r\n.txt", "ab.txt"),
            ("...", "file"),
            ("", "file"),
            ("call <4 Nov>:1.mp3", "call 4 Nov1.mp3"),
        ];
        for (given, kept) in table {
            assert_eq!(file_name(given), kept);
        }
    }
}
