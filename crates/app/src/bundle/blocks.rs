//! Words as the blocks that documents are made of, and the words of blocks again: to look through them, and to leave
//! some of them out.

use documents::paper::{Block, List, Run, Table};

/// Paragraphs, one a line; nothing for lines without words.
pub(super) fn paragraphs(words: &str) -> Vec<Block> {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::words).collect()
}

/// A list with bullets.
pub(super) fn bullets(items: impl IntoIterator<Item = String>) -> Block {
    Block::List(List { from: None, items: items.into_iter().map(|words| vec![Block::words(words)]).collect() })
}

/// Words in bold before others: "By when. Friday".
pub(super) fn named(name: &str, words: &str) -> Block {
    Block::Paragraph(vec![Run { bold: true, ..Run::plain(format!("{name}: ")) }, Run::plain(words)])
}

/// A table of words.
pub(super) fn table(head: &[&str], widths: &[u32], rows: Vec<Vec<String>>) -> Block {
    let head: Vec<String> = head.iter().map(|&heading| heading.to_owned()).collect();
    Block::Table(Table { numbers_from: head.len(), head, rows, widths: widths.to_vec() })
}

/// What is known of a case, a line each; what is empty is left out.
pub(super) fn facts(rows: impl IntoIterator<Item = (&'static str, String)>) -> Block {
    let rows = rows.into_iter().filter(|(_, words)| !words.trim().is_empty());
    let rows = rows.map(|(name, words)| vec![name.to_owned(), words.trim().to_owned()]).collect();
    table(&["What", "As it is on file"], &[16, 50], rows)
}

/// All words in these blocks.
pub(super) fn words_of(blocks: &[Block]) -> String {
    let mut found = String::new();
    each(blocks, &mut |words| {
        found.push_str(words);
        found.push('\n');
    });
    found
}

fn each(blocks: &[Block], work: &mut dyn FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Heading(words) | Block::Subheading(words) => work(words),
            Block::Paragraph(runs) => work(&runs.iter().map(|run| run.text.as_str()).collect::<String>()),
            Block::List(list) => list.items.iter().for_each(|item| each(item, work)),
            Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| work(cell)),
        }
    }
}

/// The blocks with other words.
pub(super) fn changed(blocks: Vec<Block>, change: &dyn Fn(&str) -> String) -> Vec<Block> {
    let all = |texts: Vec<String>| texts.iter().map(|text| change(text)).collect::<Vec<_>>();
    let block = |block: Block| match block {
        Block::Heading(words) => Block::Heading(change(&words)),
        Block::Subheading(words) => Block::Subheading(change(&words)),
        Block::Paragraph(runs) => {
            Block::Paragraph(runs.into_iter().map(|run| Run { text: change(&run.text), ..run }).collect())
        }
        Block::List(List { from, items }) => {
            Block::List(List { from, items: items.into_iter().map(|item| changed(item, change)).collect() })
        }
        Block::Table(table) => {
            Block::Table(Table { head: all(table.head), rows: table.rows.into_iter().map(all).collect(), ..table })
        }
    };
    blocks.into_iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_seen_and_can_be_changed() {
        let inner = List { from: Some(1), items: vec![vec![Block::words("c dan"), bullets(["d dan".to_owned()])]] };
        let blocks = vec![
            Block::Heading("a dan".into()),
            Block::Subheading("b dan".into()),
            Block::List(inner),
            named("e", "dan"),
            table(&["f dan"], &[1], vec![vec!["g dan".into()]]),
        ];
        assert_eq!(words_of(&blocks).matches("dan").count(), 7);
        let without = changed(blocks, &|words| words.replace("dan", "–"));
        assert_eq!(words_of(&without), "a –\nb –\nc –\nd –\ne: –\nf –\ng –\n");
    }
}
