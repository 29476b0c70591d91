//! The mail room against real and misbehaving mail servers.

mod accepted;
mod broken;
#[path = "../message/letter.rs"]
mod letter;
mod refused;
mod security;
mod several;
mod support;
