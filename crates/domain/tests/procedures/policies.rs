//! Published procedures of councils, landlords, universities and a school, written by the format
//! alone. Each test walks through the limits that the source states.

use domain::{
    clock::Facts,
    feedback::Kind,
    procedure::{Body, Coming, Milestone::*, Never, Procedure},
};

use crate::{Walk, common::day, read};

fn policy(id: &str) -> Procedure {
    read(&format!("tests/policies/{id}.toml"))
}

fn complaint(id: &str) -> Walk {
    Walk::complaint(policy(id), "Mon 2 Nov 2026")
}

#[test]
fn the_second_limit_begins_when_the_request_is_assessed() {
    complaint("birmingham")
        .due("acknowledge", "Mon 9 Nov 2026")
        .due("respond", "Mon 23 Nov 2026")
        .ask("two", "Mon 4 Jan 2027")
        .due("assess", "Mon 11 Jan 2027")
        .due("review", "Mon 8 Feb 2027")
        .then(Assessed, "Wed 6 Jan 2027")
        .due("review", "Wed 3 Feb 2027");
    assert_eq!(
        policy("birmingham").ombudsman_for(Some("landlord")).map(|rule| rule.body),
        Some(Body::HousingOmbudsman)
    );
}

#[test]
fn working_days_for_the_council_and_calendar_days_for_the_customer() {
    complaint("thurrock")
        .due("acknowledge-1", "Mon 9 Nov 2026")
        .then(Acknowledged, "Tue 3 Nov 2026")
        .due("respond-1", "Tue 17 Nov 2026")
        .then(Responded, "Tue 17 Nov 2026")
        .ask_by("two", "Tue 15 Dec 2026")
        .ask("two", "Mon 14 Dec 2026")
        .due("acknowledge-2", "Mon 21 Dec 2026")
        .due("respond-2", "Thu 21 Jan 2027");
}

#[test]
fn an_extension_has_a_hard_cap() {
    complaint("north-warwickshire")
        .due("acknowledge", "Mon 9 Nov 2026")
        .due("respond", "Mon 30 Nov 2026")
        .latest("respond", "Mon 14 Dec 2026");
}

#[test]
fn complex_cases_start_at_the_second_stage_and_are_extended_by_agreement() {
    complaint("highland")
        .due("respond-1", "Mon 9 Nov 2026")
        .ask("two", "Mon 9 Nov 2026")
        .due("acknowledge-2", "Thu 12 Nov 2026")
        .due("respond-2", "Tue 8 Dec 2026")
        .latest("respond-2", "any");
    let mut complex = complaint("highland");
    complex.facts.began_in = Some("two".into());
    complex.due("respond-2", "Tue 1 Dec 2026");
}

#[test]
fn comments_have_a_limit_of_their_own() {
    Walk::of(policy("south-lanarkshire"), Kind::Comment, "Mon 2 Nov 2026").due("advise", "Mon 16 Nov 2026");
    complaint("south-lanarkshire").then(Occurred, "Mon 1 Jun 2026").complain_by("Tue 1 Dec 2026");
    assert!(policy("south-lanarkshire").acceptance.window.expect("a window").waivable);
}

#[test]
fn the_later_of_two_dates_bounds_the_second_stage() {
    complaint("ards-and-north-down")
        .then(Occurred, "Mon 1 Jun 2026")
        .due("respond-1", "Mon 9 Nov 2026")
        .then(Responded, "Mon 9 Nov 2026")
        .ask_by("two", "Mon 11 Jan 2027")
        .ask("two", "Tue 10 Nov 2026")
        .due("acknowledge-2", "Fri 13 Nov 2026")
        .due("respond-2", "Tue 8 Dec 2026");
    complaint("ards-and-north-down").then(Occurred, "Thu 1 Oct 2026").ask_by("two", "Thu 1 Apr 2027");
}

#[test]
fn the_day_of_recording_decides_the_version() {
    let old = policy("belfast-until-2023");
    let (sent, recorded) = (day("Fri 29 Dec 2023"), day("Tue 2 Jan 2024"));
    assert!(!old.is_in_force(sent, recorded), "recorded on the first day of the new procedure");
    assert!(old.is_in_force(sent, day("Fri 29 Dec 2023")));
    Walk::complaint(old, "Mon 2 Oct 2023")
        .due("respond-1", "Mon 9 Oct 2023")
        .ask("two", "Tue 10 Oct 2023")
        .due("respond-2", "Tue 24 Oct 2023")
        .ask("three", "Wed 25 Oct 2023")
        .due("respond-3", "Wed 8 Nov 2023");
    Walk::complaint(policy("belfast-until-2023"), "Thu 28 Dec 2023").due("respond-1", "Mon 8 Jan 2024");
}

#[test]
fn recovery_may_wait_while_a_complaint_is_open() {
    complaint("brent")
        .ask("one", "Mon 2 Nov 2026")
        .due("acknowledge-1", "Mon 9 Nov 2026")
        .due("respond-1", "Mon 30 Nov 2026")
        .ask("final", "Tue 1 Dec 2026")
        .due("acknowledge-2", "Tue 8 Dec 2026")
        .due("respond-2", "Fri 15 Jan 2027");
    assert_eq!(policy("brent").handling.holds.len(), 1);
}

#[test]
fn an_extension_may_have_no_cap() {
    complaint("east-devon")
        .ask("two", "Mon 2 Nov 2026")
        .due("acknowledge-2", "Mon 9 Nov 2026")
        .then(Acknowledged, "Wed 4 Nov 2026")
        .due("respond-2", "Wed 2 Dec 2026")
        .latest("respond-2", "any");
    assert!(!policy("east-devon").extensions[0].is_bounded());
}

#[test]
fn who_complains_decides_the_procedure() {
    complaint("manchester-children")
        .due("respond-1", "Mon 23 Nov 2026")
        .latest("respond-1", "Mon 30 Nov 2026")
        .then(Responded, "Mon 23 Nov 2026")
        .ask_by("two", "Mon 21 Dec 2026");
    let coming = |complainant| Coming { kind: Kind::Complaint, subject: None, complainant, points: 1 };
    assert!(policy("manchester-children").takes(&coming(Some("child"))));
    assert!(!policy("manchester-children").takes(&coming(Some("neighbour"))));
}

#[test]
fn the_third_stage_has_a_total_over_several_steps() {
    complaint("devon-children")
        .due("respond-1", "Mon 16 Nov 2026")
        .latest("respond-1", "Mon 30 Nov 2026")
        .then(Responded, "Mon 16 Nov 2026")
        .ask_by("two", "Mon 14 Dec 2026")
        .ask("two", "Mon 23 Nov 2026")
        .due("respond-2", "Wed 30 Dec 2026")
        .latest("respond-2", "Thu 25 Feb 2027")
        .ask("three", "Mon 4 Jan 2027")
        .due("panel", "Mon 15 Feb 2027")
        .due("recommend", "Mon 22 Feb 2027")
        .due("respond-3", "Mon 15 Mar 2027")
        .due("stage-3", "Mon 15 Mar 2027");
}

#[test]
fn the_number_of_issues_decides_the_limit() {
    let with = |points: u32| {
        let walk = complaint("newcastle-adults");
        let facts = Facts { points, ..walk.facts.clone() };
        Walk { facts, ..walk }.due("respond", "waits").then(Assessed, "Mon 2 Nov 2026")
    };
    with(1).due("respond", "Mon 14 Dec 2026");
    with(5).due("respond", "Mon 14 Dec 2026");
    with(6).due("respond", "Thu 28 Jan 2027");
    with(12).due("respond", "Tue 4 May 2027");
}

#[test]
fn only_what_is_investigated_is_told_how_it_stands() {
    complaint("northamptonshire-fire").due("contact", "Wed 4 Nov 2026").has_no("update");
    complaint("northamptonshire-fire")
        .in_band("investigated")
        .due("contact", "Wed 4 Nov 2026")
        .due("update", "Mon 30 Nov 2026")
        .then(Updated, "Fri 27 Nov 2026")
        .due("update", "Fri 25 Dec 2026");
}

#[test]
fn a_clock_waits_until_the_checks_are_complete() {
    complaint("medway-adults")
        .due("contact", "Wed 4 Nov 2026")
        .due("acknowledge", "Wed 4 Nov 2026")
        .due("respond-1", "waits")
        .then(Consented, "Tue 10 Nov 2026")
        .due("respond-1", "Tue 8 Dec 2026")
        .ask("two", "Wed 9 Dec 2026")
        .due("respond-2", "Mon 11 Jan 2027");
}

#[test]
fn the_unit_changes_between_stages() {
    complaint("sheffield-older")
        .due("informal-respond", "Thu 5 Nov 2026")
        .ask("one", "Fri 6 Nov 2026")
        .due("investigate", "Fri 4 Dec 2026");
}

#[test]
fn the_landlords_code() {
    complaint("housing-code")
        .due("acknowledge-1", "Mon 9 Nov 2026")
        .then(Acknowledged, "Wed 4 Nov 2026")
        .due("respond-1", "Wed 18 Nov 2026")
        .latest("respond-1", "Wed 2 Dec 2026")
        .ask("two", "Mon 4 Jan 2027")
        .then(Acknowledged, "Mon 11 Jan 2027")
        .due("respond-2", "Mon 8 Feb 2027")
        .latest("respond-2", "Mon 8 Mar 2027");
    assert_eq!(policy("housing-code").stages[1].people.never, [Never::EarlierHandler]);
}

#[test]
fn a_complaint_about_a_director_goes_to_the_chief_executive() {
    complaint("tai-calon")
        .due("informal-respond", "Mon 9 Nov 2026")
        .ask("one", "Tue 10 Nov 2026")
        .due("acknowledge", "Thu 12 Nov 2026")
        .due("respond", "Tue 8 Dec 2026");
    let procedure = policy("tai-calon");
    let routes: Vec<(&str, &str)> =
        procedure.stages[1].people.routes.iter().map(|route| (route.about.as_str(), route.to.as_str())).collect();
    assert_eq!(routes, [("director", "chief-executive"), ("chief-executive", "chair")]);
}

#[test]
fn a_time_limit_with_a_waiver_and_people_who_need_no_consent() {
    complaint("carmarthenshire").then(Occurred, "Mon 4 May 2026").complain_by("Wed 4 Nov 2026");
    assert_eq!(policy("carmarthenshire").acceptance.without_consent, ["councillor", "mp", "solicitor"]);
}

#[test]
fn the_longest_list_of_exclusions() {
    complaint("torbay").then(Occurred, "Mon 3 Nov 2025").complain_by("Tue 3 Nov 2026");
    assert_eq!(policy("torbay").exclusions.len(), 23);
}

#[test]
fn a_university_has_working_days_of_its_own() {
    complaint("warwick-students")
        .then(Aware, "Mon 2 Nov 2026")
        .complain_by("Tue 2 Feb 2027")
        .then(Responded, "Thu 17 Dec 2026")
        .ask_by("two", "Mon 11 Jan 2027")
        .ask("two", "Mon 4 Jan 2027")
        .then(Responded, "Mon 1 Feb 2027")
        .ask_by("three", "Mon 15 Feb 2027");
}

#[test]
fn the_window_depends_on_the_path_taken() {
    complaint("swansea-students").then(Occurred, "Thu 1 Oct 2026").ask_by("two", "Mon 4 Jan 2027");
    complaint("swansea-students")
        .then(Occurred, "Thu 1 Oct 2026")
        .complain_by("Mon 4 Jan 2027")
        .then(Responded, "Mon 16 Nov 2026")
        .ask_by("two", "Mon 7 Dec 2026");
}

#[test]
fn what_comes_in_out_of_term_is_received_on_the_first_school_day() {
    let school = |received: &str| Walk::complaint(policy("priory-woods-school"), received);
    school("Mon 2 Nov 2026").due("respond", "Mon 16 Nov 2026");
    school("Wed 28 Oct 2026").due("respond", "Mon 16 Nov 2026");
    school("Sat 19 Dec 2026").due("respond", "Mon 18 Jan 2027");
    school("Mon 2 Nov 2026").then(Occurred, "Wed 2 Sep 2026").complain_by("Wed 2 Dec 2026");
    assert!(policy("priory-woods-school").handling.campaigns);
}

#[test]
fn the_same_limits_for_housing_and_all_else() {
    complaint("west-lancashire")
        .due("respond-1", "Mon 16 Nov 2026")
        .ask("two", "Tue 17 Nov 2026")
        .due("respond-2", "Tue 15 Dec 2026");
}

#[test]
fn an_interim_letter_keeps_the_promise() {
    complaint("north-norfolk").due("acknowledge", "Thu 5 Nov 2026").due("respond", "Thu 10 Dec 2026");
    let walk = complaint("north-norfolk").then(Interim, "Thu 10 Dec 2026");
    let calendar = crate::days(&walk.procedure);
    let rules = domain::Rules { procedure: &walk.procedure, calendar: &calendar };
    let timings = domain::clock::timetable(&walk.facts, rules);
    assert_eq!(timings[1].in_time(), Some(true));
}

#[test]
fn questions_decide_what_it_is() {
    Walk::of(policy("hull"), Kind::ServiceRequest, "Mon 2 Nov 2026").due("concern-respond", "Mon 16 Nov 2026");
    let procedure = policy("hull");
    let becomes: Vec<Kind> = procedure.acceptance.sortings.iter().map(|sorting| sorting.becomes).collect();
    assert_eq!(becomes, [Kind::Comment, Kind::Comment, Kind::ServiceRequest]);
    let concern = procedure.first_stage(Kind::ServiceRequest).expect("a concern has a stage");
    assert_eq!(procedure.stages_after(concern).count(), 0, "no escalation");
    complaint("hull").then(Occurred, "Mon 1 Dec 2025").then(Aware, "Mon 5 Jan 2026").complain_by("Tue 5 Jan 2027");
}

#[test]
fn seven_clear_working_days_before_the_meeting() {
    complaint("donnington-and-muxton")
        .ask("one", "Mon 2 Nov 2026")
        .due("acknowledge", "Thu 5 Nov 2026")
        .due("respond", "Fri 20 Nov 2026")
        .ask("committee", "Mon 23 Nov 2026")
        .due("papers", "waits")
        .then(Met, "Wed 9 Dec 2026")
        .due("papers", "Fri 27 Nov 2026")
        .ask_by("committee", "Fri 27 Nov 2026");
}

#[test]
fn two_levels_and_five_days_of_a_kind_to_be_chosen() {
    complaint("lincoln")
        .due("acknowledge-1", "Mon 9 Nov 2026")
        .due("respond-1", "Mon 16 Nov 2026")
        .ask("two", "Tue 17 Nov 2026")
        .due("respond-2", "Tue 15 Dec 2026");
    let calendar_days = policy("lincoln").read_as("five-days", "calendar").expect("the other reading");
    Walk::complaint(calendar_days, "Mon 2 Nov 2026").due("acknowledge-1", "Sat 7 Nov 2026");
}
