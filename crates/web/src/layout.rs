//! The frame around every page: what `ui/templates/base.html` and `gate.html` show besides the page's own content.
//! It leaves to the pages what they say, and to the callers who the person is and what they may open.

mod dates;
mod flash;
mod form;
mod host;
mod navigation;
mod pages;

pub use dates::{Due, DueTone, StripCell, StripRow, StripView, Why};
pub use flash::{Flash, FlashTone, Link, Undo};
pub use form::{Choice, Errors, FieldError, described};
pub use host::{Host, TextSize, Theme};
pub use navigation::{NavItem, keys_in_words};
pub use pages::{Pages, Step};

/// What a page behind the sign-in shows around its content. Templates extend `base.html` and keep it in a field `frame`.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The page's own title, without the name of the program; starts with a count or `Error:` where there is one.
    pub title: String,
    /// The council's name.
    pub council: String,
    /// The council's initials, for the white square in the rail; two or three letters.
    pub initials: String,
    /// Whether these are made-up cases: the striped strip is then on every page and sheet of paper.
    pub practice: bool,
    /// Who is signed in.
    pub person: FramePerson,
    /// What this person may open, in the rail's order; what they may not is left out, never greyed.
    pub nav: Vec<NavItem>,
    /// The rail item this page belongs to.
    pub active: Option<NavItem>,
    /// How many things need this person today; nought shows no badge.
    pub today_count: u32,
    /// Whether the button *Log feedback* is shown.
    pub may_log: bool,
    /// The bell, for those who have notifications.
    pub notices: Option<Notices>,
    /// The status bar.
    pub status: Status,
    /// Window or browser: which shortcut hints are true here.
    pub host: Host,
    /// Light or dark, as this person chose.
    pub theme: Theme,
    /// Text size, as this person chose.
    pub text_size: TextSize,
    /// What just happened, shown above the content.
    pub flashes: Vec<Flash>,
    /// The token every form sends back, and that scripts send in the header `x-csrf`.
    pub csrf: String,
    /// Minutes without a key or click after which the page locks itself; the warning comes two minutes before.
    pub idle_minutes: Option<u32>,
    /// The moment for the line "Printed by …" on paper, in words; `None` on pages without personal information.
    pub printed_at: Option<String>,
    /// Words already searched for, kept in the search box.
    pub search: String,
    /// Where F1 leads: the help on this page.
    pub help: String,
}

/// The person signed in, as the top bar shows them.
#[derive(Debug, Clone, Default)]
pub struct FramePerson {
    /// Full name.
    pub name: String,
    /// Role or post in words, such as *Customer Champion*.
    pub role: String,
    /// Two letters for the round picture.
    pub initials: String,
}

/// The bell in the top bar.
#[derive(Debug, Clone)]
pub struct Notices {
    /// How many are new.
    pub new: u32,
    /// Where they are listed.
    pub href: String,
}

/// The words of the status bar.
#[derive(Debug, Clone, Default)]
pub struct Status {
    /// What is saved: *Everything is saved*, *Draft kept at 10:42*.
    pub saved: String,
    /// Whether `saved` asks for attention (an amber square instead of a green dot).
    pub attention: bool,
    /// Where the records are: *On this PC* or *Connected to the council server*.
    pub connection: String,
    /// The last backup: *Last backup today 12:30*.
    pub backup: String,
}

/// What the pages before the shell (sign in, set up, failures) show around their content. Templates extend `gate.html`.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    /// The page's own title.
    pub title: String,
    /// The council's name; before set-up, empty.
    pub council: String,
    /// The council's initials, or *H* before set-up.
    pub initials: String,
    /// Whether these are made-up cases.
    pub practice: bool,
    /// Set-up has a narrower side and a wider form than sign-in.
    pub wide: bool,
    /// What just happened, shown above the form.
    pub flashes: Vec<Flash>,
    /// The token every form sends back.
    pub csrf: String,
    /// The small line at the foot of the side: version and where the records are.
    pub foot: String,
}

impl Frame {
    /// Whether this page belongs to that rail item.
    pub fn is_active(&self, item: &NavItem) -> bool {
        self.active.as_ref() == Some(item)
    }

    /// The title of the window or the browser's tab.
    pub fn title_in_full(&self) -> String {
        let place = if self.practice { "Practice – Heard" } else { "Heard" };
        match self.host {
            Host::Window => format!("{} – {place}", self.title),
            Host::Browser => format!("{} – {place} – {}", self.title, self.council),
        }
    }
}

#[cfg(test)]
mod tests;
