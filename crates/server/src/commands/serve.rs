//! `heardctl serve`: the pages on a port, and the background work of the office.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, mpsc},
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context, Result};
use app::{
    Office,
    background::{self, Background},
    office::PRACTICE,
};
use clap::Args;
use web::Door;

use super::say;
use crate::console::{Console, mail_password};

/// Serve the pages to browsers on this computer
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  heardctl serve --port 4730

It also sends mail, reminds people of their dates and makes the backup of the day. Stop it with Ctrl+C: what
is under way is finished first.")]
pub struct Arguments {
    /// Port; 0 takes a free one
    #[arg(long, default_value_t = 4730)]
    port: u16,
    /// Address to listen on. Anything but this computer's own is not encrypted: put a server with TLS in front
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
}

/// How long what is under way may take when the program is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until told to stop.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let door = door(console)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the server could not start")?;
    let background = Worker::start(door.clone());
    let served = runtime.block_on(serve(door, SocketAddr::new(arguments.host, arguments.port)));
    runtime.shutdown_timeout(PATIENCE);
    background.stop();
    served.map(|()| ExitCode::SUCCESS)
}

fn door(console: &Console) -> Result<Door> {
    let folder: PathBuf = console.folder()?;
    let office = Arc::new(Office::open(&folder)?);
    let (now, chance) = (console.now, console.chance);
    let make_practice = move || app::demo::practice(&folder.join(PRACTICE), now());
    Ok(Door::over(
        office,
        Arc::new(now),
        Arc::new(chance),
        Arc::new(app::keyring::keep_keyring_password),
        Arc::new(mail_password),
        Arc::new(make_practice),
    ))
}

async fn serve(door: Door, address: SocketAddr) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await;
    let listener =
        listener.with_context(|| format!("{address} cannot be listened on; is something else there? Try --port"))?;
    let at = listener.local_addr().context("the server has no address")?;
    let told_to_stop = told_to_stop().context("the server could not listen for Ctrl+C")?;
    say(&format!("Heard is at http://{at}/ and stops with Ctrl+C."))?;
    if !at.ip().is_loopback() {
        eprintln!("heardctl: other computers can reach this address, and nothing on the way is encrypted.");
    }
    let (told, mut stopping) = tokio::sync::watch::channel(false);
    let server = axum::serve(listener, web::router(door)).with_graceful_shutdown(async move {
        told_to_stop.await;
        tracing::info!("stopping");
        let _nobody_waits = told.send(true);
    });
    tokio::select! {
        served = server => served.context("the server failed"),
        () = async {
            let _stopped = stopping.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(PATIENCE).await;
        } => Ok(()),
    }
}

/// Listens for whatever tells a program to stop: Ctrl+C, and SIGTERM where there is one. It hears
/// from the moment it is made.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(windows)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::windows;
    let (mut interrupted, mut closed) = (windows::ctrl_c()?, windows::ctrl_close()?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = closed.recv() => {}
        }
    })
}

/// The thread that does the background work of the open offices.
struct Worker {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    fn start(door: Door) -> Worker {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let (mut own, mut practice) = (Background::default(), Background::default());
            loop {
                report(&own.round(&door.office, &*door.now, &*door.password));
                if let Some(office) = door.open_practice() {
                    report(&practice.round(&office, &*door.now, &*door.password));
                }
                if stopped.recv_timeout(background::EVERY) != Err(mpsc::RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        Worker { stop, thread }
    }

    fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the background work ended badly");
        }
    }
}

fn report(round: &background::Round) {
    let mail = round.mail;
    if mail.accepted > 0 || mail.refused > 0 {
        tracing::info!(accepted = mail.accepted, refused = mail.refused, waiting = mail.waiting, "mail");
    }
    if round.reminders > 0 {
        tracing::info!(queued = round.reminders, "reminders");
    }
    if round.backup.is_some() {
        tracing::info!("the backup of the day is made");
    }
    for problem in &round.problems {
        tracing::error!(%problem, "background work");
    }
}
