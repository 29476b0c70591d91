//! Letters and reports as plain values: what a caller fills in to have one written as PDF or for Word.
//! Leaves how each looks to `write`, and what it says to the caller.

use chrono::NaiveDateTime;

/// What the properties of a file say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The title; a window or a screen reader names the file by it.
    pub title: String,
    /// Who it is from.
    pub author: String,
    /// When it was made, in UTC. Given, so that the same input makes the same bytes.
    pub created: NaiveDateTime,
}

/// A letter on the council's paper, A4, with the address where the window of the envelope is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What the properties say.
    pub about: About,
    /// A line above everything, such as that it is not real; empty for none.
    pub notice: String,
    /// Who sends it: the large name at the head.
    pub sender: String,
    /// Where the sender is reached, in lines.
    pub from: Vec<String>,
    /// Our reference; pages after the first repeat it.
    pub reference: String,
    /// Name and address of whom it is for, in lines.
    pub to: Vec<String>,
    /// The date, in words.
    pub date: String,
    /// What it says.
    pub body: Vec<Block>,
    /// How large it is printed.
    pub print: Print,
    /// The colour of the head.
    pub colour: Colour,
    /// Whether its head is printed with it.
    pub head: Head,
    /// Where the envelope shows the address; `None` for one without a window.
    pub window: Option<Window>,
}

/// Where the head of a letter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// It is printed with the letter.
    Printed,
    /// The paper has it already: the top of the first page is left blank, as far as [`Head::BLANK`].
    OnThePaper,
}

impl Head {
    /// How much of headed paper is left blank at the top, in millimetres.
    pub const BLANK: u32 = 45;
}

/// The part of a sheet, A4, that lies in the window of an envelope however the sheet slips in it, in millimetres.
/// Nothing but the address stands in it or beside what is seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Where the address begins, from the left of the sheet.
    pub left: u32,
    /// Where it begins, from the top.
    pub from: u32,
    /// How far down the rest of the letter has to stay away.
    pub to: u32,
    /// How wide it is.
    pub width: u32,
}

impl Window {
    /// Whether it lies on the right half of the sheet.
    pub fn is_right(self) -> bool {
        self.left > 210 / 2
    }
}

/// A report: a title, and below it whatever there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the properties say; the title is the heading of the first page too.
    pub about: About,
    /// A line above everything, such as that it is not real; empty for none.
    pub notice: String,
    /// Whose it is, below the title.
    pub subtitle: String,
    /// What it says.
    pub body: Vec<Block>,
    /// The colour of its headings.
    pub colour: Colour,
}

/// How large words are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// 12 point.
    Ordinary,
    /// 16 point, for people who asked for it.
    Large,
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#rrggbb`; black where it is nothing of the kind.
    pub fn of(text: &str) -> Colour {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
        let [_, red, green, blue] = number.to_be_bytes();
        Colour(red, green, blue)
    }

    /// `rrggbb`.
    pub(crate) fn digits(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// One thing below another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading below the title.
    Heading(String),
    /// A heading below a heading.
    Subheading(String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
}

impl Block {
    /// A paragraph of plain words.
    pub fn words(text: impl Into<String>) -> Block {
        Block::Paragraph(vec![Run::plain(text)])
    }
}

/// Words that look alike. A line break in them is a line break on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), bold: false, italic: false }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The number of the first item; `None` for bullets.
    pub from: Option<u64>,
    /// Its items. Lists within lists are written as deep as [`DEEPEST`].
    pub items: Vec<Vec<Block>>,
}

/// How deep lists lie in lists; what is deeper is written as if it were as deep as this.
pub const DEEPEST: usize = 5;

/// A table. The first column says what each row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings of its columns, repeated on each page.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// How the columns share the width; each at least 1.
    pub widths: Vec<u32>,
    /// The first column that holds numbers, which stand on the right.
    pub numbers_from: usize,
}

/// Words without what no paper can show: characters that stand for nothing, and every kind of line break as one kind.
pub(crate) fn clean(text: &str) -> String {
    let one = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    one.chars()
        .map(|letter| if letter == '\t' { ' ' } else { letter })
        .filter(|letter| *letter == '\n' || !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_what_cannot_be_shown() {
        assert_eq!(clean("a\0b\u{1b}[31m\tc\r\nd\u{2028}e\u{ffff}"), "ab[31m c\nd\ne");
    }

    #[test]
    fn a_colour_is_read_or_black() {
        for (given, expected) in [
            ("#1b4f5e", Colour(0x1b, 0x4f, 0x5e)),
            ("red", Colour(0, 0, 0)),
            ("#12345", Colour(0, 0, 0)),
            ("#é1234", Colour(0, 0, 0)),
        ] {
            assert_eq!(Colour::of(given), expected, "{given}");
        }
    }
}
