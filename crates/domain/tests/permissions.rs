//! Who may do what, when: the whole matrix role × act × state × standing, and that what the table
//! does not list is refused.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{HOUSING, WASTE, actor};
use domain::{
    ActKind, Actor, PersonId, Role, StateKind,
    permission::{self, Denied, Given, Of, Says, Standing, TABLE},
};

const ME: PersonId = PersonId(10);
const SOMEBODY_ELSE: PersonId = PersonId(11);
const HEAD: PersonId = PersonId(12);
const STANDINGS: [Standing; 5] =
    [Standing::Anyone, Standing::OwnService, Standing::Deputy, Standing::Nominated, Standing::Appointed];

/// Somebody in this role who stands so, and no otherwise, towards [`case`].
fn somebody(role: Role, standing: Standing) -> Actor {
    let service = |own: Standing| if standing == own { WASTE } else { HOUSING };
    let deputises = BTreeMap::from([(service(Standing::Deputy), HEAD)]);
    Actor { heads: BTreeSet::from([service(Standing::OwnService)]), deputises, ..actor(ME, role) }
}

fn case(state: StateKind, standing: Standing) -> Of<'static> {
    let investigator = if standing == Standing::Nominated { ME } else { SOMEBODY_ELSE };
    let appointed = (standing == Standing::Appointed).then_some(ME);
    let says = Says::default();
    Of {
        state,
        service: Some(WASTE),
        investigator: Some(investigator),
        appointed,
        named_staff: None,
        readers: None,
        says,
    }
}

fn may(role: Role, act: ActKind, state: StateKind, standing: Standing) -> bool {
    may_under(Says::default(), role, act, state, standing)
}

fn may_under(says: Says, role: Role, act: ActKind, state: StateKind, standing: Standing) -> bool {
    permission::permit(&somebody(role, standing), act, Some(Of { says, ..case(state, standing) })).is_ok()
}

/// What procedures say of who does what, one thing each.
fn sayings() -> [(&'static str, Says); 8] {
    let nothing = Says::default();
    [
        ("the front desk acknowledges", Says { acknowledges: Some(Role::Adviser), ..nothing }),
        ("the investigator acknowledges", Says { acknowledges: Some(Role::Investigator), ..nothing }),
        ("the Head of Service accepts", Says { accepts: Some(Role::HeadOfService), ..nothing }),
        ("the front desk investigates", Says { investigates: Some(Role::Adviser), ..nothing }),
        ("the Head of Customer Services signs", Says { signs: Some(Role::HeadOfCustomerServices), ..nothing }),
        ("the front desk sends", Says { sends: Some(Role::Adviser), ..nothing }),
        ("whoever investigated signs", Says { own_signature: true, ..nothing }),
        (
            "whoever investigated signs and the front desk sends",
            Says { own_signature: true, sends: Some(Role::Adviser), ..nothing },
        ),
    ]
}

/// The table read by hand, without the code that is tested.
fn listed(role: Role, act: ActKind, state: StateKind, standing: Standing) -> bool {
    TABLE.iter().any(|row| {
        let to_them = row.standing == Standing::Anyone || row.standing == standing;
        let of_itself = row.given == Given::Always && (role, row.standing) != (Role::Adviser, Standing::Nominated);
        of_itself && row.acts.contains(&act) && row.roles.contains(&role) && row.states.contains(&state) && to_them
    })
}

#[test]
fn the_whole_matrix_is_as_agreed() {
    let mut matrix =
        String::from("L logged, P with Head, I investigating, D writing response, A with Head to sign off,\n");
    matrix.push_str("S signed off, N answered, C closed; - refused\n");
    for act in ActKind::ALL {
        matrix.push_str(&format!(
            "\n{:<26}{:>10}{:>10}{:>10}{:>10}{:>10}\n",
            act.title(),
            "any",
            "own",
            "deputy",
            "officer",
            "named"
        ));
        for role in Role::ALL {
            let cells = STANDINGS.map(|standing| format!("{:>10}", cell(role, *act, standing)));
            matrix.push_str(&format!("  {:<24}{}\n", short(role), cells.concat()));
        }
    }
    insta::assert_snapshot!(matrix);
}

fn cell(role: Role, act: ActKind, standing: Standing) -> String {
    cell_under(Says::default(), role, act, standing)
}

fn cell_under(says: Says, role: Role, act: ActKind, standing: Standing) -> String {
    let letters = StateKind::ALL.iter().zip("LPIDASNC".chars());
    letters.map(|(state, letter)| if may_under(says, role, act, *state, standing) { letter } else { '-' }).collect()
}

fn short(role: Role) -> &'static str {
    match role {
        Role::HeadOfCustomerServices => "Head of Cust. Serv.",
        Role::Investigator => "Investigator",
        other @ (Role::Adviser | Role::Champion | Role::HeadOfService | Role::Administrator | Role::Reader) => {
            other.title()
        }
    }
}

#[test]
fn what_the_table_does_not_list_is_refused() {
    for role in Role::ALL {
        for act in ActKind::ALL {
            for state in StateKind::ALL {
                for standing in STANDINGS {
                    assert_eq!(
                        may(role, *act, *state, standing),
                        listed(role, *act, *state, standing),
                        "{role:?} {act:?} {state:?} {standing:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_a_procedure_says_changes_these_acts_and_no_others() {
    let mut changed = String::new();
    for (words, says) in sayings() {
        changed.push_str(&format!("\n{words}\n"));
        for act in ActKind::ALL {
            for role in Role::ALL {
                let cells = |says| STANDINGS.map(|standing| cell_under(says, role, *act, standing));
                let (before, after) = (cells(Says::default()), cells(says));
                if before != after {
                    changed.push_str(&format!("  {:<34}{:<20} {}\n", act.title(), short(role), before.join(" ")));
                    changed.push_str(&format!("  {:<54} {}\n", "", after.join(" ")));
                }
            }
        }
    }
    insta::assert_snapshot!(changed);
}

#[test]
fn a_procedure_lets_nobody_do_more_but_sign_send_and_investigate() {
    let opened = [ActKind::SignOff, ActKind::Send, ActKind::Recall];
    for (words, says) in sayings() {
        for role in Role::ALL {
            for act in ActKind::ALL.iter().filter(|act| !opened.contains(act)) {
                for state in StateKind::ALL {
                    for standing in STANDINGS {
                        let before = may(role, *act, *state, standing);
                        let after = may_under(says, role, *act, *state, standing);
                        let as_officer = says.investigates == Some(role)
                            && standing == Standing::Nominated
                            && may(Role::Investigator, *act, *state, standing);
                        assert!(before || as_officer || !after, "{words}: {role:?} {act:?} {state:?} {standing:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_act_is_within_somebodys_reach() {
    for act in ActKind::ALL {
        let mut combinations = Role::ALL.iter().flat_map(|role| STANDINGS.map(|standing| (*role, standing)));
        let reached =
            combinations.any(|(role, standing)| StateKind::ALL.iter().any(|state| may(role, *act, *state, standing)));
        assert!(reached, "nobody can ever do {act:?}");
    }
}

#[test]
fn without_a_case_there_is_only_logging() {
    for role in Role::ALL {
        for act in ActKind::ALL {
            for standing in STANDINGS {
                let permitted = permission::permit(&somebody(role, standing), *act, None).is_ok();
                let logs = *act == ActKind::Log && !matches!(role, Role::Administrator | Role::Reader);
                assert_eq!(permitted, logs, "{role:?} {act:?} {standing:?}");
            }
        }
    }
}

#[test]
fn a_reader_and_an_administrator_change_nothing_unless_they_deputise() {
    for role in [Role::Reader, Role::Administrator] {
        for act in ActKind::ALL {
            for state in StateKind::ALL {
                for standing in [Standing::Anyone, Standing::OwnService, Standing::Nominated] {
                    assert!(!may(role, *act, *state, standing), "{role:?} {act:?} {state:?} {standing:?}");
                }
            }
        }
    }
}

#[test]
fn only_the_head_and_a_deputy_nominate_review_sign_and_send() {
    use ActKind::{Nominate, Recall, Send, SendBack, SignOff};
    for act in [Nominate, SendBack, SignOff, Send, Recall] {
        for role in Role::ALL {
            for state in StateKind::ALL {
                for standing in [Standing::Anyone, Standing::Nominated] {
                    assert!(!may(role, act, *state, standing), "{role:?} {act:?} {state:?} {standing:?}");
                }
            }
        }
    }
}

#[test]
fn a_permit_says_who_what_and_in_whose_place() {
    let deputy = somebody(Role::Champion, Standing::Deputy);
    let of = case(StateKind::AwaitingSignOff, Standing::Deputy);
    let permit = permission::permit(&deputy, ActKind::SignOff, Some(of)).expect("a deputy signs");
    assert_eq!((permit.person(), permit.act(), permit.as_deputy()), (ME, ActKind::SignOff, true));
    assert_eq!(permit.in_place_of(), Some(HEAD));

    let head = somebody(Role::HeadOfService, Standing::OwnService);
    let of = case(StateKind::AwaitingSignOff, Standing::OwnService);
    let permit = permission::permit(&head, ActKind::SignOff, Some(of)).expect("the Head signs");
    assert!(!permit.as_deputy(), "a Head signs for themselves");

    let both = Actor { deputises: BTreeMap::from([(WASTE, HEAD)]), ..head };
    let permit = permission::permit(&both, ActKind::SignOff, Some(of)).expect("the Head signs");
    assert!(!permit.as_deputy(), "a Head who is also named as deputy signs as the Head");
}

#[test]
fn a_denial_says_what_is_wrong() {
    let of = case(StateKind::Drafting, Standing::Anyone);
    let cases = [
        (
            "the role does not do it",
            somebody(Role::Adviser, Standing::Anyone),
            ActKind::SignOff,
            of,
            Denied::Role { act: ActKind::SignOff, role: Role::Adviser, who: vec![Role::HeadOfService] },
            "Sign off is not something the role “Front desk” does. Head of Service can.",
        ),
        (
            "not now",
            somebody(Role::HeadOfService, Standing::OwnService),
            ActKind::SignOff,
            case(StateKind::Drafting, Standing::OwnService),
            Denied::State { act: ActKind::SignOff, state: StateKind::Drafting },
            "Sign off cannot be done while the case is “Writing response”.",
        ),
        (
            "not theirs",
            somebody(Role::Investigator, Standing::Anyone),
            ActKind::Draft,
            of,
            Denied::NotTheirs { act: ActKind::Draft },
            "Write the response is for the people this case was given to.",
        ),
        (
            "a deputy, but not now",
            somebody(Role::Reader, Standing::Deputy),
            ActKind::Send,
            case(StateKind::Drafting, Standing::Deputy),
            Denied::State { act: ActKind::Send, state: StateKind::Drafting },
            "The response cannot be sent: it has not been signed off.",
        ),
    ];
    for (name, actor, act, of, denied, words) in cases {
        let given = permission::permit(&actor, act, Some(of)).expect_err(name);
        assert_eq!(given, denied, "{name}");
        assert_eq!(given.to_string(), words, "{name}");
    }
}

#[test]
fn who_may_read_a_case() {
    let seen: Vec<String> = Role::ALL
        .iter()
        .map(|role| {
            let seen = STANDINGS.map(|standing| {
                permission::may_see(&somebody(*role, standing), case(StateKind::Investigating, standing))
            });
            format!("{} {seen:?}", role.as_str())
        })
        .collect();
    // Any, own service, deputy, investigator, named for a later stage.
    let expected = [
        "adviser [true, true, true, true, true]",
        "champion [true, true, true, true, true]",
        "investigator [false, false, true, true, false]",
        "head-of-service [false, true, true, true, true]",
        "head-of-customer-services [true, true, true, true, true]",
        "administrator [false, false, true, false, false]",
        "reader [true, true, true, true, true]",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn whoever_may_change_a_case_may_read_it() {
    for role in Role::ALL {
        for act in ActKind::ALL.iter().filter(|act| **act != ActKind::Log) {
            for state in StateKind::ALL {
                for standing in STANDINGS.into_iter().filter(|standing| may(role, *act, *state, *standing)) {
                    let seen = permission::may_see(&somebody(role, standing), case(*state, standing));
                    assert!(seen, "{role:?} {act:?} {state:?} {standing:?}");
                }
            }
        }
    }
}

#[test]
fn a_restricted_case_is_seen_by_the_listed_and_those_it_was_given_to() {
    let of = |standing, named_staff, listed: bool| {
        let readers: &[PersonId] = if listed { &[ME, SOMEBODY_ELSE] } else { &[SOMEBODY_ELSE] };
        Of { named_staff, readers: Some(readers), ..case(StateKind::Investigating, standing) }
    };
    let columns = [("not listed", None, false), ("listed", None, true), ("Head named", Some(HEAD), false)];
    let mut seen = String::new();
    for role in Role::ALL {
        for (column, named, listed) in columns {
            let cells = STANDINGS.map(|standing| {
                let sees = permission::may_see(&somebody(role, standing), of(standing, named, listed));
                if sees { "sees" } else { "-" }
            });
            let [any, own, deputy, officer, signer] = cells;
            let row = format!("{:<20}{column:<12}{any:>6}{own:>6}{deputy:>8}{officer:>9}{signer:>8}\n", short(role));
            seen.push_str(&row);
        }
    }
    insta::assert_snapshot!(seen);
}

#[test]
fn whoever_a_complaint_names_neither_reads_it_nor_does_anything_to_it() {
    for role in Role::ALL {
        for standing in STANDINGS {
            for readers in [None, Some(&[ME, SOMEBODY_ELSE][..])] {
                let of = |state| Of { named_staff: Some(ME), readers, ..case(state, standing) };
                let me = somebody(role, standing);
                if readers.is_some() {
                    assert!(!permission::may_see(&me, of(StateKind::Passed)), "{role:?} {standing:?}");
                }
                for act in ActKind::ALL {
                    for state in StateKind::ALL {
                        let denied = permission::permit(&me, *act, Some(of(*state)));
                        assert_eq!(denied, Err(Denied::NamesThem), "{role:?} {act:?} {state:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn whoever_may_not_read_a_restricted_case_does_nothing_to_it() {
    for role in Role::ALL {
        for standing in STANDINGS {
            for act in ActKind::ALL.iter().filter(|act| **act != ActKind::Log) {
                let of = Of { readers: Some(&[SOMEBODY_ELSE]), ..case(StateKind::Logged, standing) };
                let me = somebody(role, standing);
                let permitted = permission::permit(&me, *act, Some(of)).is_ok();
                assert!(!permitted || permission::may_see(&me, of), "{role:?} {act:?} {standing:?}");
            }
        }
    }
}
