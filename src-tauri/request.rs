//! The one command that a page in the window may call: a request for the Router, its body raw, the rest in headers.

use crate::attachment;
use crate::bridge::Bridge;
use crate::closing;
use crate::errand::{Answered, Asked, whole};
use crate::notices;
use crate::zoom;
use anyhow::{Context, Result, bail};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use std::collections::BTreeMap;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Runtime, State};

/// What the page is told.
#[derive(Serialize)]
pub struct Reply {
    status: u16,
    /// Path, query and fragment after every redirect.
    path: String,
    headers: Vec<(String, String)>,
    /// The words of the page; empty when a file was handed out.
    body: String,
    /// Where a file was saved; `null` for a page, or when the dialog was closed.
    saved: Option<String>,
}

/// Hands a request to the pages and answers with what they said, or with a sentence about why that was not possible.
#[tauri::command]
pub async fn request<R: Runtime>(
    app: AppHandle<R>,
    bridge: State<'_, Bridge>,
    request: Request<'_>,
) -> Result<Reply, String> {
    carry(app, &bridge, &request).await.map_err(|error| format!("{error:#}."))
}

async fn carry<R: Runtime>(app: AppHandle<R>, bridge: &Bridge, request: &Request<'_>) -> Result<Reply> {
    let asked = asked(request)?;
    if let Some(step) = zoom::asked(&asked.path) {
        zoom::change(&app, step)?;
        return Ok(done(asked.path));
    }
    if closing::asked(&asked.path) {
        closing::close(&app);
        return Ok(done(asked.path));
    }
    let only_read = asked.method == Method::GET;
    let answer = bridge.ask(asked).await?;
    if !only_read {
        // What was done may have been what the taskbar counted. The page does not wait for that.
        let app = app.clone();
        tauri::async_runtime::spawn(async move { notices::changed(&app).await });
    }
    match attachment::name_of(&answer.headers) {
        Some(name) if answer.status.is_success() => saved(app, name, answer).await,
        Some(_) | None => shown(answer).await,
    }
}

/// What the shell itself was asked for.
fn done(path: String) -> Reply {
    Reply { status: 204, path, headers: Vec::new(), body: String::new(), saved: None }
}

fn asked(request: &Request<'_>) -> Result<Asked> {
    let InvokeBody::Raw(body) = request.body() else {
        // The fast way between page and shell is blocked and bodies would arrive as lists of numbers.
        bail!("the window and the program do not understand each other; close Heard and open it again")
    };
    let words = |name: &str| -> Result<String> {
        let value = request.headers().get(name).with_context(|| format!("the page sent no {name}"))?;
        Ok(value.to_str().with_context(|| format!("the page's {name} is not text"))?.to_owned())
    };
    Ok(Asked {
        method: Method::from_bytes(words("heard-method")?.as_bytes())?,
        path: words("heard-path")?,
        headers: headers(&words("heard-headers")?)?,
        body: body.clone(),
    })
}

/// The page's headers, as JSON with every letter beyond ASCII percent-encoded.
fn headers(words: &str) -> Result<HeaderMap> {
    let json = percent_decode_str(words).decode_utf8()?;
    let named: BTreeMap<String, String> = serde_json::from_str(&json).context("the page's headers are not JSON")?;
    named.iter().map(|(name, value)| Ok((name.parse::<HeaderName>()?, value.parse::<HeaderValue>()?))).collect()
}

async fn saved<R: Runtime>(app: AppHandle<R>, name: String, answer: Answered) -> Result<Reply> {
    let (status, path, headers) = (answer.status.as_u16(), answer.path.clone(), listed(&answer.headers));
    // The dialog waits for a person, and a large file for the disk; neither may hold up the others.
    let saving = tauri::async_runtime::spawn_blocking(move || attachment::save(&app, &name, answer.body));
    let place = saving.await??;
    Ok(Reply { status, path, headers, body: String::new(), saved: place.map(|place| place.display().to_string()) })
}

async fn shown(answer: Answered) -> Result<Reply> {
    let body =
        String::from_utf8(whole(answer.body).await?).context("the page is not text; it can only be saved as a file")?;
    Ok(Reply { status: answer.status.as_u16(), path: answer.path, headers: listed(&answer.headers), body, saved: None })
}

fn listed(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned()))).collect()
}
