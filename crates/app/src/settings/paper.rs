//! The paper that letters are printed on: which envelope they go in, and whether the paper has the head already.

use documents::paper::{Head, Window};
use serde::{Deserialize, Serialize};

/// Envelopes that councils use, by where their window is.
///
/// The parts of the sheet are what is seen however it slips: a sheet folded in three is 99 mm high in an envelope of
/// 110 mm (DL), one folded in two 148.5 mm in 162 mm (C5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    /// DL with a window of 90 by 35 mm, 20 mm from the left and 18 mm from the bottom, as BS 4264 has it.
    #[default]
    Long,
    /// The same with the window 20 mm from the right.
    LongRight,
    /// C5 with a window of 90 by 35 mm, 20 mm from the left and 60 mm from the bottom.
    Half,
    /// DL with a window of 90 by 45 mm, 20 mm from the left and 15 mm from the bottom (DIN 680), for letters as DIN
    /// 5008, form B, has them.
    Din,
    /// No window: the address stands below the head.
    Plain,
}

impl Envelope {
    /// All, the usual one first.
    pub const ALL: [Envelope; 5] =
        [Envelope::Long, Envelope::LongRight, Envelope::Half, Envelope::Din, Envelope::Plain];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Envelope::Long => "long",
            Envelope::LongRight => "long-right",
            Envelope::Half => "half",
            Envelope::Din => "din",
            Envelope::Plain => "plain",
        }
    }

    /// The envelope stored under this name.
    pub fn named(name: &str) -> Option<Envelope> {
        Envelope::ALL.into_iter().find(|envelope| envelope.as_str() == name)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Envelope::Long => "Long (DL), window on the left",
            Envelope::LongRight => "Long (DL), window on the right",
            Envelope::Half => "Half a sheet (C5), window on the left",
            Envelope::Din => "Long (DL), tall window to DIN 680",
            Envelope::Plain => "No window",
        }
    }

    /// Where its window is, in words.
    pub fn place(self) -> &'static str {
        match self {
            Envelope::Long => "90 by 35 mm, 20 mm from the left and 18 mm from the bottom: the usual one",
            Envelope::LongRight => "90 by 35 mm, 20 mm from the right and 18 mm from the bottom",
            Envelope::Half => "90 by 35 mm, 20 mm from the left and 60 mm from the bottom",
            Envelope::Din => "90 by 45 mm, 20 mm from the left and 15 mm from the bottom",
            Envelope::Plain => "The address stands below the head",
        }
    }

    /// The part of the sheet that its window shows.
    pub fn window(self) -> Option<Window> {
        match self {
            Envelope::Long => Some(Window { left: 25, from: 52, to: 93, width: 90 }),
            Envelope::LongRight => Some(Window { left: 112, from: 52, to: 93, width: 78 }),
            Envelope::Half => Some(Window { left: 25, from: 68, to: 104, width: 90 }),
            Envelope::Din => Some(Window { left: 25, from: 63, to: 98, width: 85 }),
            Envelope::Plain => None,
        }
    }
}

/// What letters are printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// The envelope they go in.
    pub envelope: Envelope,
    /// Whether the paper has the council's head already.
    pub headed: bool,
}

impl Paper {
    /// Where the head of a letter comes from.
    pub fn head(self) -> Head {
        if self.headed { Head::OnThePaper } else { Head::Printed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_seen_however_the_sheet_slips_and_no_head_stands_in_its_way() {
        // Height of the envelope and of the folded sheet, where the window ends above the bottom, how high it is.
        for (envelope, height, folded, bottom, window) in [
            (Envelope::Long, 110.0, 99.0, 18.0, 35.0),
            (Envelope::LongRight, 110.0, 99.0, 18.0, 35.0),
            (Envelope::Half, 162.0, 148.5, 60.0, 35.0),
            (Envelope::Din, 110.0, 99.0, 15.0, 45.0),
        ] {
            let seen = envelope.window().expect("a window");
            let (top, end) = (height - bottom - window, height - bottom);
            // The sheet lies somewhere between the top and the bottom of the envelope. Half a line may be lost.
            let slack: f64 = height - folded;
            let from = f64::from(seen.from);
            assert!(from + 6.0 > top, "{envelope:?}: the second line is seen when the sheet is at the top");
            assert!(from + 3.0 * 5.0 < end - slack + 6.0, "{envelope:?}: so are three lines when it is at the bottom");
            assert!(seen.from > Head::BLANK, "{envelope:?}");
        }
    }

    #[test]
    fn an_envelope_has_one_name() {
        for envelope in Envelope::ALL {
            assert_eq!(Envelope::named(envelope.as_str()), Some(envelope));
            let json = serde_json::to_string(&envelope).expect("JSON");
            assert_eq!(json, format!("\"{}\"", envelope.as_str()));
        }
    }
}
