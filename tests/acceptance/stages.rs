//! A real case of each procedure that ships walks through every stage and every limit of it: opened, acknowledged,
//! given, put off, answered, signed by whom it names and by nobody else, asked for the next stage, ended.

mod care;
mod codes;
mod council;
mod desk;
mod models;
mod speeds;
mod universities;
mod walk;

use domain::Procedure;

/// A test for each shipped procedure, and the list of them.
macro_rules! walked {
    ($($test:ident: $id:literal by $walks:path;)+) => {
        $(
            #[test]
            fn $test() {
                walks_all_of($id, $walks);
            }
        )+

        const WALKED: &[&str] = &[$($id),+];
    };
}

walked! {
    adult_social_care: "adult-social-care" by care::ADULTS;
    children_act: "children-act" by care::CHILDREN;
    customer_care_policy: "customer-care-policy" by desk::CUSTOMER_CARE;
    data_protection_complaint: "data-protection-complaint" by council::DATA_PROTECTION;
    estates_customer_services: "estates-customer-services" by universities::ESTATES;
    housing_ombudsman_code: "housing-ombudsman-code-2024" by codes::HOUSING;
    it_services_feedback: "it-services-feedback" by universities::IT;
    lgsco_code: "lgsco-code-2024" by codes::LGSCO;
    making_experiences_count: "making-experiences-count" by council::MAKING_EXPERIENCES_COUNT;
    northern_ireland_model: "northern-ireland-model" by models::NORTHERN_IRELAND;
    scotland_model: "scotland-model" by models::SCOTLAND;
    service_standards: "service-standards" by desk::STANDARDS;
    wales_model: "wales-model" by models::WALES;
}

/// What no file that ships has is walked under one made up for it.
#[test]
fn two_speeds() {
    let procedure = app::procedures::read(speeds::FILE).expect("it can be followed");
    walks_all(&procedure, speeds::WALKS);
}

fn walks_all_of(id: &str, walks: &[fn()]) {
    let shipped = app::procedures::shipped().expect("sound");
    let procedure = shipped.iter().find(|procedure| procedure.id == id).expect("it ships");
    walks_all(procedure, walks);
}

/// Walks them all, and looks for what of the file none of them came past: what is added to a file is walked as well.
fn walks_all(procedure: &Procedure, walks: &[fn()]) {
    for walk in walks {
        walk();
    }
    let id = &procedure.id;
    let seen = walk::seen();
    let left = walk::to_be_walked(procedure).into_iter().filter(|what| !seen.contains(&format!("{id}: {what}")));
    assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new(), "{id}: no walk comes past it");
}

#[test]
fn every_procedure_that_ships_is_walked() {
    let shipped = app::procedures::shipped().expect("sound");
    let mut ids: Vec<&str> = shipped.iter().map(|procedure| procedure.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, WALKED);
}
