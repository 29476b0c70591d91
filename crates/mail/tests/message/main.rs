//! Messages as others read them, and the ways out that need no server.

mod headers;
mod letter;
mod transports;
