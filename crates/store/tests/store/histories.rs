//! Keeping a history and reading it gives the same history, whatever is in it.

use chrono::{DateTime, NaiveDate};
use domain::{
    By, CustomerId, Date, Event, Moment, PersonId, Recorded, ServiceId, TextRef,
    act::{Contacting, Correction, Learning, Subject},
    behalf::{Group, Relation, Representative},
    event::Under,
    feedback::{Channel, Direction, Ending, Finding, Kind, Manner, ReplyBy},
    letter::{Method, Purpose, Written},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use store::{CaseRow, fingerprint};

use crate::build::{memory, person, row, write};

const PEOPLE: i64 = 3;

fn date() -> impl Strategy<Value = Date> {
    (1..=9999_i32, 1..=366_u32).prop_filter_map("a day of that year", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

/// Whole microseconds, which is what the store keeps.
fn moment() -> impl Strategy<Value = Moment> {
    (-62_135_596_800_000_000_i64..253_402_300_800_000_000)
        .prop_map(|micros| DateTime::from_timestamp_micros(micros).expect("in range"))
}

fn by() -> impl Strategy<Value = By> {
    option::of(1..=PEOPLE).prop_map(|id| id.map_or(By::Heard, |id| By::Person(PersonId(id))))
}

fn text() -> impl Strategy<Value = TextRef> {
    any::<String>().prop_map(|text| fingerprint(&text))
}

fn subject() -> impl Strategy<Value = Subject> {
    (option::of(any::<i64>()), vec(any::<String>(), 0..3), option::of(any::<String>()))
        .prop_map(|(service, grounds, ward)| Subject { service: service.map(ServiceId), grounds, ward })
}

fn time() -> impl Strategy<Value = domain::Time> {
    (0..24_u32, 0..60_u32)
        .prop_map(|(hour, minute)| domain::Time::from_hms_opt(hour, minute, 0).expect("a time of day"))
}

fn correction() -> impl Strategy<Value = Correction> {
    (
        option::of(text()),
        option::of(text()),
        option::of(select(Channel::ALL)),
        option::of(date()),
        option::of(option::of(time())),
        option::of((option::of(any::<String>()), option::of(any::<String>()))),
        option::of(any::<i64>()),
        option::of(select(ReplyBy::ALL)),
    )
        .prop_map(|(title, wanted, channel, received, received_at, known, customer, reply_by)| Correction {
            title,
            story: None,
            wanted,
            channel,
            received,
            received_at,
            complainant: known.clone().map(|(complainant, _)| complainant),
            job: None,
            band: known.map(|(_, band)| band),
            customer: customer.map(CustomerId),
            reply_by,
        })
}

fn contacting() -> impl Strategy<Value = Contacting> {
    let when = (option::of(date()), option::of(time()));
    (any::<bool>(), select(Channel::ALL), text(), select(Direction::ALL), when, select(Manner::ALL)).prop_map(
        |(reached, channel, note, direction, (on, time), manner)| Contacting {
            reached,
            channel,
            note,
            direction,
            on,
            time,
            manner,
        },
    )
}

fn under() -> impl Strategy<Value = Under> {
    (any::<String>(), any::<u32>(), proptest::collection::btree_map(any::<String>(), any::<String>(), 0..2))
        .prop_map(|(procedure, version, readings)| Under { procedure, version, readings })
}

fn representative() -> impl Strategy<Value = Option<Representative>> {
    let somebody = (any::<i64>(), select(Relation::ALL), any::<bool>());
    option::of(somebody.prop_map(|(person, relation, seen)| Representative::new(CustomerId(person), relation, seen)))
}

fn group() -> impl Strategy<Value = Option<Group>> {
    option::of((any::<u32>(), option::of(text())).prop_map(|(people, who)| Group { people, who }))
}

fn logged() -> impl Strategy<Value = Event> {
    (
        (
            select(Kind::ALL),
            select(Channel::ALL),
            (date(), option::of(time())),
            option::of(any::<i64>()),
            select(ReplyBy::ALL),
        ),
        (text(), text(), option::of(text()), subject(), vec(text(), 0..4)),
        (any::<String>(), any::<u32>()),
        (
            representative(),
            group(),
            option::of(text()),
            option::of(select(vec!["child", "parent"])),
            option::of(text()),
        ),
    )
        .prop_map(
            |(
                (kind, channel, (received, time), customer, reply_by),
                (title, story, wanted, subject, points),
                (procedure, version),
                (representative, group, staff_named, complainant, job),
            )| {
                Event::Logged {
                    kind,
                    channel,
                    received,
                    received_at: time,
                    customer: customer.map(CustomerId),
                    reply_by,
                    title,
                    story,
                    wanted,
                    subject,
                    complainant: complainant.map(str::to_owned),
                    job,
                    points,
                    under: Under { procedure, version, readings: Default::default() },
                    representative,
                    group,
                    staff_named,
                }
            },
        )
}

fn of_intake() -> impl Strategy<Value = Event> {
    prop_oneof![
        logged(),
        (
            any::<i64>(),
            option::of(text()),
            option::of(date()),
            option::of(date()),
            option::of(date()),
            option::of((select(Finding::ALL), text()))
        )
            .prop_map(|(batch, old_reference, acknowledged, answered, closed, found)| Event::Imported {
                batch,
                old_reference,
                acknowledged,
                answered,
                closed,
                found
            }),
        (correction(), text()).prop_map(|(correction, reason)| Event::Corrected { correction, reason }),
        subject().prop_map(|subject| Event::Classified { subject }),
        (under(), under(), vec(any::<String>(), 0..3), text())
            .prop_map(|(from, to, grounds, reason)| Event::Transferred { from, to, grounds, reason }),
        (select(Kind::ALL), select(Kind::ALL), text()).prop_map(|(from, to, reason)| Event::Converted {
            from,
            to,
            reason
        }),
        representative().prop_map(|representative| Event::Represented { representative }),
        text().prop_map(|body| Event::Referred { body }),
        (option::of(any::<String>()), text()).prop_map(|(exclusion, reason)| Event::Declined { exclusion, reason }),
        contacting().prop_map(Event::ContactRecorded),
        (any::<i64>(), any::<i64>())
            .prop_map(|(service, head)| Event::Passed { service: ServiceId(service), head: PersonId(head) }),
        any::<i64>().prop_map(|id| Event::Nominated { investigator: PersonId(id) }),
        text().prop_map(|text| Event::NoteAdded { text }),
        (any::<u32>(), text(), text(), any::<u64>()).prop_map(|(number, file, name, bytes)| Event::DocumentAdded {
            number,
            file,
            name,
            bytes
        }),
        (any::<u32>(), text()).prop_map(|(number, text)| Event::PointAdded { number, text }),
        (any::<u32>(), text(), text()).prop_map(|(number, text, reason)| Event::PointCorrected {
            number,
            text,
            reason
        }),
        (any::<u32>(), text()).prop_map(|(number, reason)| Event::PointRemoved { number, reason }),
    ]
}

fn of_response() -> impl Strategy<Value = Event> {
    prop_oneof![
        (any::<String>(), date(), date(), text(), any::<bool>(), any::<u32>()).prop_map(
            |(clock, from, to, reason, agreed, letter)| Event::Extended { clock, from, to, reason, agreed, letter }
        ),
        (any::<String>(), date(), date(), text()).prop_map(|(rule, from, until, note)| Event::Paused {
            rule,
            from,
            until,
            note
        }),
        (date(), proptest::option::of(text())).prop_map(|(on, note)| Event::Resumed { on, note }),
        (any::<u32>(), text()).prop_map(|(version, text)| Event::Drafted { version, text }),
        any::<u32>().prop_map(|version| Event::Submitted { version }),
        (any::<u32>(), text()).prop_map(|(version, comments)| Event::SentBack { version, comments }),
        (any::<u32>(), option::of(any::<i64>()), vec(any::<String>(), 0..3), option::of(text())).prop_map(
            |(version, deputy, failed, reason)| Event::SignedOff {
                version,
                on_behalf_of: deputy.map(PersonId),
                failed,
                reason
            }
        ),
        any::<u32>().prop_map(|version| Event::Unsigned { version }),
        (any::<u32>(), select(Finding::ALL), text()).prop_map(|(point, finding, reason)| Event::FindingRecorded {
            point,
            finding,
            reason
        }),
        (any::<u32>(), any::<String>(), text(), option::of(date()), option::of(any::<i64>())).prop_map(
            |(number, remedy, what, due, owner)| Event::Promised {
                number,
                remedy,
                what,
                due,
                owner: owner.map(PersonId)
            }
        ),
        any::<u32>().prop_map(|number| Event::Fulfilled { number }),
    ]
}

fn of_letters_and_ending() -> impl Strategy<Value = Event> {
    prop_oneof![
        text().prop_map(|text| Event::Learned(Learning::Lesson(text))),
        text().prop_map(|text| Event::Learned(Learning::Nothing(text))),
        (any::<u32>(), select(Purpose::ALL), select(Method::ALL), text()).prop_map(
            |(number, purpose, method, text)| {
                Event::LetterQueued { number, purpose, letter: Written { method, text } }
            }
        ),
        any::<u32>().prop_map(|number| Event::LetterLeft { number }),
        any::<u32>().prop_map(|number| Event::LetterPutOnPaper { number }),
        any::<u32>().prop_map(|number| Event::LetterNotDelivered { number }),
        any::<u32>().prop_map(|number| Event::LetterRecalled { number }),
        (any::<i64>(), any::<String>(), date()).prop_map(|(person, clock, due)| Event::Reminded {
            person: PersonId(person),
            clock,
            due
        }),
        (select(Ending::ALL), option::of(text()), option::of(date())).prop_map(|(ending, note, told)| Event::Closed {
            ending,
            note,
            told
        }),
        (any::<String>(), option::of(text())).prop_map(|(hold, note)| Event::Held { hold, note }),
        (any::<String>(), option::of(text())).prop_map(|(hold, note)| Event::Released { hold, note }),
        text().prop_map(|reason| Event::Reopened { reason, by: None }),
    ]
}

fn history() -> impl Strategy<Value = Vec<Recorded>> {
    let event = prop_oneof![of_intake(), of_response(), of_letters_and_ending()];
    vec((moment(), by(), event), 1..12).prop_map(|entries| {
        let entries = (1..).zip(entries);
        entries.map(|(seq, (at, by, event))| Recorded { seq, at, by, event }).collect()
    })
}

#[test]
fn a_history_from_before_anybody_could_act_is_written_as_it_was() {
    let json = serde_json::to_string(&crate::build::logged()).expect("it is written");
    for later in ["representative", "group", "staff_named", "job"] {
        assert!(!json.contains(later), "{json}");
    }
    assert_eq!(serde_json::from_str::<Event>(&json).ok(), Some(crate::build::logged()));
}

#[test]
fn a_contact_from_before_its_day_and_direction_were_asked_is_written_as_it_was() {
    let (reached, channel, note) = (true, Channel::Phone, fingerprint("She agrees."));
    let contact = Event::ContactRecorded(Contacting {
        reached,
        channel,
        note,
        direction: Direction::Out,
        on: None,
        time: None,
        manner: Manner::Ordinary,
    });
    let json = serde_json::to_string(&contact).expect("it is written");
    for later in ["direction", "\"on\"", "time", "manner"] {
        assert!(!json.contains(later), "{json}");
    }
    assert_eq!(serde_json::from_str::<Event>(&json).ok(), Some(contact));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_history_reads_back_as_it_was_kept(history in history(), cut in any::<prop::sample::Index>()) {
        let store = memory();
        let (first, rest) = history.split_at(1 + cut.index(history.len()));
        let seq = |events: &[Recorded]| events.last().map_or(0, |event| event.seq);
        let case = write(&store, |w| {
            for number in 1..=PEOPLE {
                w.add_person(&person(&format!("Person {number}")))?;
            }
            let row = CaseRow { seq: seq(first), ..row(w.next_reference(2026)?) };
            w.begin_case(&row, first)?;
            Ok(row.reference)
        });
        if !rest.is_empty() {
            write(&store, |w| w.add_to_case(&CaseRow { seq: seq(rest), ..row(case) }, seq(first), rest));
        }
        prop_assert_eq!(store.read(|r| r.history(case)), Ok(history));
        prop_assert_eq!(store.read(|r| r.verify_integrity()), Ok(Vec::new()));
    }
}
