//! Layouts: which columns a list has as a file, and in which order, under a name that the whole
//! council uses. A few are shipped; Champions add their own.

use domain::{Moment, Role};
use serde::{Deserialize, Serialize};
use store::Writing;

use super::column::{COLUMNS, Column};
use crate::{
    FieldError, Office, Problem, Who, audit,
    settings::{self, Setting},
};

/// The name of the change, as it is noted.
const KEPT: &str = "layout-kept";
/// The longest name, in characters.
const LONGEST_NAME: usize = 40;

/// Columns in their order, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Its number, which is never given to another.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// Names of columns, in order.
    pub columns: Vec<String>,
    /// Whether it was deleted and can be put back.
    #[serde(default)]
    pub deleted: bool,
}

/// What a person says of a layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayoutForm {
    /// What it is called.
    pub name: String,
    /// Names of columns, in order.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Layouts(Vec<Layout>);

impl Setting for Layouts {
    const KEY: &'static str = "export-layouts";
}

impl Default for Layouts {
    fn default() -> Self {
        let layout = |id, name: &str, columns: &[&str]| Layout {
            id,
            name: name.into(),
            columns: columns.iter().map(|key| (*key).to_owned()).collect(),
            deleted: false,
        };
        let of_the_case: Vec<&str> =
            COLUMNS.iter().map(|column| column.key).take_while(|key| *key != "reply-by").collect();
        Layouts(vec![
            layout(1, "The case and its dates", &of_the_case),
            layout(2, "For a meeting", &["reference", "title", "service", "state", "investigator", "respond-by"]),
            layout(
                3,
                "With all the words",
                &[
                    "reference",
                    "kind",
                    "received",
                    "service",
                    "ward",
                    "title",
                    "story",
                    "wanted",
                    "points",
                    "outcome",
                    "response",
                    "learned",
                    "closed",
                ],
            ),
            layout(
                4,
                "To write to customers",
                &["reference", "customer", "reply-by", "email", "phone", "address", "postcode", "title", "state"],
            ),
        ])
    }
}

impl Layout {
    /// Its columns. One that an older or newer program knew is left out.
    pub fn columns(&self) -> Vec<&'static Column> {
        self.columns.iter().filter_map(|key| Column::named(key)).collect()
    }
}

/// The layouts there are; the first is the one that is used unless another is chosen.
pub fn layouts(office: &Office) -> Result<Vec<Layout>, Problem> {
    let Layouts(layouts) = office.read(settings::get)?;
    Ok(layouts.into_iter().filter(|layout| !layout.deleted).collect())
}

/// One of them, or the first.
pub fn layout(office: &Office, id: Option<u32>) -> Result<Layout, Problem> {
    let found = layouts(office)?.into_iter().find(|layout| id.is_none_or(|id| layout.id == id));
    found.ok_or_else(not_there)
}

/// Whether a person may change the layouts that everybody uses.
pub fn may_change_layouts(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfCustomerServices => true,
        Role::Adviser | Role::Investigator | Role::HeadOfService | Role::Administrator | Role::Reader => false,
    }
}

/// Refuses those who may not.
pub fn only_those_who_change_layouts(who: &Who) -> Result<(), Problem> {
    if may_change_layouts(who) {
        return Ok(());
    }
    Err(Problem::NotAllowed("A Customer Champion changes the layouts of exports.".into()))
}

/// Adds a layout, or changes the one with this number unless it is not as it was `seen`; gives its number.
pub fn keep_layout(
    office: &Office,
    who: &Who,
    id: Option<u32>,
    form: &LayoutForm,
    seen: Option<&LayoutForm>,
    now: Moment,
) -> Result<u32, Problem> {
    with_layouts(office, who, now, KEPT, |writing, layouts| {
        if let (Some(id), Some(seen)) = (id, seen) {
            unchanged(writing, one(layouts, id)?, seen, now)?;
        }
        let form = checked(layouts, id, form)?;
        let last = layouts.iter().map(|layout| layout.id).max().unwrap_or(0);
        let kept = Layout { id: id.unwrap_or(last + 1), name: form.name, columns: form.columns, deleted: false };
        match id {
            Some(_) => *one(layouts, kept.id)? = kept.clone(),
            None => layouts.push(kept.clone()),
        }
        Ok(kept)
    })
    .map(|layout| layout.id)
}

/// Deletes a layout, or puts a deleted one back; gives its name. The last one stays.
pub fn delete_layout(office: &Office, who: &Who, id: u32, deleted: bool, now: Moment) -> Result<String, Problem> {
    let kind = if deleted { "layout-deleted" } else { KEPT };
    let layout = with_layouts(office, who, now, kind, |_, layouts| {
        let left = layouts.iter().filter(|layout| !layout.deleted && layout.id != id).count();
        if deleted && left == 0 {
            return Err(Problem::NotAllowed(
                "A list needs one layout. Make another before you delete this one.".into(),
            ));
        }
        let layout = one(layouts, id)?;
        layout.deleted = deleted;
        Ok(layout.clone())
    })?;
    Ok(layout.name)
}

fn with_layouts(
    office: &Office,
    who: &Who,
    now: Moment,
    kind: &str,
    work: impl FnOnce(&Writing<'_>, &mut Vec<Layout>) -> Result<Layout, Problem>,
) -> Result<Layout, Problem> {
    only_those_who_change_layouts(who)?;
    office.store().write(|writing: &Writing<'_>| {
        let Layouts(mut layouts) = settings::get(writing)?;
        let layout = work(writing, &mut layouts)?;
        settings::set(writing, &Layouts(layouts))?;
        let detail = serde_json::json!({ "name": layout.name }).to_string();
        writing.note_office_event(now, Some(who.id()), kind, &detail)?;
        Ok(layout)
    })
}

/// Refuses to write over what somebody else saved since it was `seen`. Columns that this program does
/// not know were not in the form, so they do not count.
fn unchanged(writing: &Writing<'_>, kept: &Layout, seen: &LayoutForm, now: Moment) -> Result<(), Problem> {
    let known: Vec<&str> = kept.columns().iter().map(|column| column.key).collect();
    if kept.name == seen.name && known == seen.columns {
        return Ok(());
    }
    Err(audit::changed(writing, KEPT, Some(("name", kept.name.as_str().into())), now)?)
}

fn one(layouts: &mut [Layout], id: u32) -> Result<&mut Layout, Problem> {
    layouts.iter_mut().find(|layout| layout.id == id).ok_or_else(not_there)
}

fn checked(layouts: &[Layout], id: Option<u32>, form: &LayoutForm) -> Result<LayoutForm, Problem> {
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |layout: &&Layout| !layout.deleted && layout.name.to_lowercase() == name.to_lowercase();
    let mut errors = Vec::new();
    if name.is_empty() {
        errors.push(FieldError::new("name", "Give the layout a name"));
    } else if name.chars().count() > LONGEST_NAME {
        errors.push(FieldError::new("name", format!("Give a name of at most {LONGEST_NAME} characters")));
    } else if layouts.iter().filter(same).any(|layout| Some(layout.id) != id) {
        errors.push(FieldError::new("name", format!("There is a layout called {name} already. Give another name")));
    }
    let mut columns: Vec<String> = Vec::new();
    for key in &form.columns {
        if Column::named(key).is_some() && !columns.contains(key) {
            columns.push(key.clone());
        }
    }
    if columns.is_empty() {
        errors.push(FieldError::new("columns", "Give at least one column a place"));
    }
    if errors.is_empty() { Ok(LayoutForm { name, columns }) } else { Err(Problem::Invalid(errors)) }
}

fn not_there() -> Problem {
    Problem::NotFound("There is no such layout. It may have been deleted. Choose another.".into())
}
