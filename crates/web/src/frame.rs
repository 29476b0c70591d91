//! The frame of a page for one visit: who is signed in, what they may open, what needs them.

use domain::Role;

use crate::{
    layout::{Flash, Frame, FramePerson, NavItem, Notices, Status},
    pages,
    said::Said,
    visit::Visit,
    words,
};

impl Visit {
    /// The frame of a page with this title.
    pub fn frame(&self, title: &str, active: Option<NavItem>) -> Frame {
        let council = self.office.council();
        let badge = app::lists::badge(&self.office, &self.who, self.now).unwrap_or(0);
        Frame {
            title: title.to_owned(),
            council: council.name.clone(),
            initials: council.initials.clone(),
            practice: council.practice,
            person: FramePerson {
                name: self.who.person.name.clone(),
                role: self.who.role().title().to_owned(),
                initials: words::initials(&self.who.person.name),
            },
            nav: nav(self.who.role()),
            active,
            today_count: u32::try_from(badge).unwrap_or(u32::MAX),
            may_log: !matches!(self.who.role(), Role::Administrator | Role::Reader),
            status: status(self),
            host: self.host,
            notices: self.notices(),
            theme: pages::account::theme(&self.jar),
            text_size: pages::account::text_size(&self.jar),
            flashes: self.said(),
            csrf: self.who.csrf.clone(),
            idle_minutes: Some(council.idle_minutes),
            printed_at: Some(words::moment(self.now)),
            help: pages::help::address_for(&self.address),
            ..Frame::default()
        }
    }
}

impl Visit {
    /// What the page says of what was done just before it.
    pub fn said(&self) -> Vec<Flash> {
        Said::take(&self.jar).into_iter().collect()
    }

    /// The bell, for those whom cases are given to.
    fn notices(&self) -> Option<Notices> {
        let told = !matches!(self.who.role(), Role::Administrator | Role::Reader);
        let new = told.then(|| app::notices::new(&self.office, &self.who).unwrap_or(0))?;
        Some(Notices { new: u32::try_from(new).unwrap_or(u32::MAX), href: "/notices".into() })
    }
}

fn status(visit: &Visit) -> Status {
    let attention = visit.office.read(|reading| Ok(reading.mail_is_held()?)).unwrap_or(false);
    Status {
        saved: "Everything is saved".into(),
        attention,
        connection: if attention {
            "Mail is waiting: the mail settings need attention".into()
        } else {
            "Kept on this computer".into()
        },
        backup: app::backups::last(&visit.office, visit.now)
            .map_or_else(String::new, |last| format!("Last backup {}", words::moment(last))),
    }
}

/// Only what the role may open; never greyed.
fn nav(role: Role) -> Vec<NavItem> {
    let open = |item: &NavItem| match item {
        NavItem::Today | NavItem::Cases => role != Role::Administrator,
        NavItem::Figures | NavItem::Lessons => {
            matches!(role, Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader)
        }
        NavItem::Letters => matches!(role, Role::Champion | Role::HeadOfCustomerServices | Role::Administrator),
        NavItem::Settings => matches!(role, Role::Administrator | Role::HeadOfCustomerServices),
        NavItem::Help => true,
    };
    NavItem::ALL.into_iter().filter(open).collect()
}
