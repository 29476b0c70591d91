//! What the next page says was done: carried over a redirect in a cookie that lives for one page.

use axum_extra::extract::cookie::{Cookie, CookieJar};
use serde::{Deserialize, Serialize};

use crate::{
    layout::{Flash, FlashTone, Link, Undo},
    visit::cookie,
};

const NAME: &str = "heard-said";

/// Something to say on the next page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Said {
    words: String,
    links: Vec<(String, String)>,
    undo: Option<(String, u32)>,
}

impl Said {
    /// Says these words.
    pub fn new(words: impl Into<String>) -> Said {
        Said { words: words.into(), ..Said::default() }
    }

    /// With a link.
    pub fn link(mut self, href: impl Into<String>, words: impl Into<String>) -> Said {
        self.links.push((href.into(), words.into()));
        self
    }

    /// With a button that posts to `action` for some seconds.
    pub fn undo(mut self, action: impl Into<String>, seconds: u32) -> Said {
        self.undo = Some((action.into(), seconds));
        self
    }

    /// With this button.
    pub fn undo_by(self, undo: Undo) -> Said {
        self.undo(undo.action, undo.seconds)
    }

    /// As a cookie.
    pub fn cookie(&self) -> Cookie<'static> {
        let json = serde_json::to_string(self).unwrap_or_default();
        cookie(NAME, crate::form::encoded(&json))
    }

    /// Takes what is to be said out of the cookies.
    pub fn take(jar: &CookieJar) -> Option<Flash> {
        let value = jar.get(NAME)?.value().to_owned();
        let json = crate::form::decoded(&value);
        let said: Said = serde_json::from_str(&json).ok()?;
        let own = |href: &String| href.starts_with('/') && !href.starts_with("//");
        Some(Flash {
            tone: FlashTone::default(),
            words: said.words,
            links: said
                .links
                .into_iter()
                .filter(|(href, _)| own(href))
                .map(|(href, words)| Link { href, words })
                .collect(),
            undo: said.undo.filter(|(action, _)| own(action)).map(|(action, seconds)| Undo { action, seconds }),
        })
    }

    /// The cookie that ends it.
    pub fn gone() -> Cookie<'static> {
        let mut gone = cookie(NAME, String::new());
        gone.make_removal();
        gone
    }
}
