//! A letter on paper, with the council's head, as a preview or a test print.

use app::{
    Problem,
    letters::{Template, try_out},
};
use askama::filters::Safe;
use domain::{Role, letter::Purpose};

use super::{html, reference};
use crate::{visit::Visit, words};

/// How many changes are looked through for the versions of one letter.
const CHANGES: u32 = 2000;

/// A sheet.
pub(super) struct Paper {
    pub council: String,
    /// Address and telephone number of the council.
    pub from: Vec<String>,
    /// Name and address of the customer, or of a member of staff.
    pub to: Vec<String>,
    pub date: String,
    pub subject: String,
    pub body: Safe<String>,
    /// How many things are wrong with the template.
    pub flaws: usize,
}

/// The template filled in for the case with this reference, or for a made-up customer.
pub(super) fn paper(visit: &Visit, letter: &Template, case: &str) -> Result<Paper, Problem> {
    let tried = try_out(&visit.office, &visit.who, letter, reference(case), visit.now)?;
    let council = visit.office.council();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let mut from = lines(&council.address);
    from.extend(Some(council.phone.clone()).filter(|phone| !phone.is_empty()));
    let mut to = vec![tried.to.name.clone()];
    to.extend(lines(&tried.to.address));
    Ok(Paper {
        council: council.name.clone(),
        from,
        to: to.into_iter().filter(|line| !line.is_empty()).collect(),
        date: visit.today().format("%-d %B %Y").to_string(),
        subject: tried.words.subject,
        body: html(&tried.words.body),
        flaws: tried.flaws.len(),
    })
}

/// The versions of a letter, newest first, for those who may read who did what.
pub(super) fn versions(visit: &Visit, purpose: Purpose) -> Result<Vec<String>, Problem> {
    if !matches!(visit.who.role(), Role::Administrator | Role::HeadOfCustomerServices) {
        return Ok(Vec::new());
    }
    let noted = app::audit::office_events(&visit.office, &visit.who, CHANGES)?;
    let version = |noted: &app::audit::Noted| {
        let detail: serde_json::Value = serde_json::from_str(&noted.event.detail).ok()?;
        let of_this = noted.event.kind == "template-kept" && detail["purpose"].as_str() == Some(purpose.as_str());
        of_this.then(|| format!("Version {}, {}, {}", detail["version"], words::moment(noted.event.at), noted.by))
    };
    Ok(noted.iter().filter_map(version).collect())
}
