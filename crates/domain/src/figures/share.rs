//! A part of a whole. Percentages never stand alone: the numbers they come from go with them.

use std::fmt;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u32,
    /// The whole.
    pub of: u32,
}

impl Share {
    /// `part` of `of`.
    pub const fn new(part: u32, of: u32) -> Share {
        Share { part, of }
    }

    /// Whole per cent, rounded half up; `None` of nothing. 100 stands for all and 0 for none, so
    /// that 199 of 200 is 99 and 1 of 300 is 1.
    pub fn percent(self) -> Option<u32> {
        let (part, of) = (u64::from(self.part), u64::from(self.of));
        let rounded = (part * 200 + of).checked_div(of * 2)?;
        let percent = match self.part {
            0 => 0,
            part if part >= self.of => 100,
            _ => rounded.clamp(1, 99),
        };
        u32::try_from(percent).ok()
    }

    /// So many more in the whole, and in the part if `inside`.
    pub(super) fn add(&mut self, inside: bool, more: u32) {
        self.of += more;
        self.part += if inside { more } else { 0 };
    }
}

impl fmt::Display for Share {
    /// "83% (10 of 12)", or "none" of nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent() {
            Some(percent) => write!(f, "{percent}% ({} of {})", self.part, self.of),
            None => f.write_str("none"),
        }
    }
}
