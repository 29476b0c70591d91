//! The program is killed at random moments while people work: nothing the screen said was saved
//! is missing afterwards, and nothing is half done.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

const HEARDCTL: &str = env!("CARGO_BIN_EXE_heardctl");
const EMAIL: &str = "joanne@thornbeck.example";
const PASSWORD: &str = "three long words";

/// How often the program is killed; more by `HEARD_KILLS`.
fn kills() -> u32 {
    std::env::var("HEARD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(50)
}

fn heardctl(folder: &Path, arguments: &[&str], input: &str) -> std::process::Output {
    use std::io::Write;
    let mut child = Command::new(HEARDCTL)
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("heardctl starts");
    child.stdin.take().expect("stdin").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn set_up(folder: &Path) {
    let init = [
        "init",
        "--council",
        "Thornbeck",
        "--admin-name",
        "Ada Min",
        "--admin-email",
        "ada@thornbeck.example",
        "--password-stdin",
    ];
    let done = heardctl(folder, &init, PASSWORD);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let user = ["user", "add", "--name", "Joanne Whitlock", "--email", EMAIL, "--role", "champion", "--password-stdin"];
    let done = heardctl(folder, &user, PASSWORD);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Server {
        let mut child = Command::new(HEARDCTL)
            .arg("--data")
            .arg(folder)
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("it says where it is");
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .expect("an address")
            .trim_end_matches('/')
            .to_owned();
        Server { child, address }
    }

    fn kill(mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it has ended");
    }
}

/// Somebody's browser: cookies are kept, redirects are not followed.
struct Browser {
    agent: ureq::Agent,
    address: String,
    token: String,
}

impl Browser {
    fn signed_in(address: &str) -> Option<Browser> {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(10)));
        let mut browser = Browser { agent: config.build().into(), address: address.to_owned(), token: String::new() };
        browser.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)])?;
        let page = browser.agent.get(format!("{address}/help")).call().ok()?.body_mut().read_to_string().ok()?;
        let (_, after) = page.split_once("data-csrf=\"")?;
        browser.token = after.split_once('"')?.0.to_owned();
        Some(browser)
    }

    /// Where the answer sends the browser; `None` when the server is gone.
    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<String> {
        let fields = fields.iter().copied().chain([("csrf", self.token.as_str())]);
        let answer = self.agent.post(format!("{}{path}", self.address)).send_form(fields).ok()?;
        assert!(answer.status().is_redirection(), "{path} is done: {}", answer.status());
        Some(answer.headers().get("location")?.to_str().ok()?.to_owned())
    }
}

/// What the screen said was saved: the reference, and the words of its notes.
type Saved = Arc<Mutex<Vec<(String, Vec<String>)>>>;

/// Logs a case and adds notes to it until the server is gone.
fn work(address: &str, saved: &Saved, worker: usize, over: &AtomicBool) {
    let Some(browser) = Browser::signed_in(address) else { return };
    for turn in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let story = format!("Bin missed {worker} {turn}. Nobody rang back.");
        let form = [
            ("kind", "complaint"),
            ("channel", "phone"),
            ("story", &story),
            ("name", "Mrs Fairclough"),
            ("phone", "01632 960 417"),
            ("service", "not-sure"),
            ("received", "1/10/2026"),
            ("act", "later"),
            ("reply_by", "phone"),
        ];
        let Some(to) = browser.post("/log", &form) else { return };
        let reference =
            to.split(['/', '?']).find(|part| part.starts_with("20")).expect("the address of a case").to_owned();
        saved.lock().expect("no panic").push((reference.clone(), Vec::new()));
        for note in 0..2 {
            let words = format!("note {worker} {turn} {note}");
            if browser.post(&format!("/cases/{reference}/note"), &[("text", &words)]).is_none() {
                return;
            }
            let mut saved = saved.lock().expect("no panic");
            saved.iter_mut().find(|(each, _)| *each == reference).expect("it was saved").1.push(words);
        }
    }
}

/// A number that differs from round to round, the same in every run.
fn pause(round: u32) -> Duration {
    let mixed = u64::from(round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    Duration::from_millis(200 + mixed % 600)
}

#[test]
fn nothing_that_was_saved_is_missing_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    set_up(folder.path());
    let saved = Saved::default();
    for round in 0..kills() {
        let server = Server::start(folder.path());
        let (address, over) = (server.address.clone(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            for worker in 0..2 {
                let (address, saved, over) = (&address, &saved, &over);
                scope.spawn(move || work(address, saved, worker + 10 * round as usize, over));
            }
            // The moment of the kill is the thing under test; nothing waits for it to pass.
            std::thread::park_timeout(pause(round));
            server.kill();
            over.store(true, Ordering::Relaxed);
        });
    }
    let verified = heardctl(folder.path(), &["verify"], "");
    assert!(
        verified.status.success(),
        "{}{}",
        String::from_utf8_lossy(&verified.stdout),
        String::from_utf8_lossy(&verified.stderr)
    );

    let server = Server::start(folder.path());
    let browser = Browser::signed_in(&server.address).expect("she signs in");
    let saved = saved.lock().expect("no panic");
    assert!(
        saved.len() > kills() as usize / 2,
        "people got something done: {} cases in {} rounds",
        saved.len(),
        kills()
    );
    for (reference, notes) in saved.iter() {
        let mut page =
            browser.agent.get(format!("{}/cases/{reference}/history", server.address)).call().expect("an answer");
        assert_eq!(page.status(), 200, "{reference} is there");
        let page = page.body_mut().read_to_string().expect("a page");
        for note in notes {
            assert!(page.contains(note.as_str()), "{reference} has its note “{note}”");
        }
    }
    println!(
        "{} kills, {} cases and {} notes saved, none missing",
        kills(),
        saved.len(),
        saved.iter().map(|(_, notes)| notes.len()).sum::<usize>()
    );
    drop(saved);
    server.kill();
}
