//! The frame and its macros, each used once on a made-up page.

use super::*;
use askama::Template;

/// A page that uses every macro once.
#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% extends "base.html" %}
{% import "macros/bits.html" as bits %}
{% import "macros/due.html" as dates %}
{% import "macros/form.html" as form %}
{% block content %}
{% call bits::head("Log feedback", "Write it as the customer says it.") %}{{ bits::link_button("Print", "/print", "secondary", keys = "Control+P") }}{% endcall %}
{{ form::summary(errors) }}
<form method="post" action="/log" data-draft="log">{{ bits::csrf(frame.csrf) }}
{{ form::cards(errors, "kind", "What is it?", kinds, "complaint", hint = "Alt and 1, 2, 3 or 4") }}
{{ form::textarea(errors, "what", "What happened?", story, rows = 5, class = "hd-area--story") }}
{{ form::text(errors, "phone", "Phone", phone, inputmode = "tel", optional = true) }}
{{ form::date(errors, "received", "Received", "22/11/2026", hint = "Day, month, year") }}
{{ form::select(errors, "service", "Service it is about", kinds, "", autocomplete = true) }}
{{ form::radios(errors, "reply", "Reply by", kinds, "comment") }}
{{ form::checkboxes(errors, "needs", "Anything we should do differently?", kinds, needs) }}
{{ form::check("councillor", "It is about a councillor", true) }}
{{ form::password(errors, "password", "Password") }}
{{ form::file(errors, "files", "Files", multiple = true) }}
{{ form::button("Save and print acknowledgement", name = "act", value = "print", size = "l", keys = "Control+Enter") }}
</form>
{% call bits::card("next", "What happens next", note = "Live") %}{{ dates::due(due) }}{{ dates::why(why) }}{{ bits::tag("Complaint", "complaint", "flag") }}{% endcall %}
{{ bits::empty("You are up to date", "No open cases are late.") }}
{{ bits::pagination(pages) }}
{% endblock %}"##
)]
struct Sample {
    frame: Frame,
    errors: Errors,
    kinds: Vec<Choice>,
    needs: Vec<String>,
    story: String,
    phone: String,
    due: Due,
    why: Why,
    pages: Pages,
}

/// The pages before the shell.
#[derive(Template)]
#[template(ext = "html", source = r##"{% extends "gate.html" %}{% block content %}<h1>Sign in</h1>{% endblock %}"##)]
struct GateSample {
    gate: Gate,
}

fn sample() -> Sample {
    let mut errors = Errors::none();
    errors.add("what", "Write what happened");
    errors.add("kind", "Choose what the customer is giving us");
    Sample {
        frame: Frame {
            title: "Error: Log feedback".into(),
            council: "Thornbeck District Council".into(),
            initials: "TD".into(),
            nav: NavItem::ALL.to_vec(),
            active: Some(NavItem::Today),
            today_count: 4,
            may_log: true,
            csrf: "token".into(),
            ..Frame::default()
        },
        errors,
        kinds: vec![Choice::new("complaint", "Complaint"), Choice::new("comment", "Comment").with_also("idea")],
        needs: vec!["comment".into()],
        story: "<b>She</b> rang twice".into(),
        phone: "01632 960 417".into(),
        due: Due { tone: DueTone::Soon, first: "Due Thu 3 Dec".into(), second: "1 working day left".into() },
        why: Why { summary: "Why this date?".into(), rule: "15 working days".into(), ..Why::default() },
        pages: Pages { page: 1, size: 10, rows: 28, address: "/cases?page=".into() },
    }
}

fn page() -> String {
    sample().render().expect("the sample renders")
}

#[test]
fn an_error_stands_in_the_summary_and_at_its_field_in_the_same_words() {
    let page = page();
    assert!(page.contains("2 things to put right"));
    assert!(page.contains(r##"<a href="#what">Write what happened</a>"##));
    assert!(
        page.contains(r#"id="what-error"><span class="govuk-visually-hidden">Error:</span> Write what happened</p>"#)
    );
    assert!(page.contains(r#"aria-describedby="what-error""#));
    assert!(page.contains(r#"id="kind""#), "the summary leads to the first radio");
}

#[test]
fn what_people_wrote_is_escaped() {
    let page = page();
    assert!(!page.contains("<b>She</b>"));
    assert!(page.contains("She&#60;/b&#62; rang twice"), "kept as typed, as text");
}

#[test]
fn the_page_keeps_to_the_strict_content_policy() {
    for page in [page(), GateSample { gate: Gate::default() }.render().expect("the gate renders")] {
        assert!(!page.contains("style="), "inline styles are refused by the policy");
        assert!(!page.contains("<script>"), "inline scripts are refused by the policy");
        let handler = page.split_whitespace().find(|word| word.starts_with("on") && word.contains("=\""));
        assert_eq!(handler, None, "handlers in attributes are refused by the policy");
    }
}

#[test]
fn what_is_chosen_is_marked_and_nothing_else() {
    let page = page();
    assert_eq!(page.matches(" checked").count(), 4, "one card, one radio, one need, one single box");
    assert!(page.contains(r#"<option value="comment" data-words="idea">"#));
}

#[test]
fn practice_is_said_on_every_page_and_only_in_practice() {
    assert!(!page().contains("Nothing here is real"));
    let mut sample = sample();
    sample.frame.practice = true;
    let page = sample.render().expect("the sample renders");
    assert!(page.contains("hd-practice") && page.contains("Practice. Nothing here is real."));
}

#[test]
fn shortcut_hints_are_true_where_they_are_shown() {
    let mut sample = sample();
    assert!(sample.render().expect("renders").contains("Log feedback<kbd aria-hidden=\"true\">Alt L</kbd>"));
    sample.frame.host = Host::Window;
    assert!(sample.render().expect("renders").contains("Log feedback<kbd aria-hidden=\"true\">Ctrl N</kbd>"));
    assert_eq!(keys_in_words("Control+Enter"), "Ctrl Enter");
}

#[test]
fn page_numbers_show_the_ends_and_the_neighbours() {
    let pages = Pages { page: 5, size: 10, rows: 95, address: "/cases?page=".into() };
    let numbers: Vec<String> = pages
        .steps()
        .iter()
        .map(|step| match step {
            Step::Page { number, current, .. } => format!("{number}{}", if *current { "*" } else { "" }),
            Step::Gap => "gap".into(),
        })
        .collect();
    assert_eq!(numbers, ["1", "gap", "4", "5*", "6", "gap", "10"]);
    assert_eq!(pages.words(), "Showing 41 to 50 of 95");
}
