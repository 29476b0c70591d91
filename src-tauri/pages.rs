//! The pages, made while the window opens: the records are opened beside the window's own start, and whoever asks
//! first waits for them.

use anyhow::{Context, Result};
use std::thread;
use tokio::sync::watch;

/// The pages, as soon as they are there.
#[derive(Clone)]
pub struct Pages(watch::Receiver<Option<web::Router>>);

impl Pages {
    /// Makes them beside everything else. Where they cannot be made, `failed` is told and nobody gets any.
    pub fn making(
        make: impl FnOnce() -> Result<web::Router> + Send + 'static,
        failed: impl FnOnce(anyhow::Error) + Send + 'static,
    ) -> Result<Pages> {
        let (made, pages) = watch::channel(None);
        let work = move || match make() {
            Ok(router) => drop(made.send(Some(router))),
            Err(error) => failed(error),
        };
        thread::Builder::new().name("opening".into()).spawn(work).context("the records cannot be opened")?;
        Ok(Pages(pages))
    }

    /// Waits for them.
    pub async fn get(&self) -> Result<web::Router> {
        let mut pages = self.0.clone();
        let made = pages.wait_for(Option::is_some).await.context("the records could not be opened")?;
        made.clone().context("the records could not be opened")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn whoever_asks_first_waits_for_them() {
        let (go, wait) = mpsc::channel::<()>();
        let make = move || {
            wait.recv()?;
            Ok(web::Router::new())
        };
        let pages = Pages::making(make, |error| panic!("{error}")).expect("a thread");
        let asked = tokio::spawn({
            let pages = pages.clone();
            async move { pages.get().await.is_ok() }
        });
        go.send(()).expect("it waits");
        assert!(asked.await.expect("it ends") && pages.get().await.is_ok());
    }

    #[tokio::test]
    async fn where_they_cannot_be_made_somebody_is_told_and_nobody_waits() {
        let (tell, told) = mpsc::channel();
        let failed = move |error: anyhow::Error| tell.send(error.to_string()).expect("somebody listens");
        let pages = Pages::making(|| anyhow::bail!("the records are in use"), failed).expect("a thread");
        assert!(pages.get().await.is_err());
        assert_eq!(told.recv().expect("it was told"), "the records are in use");
    }
}
