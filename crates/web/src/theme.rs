//! The council's colour as a style sheet. Shades are made darker until white words on them can be
//! read (WCAG 2.2, 1.4.3: a contrast of 4.5 to 1).

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;

use crate::{door::Door, visit::office_of};

/// Answers `GET /theme.css`.
pub async fn serve(State(door): State<Door>, jar: CookieJar) -> Response {
    let (office, _) = office_of(&door, &jar);
    let css = css(&office.council().colour);
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], css).into_response()
}

/// The colour that comes with the program: the style sheet has it already.
const OWN: &str = "#1b4f5e";

fn css(colour: &str) -> String {
    let Some(brand) = parse(colour).filter(|_| colour != OWN) else { return String::new() };
    let brand = readable(brand);
    let (deep, mid) = (mix(brand, [0, 0, 0], 0.25), mix(brand, [255, 255, 255], 0.15));
    let (tint, tint_2) = (mix(brand, [255, 255, 255], 0.9), mix(brand, [255, 255, 255], 0.8));
    format!(
        ":root{{--hd-brand:{b};--hd-brand-deep:{};--hd-brand-mid:{};--hd-brand-tint:{};--hd-brand-tint-2:{};--govuk-brand-colour:{b};--govuk-link-colour:{b}}}\n",
        hex(deep),
        hex(mid),
        hex(tint),
        hex(tint_2),
        b = hex(brand),
    )
}

fn parse(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn readable(mut colour: [u8; 3]) -> [u8; 3] {
    while contrast_with_white(colour) < 4.5 {
        colour = mix(colour, [0, 0, 0], 0.08);
    }
    colour
}

fn contrast_with_white(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
    1.05 / (luminance + 0.05)
}

fn mix(colour: [u8; 3], with: [u8; 3], share: f64) -> [u8; 3] {
    std::array::from_fn(|at| {
        let mixed = f64::from(colour[at]) * (1.0 - share) + f64::from(with[at]) * share;
        mixed.round().clamp(0.0, 255.0) as u8
    })
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_words_can_be_read_on_any_colour() {
        for colour in ["#ffffff", "#ffdd00", "#00ff00", "#1b4f5e", "#000000", "#d4351c"] {
            let brand = readable(parse(colour).expect("a colour"));
            assert!(contrast_with_white(brand) >= 4.5, "{colour} became {}", hex(brand));
        }
    }

    #[test]
    fn what_is_not_a_colour_leaves_the_own_one() {
        for colour in ["", "red", "#12345", "#12345g", "#é2345", "};body{"] {
            assert_eq!(css(colour), "", "{colour}");
        }
    }
}
