//! Notes, calls and files: what may be added to a case whatever else happens to it.

use app::{
    Problem,
    cases::{self, ContactForm},
    uploads,
};
use domain::{
    act::ActKind,
    clock,
    feedback::{Channel, Direction, Manner},
};
use sha2::{Digest, Sha256};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices},
};
use crate::{form::Fields, layout::Choice, said::Said, visit::Visit, words};

pub(super) const FORMS: &[Form] = &[
    Form { path: "note", act: ActKind::AddNote, show: show_note, perform: note },
    Form { path: "contact", act: ActKind::RecordContact, show: show_contact, perform: contact },
    Form { path: "attach", act: ActKind::AddDocument, show: show_attach, perform: attach },
];

fn show_note(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let file = asked.file;
    let chase = asked.text("chase", "") == "yes";
    let (heading, words) =
        if chase { ("Ask how it is going", how_is_it_going(asked)) } else { ("Add a note", String::new()) };
    let field = Field::area("text", "Note", asked.text("text", &words));
    let shown = Shown::new(heading, "Save note").ask(field.hint("Staff only. The customer can ask to see it."));
    // Whoever investigates and the Head are told of a note on their case.
    let me = Some(asked.visit.who.id());
    let people = [file.case.investigator, file.case.head].into_iter().filter(|person| *person != me);
    let told: Vec<&str> = people.flatten().map(|person| file.name(person)).collect();
    Ok(match told.as_slice() {
        [] => shown,
        [one] => shown.say(format!("{one} is told.")),
        [first, .., last] if first == last => shown.say(format!("{first} is told.")),
        [first, .., last] => shown.say(format!("{first} and {last} are told.")),
    })
}

/// The words to chase with: "How is it going? Respond is due Monday 23 November 2026."
fn how_is_it_going(asked: &Asked<'_>) -> String {
    let next = clock::next_due(&asked.file.clocks);
    let due = next.map(|next| format!(" “{}” is due {}.", next.title, words::long_day(next.held_to)));
    format!("How is it going?{}", due.unwrap_or_default())
}

fn note(asked: &Asked<'_>) -> Result<Gone, Problem> {
    cases::add_note(&asked.visit.office, &asked.visit.who, asked.on_any(), asked.fields.text("text"), asked.visit.now)?;
    Ok(asked.done("Note saved."))
}

fn show_contact(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let reached = vec![Choice::new("yes", "Yes"), Choice::new("no", "No, nobody answered")];
    let reach = "Did you speak to the customer, or write to each other?";
    let ways = choices(Channel::ALL.iter().map(|channel| (channel.as_str(), channel.title())));
    let sides = choices(Direction::ALL.iter().map(|direction| (direction.as_str(), direction.title())));
    let side = asked.text("direction", Direction::default().as_str());
    let day = Field::Day {
        name: "on",
        label: "On".into(),
        value: asked.text("on", &words::typed(asked.visit.today())),
        hint: "Time limits count the day it took place".into(),
        live: String::new(),
    };
    let manners = choices(Manner::ALL.iter().map(|manner| (manner.as_str(), manner.title())));
    let manner = asked.text("manner", Manner::default().as_str());
    let manner = ends(asked).then(|| Field::radios("manner", "Was it rude or threatening?", manners, manner));
    let shown = Shown::new("Phone call or other contact", "Save contact")
        .ask(Field::radios("direction", "Who contacted whom?", sides, side))
        .ask(Field::radios("reached", reach, reached, asked.text("reached", "yes")))
        .ask(Field::pick("channel", "How", ways, asked.text("channel", Channel::Phone.as_str())))
        .ask(day)
        .ask(
            Field::line("time", "At", asked.text("time", ""))
                .hint("Like 16:30. Empty: now, or any time on an earlier day"),
        )
        .ask(
            Field::area("text", "What was said, or what you tried", asked.text("text", ""))
                .hint("May stay empty where nobody answered. The customer can ask to see it."),
        );
    Ok(manner.into_iter().fold(shown, Shown::ask))
}

/// Whether the procedure lets rude or threatening contact be ended.
fn ends(asked: &Asked<'_>) -> bool {
    asked.file.book.procedure().handling.abusive_contact
}

fn contact(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let channel = Channel::named(asked.fields.text("channel"))
        .ok_or_else(|| Problem::field("channel", "Choose how you tried to reach them"))?;
    let reached = match asked.fields.text("reached") {
        "yes" => true,
        "no" => false,
        _ => return Err(Problem::field("reached", "Say whether you reached the customer")),
    };
    let direction = Direction::named(asked.fields.text("direction"))
        .ok_or_else(|| Problem::field("direction", "Say who contacted whom"))?;
    let time = asked.fields.time("time").map_err(|words| Problem::field("time", words))?;
    let manner = match asked.fields.text("manner") {
        "" => Manner::Ordinary,
        manner => {
            Manner::named(manner).ok_or_else(|| Problem::field("manner", "Say whether it was rude or threatening"))?
        }
    };
    let note = asked.fields.text("text").to_owned();
    let form = ContactForm { direction, reached, channel, on: asked.past("on")?, time, manner, note };
    cases::record_contact(&asked.visit.office, &asked.visit.who, asked.on_any(), &form, asked.visit.now)?;
    Ok(asked.done("Contact saved."))
}

fn show_attach(_asked: &Asked<'_>) -> Result<Shown, Problem> {
    let field = Field::File { name: "file", label: "Files".into(), hint: "Up to 25 MB each".into() };
    Ok(Shown::new("Attach a file", "Attach").ask(field))
}

fn attach(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let ids = take_up(asked.visit, asked.fields)?;
    uploads::attach(&asked.visit.office, &asked.visit.who, asked.on_any(), &ids, asked.visit.now)?;
    let said = if ids.len() == 1 { "File attached.".to_owned() } else { format!("{} files attached.", ids.len()) };
    Ok(Gone { to: format!("/cases/{}/documents", asked.file.case.reference), said: Said::new(said) })
}

/// The uploads a form names, with the files that came along in one piece taken up too.
fn take_up(visit: &Visit, fields: &Fields) -> Result<Vec<String>, Problem> {
    let mut ids = fields.all("upload");
    for (_, name, bytes) in &fields.files {
        let id = hexadecimal(&visit.door.chance::<16>());
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        uploads::start(&visit.office, &visit.who, &id, name, bytes.len() as u64, &sha256, visit.now)?;
        let mut offset = 0;
        for piece in bytes.chunks(uploads::PIECE) {
            uploads::piece(&visit.office, &visit.who, &id, offset, piece)?;
            offset += piece.len() as u64;
        }
        ids.push(id);
    }
    Ok(ids)
}

fn hexadecimal(bytes: &[u8]) -> String {
    app::sessions::hex(bytes)
}
