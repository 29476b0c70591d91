//! A mapping to begin with: what the headings of a file look like, for a person to put right. Every heading is
//! weighed against what `headings` says; where two columns look like one thing, the better one is taken for it.

use std::{cmp::Reverse, collections::BTreeMap};

use domain::feedback::Kind;

use super::{
    columns::Field,
    headings::{CLAIMS, Claim},
    mapping::{Headings, Mapping},
};

/// A mapping for these headings, as far as they tell. Columns that tell nothing, or tell it less well than another,
/// are written below the story.
pub(super) fn mapping(headings: &[String]) -> Mapping {
    let said: Vec<Said> = headings.iter().map(|heading| Said::of(heading)).collect();
    let mut best: BTreeMap<Field, (u32, usize)> = BTreeMap::new();
    for (place, said) in said.iter().enumerate() {
        if let Some((weight, field)) = said.field() {
            let known = best.entry(field).or_insert((weight, place));
            if weight > known.0 {
                *known = (weight, place);
            }
        }
    }
    let parts = |field: Field, place: usize| -> Vec<usize> {
        let further = |other: &usize| field == Field::Address && said[*other].is_part_of(&said[place]);
        (0..said.len()).filter(|other| *other == place || further(other)).collect()
    };
    let taken: BTreeMap<Field, Vec<usize>> =
        best.into_iter().map(|(field, (_, place))| (field, parts(field, place))).collect();
    let free = (0..headings.len()).filter(|place| !taken.values().flatten().any(|each| each == place));
    Mapping {
        also: free.map(|place| headings[place].clone()).collect(),
        columns: taken.into_iter().map(|(field, places)| (field, of(headings, &places))).collect(),
        constants: BTreeMap::from([(Field::Kind, Kind::Complaint.as_str().to_owned())]),
        ..Mapping::default()
    }
}

fn of(headings: &[String], places: &[usize]) -> Headings {
    match places {
        [place] => Headings::One(headings[*place].clone()),
        places => Headings::Several(places.iter().map(|place| headings[*place].clone()).collect()),
    }
}

/// Words of a heading that say nothing of what it is.
const SMALL: [&str; 13] = ["the", "a", "an", "of", "on", "in", "at", "was", "is", "it", "and", "or", "s"];

/// A heading as its words.
struct Said {
    words: Vec<String>,
    /// Whether a number stands in it: "Address line 2".
    numbered: bool,
}

impl Said {
    /// The words of "Date received", "date_received" and "DateReceived"; a number sign is the word.
    fn of(heading: &str) -> Said {
        let mut spaced = String::new();
        let mut before = ' ';
        for letter in heading.chars() {
            let begins = (before.is_lowercase() && letter.is_uppercase()) || before.is_numeric() != letter.is_numeric();
            if begins {
                spaced.push(' ');
            }
            match letter {
                '#' | '№' => spaced.push_str(" number "),
                '\'' | '’' => spaced.push(' '),
                letter => spaced.extend(letter.to_lowercase()),
            }
            before = letter;
        }
        let all = || spaced.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_number = |word: &str| word.chars().all(char::is_numeric);
        Said {
            words: all().filter(|word| !is_number(word) && !SMALL.contains(word)).map(str::to_owned).collect(),
            numbered: all().any(is_number),
        }
    }

    /// What it looks like most, and how much.
    fn field(&self) -> Option<(u32, Field)> {
        let weighed = CLAIMS.iter().filter_map(|claim| Some((self.weight(claim)?, claim.field)));
        // The first of several alike, which `max_by_key` would not give.
        weighed.enumerate().max_by_key(|(place, (weight, _))| (*weight, Reverse(*place))).map(|(_, found)| found)
    }

    /// How much it looks like a field. What a heading says in full weighs more than what it merely holds.
    fn weight(&self, claim: &Claim) -> Option<u32> {
        if claim.never.iter().any(|words| words.split_whitespace().any(|word| self.has(word))) {
            return None;
        }
        let lists = [(claim.sure, 45, 30), (claim.likely, 35, 20), (claim.weak, 20, 5), (claim.alone, 35, 0)];
        let weights = lists.iter().flat_map(|(list, whole, part)| {
            list.iter().zip(0..).filter_map(move |(phrase, place)| {
                let count = phrase.split_whitespace().count();
                if !phrase.split_whitespace().all(|word| self.has(word)) {
                    return None;
                }
                let tier = if self.words.len() == count { *whole } else { *part };
                // Two words say more than one; of the same list, the first says most.
                (tier > 0).then(|| (tier + u32::try_from(count).unwrap_or_default()) * 100 - place)
            })
        });
        weights.max()
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|each| each == word)
    }

    /// Whether it is a further part of what another begins: "Address line 2" of "Address line 1".
    fn is_part_of(&self, first: &Said) -> bool {
        self.numbered && first.numbered && self.words == first.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the columns of a file are taken to be, in its order; nothing for what stands below the story.
    fn taken(headings: &[&str]) -> Vec<Option<Field>> {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let mapping = mapping(&headings);
        let field = |heading: &String| Field::ALL.iter().copied().find(|one| mapping.headings(*one).contains(heading));
        let found = headings.iter().map(field).collect::<Vec<_>>();
        let below: Vec<&String> = headings.iter().filter(|heading| field(heading).is_none()).collect();
        assert_eq!(mapping.also.iter().collect::<Vec<_>>(), below, "no column is lost");
        found
    }

    #[test]
    fn a_heading_is_recognised_by_its_words() {
        use Field::*;
        let table: [(Option<Field>, &[&str]); 20] = [
            (
                None,
                &[
                    "Target date",
                    "Response due date",
                    "Date of birth",
                    "DOB",
                    "Deadline",
                    "Reply target",
                    "Officer name",
                    "Staff member",
                    "Case handler",
                    "Owner",
                    "Manager",
                    "country_name",
                    "File name",
                    "Providing Tier",
                    "tier_id",
                    "parent_local_authority_id",
                    "Authority Name",
                    "Home page URL",
                    "Say \"hello\"",
                    "City",
                    "State",
                    "Received by",
                    "Closed by",
                    "Days to close",
                    "Customer ID",
                    "Telephone Number 1 Description",
                    "Preference",
                    "Stage",
                    "Reason for closure",
                    "decision_date",
                ],
            ),
            (
                Some(Received),
                &[
                    "Date received",
                    "Received",
                    "received_on",
                    "DateLogged",
                    "Date of complaint",
                    "Date",
                    "Date/time",
                    "When",
                ],
            ),
            (
                Some(Reference),
                &["Ref No", "Ticket #", "case_id", "Complaint ref.", "id", "No.", "Identifier", "Our reference"],
            ),
            (
                Some(Story),
                &["Incident details", "Customer Complaint", "Description", "complaint", "Details of the complaint"],
            ),
            (Some(Name), &["Resident", "Complainant's name", "Customer name", "Client", "Citizen", "Tenant", "Name"]),
            (Some(Phone), &["Phone number", "Telephone Number 1", "Tel.", "Contact no"]),
            (Some(Email), &["E-mail", "Email address", "Main Contact Email"]),
            (Some(Address), &["Address", "Address Line 1", "Street", "Customer's address"]),
            (Some(Postcode), &["Postcode", "Post code", "Zip code"]),
            (Some(Service), &["Department", "Service Name", "Team"]),
            (Some(Closed), &["Date closed", "Completed", "Closure date"]),
            (Some(Answered), &["Response date", "Date replied", "Responded"]),
            (Some(Acknowledged), &["Acknowledged", "Date of acknowledgement"]),
            (Some(Channel), &["Received Via", "How received", "Contact method", "Source"]),
            (Some(Time), &["Time", "Time of call"]),
            (Some(Title), &["Subject"]),
            (Some(Wanted), &["Outcome wanted", "Remedy sought"]),
            (Some(Outcome), &["Outcome", "Upheld?", "Finding", "Complaint outcome", "Upheld or not"]),
            (Some(Kind), &["Type", "Type of feedback", "Category"]),
            (Some(Status), &["Status", "Open/Closed", "Case status"]),
        ];
        for (expected, headings) in table {
            for heading in headings {
                assert_eq!(taken(&[heading]), [expected], "{heading}");
            }
        }
    }

    #[test]
    fn of_two_columns_for_one_thing_the_better_is_taken() {
        use Field::*;
        let table: [(&str, &[Option<Field>]); 9] = [
            (
                "Ref No;Received;Target date;Resident;Phone number;Incident details;Department;Officer name;Outcome;Date closed",
                &[
                    Some(Reference),
                    Some(Received),
                    None,
                    Some(Name),
                    Some(Phone),
                    Some(Story),
                    Some(Service),
                    None,
                    Some(Outcome),
                    Some(Closed),
                ],
            ),
            ("Date;Date received;Description", &[None, Some(Received), Some(Story)]),
            ("Date logged by post;Date;Complaint", &[None, Some(Received), Some(Story)]),
            ("Name;Complainant;Comments;Details", &[None, Some(Name), None, Some(Story)]),
            ("Acknowledged;Date acknowledged", &[None, Some(Acknowledged)]),
            (
                "id;gss;snac;local_custodian_code;tier_id;parent_local_authority_id;slug;country_name;homepage_url;name",
                &[Some(Reference), None, None, None, None, None, None, None, None, Some(Name)],
            ),
            ("LGSL;Description;Providing Tier", &[None, Some(Story), None]),
            ("Address Line 1;Address Line 2;Email address", &[Some(Address), Some(Address), Some(Email)]),
            (
                "Ticket #;Customer Complaint;Date;Time;Received Via;City;State;Zip code;Status;Filing on Behalf of Someone",
                &[
                    Some(Reference),
                    Some(Story),
                    Some(Received),
                    Some(Time),
                    Some(Channel),
                    None,
                    None,
                    Some(Postcode),
                    Some(Status),
                    None,
                ],
            ),
        ];
        for (file, expected) in table {
            assert_eq!(taken(&file.split(';').collect::<Vec<_>>()), expected, "{file}");
        }
    }
}
