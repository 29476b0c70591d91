//! Whether the people of an office are enough for a procedure, and what is said where they are not.

use domain::{
    Procedure, Role,
    Role::{HeadOfCustomerServices, HeadOfService, Investigator},
    procedure::Never,
    staffing::{Colleague, shortages},
};

fn code() -> Procedure {
    crate::read("../../procedures/lgsco-code-2024.toml")
}

fn children() -> Procedure {
    crate::read("../../procedures/children-act.toml")
}

fn colleague(name: &str, role: Role) -> Colleague {
    Colleague { name: name.into(), role, deputy: false }
}

/// So many of each: "Investigator 1", "Head 1", "Customer Head 1".
fn office(investigators: usize, heads: usize, customer_heads: usize) -> Vec<Colleague> {
    let some = |number: usize, called: &'static str, role: Role| {
        (1..=number).map(move |at| colleague(&format!("{called} {at}"), role))
    };
    let people = some(investigators, "Investigator", Investigator);
    let people = people.chain(some(heads, "Head", HeadOfService));
    people.chain(some(customer_heads, "Customer Head", HeadOfCustomerServices)).collect()
}

fn said(procedure: &Procedure, office: &[Colleague]) -> Vec<String> {
    shortages(procedure, office).into_iter().map(|shortage| shortage.says).collect()
}

#[test]
fn who_is_missing_is_said_stage_by_stage() {
    let table: [(&str, Procedure, Vec<Colleague>, &[&str]); 8] = [
        ("two of each are enough for two stages", code(), office(2, 2, 0), &[]),
        ("so is the Head of Customer Services for the later one", code(), office(2, 1, 1), &[]),
        (
            "one Head signs one stage",
            code(),
            office(3, 1, 0),
            &[
                "“Stage 2” must be signed by somebody who did not deal with “Stage 1”. Of people who may, Heard knows one: \
               Head 1. “Stage 1” needs the same person.",
            ],
        ),
        (
            "three people are one too few",
            code(),
            office(1, 1, 1),
            &["“Stage 2” needs one person to investigate and another to sign the answer, neither of whom dealt with \
               “Stage 1”. Of people who may do one or the other, Heard knows 3: Investigator 1, Head 1 and Customer Head \
               1. “Stage 1” leaves too few of them: one more is needed."],
        ),
        (
            "nobody signs what they wrote",
            code(),
            office(0, 1, 3),
            &[
                "“Stage 1” needs one person to investigate and another to sign the answer. Of people who may, Heard knows \
               one: Head 1.",
            ],
        ),
        (
            "nobody is there at all",
            code(),
            office(0, 0, 0),
            &[
                "Nobody whom Heard knows may investigate in “Stage 1”: Investigating officer or Head of Service may.",
                "Nobody whom Heard knows may investigate in “Stage 2”: Investigating officer, Head of Service or Head of \
                 Customer Services may.",
            ],
        ),
        (
            "three stages need three investigators in turn",
            children(),
            office(2, 2, 1),
            &[
                "“Stage 3: review panel” needs one person to investigate and another to sign the answer, neither of whom \
               dealt with an earlier stage. Of people who may do one or the other, Heard knows 5: Investigator 1, \
               Investigator 2, Head 1, Head 2 and Customer Head 1. Earlier stages leave too few of them: one more is needed.",
            ],
        ),
        (
            "and a director",
            children(),
            office(5, 5, 0),
            &["Nobody whom Heard knows may sign the answer in “Stage 3: review panel”: Head of Customer Services may."],
        ),
    ];
    for (name, procedure, office, expected) in table {
        assert_eq!(said(&procedure, &office), expected, "{name}");
    }
}

#[test]
fn a_deputy_signs_in_the_place_of_a_head() {
    let mut people = office(3, 1, 0);
    people[2].deputy = true;
    assert_eq!(said(&code(), &people), Vec::<String>::new());
    let mut procedure = code();
    procedure.signing.deputy = false;
    assert_eq!(said(&procedure, &people).len(), 1, "where the procedure lets none sign, it takes another Head");
}

#[test]
fn who_may_deal_with_every_stage_is_not_missed_in_a_later_one() {
    let mut procedure = code();
    procedure.stages[1].people.never.retain(|never| *never != Never::EarlierHandler);
    assert_eq!(said(&procedure, &office(1, 1, 0)), Vec::<String>::new());
    let mut procedure = code();
    procedure.signing.head_of_service = false;
    assert_eq!(said(&procedure, &office(1, 1, 0)), Vec::<String>::new(), "one signs what they wrote, in either stage");
    assert_eq!(said(&procedure, &office(1, 0, 0)).len(), 1, "but not in both");
}

#[test]
fn every_procedure_that_ships_can_be_staffed() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures")).expect("the folder");
    let names = files.filter_map(|file| file.expect("a file").file_name().into_string().ok());
    for name in names.filter(|name| name.ends_with(".toml")) {
        let procedure = crate::read(&format!("../../procedures/{name}"));
        let mut people = office(3, 3, 2);
        people.push(colleague("Adviser", Role::Adviser));
        assert_eq!(said(&procedure, &people), Vec::<String>::new(), "{name}");
    }
}

/// Whether the slots of all stages can be shared among people of these roles so that no two have the same: every way is
/// tried.
fn all_different(slots: &[&[Role]], people: &[Role], taken: &mut Vec<usize>) -> bool {
    let Some(slot) = slots.get(taken.len()) else { return true };
    (0..people.len()).any(|person| {
        if taken.contains(&person) || !slot.contains(&people[person]) {
            return false;
        }
        taken.push(person);
        let done = all_different(slots, people, taken);
        taken.pop();
        done
    })
}

#[test]
fn it_is_said_exactly_where_no_way_of_sharing_works() {
    let first: [&[Role]; 2] = [&[Investigator, HeadOfService], &[HeadOfService]];
    let of_code: [&[Role]; 2] =
        [&[Investigator, HeadOfService, HeadOfCustomerServices], &[HeadOfService, HeadOfCustomerServices]];
    let of_children: [&[Role]; 4] = [
        &[Investigator],
        &[HeadOfService],
        &[Investigator, HeadOfService, HeadOfCustomerServices],
        &[HeadOfCustomerServices],
    ];
    for (procedure, later) in [(code(), &of_code[..]), (children(), &of_children[..])] {
        let slots: Vec<&[Role]> = first.iter().chain(later).copied().collect();
        for counts in 0..64 {
            let people = office(counts % 4, counts / 4 % 4, counts / 16);
            let roles: Vec<Role> = people.iter().map(|person| person.role).collect();
            let works = all_different(&slots, &roles, &mut Vec::new());
            let said = said(&procedure, &people);
            assert_eq!(said.is_empty(), works, "{} with {roles:?}: {said:?}", procedure.id);
        }
    }
}
