//! The procedures that are shipped, each walked through every stage and limit.

use domain::{
    clock::Facts,
    feedback::{Channel, Kind},
    procedure::{Body, By, Code, Content, Limit, Milestone::*, Occasion, OmbudsmanRule, Outcome, Procedure, Unit},
};

use crate::{COMPLAINT, LOOKED_AT, Walk, common::day, read};

fn shipped(id: &str) -> Procedure {
    read(&format!("../../procedures/{id}.toml"))
}

fn complaint(id: &str) -> Walk {
    Walk::complaint(shipped(id), "Mon 2 Nov 2026")
}

#[test]
fn making_experiences_count() {
    complaint("making-experiences-count")
        .due("acknowledge", "Wed 4 Nov 2026")
        .due("respond", "Mon 23 Nov 2026")
        .latest("respond", "Mon 7 Dec 2026");
}

#[test]
fn estates_customer_services() {
    Walk::of(shipped("estates-customer-services"), Kind::ServiceRequest, "Mon 2 Nov 2026")
        .due("answer-enquiry", "Thu 5 Nov 2026");
    complaint("estates-customer-services")
        .due("informal-acknowledge", "Thu 5 Nov 2026")
        .due("informal-explain", "Thu 19 Nov 2026")
        .then(Acknowledged, "Tue 3 Nov 2026")
        .due("informal-explain", "Tue 17 Nov 2026")
        .latest("informal-explain", "Tue 1 Dec 2026")
        .then(Responded, "Tue 17 Nov 2026")
        .due("formal-contact", "waits")
        .ask("formal", "Thu 19 Nov 2026")
        .due("formal-contact", "Thu 26 Nov 2026")
        .due("formal-outcome", "Thu 10 Dec 2026")
        .then(Contacted, "Mon 23 Nov 2026")
        .due("formal-outcome", "Mon 7 Dec 2026")
        .latest("formal-outcome", "Mon 21 Dec 2026")
        .then(Responded, "Mon 7 Dec 2026")
        .ask("appeal", "Mon 4 Jan 2027")
        .due("appeal-decide", "Mon 1 Feb 2027");
}

#[test]
fn it_services_feedback() {
    complaint("it-services-feedback")
        .due("frontline-acknowledge", "Mon 2 Nov 2026")
        .due("frontline-decide", "Thu 5 Nov 2026")
        .latest("frontline-decide", "any")
        .then(Decided, "Thu 5 Nov 2026")
        .ask("investigation", "Fri 6 Nov 2026")
        .due("investigation-acknowledge", "Fri 6 Nov 2026")
        .due("investigation-decide", "Fri 4 Dec 2026")
        .due("investigation-update", "Fri 13 Nov 2026")
        .then(Updated, "Wed 11 Nov 2026")
        .due("investigation-update", "Wed 18 Nov 2026")
        .latest("investigation-decide", "any");
    let procedure = shipped("it-services-feedback");
    assert_eq!(procedure.handling.sealed_to.as_deref(), Some("line-manager"));
    assert!(procedure.handling.child_of_job);
    let mut vip = Walk::complaint(procedure, "Mon 2 Nov 2026");
    vip.facts.began_in = Some("investigation".into());
    vip.due("frontline-decide", "waits").due("investigation-decide", "Mon 30 Nov 2026");
    Walk::complaint(shipped("it-services-feedback"), "Sat 7 Nov 2026").due("frontline-acknowledge", "Mon 9 Nov 2026");
}

#[test]
fn customer_care_policy() {
    let enquiry = |procedure| Walk::of(procedure, Kind::ServiceRequest, "Mon 2 Nov 2026");
    let procedure = shipped("customer-care-policy");
    enquiry(procedure.clone())
        .due("answer-enquiry", "Fri 20 Nov 2026")
        .aim("answer-enquiry", "Mon 16 Nov 2026")
        .latest("answer-enquiry", "any");
    let two_weeks = procedure.read_as("fourteen-days", "two-weeks").expect("the other reading");
    enquiry(two_weeks).due("answer-enquiry", "Mon 16 Nov 2026");
    assert_eq!(procedure.read_as("fourteen-days", "fifteen"), None);
    for kind in [Kind::Complaint, Kind::Comment, Kind::Compliment] {
        Walk::of(procedure.clone(), kind, "Mon 2 Nov 2026").without_limits();
    }
    Walk::complaint(procedure.clone(), "Mon 2 Nov 2026")
        .then(Responded, "Fri 6 Nov 2026")
        .ask_by("senior-management", "any")
        .ask("senior-management", "Mon 9 Nov 2026")
        .without_limits();
    assert_eq!(procedure.handling.always_answered, [Kind::Complaint, Kind::Comment, Kind::Compliment]);
    let must: Vec<Content> = procedure.must_contain(Occasion::Response, "enquiry").collect();
    assert!(must.contains(&Content::NamedContact));
}

#[test]
fn service_standards() {
    let procedure = shipped("service-standards");
    let standard = |id: &str| procedure.standards.iter().find(|each| each.id == id).expect("the standard");
    assert_eq!(standard("enquiries").measured_by(), Some(By::Clock("first-enquiry", None)));
    assert_eq!(standard("e-mail").measured_by(), Some(By::Answer(Limit::of(2, Unit::WorkingDays))));
    assert_eq!(standard("phone").measured_by(), Some(By::FirstContact));
    assert_eq!(standard("enquiries").percent, Some(95));
    for channel in Channel::ALL {
        let mut of_it = procedure.standards.iter().filter(|each| each.channels.contains(channel));
        assert!(of_it.any(|each| each.percent.is_some()), "a share is promised for {}", channel.title());
    }
    Walk::complaint(procedure.clone(), "Mon 2 Nov 2026").without_limits();
    Walk::of(procedure, Kind::ServiceRequest, "Mon 2 Nov 2026")
        .due("first-enquiry", "Wed 4 Nov 2026")
        .aim("first-enquiry", "Tue 3 Nov 2026")
        .due("needs-report", "waits")
        .then(Met, "Tue 10 Nov 2026")
        .due("needs-report", "Tue 24 Nov 2026")
        .then(Reported, "Mon 23 Nov 2026")
        .due("approve-support", "Mon 7 Dec 2026")
        .then(Consented, "Mon 7 Dec 2026")
        .due("evidence-report", "Thu 10 Dec 2026");
}

/// Both Codes have the same limits.
fn code(id: &str) {
    complaint(id)
        .due("stage-1-acknowledge", "Mon 9 Nov 2026")
        .due("stage-1-respond", "Mon 23 Nov 2026")
        .then(Acknowledged, "Wed 4 Nov 2026")
        .due("stage-1-respond", "Wed 18 Nov 2026")
        .latest("stage-1-respond", "Wed 2 Dec 2026")
        .then(Responded, "Wed 18 Nov 2026")
        .due("whole", "Mon 25 Jan 2027")
        .ask("stage-2", "Mon 4 Jan 2027")
        .due("stage-2-acknowledge", "Mon 11 Jan 2027")
        .due("stage-2-respond", "Mon 8 Feb 2027")
        .then(Acknowledged, "Mon 11 Jan 2027")
        .due("stage-2-respond", "Mon 8 Feb 2027")
        .latest("stage-2-respond", "Mon 8 Mar 2027")
        .put_off("stage-2-respond", "Mon 8 Mar 2027")
        .due("stage-2-respond", "Mon 8 Mar 2027");
    complaint(id).then(Occurred, "Mon 3 Nov 2025").complain_by("Tue 3 Nov 2026");
}

#[test]
fn lgsco_code_2024() {
    code("lgsco-code-2024");
    let procedure = shipped("lgsco-code-2024");
    assert_eq!(procedure.warnings(), [], "a Code does not depart from itself");
    assert_eq!(procedure.ombudsman_for(None).map(|rule| rule.body), Some(Body::Lgsco));
    assert_eq!(procedure.ombudsman_for(Some("landlord")).map(|rule| rule.body), Some(Body::HousingOmbudsman));
}

#[test]
fn housing_ombudsman_code_2024() {
    code("housing-ombudsman-code-2024");
    let procedure = shipped("housing-ombudsman-code-2024");
    assert_eq!(procedure.warnings(), []);
    let acknowledgement: Vec<Content> = procedure.must_contain(Occasion::Acknowledgement, "stage-1").collect();
    assert!(acknowledgement.contains(&Content::Understanding) && acknowledgement.contains(&Content::Wanted));
}

#[test]
fn children_act() {
    complaint("children-act")
        .due("stage-1-respond", "Mon 16 Nov 2026")
        .latest("stage-1-respond", "Mon 30 Nov 2026")
        .then(Responded, "Mon 16 Nov 2026")
        .ask_by("stage-2", "Mon 14 Dec 2026")
        .ask("stage-2", "Mon 23 Nov 2026")
        .due("stage-2-respond", "Wed 30 Dec 2026")
        .latest("stage-2-respond", "Thu 25 Feb 2027")
        .then(Responded, "Wed 30 Dec 2026")
        .ask_by("stage-3", "Thu 28 Jan 2027")
        .ask("stage-3", "Mon 4 Jan 2027")
        .due("panel", "Mon 15 Feb 2027")
        .due("panel-report", "Mon 22 Feb 2027")
        .due("stage-3-respond", "Mon 15 Mar 2027")
        .then(Met, "Mon 1 Feb 2027")
        .due("panel-report", "Mon 8 Feb 2027")
        .then(Reported, "Fri 5 Feb 2027")
        .due("stage-3-respond", "Fri 26 Feb 2027");
    complaint("children-act").then(Occurred, "Mon 3 Nov 2025").complain_by("Tue 3 Nov 2026");
    let mut at_once = complaint("children-act");
    at_once.facts.began_in = Some("stage-2".into());
    at_once.due("stage-2-respond", "Mon 7 Dec 2026").latest("stage-2-respond", "Thu 4 Feb 2027");
}

#[test]
fn adult_social_care() {
    complaint("adult-social-care")
        .due("acknowledge", "Thu 5 Nov 2026")
        .due("respond", "Tue 4 May 2027")
        .latest("respond", "any")
        .due("update", "Mon 30 Nov 2026")
        .then(Aware, "Mon 1 Dec 2025")
        .complain_by("Tue 1 Dec 2026");
}

#[test]
fn data_protection_complaint() {
    complaint("data-protection-complaint")
        .due("acknowledge", "Wed 2 Dec 2026")
        .aim("acknowledge", "Tue 1 Dec 2026")
        .due("respond", "Tue 2 Feb 2027")
        .latest("respond", "Fri 2 Apr 2027")
        .due("update", "Fri 1 Jan 2027")
        .then(Acknowledged, "Mon 9 Nov 2026")
        .due("update", "Wed 9 Dec 2026")
        .then(Updated, "Mon 7 Dec 2026")
        .due("update", "Wed 6 Jan 2027");
    let procedure = shipped("data-protection-complaint");
    assert!(!procedure.is_in_force(day("Thu 18 Jun 2026"), day("Fri 19 Jun 2026")));
    assert!(procedure.is_in_force(day("Fri 19 Jun 2026"), day("Fri 19 Jun 2026")));
    assert_eq!(procedure.ombudsman_for(None).map(|rule| rule.body), Some(Body::InformationCommissioner));
    Walk::complaint(procedure, "Thu 26 Nov 2026").due("acknowledge", "Tue 29 Dec 2026");
}

#[test]
fn scotland_model() {
    complaint("scotland-model")
        .then(Aware, "Mon 1 Jun 2026")
        .complain_by("Tue 1 Dec 2026")
        .due("frontline-respond", "Mon 9 Nov 2026")
        .latest("frontline-respond", "Mon 16 Nov 2026")
        .then(Responded, "Mon 9 Nov 2026")
        .ask_by("investigation", "Mon 11 Jan 2027")
        .ask("investigation", "Tue 10 Nov 2026")
        .due("investigation-acknowledge", "Fri 13 Nov 2026")
        .due("investigation-respond", "Wed 9 Dec 2026")
        .latest("investigation-respond", "any");
}

#[test]
fn wales_model() {
    complaint("wales-model")
        .then(Occurred, "Mon 1 Jun 2026")
        .complain_by("Tue 1 Dec 2026")
        .then(Aware, "Wed 3 Jun 2026")
        .complain_by("Thu 3 Dec 2026")
        .due("informal-respond", "Mon 16 Nov 2026")
        .then(Responded, "Mon 16 Nov 2026")
        .ask("formal", "Tue 17 Nov 2026")
        .due("formal-acknowledge", "Tue 24 Nov 2026")
        .due("formal-respond", "Tue 15 Dec 2026")
        .latest("formal-respond", "Mon 17 May 2027");
}

#[test]
fn northern_ireland_model() {
    complaint("northern-ireland-model")
        .then(Occurred, "Thu 1 Oct 2026")
        .complain_by("Thu 1 Apr 2027")
        .due("frontline-respond", "Mon 9 Nov 2026")
        .latest("frontline-respond", "Mon 16 Nov 2026")
        .then(Responded, "Mon 9 Nov 2026")
        .ask_by("investigation", "Thu 1 Apr 2027")
        .ask("investigation", "Mon 8 Mar 2027")
        .due("investigation-acknowledge", "Thu 11 Mar 2027")
        .due("investigation-respond", "Thu 8 Apr 2027")
        .latest("investigation-respond", "any");
}

/// The walks above, each under the name of its file.
const WALKS: [(&str, fn()); 13] = [
    ("adult-social-care", adult_social_care),
    ("children-act", children_act),
    ("customer-care-policy", customer_care_policy),
    ("data-protection-complaint", data_protection_complaint),
    ("estates-customer-services", estates_customer_services),
    ("housing-ombudsman-code-2024", housing_ombudsman_code_2024),
    ("it-services-feedback", it_services_feedback),
    ("lgsco-code-2024", lgsco_code_2024),
    ("making-experiences-count", making_experiences_count),
    ("northern-ireland-model", northern_ireland_model),
    ("scotland-model", scotland_model),
    ("service-standards", service_standards),
    ("wales-model", wales_model),
];

#[test]
fn every_stage_and_every_limit_of_every_file_is_walked() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    let files = std::fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut ids: Vec<String> =
        files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    ids.sort_unstable();
    assert_eq!(ids, WALKS.map(|(id, _)| id), "each shipped file has its walk");
    for (id, walk) in WALKS {
        walk();
        let unseen: Vec<String> = LOOKED_AT.with_borrow(|looked| {
            let all = to_be_walked(&shipped(id)).into_iter().map(|what| format!("{id}: {what}"));
            all.filter(|what| !looked.contains(what)).collect()
        });
        assert_eq!(unseen, Vec::<String>::new(), "each is asserted by the walk of its file");
    }
}

/// Whatever a procedure sets a time for, and each stage.
fn to_be_walked(procedure: &Procedure) -> Vec<String> {
    let stages = procedure.stages.iter().map(|stage| format!("stage {}", stage.id));
    let clocks = procedure.clocks().map(|clock| format!("clock {}", clock.id));
    let targets = procedure.clocks().filter(|clock| clock.target.is_some()).map(|clock| format!("target {}", clock.id));
    let extensions = procedure.extensions.iter().map(|rule| format!("extension of {}", rule.clock));
    let windows = procedure.stages.iter().filter(|stage| stage.window.is_some()).map(|stage| stage.id.as_str());
    let windows = windows.chain(procedure.acceptance.window.is_some().then_some(COMPLAINT));
    let windows = windows.map(|of| format!("window of {of}"));
    stages.chain(clocks).chain(targets).chain(extensions).chain(windows).collect()
}

#[test]
fn no_time_limit_waits_for_ever_unless_its_file_says_so() {
    for (id, _) in WALKS {
        assert_eq!(shipped(id).waits(), [], "{id}");
    }
}

#[test]
fn the_draft_policy_is_said_to_depart_from_the_code() {
    let procedure = shipped("making-experiences-count");
    assert_eq!(procedure.warnings(), [], "it claims no Code");
    let said: Vec<String> =
        procedure.departures(Code::Lgsco2024).into_iter().map(|departure| departure.to_string()).collect();
    let quick = "whenever the acknowledgement leaves before working day 5";
    assert!(said.iter().any(|words| words.contains(quick)), "{said:#?}");
    let informal = shipped("estates-customer-services").departures(Code::Lgsco2024);
    assert!(informal.iter().any(|departure| departure.says.contains("informal")), "{informal:#?}");
    assert!(informal.iter().any(|departure| departure.says.contains("a third stage")), "{informal:#?}");
    let uncapped = shipped("it-services-feedback").departures(Code::HousingOmbudsman2024);
    assert!(uncapped.iter().any(|departure| departure.says.contains("without a cap")), "{uncapped:#?}");
}

#[test]
fn a_first_request_is_sorted_out_before_it_is_asked_what_stands_against_it() {
    let asks = [
        "housing-ombudsman-code-2024",
        "lgsco-code-2024",
        "making-experiences-count",
        "northern-ireland-model",
        "scotland-model",
        "wales-model",
    ];
    for id in asks {
        let procedure = shipped(id);
        assert_eq!(procedure.screen(&[true], None).outcome, Outcome::Becomes(Kind::ServiceRequest), "{id}");
        let questions = procedure.exclusions.len() + procedure.acceptance.sortings.len();
        assert_eq!(
            procedure.screen(&vec![false; questions], None).outcome,
            Outcome::Take,
            "{id}: no to every question"
        );
        assert_eq!(procedure.exclusion("request"), None, "{id} does not refuse what it takes as a request");
    }
}

#[test]
fn a_procedure_of_one_stage_promises_no_second_look() {
    for (id, _) in WALKS {
        let procedure = shipped(id);
        let later = procedure.stages.iter().any(|stage| !stage.begins());
        assert!(later || !procedure.rights.contains("again"), "{id}: {}", procedure.rights);
    }
}

#[test]
fn the_facts_of_a_case_choose_the_procedure() {
    use domain::procedure::Coming;
    let coming = |subject, complainant| Coming { kind: Kind::Complaint, subject, complainant, points: 1 };
    let table = [
        ("children-act", coming(Some("children-social-care"), Some("child")), true),
        ("children-act", coming(Some("children-social-care"), Some("neighbour")), false),
        ("children-act", coming(Some("children-social-care"), None), true),
        ("children-act", coming(None, Some("child")), false),
        ("housing-ombudsman-code-2024", coming(Some("landlord"), None), true),
        ("housing-ombudsman-code-2024", coming(Some("waste"), None), false),
        ("making-experiences-count", coming(None, None), true),
    ];
    for (id, coming, takes) in table {
        assert_eq!(shipped(id).takes(&coming), takes, "{id}, {coming:?}");
    }
}

#[test]
fn nothing_is_due_before_anything_has_happened_but_receipt() {
    let facts = Facts::received(Kind::Complaint, day("Mon 2 Nov 2026"));
    assert_eq!(facts.first(Acknowledged, "stage-1"), None);
}

#[test]
fn rights_are_those_of_the_body_else_of_the_stage_else_of_the_procedure() {
    let procedure = shipped("lgsco-code-2024");
    let rights = |stage: &str, subject: Option<&str>| {
        let body = procedure.ombudsman_for(subject).expect("it names both");
        procedure.rights_in(stage, body).to_owned()
    };
    assert_eq!(rights("stage-1", None), procedure.rights);
    assert!(!rights("stage-2", None).contains("stage 2"), "they have been through it");
    for stage in ["stage-1", "stage-2"] {
        let landlord = rights(stage, Some("landlord"));
        assert!(landlord.contains("Housing Ombudsman") && !landlord.contains("Social Care"), "{landlord}");
    }
}

#[test]
fn rights_of_whoever_is_refused_a_stage_speak_of_no_stage() {
    let mut procedure = shipped("children-act");
    let body = procedure.ombudsman_for(None).expect("it names one").clone();
    assert!(procedure.rights_in("stage-2", &body).contains("ask for the next stage"));
    for stage in ["stage-2", "stage-3"] {
        let rights = procedure.rights_refused(stage, &body);
        assert!(!rights.contains("stage") && !rights.contains("After") && body.is_in(rights), "{rights}");
    }
    procedure.stages[1].rights_when_refused = None;
    assert_eq!(procedure.rights_refused("stage-2", &body), procedure.rights_in("stage-2", &body));
    let own = OmbudsmanRule { rights: Some("Ask them.".into()), ..body };
    assert_eq!(procedure.rights_refused("stage-3", &own), "Ask them.", "the body goes before the stage");
}

/// Rights of a stage or a body say who may be asked, by the name that letters give.
#[test]
fn no_rights_name_another_body_than_the_one_they_are_for() {
    for id in ["lgsco-code-2024", "housing-ombudsman-code-2024", "children-act", "scotland-model", "wales-model"] {
        let procedure = shipped(id);
        let last = procedure.stages.last().expect("a stage").id.clone();
        for body in &procedure.ombudsmen {
            let rights = procedure.rights_in(&last, body);
            assert!(rights.contains(body.title()) && body.is_in(rights), "{id}: {rights}");
        }
    }
}
