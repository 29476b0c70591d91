//! A letter on paper with the council's head, or as an email, as a preview or a test print.

use app::{
    Problem,
    letters::{Template, try_out},
    outbox,
};
use askama::filters::Safe;
use domain::letter::Purpose;

use super::{html, reference};
use crate::{layout::Choice, visit::Visit};

/// How a letter is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Paper,
    /// In large print, for customers who asked for it.
    Large,
    Email,
}

impl Look {
    const ALL: [Look; 3] = [Look::Paper, Look::Large, Look::Email];

    /// As the form says it; without a word, staff get emails and customers letters.
    pub(super) fn asked(name: &str, purpose: Purpose) -> Look {
        let usual = if purpose.to_customer() { Look::Paper } else { Look::Email };
        Look::ALL.into_iter().find(|look| look.as_str() == name).unwrap_or(usual)
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Look::Paper => "letter",
            Look::Large => "large",
            Look::Email => "email",
        }
    }

    /// What can be chosen for a letter: what goes to staff is never on paper.
    pub(super) fn choices(purpose: Purpose) -> Vec<Choice> {
        let words = |look: Look| match look {
            Look::Paper => "Letter",
            Look::Large => "Letter in large print",
            Look::Email => "Email",
        };
        let looks = Look::ALL.into_iter().filter(|look| purpose.to_customer() || *look == Look::Email);
        looks.map(|look| Choice::new(look.as_str(), words(look))).collect()
    }
}

/// A sheet, or an email.
pub(super) struct Paper {
    pub look: Look,
    pub council: String,
    /// What it is printed on.
    pub kind: app::settings::Paper,
    /// Address and telephone number of the council.
    pub from: Vec<String>,
    /// Who an email comes from.
    pub sender: String,
    /// Name and address of the customer, or of a member of staff.
    pub to: Vec<String>,
    /// Whom an email goes to.
    pub mailbox: String,
    pub date: String,
    pub subject: String,
    pub body: Safe<String>,
    /// How many things are wrong with the template.
    pub flaws: usize,
}

impl Paper {
    pub(super) fn is_email(&self) -> bool {
        self.look == Look::Email
    }

    pub(super) fn is_large(&self) -> bool {
        self.look == Look::Large
    }
}

/// The template filled in for the case with this reference, or for a made-up customer.
pub(super) fn paper(visit: &Visit, letter: &Template, case: &str, look: Look) -> Result<Paper, Problem> {
    let tried = try_out(&visit.office, &visit.who, letter, reference(case), visit.now)?;
    let council = visit.office.council();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let mut from = lines(&council.address);
    from.extend(Some(council.phone.clone()).filter(|phone| !phone.is_empty()));
    let mut to = vec![tried.to.name.clone()];
    to.extend(lines(&tried.to.address));
    let sender = outbox::sender(&visit.office)?;
    Ok(Paper {
        look,
        council: council.name.clone(),
        kind: council.paper,
        from,
        sender: mailbox(&sender.0, &sender.1),
        to: to.into_iter().filter(|line| !line.is_empty()).collect(),
        mailbox: mailbox(&tried.to.name, &tried.to.email),
        date: visit.today().format("%-d %B %Y").to_string(),
        subject: tried.words.subject,
        body: html(&tried.words.body),
        flaws: tried.flaws.len(),
    })
}

/// "Mrs Elizabeth Fairclough, e.fairclough@example.org"
fn mailbox(name: &str, address: &str) -> String {
    [name, address].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}
