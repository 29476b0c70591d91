//! Marks in the text, such as `[2]`, that say which point a passage answers. They are for the
//! writer and the signer and do not leave with the letter.

use std::ops::Range;

/// The text without its marks and the space each leaves behind: the words of the letter.
pub fn strip_marks(text: &str) -> String {
    let mut letter = String::with_capacity(text.len());
    let mut from = 0;
    for (_, mark) in marks(text) {
        letter.push_str(&text[from..mark.start]);
        from = mark.end;
        let rest = &text[from..];
        let starts_line = letter.is_empty() || letter.ends_with('\n');
        if starts_line && rest.starts_with(' ') {
            from += 1;
        } else if letter.ends_with(' ') && !rest.starts_with(char::is_alphanumeric) {
            letter.pop();
        }
    }
    letter.push_str(&text[from..]);
    letter
}

/// Each mark with the number of its point.
pub(super) fn marks(text: &str) -> Vec<(u32, Range<usize>)> {
    let starts = text.match_indices('[').map(|(at, _)| at);
    starts.filter_map(|at| Some((at, text[at..].find(']')? + at))).filter_map(|(at, end)| mark(text, at, end)).collect()
}

fn mark(text: &str, at: usize, end: usize) -> Option<(u32, Range<usize>)> {
    let digits = &text[at + 1..end];
    let number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if number { Some((digits.parse().ok()?, at..end + 1)) } else { None }
}
