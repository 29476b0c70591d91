//! Servers as processes of their own, over TCP, and clients that ask them: Heard's pages, and a
//! Router that says hello. Both are this program again, so that nothing but the pages differs.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use axum::{Router, routing::get};

use crate::heard;

/// A server that ends with this value.
pub struct Server {
    process: Child,
    address: String,
    cookie: String,
    /// What shows that a form comes from one of its own pages.
    token: String,
}

impl Server {
    /// Starts Heard's pages over an office, and returns when the first of them has come.
    pub fn heard(office: &Path) -> anyhow::Result<Server> {
        Server::over(office, Command::new(std::env::current_exe()?))
    }

    /// The same, with every sync of a file noted in `syncs`, a line each. Nothing where this machine has no `strace`.
    pub fn heard_noting_syncs(office: &Path, syncs: &Path) -> anyhow::Result<Option<Server>> {
        let has = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !has.is_ok_and(|status| status.success()) {
            return Ok(None);
        }
        let mut traced = Command::new("strace");
        // The server is the child and strace its grandchild, so that both end with the server.
        traced.args(["-D", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o"]).arg(syncs).arg(std::env::current_exe()?);
        Server::over(office, traced).map(Some)
    }

    fn over(office: &Path, command: Command) -> anyhow::Result<Server> {
        let server = Server::start(command, &["--serve", &office.display().to_string()])?;
        server.client()?.get("/sign-in")?;
        Ok(server)
    }

    /// Starts a Router that says hello.
    pub fn hello() -> anyhow::Result<Server> {
        Server::start(Command::new(std::env::current_exe()?), &["--hello"])
    }

    /// Signs a Customer Champion in.
    pub fn sign_in(&mut self) -> anyhow::Result<()> {
        self.cookie = self.client()?.sign_in()?;
        self.token = self.client()?.token()?;
        Ok(())
    }

    fn start(mut command: Command, arguments: &[&str]) -> anyhow::Result<Server> {
        let mut process = command.args(arguments).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        let said = process.stdout.take().ok_or_else(|| anyhow::anyhow!("the server says where it is"))?;
        BufReader::new(said).read_line(&mut address)?;
        let address = address.trim().to_owned();
        Ok(Server { process, address, cookie: String::new(), token: String::new() })
    }

    /// Lets so many clients ask for pages, each so many times.
    pub fn asked(&self, clients: usize, times: usize, path: &(dyn Fn(usize) -> String + Sync)) -> anyhow::Result<()> {
        self.each_of(clients, times, &|connection, time| connection.get(&path(time)).map(|_| ()))
    }

    /// Lets so many clients log complaints, each so many.
    pub fn logged(&self, clients: usize, times: usize) -> anyhow::Result<()> {
        let form = heard::log_form(&self.token);
        self.each_of(clients, times, &|connection, _| connection.post("/log", &form))
    }

    fn each_of(
        &self,
        clients: usize,
        times: usize,
        work: &(dyn Fn(&mut Client, usize) -> anyhow::Result<()> + Sync),
    ) -> anyhow::Result<()> {
        std::thread::scope(|scope| {
            let asking = |client: usize| {
                move || {
                    let mut connection = self.client()?;
                    (0..times).try_for_each(|time| work(&mut connection, client * times + time))
                }
            };
            let all: Vec<_> = (0..clients).map(|client| scope.spawn(asking(client))).collect();
            all.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| anyhow::bail!("a client failed")))
        })
    }

    /// What it holds in memory, in megabytes; `None` where the system does not say.
    pub fn megabytes(&self) -> Option<f64> {
        self.memory("VmRSS:")
    }

    /// How many megabytes more than before it holds at most while it is asked for a page.
    pub fn more_megabytes(&self, path: &str) -> anyhow::Result<Option<f64>> {
        // Makes what it holds now the most that it has held (`man proc_pid_clear_refs`).
        let _not_everywhere = std::fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5");
        let before = self.megabytes();
        self.client()?.get(path)?;
        Ok(before.zip(self.memory("VmHWM:")).map(|(before, most)| most - before))
    }

    fn memory(&self, which: &str) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(which))?;
        Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
    }

    fn client(&self) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        Ok(Client { answers: BufReader::new(stream.try_clone()?), stream, cookie: self.cookie.clone() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.process.kill();
        let _ended_already = self.process.wait();
    }
}

/// One connection that is kept.
struct Client {
    stream: TcpStream,
    answers: BufReader<TcpStream>,
    cookie: String,
}

impl Client {
    fn get(&mut self, path: &str) -> anyhow::Result<usize> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: heard\r\nCookie: {}\r\n\r\n", self.cookie);
        self.stream.write_all(request.as_bytes())?;
        let (status, _, length) = self.answer()?;
        anyhow::ensure!(status == "200", "{path} answers with {status}");
        Ok(length)
    }

    fn post(&mut self, path: &str, form: &str) -> anyhow::Result<()> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: heard\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.cookie,
            form.len()
        );
        self.stream.write_all(request.as_bytes())?;
        let (status, _, _) = self.answer()?;
        anyhow::ensure!(status == "303", "{path} is not saved: {status}");
        Ok(())
    }

    fn token(&mut self) -> anyhow::Result<String> {
        let request = format!("GET /log HTTP/1.1\r\nHost: heard\r\nCookie: {}\r\n\r\n", self.cookie);
        self.stream.write_all(request.as_bytes())?;
        let mut page = Vec::new();
        self.answer_into(&mut page)?;
        let page = String::from_utf8_lossy(&page);
        let token = page.split("data-csrf=\"").nth(1).and_then(|rest| rest.split('"').next());
        Ok(token.ok_or_else(|| anyhow::anyhow!("the page that logs has a token"))?.to_owned())
    }

    fn sign_in(&mut self) -> anyhow::Result<String> {
        let form = heard::sign_in_form();
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: heard\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.stream.write_all(request.as_bytes())?;
        let (status, cookie, _) = self.answer()?;
        cookie.ok_or_else(|| anyhow::anyhow!("somebody is signed in: {status}"))
    }

    /// Status, the cookie that is set, and the length of the body.
    fn answer(&mut self) -> anyhow::Result<(String, Option<String>, usize)> {
        self.answer_into(&mut std::io::sink())
    }

    fn answer_into(&mut self, place: &mut dyn Write) -> anyhow::Result<(String, Option<String>, usize)> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        let status = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let (mut cookie, mut length) = (None, 0);
        loop {
            line.clear();
            self.answers.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse()?,
                "set-cookie" if cookie.is_none() => cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        // A list of all cases is larger than this program need hold.
        let read = std::io::copy(&mut (&mut self.answers).take(length as u64), place)?;
        anyhow::ensure!(read == length as u64, "the answer breaks off");
        Ok((status, cookie, length))
    }
}

/// Serves Heard's pages over an office until it is ended; says where.
pub fn serve_heard(office: &Path) -> anyhow::Result<()> {
    serve(heard::pages(office)?)
}

/// Says hello until it is ended.
pub fn serve_hello() -> anyhow::Result<()> {
    serve(Router::new().route("/", get(async || "hello")))
}

fn serve(router: Router) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        Ok(axum::serve(listener, router).await?)
    })
}
