//! What made-up people say: read from `words.toml`, with the gaps filled in.

use serde::Deserialize;

use super::chance::Chance;
use crate::Problem;

/// The words of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub wards: Vec<String>,
    pub first_names: Vec<String>,
    pub last_names: Vec<String>,
    pub streets: Vec<String>,
    pub since: Vec<String>,
    pub tried: Vec<String>,
    pub effect: Vec<String>,
    pub wanted: Vec<String>,
    pub contact_reached: Vec<String>,
    pub contact_missed: Vec<String>,
    pub notes: Vec<String>,
    pub send_back: Vec<String>,
    pub extension: Vec<String>,
    pub more_points: Vec<String>,
    pub point_found: Vec<String>,
    pub actions: Vec<String>,
    pub lessons: Vec<String>,
    pub no_lesson: Vec<String>,
    pub sorted: Vec<String>,
    pub withdrawn: Vec<String>,
    pub refer_to: Vec<String>,
    pub refer_why: Vec<String>,
    pub declined: Vec<Declined>,
    pub reopened: Vec<String>,
    pub compliments: Vec<String>,
    pub comments: Vec<String>,
    pub requests: Vec<String>,
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    #[serde(rename = "lesson")]
    pub register: Vec<Lesson>,
}

/// What the council learned. Days count from the day the records are made, those before it with a minus.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    pub said: String,
    pub did: String,
    pub service: String,
    pub ground: String,
    /// The first part of an address.
    pub owner: String,
    pub added: i64,
    pub due: i64,
    pub done: Option<i64>,
    pub check_on: Option<i64>,
    pub worked: Option<bool>,
    #[serde(default)]
    pub on_poster: bool,
}

/// Why a complaint was not taken.
#[derive(Debug, Deserialize)]
pub struct Declined {
    pub exclusion: String,
    pub reason: String,
}

/// Something people complain about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub service: String,
    pub title: String,
    pub grounds: Vec<String>,
    pub story: Vec<String>,
    pub found: Vec<String>,
    pub right: Vec<String>,
}

impl Words {
    /// Reads the file that comes with the program.
    pub fn read() -> Result<Words, Problem> {
        toml::from_str(include_str!("words.toml")).map_err(|error| Problem::Broken(format!("words.toml: {error}")))
    }

    /// Fills in the gaps of a sentence.
    pub fn say(&self, sentence: &str, chance: &mut Chance) -> String {
        let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
        let weeks = ["two", "three", "four", "five", "six", "eight"];
        let (street, day, weeks) = (chance.pick(&self.streets).as_str(), *chance.pick(&days), *chance.pick(&weeks));
        sentence.replace("{street}", street).replace("{day}", day).replace("{weeks}", weeks)
    }

    /// One of these sentences, filled in.
    pub fn one(&self, of: &[String], chance: &mut Chance) -> String {
        let sentence = chance.pick(of).clone();
        self.say(&sentence, chance)
    }
}
