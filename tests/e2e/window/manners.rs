//! How the window behaves among the others on a desktop: a second start, links from elsewhere, being closed and opened
//! again, files that are saved, and the sentence of the day.

use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tokio::time::{interval, timeout};

use crate::driver::{Desk, Saves, told};
use crate::heard_window::HeardWindow;
use crate::made_up_council;
use crate::screen::{Place, Screen};

/// Starts the program once more beside a window that is open.
async fn start_again(window: &HeardWindow, link: Option<&str>) -> ExitStatus {
    let mut second = Command::new(told("HEARD_WINDOW"));
    second.arg("--data").arg(window.data()).args(link);
    let mut second = second.spawn().expect("it starts");
    let mut again = interval(Duration::from_millis(50));
    let ended = async {
        loop {
            again.tick().await;
            if let Some(status) = second.try_wait().expect("it is ours") {
                return status;
            }
        }
    };
    timeout(Duration::from_secs(20), ended).await.expect("a second start ends by itself")
}

#[tokio::test]
async fn a_second_start_brings_the_first_window_forward() {
    let window = HeardWindow::open_over(made_up_council(20)).await;
    window.wait_for("#email").await;
    let screen = Screen::open();
    let first = screen.titled("Heard").await;
    let other = screen.cover();
    screen.is_foremost(other).await;
    assert!(start_again(&window, None).await.success(), "it is no mistake to start Heard twice");
    screen.is_foremost(first).await;
    let windows = screen.windows().into_iter().filter(|(_, title)| title.contains("Heard")).count();
    assert_eq!(windows, 1, "there is no second one");
    window.close().await;
}

#[tokio::test]
async fn a_link_to_a_case_goes_to_the_open_window_and_no_other_link_goes_anywhere() {
    let window = HeardWindow::open_over(made_up_council(20)).await;
    window.sign_in("joanne").await;
    window.go("/cases").await;
    let case =
        window.run("return document.querySelector('main table[data-rows] tbody a').pathname.split('/')[2]").await;
    let reference = case.as_str().expect("a case").to_owned();
    let hostile = [
        format!("heard://case/{reference}/close"),
        format!("heard://case/{reference}?withdraw=1"),
        "heard://case/../sign-out".to_owned(),
        "heard://settings/people".to_owned(),
        "javascript:alert(1)".to_owned(),
        "https://example.org/".to_owned(),
    ];
    for link in &hostile {
        assert!(start_again(&window, Some(link)).await.success(), "{link}");
        assert_eq!(window.address().await, "/cases", "{link} leads nowhere");
    }
    // What was typed and not yet kept goes with it into the draft.
    window.go("/log").await;
    window.wait_for("#story").await.send_keys("The gate was locked").await.expect("typed");
    assert!(start_again(&window, Some(&format!("heard://case/{reference}"))).await.success());
    window.is_at(&format!("/cases/{reference}")).await;
    window.go("/log").await;
    goes_on(&window, "The gate was locked").await;
    window.close().await;
}

/// Goes on with the form that the page that logs offers, in which these words were typed.
async fn goes_on(window: &HeardWindow, words: &str) {
    window.wait_for(".hd-offer a").await.click().await.expect("pressed");
    window.becomes_true("return document.querySelector('#story')?.value === arguments[0]", words).await;
}

#[tokio::test]
async fn the_window_opens_where_and_as_large_as_it_was_left() {
    let (data, desk) = (made_up_council(20), TempDir::new().expect("a folder"));
    let window = HeardWindow::open_at(data, desk, at_its_own_desk).await;
    window.wait_for("#email").await;
    let screen = Screen::open();
    let left = Place { x: 140, y: 60, width: 1010, height: 620 };
    let first = screen.titled("Heard").await;
    screen.put(first, left);
    window.becomes_true("return innerWidth === Number(arguments[0])", "1010").await;
    screen.press_close(first);
    screen.gone(first).await;
    let (data, desk) = window.closed().await;
    let window = HeardWindow::open_at(data, desk, at_its_own_desk).await;
    window.wait_for("#email").await;
    assert_eq!(screen.place(screen.titled("Heard").await), left);
    window.close().await;
}

#[tokio::test]
async fn what_was_typed_a_moment_before_the_window_was_closed_is_kept() {
    let (data, desk) = (made_up_council(20), TempDir::new().expect("a folder"));
    let window = HeardWindow::open_at(data, desk, at_its_own_desk).await;
    window.sign_in("priya").await;
    window.go("/log").await;
    let screen = Screen::open();
    let first = screen.titled("Heard").await;
    let words = "The brown bin was not emptied on three visits in a row.";
    window.wait_for("#story").await.send_keys(words).await.expect("typed");
    screen.press_close(first);
    screen.gone(first).await;
    let (data, desk) = window.closed().await;
    let window = HeardWindow::open_at(data, desk, at_its_own_desk).await;
    window.sign_in("priya").await;
    window.go("/log").await;
    goes_on(&window, words).await;
    window.close().await;
}

/// A page whose script hangs cannot say that it has kept everything.
#[tokio::test]
async fn a_page_that_does_not_answer_does_not_keep_the_window_open() {
    let window = HeardWindow::open_over(made_up_council(20)).await;
    window.wait_for("#email").await;
    let screen = Screen::open();
    let first = screen.titled("Heard").await;
    window.run("document.addEventListener('heard:close', (event) => event.stopImmediatePropagation(), true)").await;
    screen.press_close(first);
    screen.gone(first).await;
    window.closed().await;
}

/// In the native dialog, which no page reaches: the name is there already, and Enter saves.
#[tokio::test]
async fn a_file_is_saved_under_the_name_that_the_dialog_offers() {
    const ENTER: u32 = 0xff0d;
    let (data, desk) = (made_up_council(20), TempDir::new().expect("a folder"));
    let window = HeardWindow::open_at(data, desk, where_a_person_is_asked).await;
    window.sign_in("joanne").await;
    window.go("/cases").await;
    let screen = Screen::open();
    window.wait_for("a[href^='/cases.csv']").await.click().await.expect("pressed");
    let dialog = screen.titled("Save").await;
    // Until it hears: it may be shown before it listens.
    let mut again = interval(Duration::from_millis(500));
    for _ in 0..20 {
        again.tick().await;
        if !screen.windows().iter().any(|(window, _)| *window == dialog) {
            break;
        }
        screen.focus(dialog);
        screen.press(ENTER);
    }
    window
        .becomes_true(
            "return document.querySelector('[data-announced]')?.innerText.startsWith(arguments[0])",
            "Saved as",
        )
        .await;
    let names = names_in(window.saved());
    let name = names.iter().find(|name| name.ends_with(".csv")).unwrap_or_else(|| panic!("no list among {names:?}"));
    assert!(name.starts_with("Heard cases 20"), "{name}");
    assert!(names.iter().all(|name| !name.ends_with(".part")), "nothing half written is left: {names:?}");
    window.close().await;
}

/// A large list leaves the window free: it says how far it is, and the person goes on meanwhile.
#[tokio::test]
async fn the_window_stays_usable_while_a_file_is_made() {
    let window = HeardWindow::open_over(made_up_council(20)).await;
    window.sign_in("joanne").await;
    window.go("/cases").await;
    // The program's answer is held back: no made-up list takes long enough on every machine.
    let hold = "const { fetch } = window; let free;
        const freed = new Promise((go) => (free = go));
        window.letGo = () => free();
        window.fetch = async (address, request) => {
            const path = request?.headers?.get?.('heard-path') ?? '';
            if (path.startsWith('/cases.csv')) await freed;
            if (!path.startsWith('/progress/')) return fetch(address, request);
            const body = JSON.stringify({ done: 300, of: 1200 });
            const reply = { status: 200, path, headers: [['content-type', 'application/json']], body, saved: null };
            return new Response(JSON.stringify(reply), { headers: { 'Tauri-Response': 'ok', 'content-type': 'application/json' } });
        };";
    window.run(hold).await;
    window.wait_for("a[href^='/cases.csv']").await.click().await.expect("pressed");
    window
        .becomes_true(
            "return document.querySelector('.hd-progress [data-count]')?.textContent === arguments[0]",
            "300 of 1,200",
        )
        .await;
    window.go("/today").await;
    window
        .becomes_true(
            "return document.querySelector('main .hd-progress [data-count]')?.textContent === arguments[0]",
            "300 of 1,200",
        )
        .await;
    assert!(names_in(window.saved()).iter().all(|name| !name.ends_with(".csv")), "nothing is saved yet");
    window.run("window.letGo()").await;
    window
        .becomes_true(
            "return document.querySelector('[data-announced]')?.innerText.startsWith(arguments[0])",
            "Saved as",
        )
        .await;
    window.becomes_true("return !document.querySelector('.hd-progress') && arguments[0] === ''", "").await;
    assert!(names_in(window.saved()).iter().any(|name| name.ends_with(".csv")));
    window.close().await;
}

/// The keys that only the window has; the others are pressed in the browser (browser/keys.test.mjs).
#[tokio::test]
async fn the_keys_of_the_window_do_what_their_list_says() {
    let window = HeardWindow::open_over(made_up_council(20)).await;
    window.sign_in("joanne").await;
    window.run("window.print = () => (document.body.dataset.printed = 'yes')").await;
    let body = window.wait_for("body").await;
    let control = "\u{e009}";
    body.send_keys(&format!("{control}p")).await.expect("pressed");
    window.becomes_true("return document.body.dataset.printed === arguments[0]", "yes").await;
    let width = window.run("return innerWidth").await.as_f64().expect("a width");
    for (key, factor) in [("+", 1.1), ("0", 1.0), ("-", 0.9), ("0", 1.0)] {
        window.wait_for("body").await.send_keys(&format!("{control}{key}")).await.expect("pressed");
        let as_wide = "return Math.abs(innerWidth - Number(arguments[0])) < 4";
        window.becomes_true(as_wide, &(width / factor).to_string()).await;
    }
    window.wait_for("body").await.send_keys(&format!("{control}n")).await.expect("pressed");
    window.is_at("/log").await;
    assert_eq!(
        window.run("return Boolean(document.querySelector('#keys')?.innerText !== undefined)").await,
        json!(true)
    );
    window.close().await;
}

fn at_its_own_desk<'a>(data: &'a Path, folder: &'a Path) -> Desk<'a> {
    Desk { data, theme: None, saves: Saves::In(folder), remembers: Some(folder) }
}

fn where_a_person_is_asked<'a>(data: &'a Path, home: &'a Path) -> Desk<'a> {
    Desk { data, theme: None, saves: Saves::Asked(home), remembers: Some(home) }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}
