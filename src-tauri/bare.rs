//! The least a window can be: tauri alone with one short page, for the benchmark to measure Heard's window beside.
//! It is never handed out.

use std::process::ExitCode;

use tauri::http::Response;
use tauri::{Url, WebviewUrl, WebviewWindowBuilder};

/// The colour tells the benchmark that the page is on the screen.
const PAGE: &str =
    "<!doctype html><html lang='en'><title>Hello</title><body style='margin:0;background:#123'><h1>Hello</h1>";

fn main() -> ExitCode {
    match open() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the bare window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn open() -> tauri::Result<()> {
    let page = |_: tauri::UriSchemeContext<'_, tauri::Wry>, _| {
        let mut response = Response::new(PAGE.as_bytes().to_vec());
        let html = tauri::http::HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(tauri::http::header::CONTENT_TYPE, html);
        response
    };
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", page)
        .setup(|app| {
            let address = Url::parse("bare://localhost/")?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .title("")
                .inner_size(1366.0, 768.0)
                .on_document_title_changed(|window, title| {
                    // A window that is closing has no title bar to write on.
                    let _ = window.set_title(&title);
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
