//! The benchmarks: for each size, how many times as long as the bare engine, with quartiles; how
//! many pages beside a Router that says hello; how much longer with many cases than with few.

use std::path::{Path, PathBuf};

use app::figures::Format;
use benches::{
    bare::Bare,
    exports,
    fill::{self, Kept},
    heard::{self, Heard},
    pairs::{Ratio, compare, timed},
    report::{self, Goal, HEAD, Line},
    rules::Desk,
    serving::{self, Server},
};
use clap::Parser;

/// Times Heard beside the engines it stands on.
#[derive(Parser)]
struct Arguments {
    /// Numbers of made-up cases, with commas between, the smallest first.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    cases: Vec<u32>,
    /// Pairs a comparison; eight at least.
    #[arg(long, default_value_t = 12)]
    pairs: usize,
    /// Where the made-up records are kept.
    #[arg(long, default_value = "target/bench")]
    kept: PathBuf,
    /// A page that gets the table, after the line "<!-- measured -->".
    #[arg(long)]
    page: Option<PathBuf>,
    /// Serves the pages of an office, for a benchmark.
    #[arg(long, hide = true)]
    serve: Option<PathBuf>,
    /// Says hello, for a benchmark.
    #[arg(long, hide = true)]
    hello: bool,
    /// Handed on by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Cases that are open when a change of the calendar is measured.
const OPEN: u32 = 100_000;
/// Clients at once.
const CLIENTS: usize = 8;
/// Pages that each client asks for at a time, and hellos, which take about as long together.
const PAGES_EACH: usize = 50;
const HELLOS_EACH: usize = 1_500;
/// Columns of a list as a file, and the most cases that are written as XLSX, which takes minutes beyond.
const COLUMNS: u16 = 25;
const IN_A_SHEET: u32 = 100_000;
/// The month that is saved as a file.
const MONTH: &str = "2026-10";
/// Clients that log cases, how many each at a time, and the goal beside as many in one transaction.
const LOGGING: [(usize, usize, Goal); 3] =
    [(1, 40, Goal::Most(1.5)), (8, 10, Goal::Least(40.0)), (64, 3, Goal::Least(20.0))];
/// Pages that are asked for: what, at which address, and the goal beside hello in per cent. Words to
/// search for change from one request to the next, so that no answer is remembered.
const PAGES: [(&str, &str, f64); 4] =
    [("list", "/cases", 4.0), ("Today", "/today", 4.0), ("search", "/cases?q=", 2.0), ("a case", "/cases/2025-", 4.0)];
const WORDS: [&str; 12] =
    ["bin", "missed", "damp", "noise", "bill", "grass", "pool", "street", "crew", "letter", "waiting", "repair"];

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(office) = &arguments.serve {
        return serving::serve_heard(office);
    }
    if arguments.hello {
        return serving::serve_hello();
    }
    let lines = measured(&arguments)?;
    arguments.page.as_deref().map_or(Ok(()), |page| report::write(page, "<!-- measured -->", &lines))
}

fn measured(arguments: &Arguments) -> anyhow::Result<Vec<Line>> {
    std::fs::create_dir_all(&arguments.kept)?;
    let mut lines = Vec::new();
    let mut say = |line: Line| {
        println!("{}", line.row());
        lines.push(line);
    };
    // Copies are made from records that nobody has open.
    for cases in &arguments.cases {
        fill::kept(&arguments.kept, *cases)?;
    }
    let busy = fill::kept_open(&arguments.kept, OPEN)?;
    println!("{HEAD}");
    let mut smallest: Option<(u32, Server)> = None;
    for cases in &arguments.cases {
        let kept = fill::kept(&arguments.kept, *cases)?;
        let measure = Measure { cases: *cases, pairs: arguments.pairs, kept };
        measure.starts(&mut say)?;
        measure.rules(&mut say)?;
        measure.engine(&mut say)?;
        measure.exports(&mut say)?;
        measure.clients(&mut say)?;
        let server = measure.pages(&mut say)?;
        match &smallest {
            Some((fewest, few)) => measure.growth(*fewest, few, &server, &mut say)?,
            None => smallest = Some((*cases, server)),
        }
    }
    calendar(&busy, &mut say)?;
    Ok(lines)
}

/// A change of the calendar with many cases open, measured by their own procedure alone and against a Code as well.
fn calendar(office: &Path, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let heard = Heard::open(office)?;
    heard.measure_against(None)?;
    change_calendar(&heard, "", say)?;
    heard.measure_against(Some("lgsco-code-2024"))?;
    change_calendar(&heard, ", with a Code as well", say)?;
    heard.measure_against(None)
}

/// Looked at, then made and taken back.
fn change_calendar(heard: &Heard, how: &str, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    const TIMES: usize = 4;
    let (mut open, mut looked, mut made) = (0, Vec::new(), Vec::new());
    for _ in 0..TIMES {
        for change in &heard::closure()? {
            let mut seen = (0, String::new());
            let look = timed(&mut || {
                seen = heard.look_at(change)?;
                Ok(())
            })?;
            let make = timed(&mut || heard.make(change, &seen.1))?;
            open = u32::try_from(seen.0)?;
            looked.push(look.as_secs_f64());
            made.push(make.as_secs_f64());
        }
    }
    anyhow::ensure!(open >= OPEN, "{open} cases are open, not {OPEN}");
    let line = |what: &str, taken: &[f64]| {
        let what = format!("a closure {what}, that many cases open{how}");
        Line::alone(&what, open, taken, " s", Goal::Most(5.0))
    };
    say(line("looked at", &looked));
    say(line("made or taken back", &made));
    Ok(())
}

/// What is measured of one size.
struct Measure {
    cases: u32,
    pairs: usize,
    kept: Kept,
}

impl Measure {
    /// From nothing to the first answer, and the memory it holds then.
    fn starts(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        let (mut taken, mut held) = (Vec::new(), Vec::new());
        for _ in 0..self.pairs.max(8) {
            let mut server = None;
            let start = timed(&mut || {
                server = Some(Server::heard(&self.kept.office)?);
                Ok(())
            })?;
            taken.push(start.as_secs_f64() * 1e3);
            held.extend(server.and_then(|server| server.megabytes()));
        }
        say(self.plain("start to the first answer", &taken, " ms", Goal::Most(100.0)));
        say(self.plain("memory, idle", &held, " MB", Goal::Most(25.0)));
        Ok(())
    }

    /// An act decided upon, and every time limit of its case, with no database.
    fn rules(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        const TIMES: u32 = 2_000;
        let desk = Desk::new()?;
        let mut taken = Vec::new();
        for _ in 0..self.pairs.max(8) {
            let all = timed(&mut || (0..TIMES).try_for_each(|_| desk.decide_and_date()))?;
            taken.push(all.as_secs_f64() * 1e6 / f64::from(TIMES));
        }
        say(self.plain("an act decided and all time limits", &taken, " µs", Goal::Most(20.0)));
        Ok(())
    }

    /// Use-cases beside the bare engine.
    fn engine(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        let heard = Heard::open(&self.kept.office)?;
        let bare = std::cell::RefCell::new(Bare::open(&self.kept.bare)?);
        let create = compare(self.pairs, 30, &mut || heard.create(), &mut || bare.borrow_mut().create())?;
        say(Line::times_as_long("log a case ÷ durable transaction", self.cases, &create, Some(Goal::Most(1.5))));
        let month = compare(self.pairs, 2, &mut || heard.month(), &mut || bare.borrow().month())?;
        let goal = Goal::MostOr(1.5, 1.0);
        say(Line::times_as_long("a month's figures ÷ bare aggregate", self.cases, &month, Some(goal)));
        Ok(())
    }

    /// Lists as files beside what bare tools take for as many rows.
    fn exports(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        let heard = Heard::open(&self.kept.office)?;
        let office = &self.kept.office;
        let exported = |format, month| heard.export(format, month, COLUMNS.into()).map(|_| ());
        if exports::has_sqlite3() {
            let all = compare(self.pairs, 1, &mut || exported(Format::Csv, None), &mut || exports::csv_of_all(office))?;
            let what = "all cases as CSV ÷ sqlite3 -csv";
            say(Line::times_as_long(what, self.cases, &all, Some(Goal::Most(1.3))));
            let month = compare(self.pairs, 3, &mut || exported(Format::Csv, Some(MONTH)), &mut || {
                exports::csv_of_a_month(office)
            })?;
            let what = "a month’s cases as CSV, of sqlite3 -csv’s rows";
            say(Line::share_of(what, self.cases, &month, Some(Goal::Least(50.0))));
        } else {
            println!("This machine has no sqlite3, so that CSV is not measured.");
        }
        if self.cases <= IN_A_SHEET {
            let cases = self.cases;
            let sheet =
                compare(self.pairs, 1, &mut || exported(Format::Xlsx, None), &mut || exports::xlsx(cases, COLUMNS))?;
            let what = format!("all cases × {COLUMNS} as XLSX ÷ rust_xlsxwriter");
            say(Line::times_as_long(&what, self.cases, &sheet, Some(Goal::Most(1.3))));
        }
        drop(heard);
        let mut server = Server::heard(office)?;
        server.sign_in()?;
        for (what, path) in [("CSV", "/cases.csv?state=all"), ("XLSX", "/cases.xlsx?state=all")] {
            if what == "XLSX" && self.cases > IN_A_SHEET {
                continue;
            }
            let more: Vec<f64> = server.more_megabytes(path)?.into_iter().collect();
            say(self.plain(
                &format!("memory more while all cases are saved as {what}"),
                &more,
                " MB",
                Goal::Most(16.0),
            ));
        }
        Ok(())
    }

    /// Cases logged over HTTP by one client, by eight and by 64: beside one durable transaction for as many cases, with
    /// the syncs that each takes, and the memory that is held then.
    fn clients(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        let mut server = Server::heard(&self.kept.office)?;
        server.sign_in()?;
        let bare = std::cell::RefCell::new(Bare::open(&self.kept.bare)?);
        for (clients, times, goal) in LOGGING {
            let ratio = compare(self.pairs, 1, &mut || server.logged(clients, times), &mut || {
                (0..times).try_for_each(|_| bare.borrow_mut().create_together(clients))
            })?;
            let ratio = each(ratio, clients * times, clients * times);
            let line = match goal {
                Goal::Least(_) => {
                    let what = format!("log a case over HTTP, {clients} clients, of {clients} in a transaction");
                    Line::share_of(&what, self.cases, &ratio, Some(goal))
                }
                Goal::Most(_) | Goal::MostOr(..) => {
                    Line::times_as_long("log a case over HTTP ÷ durable transaction", self.cases, &ratio, Some(goal))
                }
            };
            say(line);
        }
        let held: Vec<f64> = server.megabytes().into_iter().collect();
        say(self.plain("memory after 64 clients", &held, " MB", Goal::Most(64.0)));
        drop(server);
        self.syncs(say)
    }

    /// Syncs of the disk for each case that is logged.
    fn syncs(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        let note = self.kept.office.join("syncs");
        let Some(mut server) = Server::heard_noting_syncs(&self.kept.office, &note)? else {
            println!("This machine has no strace, so that syncs are not counted.");
            return Ok(());
        };
        server.sign_in()?;
        let noted = || Ok::<_, anyhow::Error>(std::fs::read_to_string(&note)?.lines().count());
        for (clients, times, _) in LOGGING {
            let before = noted()?;
            server.logged(clients, times)?;
            let each = (noted()? - before) as f64 / (clients * times) as f64;
            // A log that is written into the file now and then takes a few more.
            let most = if clients == 1 { 1.1 } else { 0.25 };
            let what = format!("syncs for a case, {clients} at a time");
            say(self.plain(&what, &[each], "", Goal::Most(most)));
        }
        drop(server);
        Ok(std::fs::remove_file(&note)?)
    }

    /// Pages beside hello, with eight clients.
    fn pages(&self, say: &mut dyn FnMut(Line)) -> anyhow::Result<Server> {
        let mut server = Server::heard(&self.kept.office)?;
        server.sign_in()?;
        let hello = Server::hello()?;
        for (what, address, goal) in PAGES {
            let ratio = compare(
                self.pairs,
                1,
                &mut || server.asked(CLIENTS, PAGES_EACH, &|time| path(address, time)),
                &mut || hello.asked(CLIENTS, HELLOS_EACH, &|_| "/".to_owned()),
            )?;
            let each = each(ratio, CLIENTS * PAGES_EACH, CLIENTS * HELLOS_EACH);
            let what = format!("{what}, {CLIENTS} clients, of hello’s requests");
            say(Line::share_of(&what, self.cases, &each, Some(Goal::Least(goal))));
        }
        let held: Vec<f64> = server.megabytes().into_iter().collect();
        say(self.plain("memory after eight clients", &held, " MB", Goal::Most(64.0)));
        Ok(server)
    }

    /// The same pages with few cases and with many, one client.
    fn growth(&self, fewest: u32, few: &Server, many: &Server, say: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
        for (what, address, _) in PAGES {
            let asked = |server: &Server| server.asked(1, PAGES_EACH, &|time| path(address, time));
            let ratio = each(compare(self.pairs, 1, &mut || asked(many), &mut || asked(few))?, PAGES_EACH, PAGES_EACH);
            let what = format!("{what}, one client ÷ the same with {fewest}");
            let goal = if address.contains('?') { 2.0 } else { 1.5 };
            say(Line::times_as_long(&what, self.cases, &ratio, Some(Goal::Most(goal))));
        }
        Ok(())
    }

    fn plain(&self, what: &str, values: &[f64], unit: &'static str, goal: Goal) -> Line {
        Line::alone(what, self.cases, values, unit, goal)
    }
}

/// The address of the `time`th request.
fn path(address: &str, time: usize) -> String {
    match address {
        "/cases?q=" => format!("{address}{}+{}", WORDS[time % WORDS.len()], WORDS[time / WORDS.len() % WORDS.len()]),
        "/cases/2025-" => format!("{address}{:04}", 1 + time * 7 % 2000),
        address => address.to_owned(),
    }
}

/// What one request takes of each side, when so many of each were timed together.
fn each(ratio: Ratio, ours: usize, theirs: usize) -> Ratio {
    let (ours, theirs) = (ours as f64, theirs as f64);
    let quartiles = ratio.quartiles.map(|quartile| quartile * theirs / ours);
    Ratio { ours: ratio.ours / ours, theirs: ratio.theirs / theirs, quartiles }
}
