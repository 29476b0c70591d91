//! The typefaces of what is printed: Liberation Sans, as wide as Arial letter by letter, so that a letter breaks its
//! lines alike as PDF and in Word; and DejaVu Sans for the characters it has not. Both lie in the program.

use typst::{
    foundations::{Bytes, Dict, Value},
    text::{Font, FontBook},
    utils::LazyHash,
};

const FILES: [&[u8]; 5] = [
    include_bytes!("../../../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../../fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../../../fonts/LiberationSans-BoldItalic.ttf"),
    include_bytes!("../../../fonts/DejaVuSans.ttf"),
];

/// The most characters named that no typeface has.
const NAMED: usize = 5;

/// The typefaces, read.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    pub(super) fn read() -> Fonts {
        let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    pub(super) fn font(&self, place: usize) -> Option<Font> {
        self.fonts.get(place).cloned()
    }

    /// The characters in the texts of these values that no typeface has, the first few.
    pub(super) fn lacking(&self, values: &Dict) -> String {
        let mut lacking = String::new();
        texts(values.iter().map(|(_, value)| value), &mut |text| {
            for letter in text.chars().filter(|letter| !self.has(*letter)) {
                if !lacking.contains(letter) && lacking.chars().count() < NAMED {
                    lacking.push(letter);
                }
            }
        });
        lacking
    }

    fn has(&self, letter: char) -> bool {
        is_silent(letter) || self.fonts.iter().any(|font| font.info().coverage.contains(letter.into()))
    }
}

/// Whether a character only says how others are shown, and needs no glyph.
fn is_silent(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's enum: everything else holds no text")]
fn texts<'a>(values: impl Iterator<Item = &'a Value>, work: &mut impl FnMut(&str)) {
    // Not by recursion: how deep lists lie in lists is for the caller to say.
    let mut waiting: Vec<&Value> = values.collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Str(text) => work(text),
            Value::Array(array) => waiting.extend(array.iter()),
            Value::Dict(dict) => waiting.extend(dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}
