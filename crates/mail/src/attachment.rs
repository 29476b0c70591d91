//! A file that goes with a message.

use std::fmt;

use lettre::message::{
    Body, SinglePart,
    header::{ContentDisposition, ContentTransferEncoding, ContentType},
};

use crate::{
    header_text::{excerpt, one_line},
    not_mailable::NotMailable,
};

/// The longest file name, in characters.
const LONGEST_FILE_NAME: usize = 150;
/// RFC 6838 section 4.2: each half of a media type, in characters.
const LONGEST_HALF: usize = 127;

/// A file sent with a message. Its name is one that Windows can save; its bytes are not looked at.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    file_name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl Attachment {
    /// A file with its name made safe (no folders, no characters Windows forbids) and its media
    /// type, such as `application/pdf`, checked. A message inside a message travels as a plain
    /// file, because RFC 2046 section 5.2.1 forbids encoding it otherwise.
    pub fn new(file_name: &str, media_type: &str, bytes: Vec<u8>) -> Result<Self, NotMailable> {
        let file_name = safe_file_name(file_name);
        let length = file_name.chars().count();
        if length > LONGEST_FILE_NAME {
            return Err(NotMailable::FileNameLength { length, most: LONGEST_FILE_NAME });
        }
        Ok(Self { file_name, media_type: checked_media_type(media_type)?, bytes })
    }

    /// The name a reader's computer will offer to save under.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// The media type, in lower case.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn part(&self) -> SinglePart {
        let encoded = Body::new_with_encoding(self.bytes.clone(), ContentTransferEncoding::Base64)
            .expect("any bytes can be written as base64");
        let media_type = ContentType::parse(&self.media_type).expect("checked when the attachment was made");
        SinglePart::builder().header(media_type).header(ContentDisposition::attachment(&self.file_name)).body(encoded)
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file_name, media_type, bytes } = self;
        write!(f, "Attachment({file_name:?}, {media_type}, {} bytes)", bytes.len())
    }
}

fn safe_file_name(given: &str) -> String {
    let line = one_line(given);
    let name = line.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed: String = name.chars().map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    match allowed.trim_matches(['.', ' ']) {
        "" => "attachment".to_owned(),
        name => name.to_owned(),
    }
}

fn checked_media_type(given: &str) -> Result<String, NotMailable> {
    let wrong = || NotMailable::MediaType { given: excerpt(given) };
    let lower = given.to_ascii_lowercase();
    let (kind, name) = lower.split_once('/').ok_or_else(wrong)?;
    if !is_half(kind) || !is_half(name) || ContentType::parse(&lower).is_err() {
        return Err(wrong());
    }
    match kind {
        "multipart" | "message" => Ok("application/octet-stream".to_owned()),
        _ => Ok(lower),
    }
}

/// RFC 6838 section 4.2 `restricted-name`.
fn is_half(half: &str) -> bool {
    let starts_well = half.starts_with(|c: char| c.is_ascii_alphanumeric());
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
    starts_well && half.len() <= LONGEST_HALF && half.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_can_be_saved_anywhere() {
        let table = [
            ("usual", "Letter 12.pdf", "Letter 12.pdf"),
            ("Welsh", "Llythyr ŵyl.pdf", "Llythyr ŵyl.pdf"),
            ("a folder", "..\\..\\Windows\\x.dll", "x.dll"),
            ("a Unix folder", "/etc/passwd", "passwd"),
            ("characters Windows forbids", "what: \"why\"?.txt", "what_ _why__.txt"),
            ("a header", "a.pdf\r\nContent-Type: text/html", "html"),
            ("nothing left", "...", "attachment"),
        ];
        for (name, given, expected) in table {
            let attachment = Attachment::new(given, "application/pdf", vec![]).expect(name);
            assert_eq!(attachment.file_name(), expected, "{name}");
        }
    }

    #[test]
    fn media_types_are_checked() {
        let table = [
            ("usual", "application/pdf", Some("application/pdf")),
            ("capitals", "Image/PNG", Some("image/png")),
            ("a whole message", "message/rfc822", Some("application/octet-stream")),
            ("parts of its own", "multipart/mixed", Some("application/octet-stream")),
            ("a parameter", "text/html; charset=x", None),
            ("a header", "text/html\r\nX: y", None),
            ("half", "pdf", None),
            ("empty", "", None),
        ];
        for (name, given, expected) in table {
            let made = Attachment::new("a", given, vec![]).ok();
            assert_eq!(made.as_ref().map(Attachment::media_type), expected, "{name}");
        }
    }
}
