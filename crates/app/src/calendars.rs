//! The published bank holidays that come with the program, and the days the council adds.

use domain::{
    Calendar, Nation,
    calendar::{CalendarFile, DayOff},
};

use crate::Problem;

const FILES: [(Nation, &str); 3] = [
    (Nation::EnglandAndWales, include_str!("../../../calendars/england-and-wales.toml")),
    (Nation::Scotland, include_str!("../../../calendars/scotland.toml")),
    (Nation::NorthernIreland, include_str!("../../../calendars/northern-ireland.toml")),
];

/// The calendar of a nation with the council's own days. Takes some milliseconds: keep it.
pub fn calendar(nation: Nation, local: &[DayOff]) -> Result<Calendar, Problem> {
    let text = FILES.iter().find(|(each, _)| *each == nation).map(|(_, text)| *text);
    let text = text.expect("every nation has a file");
    let file: CalendarFile =
        toml::from_str(text).map_err(|error| Problem::Broken(format!("calendars/{nation}.toml: {error}")))?;
    file.calendar(local).map_err(|problems| {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Problem::Broken(format!("calendars/{nation}.toml: {}", said.join("; ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_that_come_with_the_program_are_sound() {
        for nation in Nation::ALL {
            calendar(nation, &[]).expect("a calendar that is shipped can be used");
        }
    }
}
