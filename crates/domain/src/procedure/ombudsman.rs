//! Who looks at a case after the council, and whose Code a procedure says that it follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Limit;
use crate::{feedback::words, words as text_words};

/// The body a customer may turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OmbudsmanRule {
    /// Which; `other` for one that the program does not know by name, `nobody` where nobody looks at it after the council.
    pub body: Body,
    /// The name of another body, as it stands within a sentence: "the Department for Education", "Ofsted".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where they are reached, as a letter gives it: web page and telephone. Needed of another body; of one that the
    /// program knows, it takes the place of what that knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_at: Option<String>,
    /// Within what time of the last answer they may be asked, where the letter is to say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Limit>,
    /// For which subjects, by the council's word; for all others where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// What a customer may do next whose matter goes to them, in the place of the procedure's `rights` and of a stage's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
}

words!(
    /// A body that looks at complaints about councils.
    Body {
        /// England, except landlord matters.
        Lgsco = "lgsco", "Local Government and Social Care Ombudsman";
        /// England, landlord matters.
        HousingOmbudsman = "housing-ombudsman", "Housing Ombudsman";
        /// Scotland.
        Spso = "spso", "Scottish Public Services Ombudsman";
        /// Wales.
        Psow = "psow", "Public Services Ombudsman for Wales";
        /// Northern Ireland.
        Nipso = "nipso", "Northern Ireland Public Services Ombudsman";
        /// Personal data, everywhere.
        InformationCommissioner = "information-commissioner", "Information Commissioner";
        /// Universities in England and Wales.
        Oia = "oia", "Office of the Independent Adjudicator";
        /// One that has its name from the procedure, or from whoever writes down that it took up a case.
        Other = "other", "Another body";
        /// Nobody: there is no way on after the council's own answer. Of a procedure alone, never of a case.
        Nobody = "nobody", "Nobody";
    }
);

impl OmbudsmanRule {
    /// A body that the program knows, for all subjects.
    pub fn of(body: Body) -> OmbudsmanRule {
        OmbudsmanRule { body, name: None, reached_at: None, within: None, subjects: Vec::new(), rights: None }
    }

    /// Its name.
    pub fn title(&self) -> &str {
        self.body.called(self.name.as_deref())
    }

    /// Its name within a sentence.
    pub fn in_a_sentence(&self) -> String {
        self.body.in_a_sentence(self.name.as_deref())
    }

    /// Where it is reached, as a letter gives it.
    pub fn reached_at(&self) -> String {
        let known = || self.body.reached_at().map(|(page, phone)| format!("{page}, telephone {phone}"));
        self.reached_at.clone().or_else(known).unwrap_or_default()
    }

    /// Whether a letter says who they are or how they are reached: by name, page, address or number, however it is
    /// spaced or capitalised. "The ombudsman" alone is nobody. Where nobody looks at it there is nobody to name.
    pub fn is_in(&self, letter: &str) -> bool {
        if !self.body.is_somebody() {
            return true;
        }
        let letter = letter.replace('\\', "").replace('&', " and ");
        let name = self.title().replace('&', " and ");
        let name = name.strip_prefix("the ").unwrap_or(&name);
        let reached_at = self.reached_at();
        names(&letter, name)
            || names(&letter, &reached_at)
            || reached_at.split_whitespace().any(|way| leads(&letter, way))
            || digits_of_numbers(&reached_at).iter().any(|number| closed_up(&letter).contains(number))
    }
}

/// Whether the words of `name` stand in a letter, one after another.
fn names(letter: &str, name: &str) -> bool {
    let name: Vec<String> = text_words::words(name).map(|(_, word)| text_words::plain(word)).collect();
    !name.is_empty() && text_words::find_phrase(letter, &name.join(" ")).is_some()
}

/// Whether `way` is a page or an address, and stands in a letter.
fn leads(letter: &str, way: &str) -> bool {
    let way = address(way);
    let is_one = way.trim_matches('.').contains(['.', '@']) && way.chars().any(char::is_alphabetic);
    let parts = || letter.split(|part: char| part.is_whitespace() || "()[]<>,;\"".contains(part));
    is_one && parts().any(|part| address(part).starts_with(&way))
}

/// A page or an address without what people write before it and after it.
fn address(words: &str) -> String {
    let small = words.to_lowercase();
    let bare = small.trim_matches(|end: char| !end.is_alphanumeric());
    let bare = bare.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("www.").to_owned()
}

/// The telephone numbers in a text, by their digits, without the 0 that is left out after +44.
fn digits_of_numbers(text: &str) -> Vec<String> {
    let closed = closed_up(text);
    let runs = closed.split(|each: char| !each.is_ascii_digit()).filter(|run| run.len() >= SHORTEST_NUMBER);
    runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
}

/// A telephone number has no fewer digits.
const SHORTEST_NUMBER: usize = 8;

/// Without the spaces, hyphens and brackets that people write between the digits of a number.
fn closed_up(text: &str) -> String {
    text.chars().filter(|each| !each.is_whitespace() && !"-()".contains(*each)).collect()
}

impl Body {
    /// Those that can take up a case.
    pub fn all() -> impl Iterator<Item = Body> {
        Body::ALL.iter().copied().filter(|body| body.is_somebody())
    }

    /// Whether it can take up a case.
    pub const fn is_somebody(self) -> bool {
        !matches!(self, Body::Nobody)
    }

    /// Its name: the one given where it is another body, else the one known.
    pub fn called(self, name: Option<&str>) -> &str {
        name.unwrap_or(self.title())
    }

    /// The same within a sentence: "the Housing Ombudsman"; another body as it is written.
    pub fn in_a_sentence(self, name: Option<&str>) -> String {
        name.map_or_else(|| format!("the {}", self.title()), str::to_owned)
    }

    /// Where they are reached: web page and telephone; `None` of another body.
    const fn reached_at(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Body::Lgsco => ("www.lgo.org.uk", "0300 061 0614"),
            Body::HousingOmbudsman => ("www.housing-ombudsman.org.uk", "0300 111 3000"),
            Body::Spso => ("www.spso.org.uk", "0800 377 7330"),
            Body::Psow => ("www.ombudsman.wales", "0300 790 0203"),
            Body::Nipso => ("www.nipso.org.uk", "0800 34 34 24"),
            Body::InformationCommissioner => ("ico.org.uk", "0303 123 1113"),
            Body::Oia => ("www.oiahe.org.uk", "0118 959 9813"),
            Body::Other | Body::Nobody => return None,
        })
    }
}

words!(
    /// A Code that a procedure may say it follows.
    Code {
        /// The Local Government and Social Care Ombudsman's, of 2024.
        Lgsco2024 = "lgsco-2024", "Local Government and Social Care Ombudsman’s Complaint Handling Code 2024";
        /// The Housing Ombudsman's, of 2024.
        HousingOmbudsman2024 = "housing-ombudsman-2024", "Housing Ombudsman’s Complaint Handling Code 2024";
    }
);
