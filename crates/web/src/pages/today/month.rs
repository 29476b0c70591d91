//! The month so far, as a small table. Its numbers are those of Figures.

use domain::{
    feedback::Kind,
    figures::{Figures, Share},
};

/// A line of the table.
pub struct MonthLine {
    /// What is counted.
    pub title: &'static str,
    /// The number or share.
    pub value: String,
    /// "36 of 37".
    pub note: String,
}

/// The month so far.
pub struct SoFar {
    /// "November so far".
    pub title: String,
    /// Its lines.
    pub lines: Vec<MonthLine>,
}

/// The figures as Today shows them.
pub fn so_far(figures: &Figures) -> SoFar {
    let received = figures.received.all.count;
    let complaints = figures.received_of(Kind::Complaint);
    let answered = &figures.answered;
    let all = answered.in_time + answered.in_agreed_time + answered.late;
    let mut lines = vec![
        MonthLine {
            title: "Received",
            value: received.to_string(),
            note: format!("{complaints} {}", if complaints == 1 { "complaint" } else { "complaints" }),
        },
        share("Acknowledged on time", figures.acknowledged.share_in_time()),
        share("Answered on time", Share::new(answered.in_time, all)),
    ];
    if answered.in_agreed_time > 0 {
        lines.push(share("Answered by a later agreed date", Share::new(answered.in_agreed_time, all)));
    }
    SoFar { title: format!("{} so far", figures.range.from().format("%B")), lines }
}

/// A percentage is never shown without its "n of n".
fn share(title: &'static str, share: Share) -> MonthLine {
    match share.percent() {
        Some(percent) => {
            MonthLine { title, value: format!("{percent}%"), note: format!("{} of {}", share.part, share.of) }
        }
        None => MonthLine { title, value: "–".into(), note: "none yet".into() },
    }
}
