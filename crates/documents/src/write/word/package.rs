//! The file itself: a ZIP of parts, most of them always the same.

use std::io::Result;

use quick_xml::{Writer, events::BytesText};
use zip::DateTime;

use super::{
    body::Body,
    letter,
    xml::{Out, field, run, value, within},
};
use crate::{
    paper::{About, Colour, Run, clean},
    write::{Unwritable, bundle::packed},
};

/// How each part begins.
pub(super) const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The names of WordprocessingML.
pub(super) const NAMESPACE: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");

/// Which pages say their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// All.
    All,
    /// All but the first: a letter.
    AfterTheFirst,
}

/// A document ready to be packed.
pub(super) struct Package<'a> {
    pub(super) about: &'a About,
    /// Points of ordinary words.
    pub(super) size: u32,
    pub(super) pages: Pages,
    pub(super) colour: Colour,
    pub(super) body: Body,
}

impl Package<'_> {
    pub(super) fn bytes(self) -> std::result::Result<Vec<u8>, Unwritable> {
        // Sizes are in half points.
        let styles = include_str!("styles.xml")
            .replace("{size}", &(self.size * 2).to_string())
            .replace("{colour}", &self.colour.digits());
        let (properties, numbering, footer) = (self.properties()?, self.body.numbers.part()?, self.footer()?);
        let document = self.document()?;
        let parts: [(&str, &[u8]); 9] = [
            ("[Content_Types].xml", include_bytes!("content_types.xml")),
            ("_rels/.rels", include_bytes!("rels.xml")),
            ("docProps/core.xml", &properties),
            ("word/document.xml", &document),
            ("word/_rels/document.xml.rels", include_bytes!("document_rels.xml")),
            ("word/styles.xml", styles.as_bytes()),
            ("word/settings.xml", include_bytes!("settings.xml")),
            ("word/numbering.xml", &numbering),
            ("word/footer1.xml", &footer),
        ];
        packed(parts, DateTime::default())
    }

    fn properties(&self) -> Result<Vec<u8>> {
        let mut out: Out = Writer::new(DECLARATION.to_vec());
        let at = self.about.created.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let texts = [
            ("dc:title", clean(&self.about.title)),
            ("dc:creator", clean(&self.about.author)),
            ("dc:language", "en-GB".into()),
        ];
        let names = [
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ];
        out.create_element("cp:coreProperties").with_attributes(names).write_inner_content(|out| {
            for (name, text) in &texts {
                out.create_element(*name).write_text_content(BytesText::new(text))?;
            }
            for name in ["dcterms:created", "dcterms:modified"] {
                let when = out.create_element(name).with_attribute(("xsi:type", "dcterms:W3CDTF"));
                when.write_text_content(BytesText::new(&at))?;
            }
            Ok(())
        })?;
        Ok(out.into_inner())
    }

    fn footer(&self) -> Result<Vec<u8>> {
        let mut out: Out = Writer::new(DECLARATION.to_vec());
        out.create_element("w:ftr").with_attribute(NAMESPACE).write_inner_content(|out| {
            within(out, "w:p", |out| {
                within(out, "w:pPr", |out| value(out, "w:pStyle", "Footer"))?;
                run(out, &Run::plain(format!("{}. Page ", self.about.title)))?;
                field(out, "PAGE")?;
                run(out, &Run::plain(" of "))?;
                field(out, "NUMPAGES")
            })
        })?;
        Ok(out.into_inner())
    }

    fn document(self) -> Result<Vec<u8>> {
        let body = self.body.out.into_inner();
        let mut out: Out = Writer::new(DECLARATION.to_vec());
        let names = [NAMESPACE, ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")];
        out.create_element("w:document").with_attributes(names).write_inner_content(|out| {
            within(out, "w:body", |out| {
                out.get_mut().extend_from_slice(&body);
                within(out, "w:sectPr", |out| section(out, self.pages))
            })
        })?;
        Ok(out.into_inner())
    }
}

/// A4 with its margins, in twentieths of a point.
fn section(out: &mut Out, pages: Pages) -> Result<()> {
    let footer = out.create_element("w:footerReference");
    footer.with_attributes([("w:type", "default"), ("r:id", "rId4")]).write_empty()?;
    out.create_element("w:pgSz").with_attributes([("w:w", "11906"), ("w:h", "16838")]).write_empty()?;
    let (top, left) = match pages {
        Pages::All => (1134, "1134"),
        Pages::AfterTheFirst => (letter::twips(letter::TOP), "1417"),
    };
    let top = top.to_string();
    let margins = [
        ("w:top", top.as_str()),
        ("w:right", "1134"),
        ("w:bottom", "1247"),
        ("w:left", left),
        ("w:header", "567"),
        ("w:footer", "567"),
        ("w:gutter", "0"),
    ];
    out.create_element("w:pgMar").with_attributes(margins).write_empty()?;
    if pages == Pages::AfterTheFirst {
        super::xml::empty(out, "w:titlePg")?;
    }
    Ok(())
}
