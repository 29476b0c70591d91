//! What is said when the window cannot be opened at all.

/// Says it in a sentence: on Windows in a message box, because there is no console, and everywhere on standard error and in the log.
pub fn show(failure: &anyhow::Error) {
    let words = format!("Heard could not start: {failure:#}.");
    eprintln!("{words}");
    tracing::error!("{words}");
    #[cfg(windows)]
    rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Heard").set_description(&words).show();
}
