//! The mail room against real and misbehaving mail servers, and against an independent parser.

mod accepted;
mod broken;
mod headers;
mod refused;
mod security;
mod several;
mod support;
mod transports;
