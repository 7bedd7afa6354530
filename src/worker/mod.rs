//! Documents are read in worker processes: a file that makes its reader crash, hang or fill the memory costs that file,
//! and no other.
//!
//! A run starts one worker a core and uses it for many files. One that ends, takes longer than a file may take or wants
//! more memory than it may have is ended with all that it started, and replaced; its file gets a second try, alone.
//! [`protocol`] says what is spoken between the two; any program can drive a worker (`ingest worker`), and any program
//! that calls [`serve`](serve()) can be one.

mod failure;
#[cfg(debug_assertions)]
mod faults;
mod pool;
mod process;
pub mod protocol;
mod serve;
mod system;

use std::{fmt, io};

use crate::message;
use crate::model::message::Message;
use crate::text::said::system;

pub use failure::{Ended, Failure, Reason};
pub use pool::Program;
pub(crate) use pool::{Words, Workers};
pub(crate) use protocol::DrawnPage;
pub use serve::{Host, serve};

/// Deeply nested PDF objects need more than a thread's usual stack.
pub(crate) const STACK_BYTES: usize = 16 << 20;

/// Why no worker could be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The system does not start it.
    System(#[from] io::Error),
    /// It was started, and is not ready to work.
    NotReady(Message),
}

impl StartError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::System(error) => message!("worker-not-started", why = system(error)),
            Self::NotReady(why) => message!("worker-not-ready", why = why.clone()),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
