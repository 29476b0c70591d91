//! What typst sees while it sets one file: our templates, our typefaces, the values given, and nothing of the
//! computer it runs on. It cannot read files, fetch packages or ask for the time.

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Dict, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::fonts::Fonts;

/// The templates there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Template {
    Letter,
    Report,
}

impl Template {
    const fn text(self) -> &'static str {
        match self {
            Template::Letter => concat!(include_str!("words.typ"), include_str!("letter.typ")),
            Template::Report => concat!(include_str!("words.typ"), include_str!("report.typ")),
        }
    }
}

/// The world of one file.
pub(super) struct Workshop {
    library: LazyHash<Library>,
    main: Source,
    fonts: Fonts,
}

impl Workshop {
    pub(super) fn new(template: Template, values: Dict, fonts: Fonts) -> Workshop {
        let library = Library::builder().with_inputs(values).build();
        // One name for all: typst remembers each new one for as long as the program runs.
        Workshop { library: LazyHash::new(library), main: Source::detached(template.text()), fonts }
    }
}

impl World for Workshop {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
