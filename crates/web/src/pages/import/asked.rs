//! What a form of the import asks: the file by its upload, the mapping so far, and what the page it came from
//! adds to it. Each page carries the whole mapping on, so that nothing has to be kept in between.

use app::{
    Problem,
    import::{self, Encoding, ErrorCells, Field, Mapping, Part, Plan, Seen, Use},
};

use super::begun::{CHOSEN, COLUMNS, last_upload};
use crate::{answer::Failure, form::Fields, visit::Visit};

/// What was sent: the file under its id, and the rest of the form.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) upload: String,
    pub(super) mapping: String,
    pub(super) dates: String,
    fields: Fields,
}

/// What came of reading it.
pub(super) enum Found {
    /// Somebody has to say what the columns are, perhaps again.
    Columns(Box<Seen>, Vec<app::FieldError>),
    /// What would come in, and the mapping by which.
    Plan(Box<Plan>, Box<Mapping>),
    /// The file or the mapping cannot be read.
    Wrong(Vec<app::FieldError>),
}

/// The file's name, and what came of reading it.
pub(super) struct Looked {
    pub(super) file: String,
    pub(super) found: Found,
}

/// The names of a select of the columns page, by the place of the column from 0.
pub(super) fn column_field(place: usize) -> String {
    format!("column-{place}")
}

/// A column's use as the form sends it.
pub(super) fn use_value(used: Use) -> &'static str {
    match used {
        Use::Field(field) => field.as_str(),
        Use::Below => "below",
        Use::Leave => "",
    }
}

/// What was sent. A file that came with the form itself is kept like one that came in pieces.
pub(super) async fn asked(visit: &Visit, fields: Fields) -> Result<Asked, Failure> {
    let [mapping, dates] = ["mapping", "dates"].map(|name| fields.text(name).replace("\r\n", "\n"));
    let sent = fields.files.iter().find(|(field, _, bytes)| field == "file" && !bytes.is_empty()).cloned();
    let upload = match sent {
        None => last_upload(&fields),
        Some((_, name, bytes)) => {
            let id = app::sessions::hex(&visit.door.chance::<16>());
            let kept = id.clone();
            visit
                .run(move |visit| import::keep_file(&visit.office, &visit.who, &kept, &name, &bytes, visit.now))
                .await?;
            id
        }
    };
    Ok(Asked { upload, mapping, dates, fields })
}

/// Reads the file as it was asked.
pub(super) async fn looked(visit: &Visit, asked: &Asked) -> Result<Looked, Failure> {
    let asked = asked.clone();
    visit
        .run(move |visit| {
            import::may(&visit.who)?;
            let mut file = String::new();
            let found = match asked.find(visit, &mut file) {
                Ok(found) => found,
                Err(Problem::Invalid(wrong)) => Found::Wrong(wrong),
                Err(problem) => return Err(problem),
            };
            Ok(Looked { file, found })
        })
        .await
}

impl Asked {
    /// The same with this mapping.
    pub(super) fn with(self, mapping: &Mapping) -> Asked {
        Asked { mapping: mapping.to_text(), ..self }
    }

    fn find(&self, visit: &Visit, file: &mut String) -> Result<Found, Problem> {
        if self.upload.is_empty() {
            return Err(Problem::field("file", "Choose the file"));
        }
        let (name, bytes) = import::kept_file(&visit.office, &visit.who, &self.upload)?;
        file.clone_from(&name);
        if self.mapping.trim().is_empty() {
            return Ok(Found::Columns(Box::new(import::see(&name, &bytes, &Part::default())?), Vec::new()));
        }
        // The pages before the look carry on what is not said in full yet.
        let step = self.fields.text("step");
        let read = if step.is_empty() { import::parse } else { import::begun };
        let mapping = read("What the columns mean", &self.mapping);
        let mut mapping = mapping.map_err(|words| Problem::field("mapping", words))?;
        match step {
            "read-again" => return Ok(self.read_again(&name, &bytes, &mapping)),
            COLUMNS => {
                let seen = import::see_again(&name, &bytes, mapping)?;
                return Ok(Found::Columns(Box::new(seen), Vec::new()));
            }
            CHOSEN => {
                let mut seen = import::see_again(&name, &bytes, mapping)?;
                self.give(&mut seen.mapping);
                let uses = self.uses(seen.table.headers.len());
                return Ok(Found::Columns(Box::new(Seen { uses, ..seen }), Vec::new()));
            }
            "said" => {
                let mut seen = import::see_again(&name, &bytes, mapping)?;
                self.give(&mut seen.mapping);
                match seen.clone().said(&self.uses(seen.table.headers.len())) {
                    Ok(said) => mapping = said.mapping,
                    Err(Problem::Invalid(wrong)) => {
                        let uses = self.uses(seen.table.headers.len());
                        return Ok(Found::Columns(Box::new(Seen { uses, ..seen }), wrong));
                    }
                    Err(problem) => return Err(problem),
                }
            }
            _ => self.explain(&mut mapping),
        }
        let told = import::reading(&self.dates);
        let plan = import::prepare(&visit.office, &name, &bytes, &mapping, told, visit.today())?;
        Ok(Found::Plan(Box::new(plan), Box::new(mapping)))
    }

    /// Another sheet, row of headings or way of writing letters: what the columns are is guessed anew. Where
    /// that part of the file cannot be read, the page stays as it was and says so.
    fn read_again(&self, name: &str, bytes: &[u8], mapping: &Mapping) -> Found {
        let text = |field: &str| Some(self.fields.text(field).trim()).filter(|text| !text.is_empty());
        let encoding = text("encoding").and_then(|name| Encoding::ALL.into_iter().find(|each| each.as_str() == name));
        // The row that the page showed was that of the sheet it showed; in another, the headings are found anew.
        let as_shown = |field: &str, shown: &str| text(field) == text(shown);
        let of_other_sheet = !as_shown("sheet", "sheet-read") && as_shown("header_row", "header-row-read");
        let part = Part {
            sheet: text("sheet").map(str::to_owned),
            header_row: if of_other_sheet { None } else { self.fields.number("header_row") },
            encoding,
            separator: mapping.separator,
        };
        let seen = import::see(name, bytes, &part).map(|seen| Found::Columns(Box::new(seen), Vec::new()));
        seen.unwrap_or_else(|problem| self.unread(name, bytes, mapping, problem))
    }

    fn unread(&self, name: &str, bytes: &[u8], mapping: &Mapping, problem: Problem) -> Found {
        let words = if let Problem::Invalid(wrong) = problem {
            wrong.into_iter().map(|one| one.words).collect()
        } else {
            vec![problem.to_string()]
        };
        let wrong = words.into_iter().map(|words| app::FieldError::new("header_row", words)).collect();
        match import::see_again(name, bytes, mapping.clone()) {
            Ok(seen) => Found::Columns(Box::new(seen), wrong),
            Err(_) => Found::Wrong(wrong),
        }
    }

    /// Takes in what the columns page gives for rows that do not say it themselves.
    fn give(&self, mapping: &mut Mapping) {
        mapping.constants.insert(Field::Kind, self.fields.text("kind").to_owned());
        match self.fields.text("status") {
            "" => mapping.constants.remove(&Field::Status),
            status => mapping.constants.insert(Field::Status, status.to_owned()),
        };
        mapping.closed_on = match self.fields.text("closed_on") {
            "received" => import::ClosedOn::Received,
            _ => import::ClosedOn::Import,
        };
    }

    fn uses(&self, columns: usize) -> Vec<Use> {
        (0..columns)
            .map(|place| match self.fields.text(&column_field(place)) {
                "below" => Use::Below,
                name => Field::ALL
                    .iter()
                    .find(|field| field.as_str() == name)
                    .map_or(Use::Leave, |field| Use::Field(*field)),
            })
            .collect()
    }

    /// Takes in the words that the look explains, and what becomes of cells whose formula failed.
    fn explain(&self, mapping: &mut Mapping) {
        let all = |name: &str| self.fields.all(name);
        for (place, (field, word)) in all("word-field").iter().zip(all("word")).enumerate() {
            let field = Field::ALL.iter().find(|each| each.as_str() == field);
            let meaning = self.fields.text(&format!("meaning-{place}"));
            if let Some(field) = field.filter(|_| meaning != UNSAID) {
                mapping.explain(*field, &word, meaning);
            }
        }
        if self.fields.has("error_cells") {
            mapping.error_cells = ErrorCells::Empty;
        }
    }
}

/// The value of a choice that nobody has made yet.
pub(super) const UNSAID: &str = "?";
