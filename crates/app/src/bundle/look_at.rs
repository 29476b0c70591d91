//! What to look at before a bundle leaves: what Heard can know of other people in it, by the numbers of the documents.
//! What somebody wrote of people whom Heard does not know, it cannot say.

use domain::Event;

use super::{
    blocks::words_of,
    making::Making,
    names::Whose,
    papers,
    plan::{Content, Part, Plan, ending},
};

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What, as a sentence.
    pub what: String,
    /// In which documents, by their numbers.
    pub documents: Vec<String>,
}

/// All of it. `index` are the words of the index before this list stands in it.
pub(super) fn all(making: &Making<'_>, plan: &Plan<'_>, index: &str) -> Vec<Look> {
    let mut looks = names(making, plan, index);
    looks.extend(kinds(making, plan));
    looks.extend(plan.parts.iter().filter_map(|part| file(making, plan, part)));
    looks
}

/// Documents that name somebody.
fn names(making: &Making<'_>, plan: &Plan<'_>, index: &str) -> Vec<Look> {
    let mut texts = vec![(plan.written(0), index.to_owned())];
    texts.extend(plan.parts.iter().map(|part| (plan.written(part.number), words(part))));
    let found: Vec<(String, Vec<Whose>)> =
        texts.into_iter().map(|(number, words)| (number, making.named_in(&words))).collect();
    let look = |(whose, what): (Whose, &str)| {
        let of = found.iter().filter(|(_, whom)| whom.contains(&whose)).map(|(number, _)| number.clone());
        let documents: Vec<String> = of.collect();
        (!documents.is_empty()).then(|| Look { what: what.into(), documents })
    };
    [
        (Whose::Acting, "Who acts for the customer is named, or how to reach them."),
        (Whose::Named, "The member of staff whom the complaint names is named."),
        (Whose::Staff, "Members of staff are named."),
        (
            Whose::Reached,
            "There is an email address or a telephone number that is neither the customer’s nor the council’s.",
        ),
    ]
    .into_iter()
    .filter_map(look)
    .collect()
}

/// The words of a document that Heard can read.
fn words(part: &Part<'_>) -> String {
    match &part.content {
        Content::Paper(report) => format!("{}\n{}", report.subtitle, words_of(&report.body)),
        Content::Letter(letter) => format!("{}\n{}", letter.to.join("\n"), words_of(&letter.body)),
        Content::File(_) => String::new(),
    }
}

/// Documents that are about other people by their kind.
fn kinds(making: &Making<'_>, plan: &Plan<'_>) -> Vec<Look> {
    let (file, index) = (making.file, || vec![plan.written(0)]);
    let numbers = |wanted: &dyn Fn(&Part<'_>) -> bool| -> Vec<String> {
        plan.parts.iter().filter(|part| wanted(part)).map(|part| plan.written(part.number)).collect()
    };
    let of = |seqs: Vec<u32>| numbers(&|part| seqs.iter().any(|seq| part.seqs.contains(seq)));
    let notes = of(papers::notes_of(file).iter().map(|recorded| recorded.seq).collect());
    let drafts = of(papers::drafts_of(file).iter().map(|version| version.recorded.seq).collect());
    let told = numbers(&|part| part.number == 1);
    let tied =
        file.history.iter().any(|recorded| matches!(recorded.event, Event::Linked { .. } | Event::Unlinked { .. }));
    let hidden = file.history.iter().any(|recorded| matches!(recorded.event, Event::Restricted { .. }));
    let group = file.case.group.is_some();
    let looks = [
        (group, "The customer speaks for other people; what they told us may name them.", told.clone()),
        (true, "What the customer told us may name other people, such as neighbours.", told),
        (true, "Notes and contacts were written for staff; they may name others or be confidential.", notes),
        (true, "Drafts and the comments on them were written for staff.", drafts),
        (hidden, "The case is or was hidden from most staff; the history says who could see it, and why.", index()),
        (tied, "The case is or was linked to others, which may be other people’s.", index()),
    ];
    let looks = looks.into_iter().filter(|(so, _, documents)| *so && !documents.is_empty());
    looks.map(|(_, what, documents)| Look { what: what.into(), documents }).collect()
}

/// A file: Heard cannot read what is in it, and knows it by its name alone.
fn file(making: &Making<'_>, plan: &Plan<'_>, part: &Part<'_>) -> Option<Look> {
    let Content::File(row) = part.content else { return None };
    let customer = making.file.customer.as_ref();
    let low = row.name.to_lowercase();
    let of_customer = customer.is_some_and(|customer| {
        customer.name.split_whitespace().any(|word| word.len() > 3 && low.contains(&word.to_lowercase()))
    });
    let somebody = of_customer || !making.named_in(&row.name.replace(['_', '-', '.'], " ")).is_empty();
    let inside = match ending(&row.name).as_deref() {
        Some("eml" | "msg") => "It is an email: its head says who wrote to whom, and it may have files in it.",
        Some("jpg" | "jpeg" | "png" | "heic" | "gif" | "tif" | "tiff" | "mp4" | "mov") => {
            "It is a picture or a film: it may show people, and hold where and when it was taken."
        }
        Some("doc" | "docx" | "xls" | "xlsx" | "odt" | "ods" | "ppt" | "pptx" | "pdf" | "rtf") => {
            "Heard does not read what is in it; its properties may say who wrote it, and it may hold changes and comments."
        }
        Some("mp3" | "wav" | "m4a" | "ogg" | "wma") => "It is a recording: others may be heard in it.",
        Some("zip" | "7z" | "rar") => "It has other files in it.",
        Some(_) | None => "Heard does not read what is in it.",
    };
    let name = if somebody { "names somebody" } else { "may name somebody" };
    let what =
        format!("File {} was called “{}”, which {name}; here it is called otherwise. {inside}", row.number, row.name);
    Some(Look { what, documents: vec![plan.written(part.number)] })
}
