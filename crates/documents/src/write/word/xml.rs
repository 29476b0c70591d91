//! Small pieces of WordprocessingML, written through `quick-xml`.

use std::io::Result;

use quick_xml::{Writer, events::BytesText};

use crate::paper::{Run, clean};

/// Where the XML goes.
pub(super) type Out = Writer<Vec<u8>>;

/// `<name w:val="value"/>`.
pub(super) fn value(out: &mut Out, name: &str, value: &str) -> Result<()> {
    out.create_element(name).with_attribute(("w:val", value)).write_empty().map(drop)
}

/// `<name/>`.
pub(super) fn empty(out: &mut Out, name: &str) -> Result<()> {
    out.create_element(name).write_empty().map(drop)
}

/// `<name>…</name>`.
pub(super) fn within(out: &mut Out, name: &str, inner: impl FnOnce(&mut Out) -> Result<()>) -> Result<()> {
    out.create_element(name).write_inner_content(inner).map(drop)
}

/// Words, their line breaks as breaks.
pub(super) fn run(out: &mut Out, Run { text, bold, italic }: &Run) -> Result<()> {
    within(out, "w:r", |out| {
        if *bold || *italic {
            within(out, "w:rPr", |out| {
                if *bold {
                    empty(out, "w:b")?;
                }
                if *italic {
                    empty(out, "w:i")?;
                }
                Ok(())
            })?;
        }
        for (place, line) in clean(text).split('\n').enumerate() {
            if place > 0 {
                empty(out, "w:br")?;
            }
            let words = out.create_element("w:t").with_attribute(("xml:space", "preserve"));
            words.write_text_content(BytesText::new(line))?;
        }
        Ok(())
    })
}

/// A field that Word fills in, such as the number of the page.
pub(super) fn field(out: &mut Out, instruction: &str) -> Result<()> {
    let field = out.create_element("w:fldSimple").with_attribute(("w:instr", instruction));
    field.write_inner_content(|out| run(out, &Run::plain("1"))).map(drop)
}
