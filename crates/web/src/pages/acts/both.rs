//! Two people changed one case: what the form of an act was, is now and holds is handed to
//! [`crate::pages::both`], which compares them and asks which to keep.

use app::{
    Problem,
    cases::{self, CaseFile},
    drafts,
};
use domain::By;

use super::{Asked, Form, answer::key};
use crate::{
    answer::Answer,
    form::{Fields, Sent},
    layout::{Errors, Link, NavItem},
    pages::{
        both::{self, Both, Conflict, Head, Held},
        case::{opened, person_line, title},
    },
    said::Said,
    visit::Visit,
    words,
};

/// What to do about words that were typed over an earlier state of the case.
pub(super) fn compare(form: Form, visit: &Visit, file: &CaseFile, typed: &Fields) -> Result<Both, Problem> {
    let seen = typed.number("seen").unwrap_or(file.case.seq);
    let before = cases::open_until(&visit.office, &visit.who, file.case.reference, seen, visit.now)?;
    // A form about one of several things is compared with the same one.
    let of = typed.has("point").then(|| ("point", typed.text("point").to_owned()));
    let known = |file: &CaseFile| held(form, &Asked { visit, file, fields: &Fields::of(of.clone()), first: true });
    let mine = held(form, &Asked { visit, file, fields: typed, first: false })?;
    let both = both::compare(&known(&before)?, &known(file)?, mine, typed);
    Ok(Both { merged: both.merged.with("seen", vec![file.case.seq.to_string()]), ..both })
}

fn held(form: Form, asked: &Asked<'_>) -> Result<Vec<Held>, Problem> {
    Ok((form.show)(asked)?.fields.iter().filter_map(super::fields::Field::held).collect())
}

/// "Dan Okafor changed this case at 15:02."
pub(super) fn who_changed(file: &CaseFile, seen: u32) -> String {
    match file.changed_since(seen).map(|recorded| (recorded.by, recorded.at)) {
        Some((By::Person(person), at)) => format!("{} changed this case at {}.", file.name(person), words::time(at)),
        Some((By::Heard, at)) => format!("This case changed at {}.", words::time(at)),
        None => "Somebody else changed this case.".into(),
    }
}

/// The page that asks which to keep. What was typed is kept as a draft by then.
pub(super) fn page(
    form: Form,
    visit: &Visit,
    file: &CaseFile,
    seen: u32,
    conflicts: Vec<Conflict>,
    errors: Errors,
) -> Answer {
    let root = format!("/cases/{}", file.case.reference);
    let head = Head {
        title: title(file),
        beside: person_line(file),
        who: who_changed(file, seen),
        history: Some(format!("{root}/history")),
        action: format!("{root}/{}/keep", form.path),
        now: file.case.seq.to_string(),
        back: Link { href: root, words: file.case.reference.to_string() },
        item: NavItem::Cases,
    };
    both::page(visit, head, conflicts, errors)
}

/// POST: what was chosen goes into the form, to be read and saved. Where the case changed once more
/// meanwhile, it is asked about again.
pub(super) async fn keep(form: Form, reference: String, sent: Sent) -> Answer {
    let Sent { visit, fields: chosen } = sent;
    let file = opened(&visit, &reference).await?;
    let to = format!("/cases/{}/{}", file.case.reference, form.path);
    let key = key(&file, form);
    let shown = chosen.number("now").unwrap_or(0);
    if file.changed_since(shown).is_some() {
        return visit.go(&to, Said::default());
    }
    let (file, seen, both) = visit
        .run(move |visit| {
            let draft = drafts::find(&visit.office, &visit.who, &key)?;
            let typed = draft.map(|draft| Fields::from_json(&draft.body)).unwrap_or_default();
            let both = compare(form, visit, &file, &typed)?;
            Ok((file, typed.number("seen").unwrap_or(shown), both))
        })
        .await?;
    let kept = match both::chosen(both, &chosen) {
        Ok(kept) => kept,
        Err((conflicts, errors)) => return page(form, &visit, &file, seen, conflicts, errors),
    };
    let key = super::answer::key(&file, form);
    visit.run(move |visit| drafts::keep(&visit.office, &visit.who, &key, &kept.to_json(), None, visit.now)).await?;
    visit.go(&to, Said::new("Read it once more, then save it."))
}
