//! Contract of customers: they read back, and earlier cases of the same person are found.

use domain::{CustomerId, Reference};
use store::{Customer, CustomerChange, Likeness, Needs, Store};

use crate::build::{begin, memory, noon, person, write};

fn customer(name: &str, phone: &str, email: &str, postcode: &str) -> Customer {
    Customer {
        id: CustomerId(0),
        name: name.to_owned(),
        phone: phone.to_owned(),
        email: email.to_owned(),
        address: "1 High Street".to_owned(),
        postcode: postcode.to_owned(),
        needs: Needs::default(),
    }
}

fn case_of(store: &Store, customer: &Customer) -> Reference {
    write(store, |w| {
        let id = w.add_customer(customer)?;
        begin(w, |row| row.customer = Some(id))
    })
}

#[test]
fn a_customer_reads_back_and_can_be_corrected() {
    let store = memory();
    let needs = Needs {
        large_print: true,
        interpreter: true,
        helper: true,
        other: "rings after six".to_owned(),
        language: "Polish".to_owned(),
    };
    let first = Customer { needs, ..customer("Ann Price", "01527 64252", "Ann@example.org", "B98 8AH") };
    let id = write(&store, |w| w.add_customer(&first));
    assert_eq!(store.read(|r| r.customer(id)), Ok(Some(Customer { id, ..first })));
    let corrected = Customer { id, ..customer("Anne Price", "", "", "") };
    write(&store, |w| w.change_customer(&corrected));
    assert_eq!(store.read(|r| r.customer(id)), Ok(Some(corrected)));
    assert_eq!(store.read(|r| r.customer(CustomerId(99))), Ok(None));
}

#[test]
fn earlier_cases_of_the_same_person_are_found_newest_first() {
    let store = memory();
    let by_phone = case_of(&store, &customer("A. Price", "(01527) 64252", "", ""));
    let by_email = case_of(&store, &customer("Somebody", "", "ann@EXAMPLE.org", ""));
    let by_home = case_of(&store, &customer("Ann Price", "", "", "b988ah"));
    let neighbour = case_of(&store, &customer("Bo Li", "", "", "B98 8AH"));
    let nobody = case_of(&store, &customer("", "", "", ""));
    let likeness = Likeness {
        phone: "+44 1527 64252".to_owned(),
        email: "Ann@example.org ".to_owned(),
        postcode: "B98 8AH".to_owned(),
        surname: "PRICE".to_owned(),
    };
    let found = |likeness: &Likeness, limit| -> Vec<Reference> {
        let lines = store.read(|r| r.cases_like(likeness, limit)).expect("lines");
        lines.iter().map(|line| line.reference).collect()
    };
    assert_eq!(found(&likeness, 10), [by_home, by_email, by_phone]);
    assert_eq!(found(&likeness, 2), [by_home, by_email]);
    assert_eq!(found(&Likeness::default(), 10), [], "what is not given is like nobody, {neighbour} and {nobody} too");
    let surname_alone = Likeness { surname: "Price".to_owned(), ..Likeness::default() };
    assert_eq!(found(&surname_alone, 10), [], "a surname alone says nothing");
    let line = &store.read(|r| r.cases_like(&likeness, 1)).expect("lines")[0];
    assert_eq!(line.customer_name.as_deref(), Some("Ann Price"));
}

#[test]
fn customers_put_together_are_one_and_come_apart_again() {
    let store = memory();
    let by = write(&store, |w| w.add_person(&person("Ann")));
    let of = |name: &str, phone: &str| {
        write(&store, |w| {
            let id = w.add_customer(&customer(name, phone, "", "B98 8AH"))?;
            Ok((id, begin(w, |row| row.customer = Some(id))?))
        })
    };
    let ((ivy, first), (ivey, second), (i, third)) = (of("Ivy Cole", "1"), of("Ivey Cole", "2"), of("I Cole", "3"));
    let name = |id| store.read(|r| r.customer(id)).expect("read").expect("there").name;
    let cases = |id| store.read(|r| r.references_of(id)).expect("read");

    write(&store, |w| w.merge_customers(ivey, i, by, noon()));
    let merger = write(&store, |w| w.merge_customers(ivy, ivey, by, noon()));
    assert_eq!([name(ivy), name(ivey), name(i)], ["Ivy Cole"; 3], "whose details count");
    assert_eq!(cases(ivy), [first, second, third]);
    assert_eq!(store.read(|r| r.customer_as_taken(i)).expect("read").expect("there").name, "I Cole");
    let likeness = Likeness { postcode: "b988ah".to_owned(), surname: "Cole".to_owned(), ..Likeness::default() };
    assert_eq!(store.read(|r| r.customers_like(&likeness)), Ok(vec![ivy]), "found once");
    let lines = store.read(|r| r.cases_of(ivy, &Likeness::default(), 9)).expect("lines");
    assert!(lines.iter().all(|line| line.customer_name.as_deref() == Some("Ivy Cole")), "lists say it too");

    let merger = store.read(|r| r.merger(merger)).expect("read").expect("it stands");
    write(&store, |w| w.unmerge_customers(&merger, by, noon()));
    assert_eq!([name(ivy), name(ivey), name(i)], ["Ivy Cole", "Ivey Cole", "Ivey Cole"], "as they were before");
    assert_eq!((cases(ivy), cases(ivey)), (vec![first], vec![second, third]));
    assert_eq!(store.read(|r| r.merger(merger.id)), Ok(None), "it does not stand any more");
}

#[test]
fn what_details_were_before_reads_back_the_latest_first() {
    let store = memory();
    let by = write(&store, |w| w.add_person(&person("Ann")));
    let id = write(&store, |w| w.add_customer(&customer("Ivy Cole", "1", "", "")));
    let change = |reason: &str| CustomerChange { at: noon(), by, reason: reason.to_owned(), before: "{}".to_owned() };
    write(&store, |w| w.note_customer_change(id, &change("moved")));
    write(&store, |w| w.note_customer_change(id, &change("married")));
    assert_eq!(store.read(|r| r.customer_changes(id, 9)), Ok(vec![change("married"), change("moved")]));
    assert_eq!(store.read(|r| r.customer_changes(id, 1)), Ok(vec![change("married")]));
}
