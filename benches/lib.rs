//! Heard against bare engines: each thing a person does is timed beside the least that the engine
//! below could do, in turns, in the same run. What counts is the ratio; milliseconds move with the
//! machine. Which things are compared stands in `ratios.rs`.

pub mod bare;
pub mod fill;
pub mod heard;
pub mod pairs;
pub mod report;
pub mod rules;
pub mod serving;
