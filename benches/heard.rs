//! Heard as its users meet it: the Router over a real database file with so many made-up cases.

use std::{
    path::Path,
    sync::{
        Arc, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use app::{Office, Who, cases, figures};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use chrono::TimeDelta;
use domain::{Moment, Reference};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// The moment the made-up office is looked at.
pub const NOW: &str = "2026-11-20T10:00:00Z";

/// An office with a signed-in Champion.
pub struct Heard {
    /// The office.
    pub office: Arc<Office>,
    router: Router,
    runtime: tokio::runtime::Runtime,
    cookie: String,
    who: Who,
    passed: AtomicI64,
}

impl Heard {
    /// An office in this folder with so many made-up cases.
    pub fn filled(folder: &Path, made_up: u32) -> anyhow::Result<Heard> {
        let office = Arc::new(Office::open(folder)?);
        let now: Moment = NOW.parse()?;
        app::demo::fill(&office, made_up, 1, now, &mut |_| {})?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let router = web::router(door(&office, now));
        let form = format!("email={}&password={}", app::demo::SIGN_IN_AS, app::demo::PASSWORD.replace(' ', "+"));
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))?;
        let answer = runtime.block_on(router.clone().oneshot(request))?;
        let cookie = answer.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).unwrap_or_default().to_owned();
        anyhow::ensure!(cookie.contains('='), "somebody is signed in: {}", answer.status());
        let who = office.read(|reading| {
            let person = reading.person_by_email(app::demo::SIGN_IN_AS)?;
            let person = person.ok_or_else(|| app::Problem::NotFound("nobody to sign in as".into()))?;
            Ok(Who { actor: app::sessions::actor(reading, &person)?, person, csrf: String::new() })
        })?;
        Ok(Heard { office, router, runtime, cookie, who, passed: AtomicI64::new(0) })
    }

    /// Opens a page.
    pub fn page(&self, path: &str) -> anyhow::Result<()> {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty())?;
        let (status, length) = self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await?;
            let status = answer.status();
            Ok::<_, anyhow::Error>((status, answer.into_body().collect().await?.to_bytes().len()))
        })?;
        anyhow::ensure!(status.is_success() && length > 1000, "{path} answers with {status} and {length} bytes");
        Ok(())
    }

    /// Logs a complaint.
    pub fn create(&self) -> anyhow::Result<()> {
        let form = cases::LogForm {
            kind: "complaint".into(),
            channel: "phone".into(),
            story: "The crew left the bin on the back path again, and nobody rang back.".into(),
            name: "Mrs Eileen Fairclough".into(),
            phone: "01632 960 417".into(),
            email: "eileen@example.com".into(),
            postcode: "TB4 7QX".into(),
            ..cases::LogForm::default()
        };
        let now = NOW.parse::<Moment>()? + TimeDelta::seconds(self.passed.fetch_add(1, Ordering::Relaxed));
        cases::log(&self.office, &self.who, &form, cases::Now::OnlySave, now)?;
        Ok(())
    }

    /// Counts a month.
    pub fn month(&self) -> anyhow::Result<()> {
        let wanted = figures::Wanted { range: "2026-10".parse()?, service: None, as_at: None };
        let report = figures::report(&self.office, &self.who, &wanted, NOW.parse()?)?;
        anyhow::ensure!(report.figures.received.all.count > 0, "October has cases");
        Ok(())
    }

    /// A case in the middle of the made-up ones.
    pub fn some_case(&self) -> anyhow::Result<Reference> {
        let all = self.office.read(|reading| Ok(reading.all_references()?))?;
        all.get(all.len() / 2).copied().ok_or_else(|| anyhow::anyhow!("there are cases"))
    }
}

fn door(office: &Arc<Office>, now: Moment) -> web::Door {
    web::Door {
        office: office.clone(),
        now: Arc::new(move || now),
        random: Arc::new(|bytes| bytes.fill(7)),
        keep_password: Arc::new(|_| Ok(())),
        password: Arc::new(|| Ok(None)),
        make_practice: Arc::new(|| Err(app::Problem::NotFound("no practice office here".into()))),
        practice: Arc::new(RwLock::new(None)),
    }
}
