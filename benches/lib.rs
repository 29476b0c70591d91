//! Heard against bare engines: each thing a person does is timed beside the least that the engine
//! below could do, in turns, in the same run. What counts is the ratio; milliseconds move with the
//! machine. Which things are compared stands in `ratios.rs`,
//! and in `window.rs` for the window.

pub mod bare;
pub mod exports;
pub mod fill;
pub mod heard;
pub mod pairs;
#[cfg(target_os = "linux")]
pub mod program;
pub mod report;
pub mod rules;
#[cfg(target_os = "linux")]
pub mod screen;
pub mod serving;
