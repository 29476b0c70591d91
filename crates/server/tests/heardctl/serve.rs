//! `heardctl serve`: a port on this computer alone, one program on a data directory, a clean end.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
};

use crate::common::{Desk, command};

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(desk: &Desk) -> Server {
        let mut command = command();
        command
            .arg("--data")
            .arg(desk.path())
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .expect("it says where it is")
            .to_owned();
        Server { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

#[test]
fn a_new_folder_asks_to_be_set_up() {
    let server = Server::start(&Desk::empty());
    assert!(server.address.starts_with("127.0.0.1:"), "only this computer: {}", server.address);
    let answer = server.get("/");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let answer = server.get("/setup");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn records_are_open_in_one_program_at_a_time() {
    let desk = Desk::set_up();
    let _server = Server::start(&desk);
    let said = desk.run(&["user", "list"]).badly(1);
    assert!(said.contains("open already"), "{said}");
}

#[test]
fn what_only_asks_is_answered_while_heard_is_open() {
    let desk = Desk::empty();
    desk.run(&["demo", "--cases", "20", "--seed", "3", "--until", "2026-11-20"]).well();
    let _server = Server::start(&desk);
    let period = ["--from", "2026-04-01", "--to", "2026-11-20"];
    desk.run(&[&["replay", "--procedure", "lgsco-code-2024"], &period[..]].concat()).well();
    desk.run(&[&["figures"], &period[..]].concat()).well();
    desk.run(&["due", "--received", "2026-11-02"]).well();
    assert!(desk.run(&["verify"]).well().contains("everything agrees"));
    assert!(desk.run(&["verify", "--count-again"]).badly(1).contains("open already"), "that writes");
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_well_and_lets_go() {
    let desk = Desk::set_up();
    let mut server = Server::start(&desk);
    let told = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.child.wait().unwrap().success(), "SIGTERM is an ordinary end");
    desk.run(&["verify"]).well();
    let backups = std::fs::read_dir(desk.file("backups")).unwrap().count();
    assert_eq!(backups, 1, "the backup of the day was made");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let said = Desk::set_up().run(&["serve", "--port", &port]).badly(1);
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
}
