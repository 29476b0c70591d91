//! A file on disk as the body of an answer, read piece by piece: an export of all cases takes no
//! more memory than one piece.

use std::{
    fs::File,
    io::{self, Read, Seek},
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Bytes read at a time. The file was written a moment ago and nothing else waits for it, so a piece is a
/// copy from the system's memory and not worth a thread of its own.
const AT_ONCE: u64 = 64 * 1024;

/// A file from its beginning.
pub struct Pieces {
    file: File,
    left: u64,
}

impl Pieces {
    /// The file as it is now.
    pub fn of(mut file: File) -> io::Result<Pieces> {
        file.rewind()?;
        Ok(Pieces { left: file.metadata()?.len(), file })
    }

    fn next(&mut self) -> io::Result<Bytes> {
        let mut piece = Vec::new();
        let read = (&self.file).take(AT_ONCE.min(self.left)).read_to_end(&mut piece)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        Ok(piece.into())
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let piece = (self.left > 0).then(|| self.next().map(Frame::data));
        Poll::Ready(piece)
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
