//! Where a page is shown and how the person likes it shown.

use axum::http::HeaderMap;

/// What shows the page. Browsers reserve some keys and do their own printing and saving; the window does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Host {
    /// The desktop window.
    Window,
    /// An ordinary browser.
    #[default]
    Browser,
}

impl Host {
    /// The header by which the desktop shell says that it is the window.
    pub const HEADER: &str = "heard-host";

    /// Reads the host from a request's headers; anything but the shell's own word means a browser.
    pub fn of(headers: &HeaderMap) -> Self {
        match headers.get(Self::HEADER).map(|value| value.as_bytes()) {
            Some(b"window") => Self::Window,
            Some(_) | None => Self::Browser,
        }
    }

    /// For templates.
    pub fn is_window(self) -> bool {
        self == Self::Window
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As Windows or the browser says.
    #[default]
    Automatic,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme` on the page's root.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Automatic => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Text size, besides the browser's own zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// 100 %.
    #[default]
    Standard,
    /// 112.5 %.
    Large,
    /// 125 %.
    Larger,
}

impl TextSize {
    /// The value of `data-text` on the page's root.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Standard => None,
            Self::Large => Some("large"),
            Self::Larger => Some("larger"),
        }
    }
}
