//! The rail's items and their keys.

/// One item of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NavItem {
    /// The work list.
    Today,
    /// Search and filters.
    Cases,
    /// The month's figures.
    Figures,
    /// What was learned.
    Lessons,
    /// Letter templates.
    Letters,
    /// The administrator's pages.
    Settings,
    /// Help.
    Help,
}

impl NavItem {
    /// Every item, in the rail's order.
    pub const ALL: [Self; 7] =
        [Self::Today, Self::Cases, Self::Figures, Self::Lessons, Self::Letters, Self::Settings, Self::Help];

    /// Where it leads.
    pub fn href(self) -> &'static str {
        match self {
            Self::Today => "/today",
            Self::Cases => "/cases",
            Self::Figures => "/figures",
            Self::Lessons => "/lessons",
            Self::Letters => "/letters",
            Self::Settings => "/settings",
            Self::Help => "/help",
        }
    }

    /// Its word under the icon.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Cases => "Cases",
            Self::Figures => "Figures",
            Self::Lessons => "Lessons",
            Self::Letters => "Letters",
            Self::Settings => "Settings",
            Self::Help => "Help",
        }
    }

    /// The symbol in `parts/icons.html`.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Cases => "cases",
            Self::Figures => "figures",
            Self::Lessons => "lessons",
            Self::Letters => "letters",
            Self::Settings => "settings",
            Self::Help => "help",
        }
    }

    /// Its shortcut, as `aria-keyshortcuts` writes it.
    pub fn keys(self) -> Option<&'static str> {
        match self {
            Self::Today => Some("Alt+T"),
            Self::Cases => Some("Alt+C"),
            Self::Figures | Self::Lessons | Self::Letters | Self::Settings | Self::Help => None,
        }
    }

    /// Whether the badge with today's count sits on it.
    pub fn counts(self) -> bool {
        self == Self::Today
    }
}

/// A shortcut as it is shown on a button: `Control+Enter` becomes *Ctrl Enter*; of several, the first.
pub fn keys_in_words(keys: &str) -> String {
    keys.split(' ').next().unwrap_or_default().replace("Control", "Ctrl").replace('+', " ")
}
