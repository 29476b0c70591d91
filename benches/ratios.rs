//! The benchmarks: for each size, how many times as long as the bare engine, with quartiles; and
//! how much longer with many cases than with few.

use benches::{
    bare::{Bare, Hello},
    heard::Heard,
    pairs::{Ratio, compare},
};
use clap::Parser;

/// Times Heard beside the engines it stands on.
#[derive(Parser)]
struct Arguments {
    /// Numbers of made-up cases, with commas between.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    cases: Vec<u32>,
    /// Pairs a comparison; eight at least.
    #[arg(long, default_value_t = 12)]
    pairs: usize,
    /// Handed on by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    println!(
        "{:>9}  {:<28} {:>10} {:>10}   ratio: lower quartile, median, upper quartile",
        "cases", "", "Heard µs", "bare µs"
    );
    for cases in &arguments.cases {
        measure(*cases, arguments.pairs)?;
    }
    Ok(())
}

fn measure(cases: u32, pairs: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let heard = Heard::filled(&folder.path().join("heard"), cases)?;
    let mut bare = Bare::filled(&folder.path().join("bare.db"), cases)?;
    let hello = Hello::new()?;
    let case = format!("/cases/{}", heard.some_case()?);
    let said = |what: &str, ratio: Ratio| {
        let Ratio { ours, theirs, quartiles: [low, median, high] } = ratio;
        println!("{cases:>9}  {what:<28} {ours:>10.0} {theirs:>10.1}   {low:.2}  {median:.2}  {high:.2}");
    };
    said("log a case ÷ transaction", compare(pairs, 20, &mut || heard.create(), &mut || bare.create())?);
    said("Today ÷ list query", compare(pairs, 10, &mut || heard.page("/today"), &mut || bare.list())?);
    said("list ÷ list query", compare(pairs, 10, &mut || heard.page("/cases"), &mut || bare.list())?);
    said("list ÷ hello", compare(pairs, 10, &mut || heard.page("/cases"), &mut || hello.ask())?);
    said("search ÷ search query", compare(pairs, 10, &mut || heard.page("/cases?q=bin"), &mut || bare.search())?);
    said("case page ÷ case query", compare(pairs, 10, &mut || heard.page(&case), &mut || bare.case())?);
    said("month ÷ month query", compare(pairs, 3, &mut || heard.month(), &mut || bare.month())?);
    Ok(())
}
