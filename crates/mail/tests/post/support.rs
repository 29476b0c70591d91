//! What the tests against mail servers share: a server in a child process, and certificates.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use mail::{Security, SmtpSettings};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::{Value, json};

/// `smtp_server.py`, listening on a free port of this computer.
pub struct Server {
    child: Child,
    events: mpsc::Receiver<Value>,
    port: u16,
}

impl Server {
    /// Starts it and waits until it listens.
    pub fn start(setup: &Value) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp_server.py");
        let python = python();
        let mut child = Command::new(&python)
            .arg(script)
            .arg(setup.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start ({error}); {SET_UP}", python.display()));
        let events = events(child.stdout.take().expect("standard output is piped"));
        let mut server = Self { child, events, port: 0 };
        let first = server.next_event();
        assert_eq!(first["event"], "listening", "{} has no aiosmtpd; {SET_UP}", python.display());
        server.port = first["port"].as_u64().and_then(|port| port.try_into().ok()).expect("a port");
        server
    }

    /// One that answers until `fault`.
    pub fn faulty(fault: &str) -> Self {
        Self::start(&json!({ "fault": fault }))
    }

    /// Settings that reach it without encryption, with the shortest time limit.
    pub fn settings(&self) -> SmtpSettings {
        SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::None,
            username: None,
            password: None,
            timeout: Duration::from_secs(1),
            hello_name: String::new(),
            extra_roots: None,
        }
    }

    /// Settings with a time limit for tests that expect an answer on a busy computer.
    pub fn patient_settings(&self) -> SmtpSettings {
        SmtpSettings { timeout: Duration::from_secs(30), ..self.settings() }
    }

    /// The next event of this kind.
    pub fn next(&self, kind: &str) -> Value {
        loop {
            let event = self.next_event();
            if event["event"] == kind {
                return event;
            }
        }
    }

    /// Ends the server and counts its events of one kind that nobody has read.
    pub fn count(mut self, kind: &str) -> usize {
        drop(self.child.stdin.take());
        self.events.iter().filter(|event| event["event"] == kind).count()
    }

    fn next_event(&self) -> Value {
        self.events.recv().expect("the mail server has ended; its reason is above")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // Either it has ended by itself or it is ended here; the test has its answer.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SET_UP: &str = "`cargo xtask setup` installs what the tests of mail need, or set HEARD_PYTHON";

/// Read as they come: a server that tells of a large message must not wait for the test.
fn events(output: ChildStdout) -> mpsc::Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines() {
            let event = serde_json::from_str(&line.expect("readable")).expect("JSON");
            if sender.send(event).is_err() {
                break;
            }
        }
    });
    receiver
}

fn python() -> PathBuf {
    if let Some(given) = std::env::var_os("HEARD_PYTHON") {
        return given.into();
    }
    let folder = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/venv").join(folder);
    if tools.exists() { tools } else { "python3".into() }
}

/// A root certificate and a server's certificate under it, as PEM files in a folder.
pub struct Certificates {
    folder: tempfile::TempDir,
}

impl Certificates {
    /// For a server of this name or address.
    pub fn for_name(name: &str) -> Self {
        Self::issue(CertificateParams::new([name.to_owned()]).expect("a name"))
    }

    /// For this computer, run out long ago.
    pub fn run_out() -> Self {
        let mut params = CertificateParams::new(["127.0.0.1".to_owned()]).expect("a name");
        params.not_before = rcgen::date_time_ymd(2000, 1, 1);
        params.not_after = rcgen::date_time_ymd(2001, 1, 1);
        Self::issue(params)
    }

    /// The file for [`SmtpSettings::extra_roots`].
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// `setup` with the files of the server in it.
    pub fn given_to(&self, mut setup: Value) -> Value {
        setup["cert"] = json!(self.folder.path().join("cert.pem"));
        setup["key"] = json!(self.folder.path().join("key.pem"));
        setup
    }

    fn issue(params: CertificateParams) -> Self {
        let mut root = CertificateParams::new(Vec::new()).expect("no names");
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root_key = KeyPair::generate().expect("a key");
        // Each root has a name of its own, so that one is a stranger to the other.
        let name = format!("Authority {:x?}", &root_key.public_key_raw()[1..9]);
        root.distinguished_name.push(DnType::CommonName, name);
        let root = CertifiedIssuer::self_signed(root, root_key).expect("a root");
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &root).expect("a certificate");
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, pem: String| fs::write(folder.path().join(name), pem).expect("written");
        write("root.pem", root.pem());
        write("cert.pem", certificate.pem());
        write("key.pem", key.serialize_pem());
        Self { folder }
    }
}
