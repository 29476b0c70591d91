//! The window as a person uses it: press, fill in, read. Every step waits for what it needs.

use std::path::Path;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::interval;

use crate::driver::{Desk, Driver, Saves, told};

/// One window at a time: a second start would only bring the first one forward.
static TURN: Mutex<()> = Mutex::const_new(());

/// Waits for the window's turn; the next test waits until this is dropped.
pub async fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().await
}

/// An open window over a data directory of its own.
pub struct HeardWindow {
    client: Client,
    driver: Driver,
    data: TempDir,
    saved: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl HeardWindow {
    /// Opens it over an empty data directory.
    pub async fn open() -> Self {
        Self::open_over(TempDir::new().expect("a folder for the records")).await
    }

    /// Opens it over this data directory.
    pub async fn open_over(data: TempDir) -> Self {
        let saved = TempDir::new().expect("a folder for saved files");
        Self::open_at(data, saved, |data, saved| Desk {
            data,
            theme: None,
            saves: Saves::In(saved),
            remembers: Some(saved),
        })
        .await
    }

    /// Opens it at a desk with these folders for the records and for everything else.
    pub async fn open_at(data: TempDir, saved: TempDir, desk: impl for<'a> Fn(&'a Path, &'a Path) -> Desk<'a>) -> Self {
        let turn = turn().await;
        let driver = Driver::start(desk(data.path(), saved.path())).await;
        let application = json!({ "browserName": "wry", "tauri:options": { "application": told("HEARD_WINDOW") } });
        let Value::Object(capabilities) = application else { unreachable!("an object was just made") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = connected(builder.capabilities(capabilities), &driver.address()).await;
        Self { client, driver, data, saved, _turn: turn }
    }

    /// Closes the window and gives back its data directory, to be opened again.
    pub async fn close(self) -> TempDir {
        self.client.close().await.expect("the window closes");
        self.data
    }

    /// Gives the folders back once the window has closed by itself, or was closed by a person.
    pub async fn closed(self) -> (TempDir, TempDir) {
        drop(self.client);
        drop(self.driver);
        (self.data, self.saved)
    }

    /// Where files are saved.
    pub fn saved(&self) -> &Path {
        self.saved.path()
    }

    /// The records.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Signs somebody of a made-up council in.
    pub async fn sign_in(&self, who: &str) {
        self.wait_for("#email").await.send_keys(&format!("{who}@thornbeck.example")).await.expect("typed");
        self.wait_for("#password").await.send_keys("three made-up words").await.expect("typed");
        self.wait_for("main button[type=submit]").await.click().await.expect("pressed");
        self.wait_for(".hd-rail").await;
    }

    /// Follows a link to an address, as if the page had one.
    pub async fn go(&self, address: &str) {
        let follow = "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click()";
        self.client.execute(follow, vec![json!(address)]).await.expect("the script runs");
        self.is_at(address).await;
    }

    /// Waits until the page is the one at this address, and nothing is on its way.
    pub async fn is_at(&self, address: &str) {
        let here =
            "return location.pathname + location.search === arguments[0] && !document.body.hasAttribute('aria-busy')";
        self.becomes_true(here, address).await;
    }

    /// Waits until a script answers with true.
    pub async fn becomes_true(&self, script: &str, told: &str) {
        let mut again = interval(Duration::from_millis(50));
        for _ in 0..300 {
            again.tick().await;
            if matches!(self.client.execute(script, vec![json!(told)]).await, Ok(Value::Bool(true))) {
                return;
            }
        }
        panic!("{script} with {told} is not so; the page says: {}", self.words().await);
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.run("return location.pathname + location.search").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for an element.
    pub async fn wait_for(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(Duration::from_secs(10));
        let found = wait.for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css} did not come ({error}); the page says: {}", self.words().await),
        }
    }

    /// The page's heading.
    pub async fn heading(&self) -> String {
        self.wait_for("h1").await.text().await.expect("a heading has words")
    }

    /// The page's title.
    pub async fn title(&self) -> String {
        self.client.title().await.expect("a page has a title")
    }

    /// Reads the page again, as F5 does, and waits until all of it is there.
    pub async fn read_again(&self) {
        self.run("document.body.dataset.before = ''; location.reload()").await;
        let ready = "return document.readyState === 'complete' && !('before' in document.body.dataset)";
        let mut again = interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            // While one page gives way to the other there may be nothing to ask.
            if matches!(self.client.execute(ready, Vec::new()).await, Ok(Value::Bool(true))) {
                return;
            }
        }
        panic!("the page did not come back; it says: {}", self.words().await);
    }

    /// A computed property of the first element that fits.
    pub async fn style_of(&self, css: &str, property: &str) -> String {
        let script = "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])";
        let value = self.client.execute(script, vec![json!(css), json!(property)]).await.expect("the script runs");
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the page is wider than the window.
    pub async fn scrolls_sideways(&self) -> bool {
        let root = "document.documentElement";
        self.run(&format!("return {root}.scrollWidth > {root}.clientWidth")).await == json!(true)
    }

    /// What axe finds against WCAG 2.2 AA and its own good practice, one line each.
    pub async fn violations(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        self.run(&std::fs::read_to_string(axe).expect("axe-core is installed")).await;
        let look = "const done = arguments[0]; axe.run(document).then((found) => done(found.violations.map(\
            (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)))";
        let found = self.client.execute_async(look, Vec::new()).await.expect("axe runs");
        serde_json::from_value(found).expect("axe answers with lines")
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// What the page says.
    pub async fn words(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }
}

/// The window of the test before may still be closing; until then a second one only brings that one forward.
async fn connected(builder: &ClientBuilder<HttpConnector>, address: &str) -> Client {
    let mut again = interval(Duration::from_millis(250));
    for _ in 0..40 {
        again.tick().await;
        if let Ok(client) = builder.connect(address).await {
            return client;
        }
    }
    builder.connect(address).await.expect("the window opens")
}
