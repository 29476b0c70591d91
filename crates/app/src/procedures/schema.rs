//! The JSON schema of a procedure's file, by which an editor helps whoever writes one. It is made from
//! the types that read the file, so that the two cannot differ; what only [`super::parse`] can tell,
//! such as a stage nobody can enter, it does not know.

use domain::Procedure;
use schemars::{Schema, generate::SchemaSettings};

/// The schema as JSON, draft 7, which the editors' extensions for TOML know.
pub fn schema() -> String {
    let json = serde_json::to_string_pretty(&root()).expect("a schema is plain JSON");
    format!("{json}\n")
}

pub(super) fn root() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<Procedure>()
}

/// Whether the file has this word at its head.
pub(super) fn at_the_head(word: &str) -> bool {
    let schema = root();
    schema.pointer(&format!("/properties/{word}")).is_some()
}

/// Whether this is a section of the file's head that stands there once at most.
pub(super) fn stands_once(section: &str) -> bool {
    let schema = root();
    let at = |path: String| schema.pointer(&path).filter(|found| !found.is_null());
    let of = at(format!("/properties/{section}/allOf/0/$ref")).or_else(|| at(format!("/properties/{section}/$ref")));
    let type_of = |of: &str| at(format!("{}/type", of.trim_start_matches('#')));
    of.and_then(|of| type_of(of.as_str()?)).is_some_and(|found| found == "object")
}

#[cfg(test)]
mod tests {
    use super::{super::SHIPPED, *};

    /// The file beside the procedures, which their first line names.
    const KEPT: &str = include_str!("../../../../procedures/schema.json");

    #[test]
    fn the_kept_schema_is_that_of_the_types() {
        assert_eq!(KEPT, schema(), "run `heardctl procedure schema > procedures/schema.json`");
    }

    #[test]
    fn every_file_is_as_the_schema_has_it_and_says_where_that_is() {
        for (file, text) in SHIPPED {
            assert!(text.starts_with("#:schema ./schema.json\n"), "{file} does not name the schema");
            assert_eq!(wrong(text), "", "{file}");
        }
        let policies = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/policies");
        for entry in std::fs::read_dir(policies).expect("the published procedures") {
            let path = entry.expect("an entry").path();
            assert_eq!(wrong(&std::fs::read_to_string(&path).expect("a file")), "", "{}", path.display());
        }
    }

    #[test]
    fn a_word_or_limit_that_no_file_may_have_is_found() {
        let good = SHIPPED[0].1;
        for (from, to) in [
            ("office_closures", "office_closure"),
            ("{ number = 2, unit = \"working-days\" }", "\"2 days\""),
            ("met_by = [\"responded\"]", "met_by = [\"answered\"]"),
        ] {
            assert!(good.contains(from), "{from}");
            assert_ne!(wrong(&good.replace(from, to)), "", "{to}");
        }
    }

    /// What the schema finds wrong with a file; empty where nothing is.
    fn wrong(text: &str) -> String {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        let schema = serde_json::from_str(&schema()).expect("JSON");
        compiler.add_resource("procedure.json", schema).expect("a schema");
        let index = compiler.compile("procedure.json", &mut schemas).expect("a schema that can be used");
        let value: serde_json::Value = toml::from_str(text).expect("TOML");
        schemas.validate(&value, index).err().map(|error| error.to_string()).unwrap_or_default()
    }
}
