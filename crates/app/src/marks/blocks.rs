//! Marked words as the blocks that files of letters are made of.

use documents::paper::{Block, DEEPEST, List, Run};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse;

/// The marked words as paragraphs and lists. Every end of a line is one on paper too, as in the plain text.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser's enum: what `parse` lets through is all named here")]
pub fn to_blocks(marked: &str) -> Vec<Block> {
    let mut making = Making::default();
    for event in parse(marked) {
        match event {
            Event::Text(text) => making.say(&text),
            Event::SoftBreak | Event::HardBreak => making.say("\n"),
            Event::Start(Tag::Strong) => making.bold += 1,
            Event::End(TagEnd::Strong) => making.bold -= 1,
            Event::Start(Tag::Emphasis) => making.italic += 1,
            Event::End(TagEnd::Emphasis) => making.italic -= 1,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => making.end_paragraph(),
            Event::Start(Tag::List(from)) => making.begin_list(from),
            Event::End(TagEnd::List(_)) => making.end_list(),
            Event::Start(Tag::Item) => making.begin_item(),
            Event::End(TagEnd::Item) => making.end_paragraph(),
            _ => {}
        }
    }
    making.end_paragraph();
    making.done
}

/// What was made so far.
#[derive(Default)]
struct Making {
    done: Vec<Block>,
    /// The lists that are open, the outermost first.
    open: Vec<List>,
    /// Lists that lie too deep to be lists of their own.
    deeper: usize,
    runs: Vec<Run>,
    bold: usize,
    italic: usize,
}

impl Making {
    fn say(&mut self, text: &str) {
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        match self.runs.last_mut() {
            Some(run) if (run.bold, run.italic) == (bold, italic) => run.text.push_str(text),
            Some(_) | None => self.runs.push(Run { text: text.to_owned(), bold, italic }),
        }
    }

    fn end_paragraph(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.put(Block::Paragraph(runs));
        }
    }

    fn put(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(list) => match list.items.last_mut() {
                Some(item) => item.push(block),
                None => list.items.push(vec![block]),
            },
            None => self.done.push(block),
        }
    }

    fn begin_list(&mut self, from: Option<u64>) {
        self.end_paragraph();
        if self.open.len() < DEEPEST {
            self.open.push(List { from, items: Vec::new() });
        } else {
            self.deeper += 1;
        }
    }

    fn end_list(&mut self) {
        self.end_paragraph();
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(list) = self.open.pop() {
            self.put(Block::List(list));
        }
    }

    fn begin_item(&mut self) {
        self.end_paragraph();
        if let Some(list) = self.open.last_mut() {
            list.items.push(Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, bold: bool, italic: bool) -> Run {
        Run { text: text.into(), bold, italic }
    }

    #[test]
    fn a_letter_becomes_paragraphs_and_lists() {
        let marked =
            "Dear *Mrs* **Fairclough**\n\nWe will:\n\n1. one\n2. two\n   - a\n\nYours sincerely\n\nSam\\\nCouncil";
        let inner = Block::List(List { from: None, items: vec![vec![Block::words("a")]] });
        assert_eq!(
            to_blocks(marked),
            [
                Block::Paragraph(vec![
                    run("Dear ", false, false),
                    run("Mrs", false, true),
                    run(" ", false, false),
                    run("Fairclough", true, false),
                ]),
                Block::words("We will:"),
                Block::List(List {
                    from: Some(1),
                    items: vec![vec![Block::words("one")], vec![Block::words("two"), inner]],
                }),
                Block::words("Yours sincerely"),
                Block::words("Sam\nCouncil"),
            ]
        );
    }

    #[test]
    fn nothing_that_was_written_is_left_out() {
        let hostile =
            "<script>alert(1)</script>\n\n# Heading\n\n[go](http://x)\n\n`code`\n\n> quoted\n\n- - - - - - - - deep";
        let said = format!("{:?}", to_blocks(hostile));
        for words in ["<script>alert(1)</script>", "Heading", "go", "code", "quoted", "deep"] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }

    #[test]
    fn lists_lie_only_so_deep() {
        fn depth(blocks: &[Block]) -> usize {
            let of = |block: &Block| match block {
                Block::List(list) => 1 + list.items.iter().map(|item| depth(item)).max().unwrap_or(0),
                Block::Heading(_) | Block::Subheading(_) | Block::Paragraph(_) | Block::Table(_) => 0,
            };
            blocks.iter().map(of).max().unwrap_or(0)
        }
        assert_eq!(depth(&to_blocks(&format!("{}deep", "- ".repeat(2000)))), DEEPEST);
    }
}
