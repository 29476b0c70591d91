//! What the program may be told when it is started.

use clap::Parser;
use std::path::PathBuf;

/// Complaints, compliments and comments for small councils
#[derive(Parser)]
#[command(name = "heard", version)]
pub struct Arguments {
    /// The folder that holds the records; without it, the one that HEARD_DATA names, or this person's application data
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// A case to open, such as heard://case/2026-0431; Windows hands over the link that somebody clicked
    #[arg(value_name = "LINK")]
    pub link: Option<String>,
}
