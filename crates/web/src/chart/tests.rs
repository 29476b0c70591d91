//! Charts of nothing, of one, of thousands.

use askama::Template;

use super::{Column, Columns, Line, Point, step};

fn columns(parts: &[&[u32]]) -> Vec<Column> {
    parts.iter().map(|parts| Column { name: "Oct".into(), parts: parts.to_vec() }).collect()
}

fn points(percents: &[Option<u32>]) -> Vec<Point> {
    percents.iter().map(|percent| Point { name: "Oct".into(), percent: *percent }).collect()
}

#[test]
fn steps_are_read_easily() {
    let table = [
        (0, 1),
        (1, 1),
        (4, 1),
        (5, 2),
        (8, 2),
        (9, 5),
        (20, 5),
        (21, 10),
        (83, 50),
        (200, 50),
        (201, 100),
        (12_000, 5_000),
    ];
    for (highest, expected) in table {
        assert_eq!(step(highest), expected, "up to {highest}");
    }
}

#[test]
fn every_column_stays_inside_the_drawing() {
    for parts in [&[&[0, 0, 0][..]][..], &[&[1][..]], &[&[12_345, 1, 7][..], &[0, 2, 0]], &[&[40, 27, 12, 3][..]; 12]] {
        let drawn = Columns::of("c", "Received", "Told.", &columns(parts)).render().expect("it is drawn");
        for y in drawn.split(" y=\"").skip(1) {
            let y: f64 = y.split('"').next().and_then(|y| y.parse().ok()).expect("a coordinate");
            assert!((8.0..=196.0).contains(&y), "{y} in {drawn}");
        }
        assert!(drawn.contains("role=\"img\""));
        assert!(!drawn.contains("NaN") && !drawn.contains("style="), "{drawn}");
    }
}

#[test]
fn the_parts_of_a_column_follow_on_with_a_gap() {
    let drawn = Columns::of("c", "Received", "Told.", &columns(&[&[2, 2]])).render().expect("it is drawn");
    assert!(drawn.contains(r#"class="c1" "#) && drawn.contains(r#"class="c2" "#), "{drawn}");
    let height = |class: &str| {
        let (_, rest) = drawn.split_once(&format!("class=\"{class}\"")).expect("the part");
        rest.split("height=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    assert_eq!(height("c1"), Some("76.0".into()), "half of the room less the gap");
    assert_eq!(height("c1"), height("c2"));
}

#[test]
fn a_month_without_answers_breaks_the_line() {
    let drawn = Line::of("l", "Answered", "Told.", &points(&[Some(80), Some(90), None, Some(100), Some(95)]), Some(95))
        .render()
        .expect("it is drawn");
    assert_eq!(drawn.matches("<polyline").count(), 2, "{drawn}");
    assert_eq!(drawn.matches("<circle").count(), 4, "{drawn}");
    assert!(drawn.contains("Our target, 95%") && drawn.contains(">95%</text>"), "{drawn}");
}

#[test]
fn a_line_of_nothing_has_its_axes_and_no_point() {
    let drawn = Line::of("l", "Answered", "Told.", &points(&[None; 12]), None).render().expect("it is drawn");
    assert!(!drawn.contains("<circle") && !drawn.contains("target"), "{drawn}");
    assert!(drawn.contains(">0%</text>") && drawn.contains(">100%</text>"), "{drawn}");
}

#[test]
fn the_axis_goes_as_low_as_the_lowest_share() {
    let axis =
        |percent| Line::of("l", "Answered", "Told.", &points(&[Some(percent)]), None).render().expect("it is drawn");
    let table = [(95, ">80%"), (100, ">80%"), (72, ">70%"), (69, ">50%"), (30, ">25%"), (0, ">0%")];
    for (percent, expected) in table {
        let drawn = axis(percent);
        assert!(drawn.contains(expected), "{percent}: {drawn}");
    }
}
