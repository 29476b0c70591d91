//! The file between the look and the import: kept as an upload that is never finished, so that it is
//! forgotten after a day whatever happens, and is never a document of anything.

use domain::Moment;
use sha2::{Digest, Sha256};

use super::may;
use crate::{Office, Problem, Who, sessions::hex, uploads};

/// Keeps a file under a random name.
pub fn keep_file(office: &Office, who: &Who, id: &str, name: &str, bytes: &[u8], now: Moment) -> Result<(), Problem> {
    may(who)?;
    uploads::start(office, who, id, name, bytes.len() as u64, &hex(&Sha256::digest(bytes)), now)?;
    for (place, piece) in bytes.chunks(uploads::PIECE).enumerate() {
        uploads::piece(office, who, id, (place * uploads::PIECE) as u64, piece)?;
    }
    Ok(())
}

/// The name of a file that was sent in pieces, while it is kept; nothing is read of it.
pub fn kept_name(office: &Office, who: &Who, id: &str) -> Result<Option<String>, Problem> {
    may(who)?;
    let upload = office.read(|reading| Ok(reading.upload(id)?))?;
    Ok(upload.filter(|upload| upload.person == who.id() && upload.received == upload.length).map(|upload| upload.name))
}

/// The name and the bytes of a file that was kept, checked to be those that were announced.
pub fn kept_file(office: &Office, who: &Who, id: &str) -> Result<(String, Vec<u8>), Problem> {
    may(who)?;
    let ended = || Problem::field("file", "This upload has ended. Choose the file again");
    let read = office.store().write(|writing| {
        let upload = writing.upload(id).map_err(Looked::from)?.filter(|upload| upload.person == who.id());
        upload.ok_or_else(|| Looked::Problem(ended()))?;
        let file = writing.finish_upload(id)?;
        let mut bytes = Vec::new();
        writing.document_bytes(&file.sha256, &mut |piece| bytes.extend_from_slice(piece))?;
        // An error undoes the finishing: the upload is as it was, to be read again for the import.
        Err::<std::convert::Infallible, Looked>(Looked::At(file.name, bytes))
    });
    match read {
        Err(Looked::At(name, bytes)) => Ok((name, bytes)),
        Err(Looked::Problem(problem)) => Err(problem),
        Ok(never) => match never {},
    }
}

enum Looked {
    At(String, Vec<u8>),
    Problem(Problem),
}

impl From<store::Error> for Looked {
    fn from(error: store::Error) -> Looked {
        Looked::Problem(error.into())
    }
}
