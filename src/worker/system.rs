//! What the operating system does for workers: limits, groups of processes, the end of a parent.
//!
//! On Unix a worker leads a process group of its own, which the programs that it starts belong to: ending the group
//! ends them all. Elsewhere there is no memory limit, and only the worker itself can be ended.

use std::io;
use std::process::{Child, Command, ExitStatus};

/// Address space beyond the memory that may be filled: reserved for stacks and allocators, hardly ever touched.
#[cfg(unix)]
const RESERVE: u64 = 1 << 30;

/// Lets no memory be filled beyond `bytes`, by this process and by each one that it starts from now on. A system that
/// knows no such limit sets none.
///
/// # Errors
/// When the system refuses.
#[cfg(unix)]
pub(super) fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::Resource;
    // What can be filled: memory of allocators, stacks of threads. Address space is bounded loosely on top, for systems
    // that do not count the former; bounded tightly, it would count what is reserved and never used.
    lower(Resource::Data, bytes)?;
    lower(Resource::As, bytes.saturating_add(RESERVE))?;
    // A crash is told in a row; its memory is of no use to anybody, and may hold a confidential report.
    lower(Resource::Core, 0)
}

#[cfg(not(unix))]
pub(super) fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

/// Sets a limit for good, unless a lower one is set already.
#[cfg(unix)]
fn lower(resource: rustix::process::Resource, limit: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(resource).maximum.map_or(limit, |known| known.min(limit));
    match setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) }) {
        // Some systems know a limit by name alone. There, as without one, time is what ends a file.
        Err(error) if cfg!(target_os = "linux") => Err(error.into()),
        _ => Ok(()),
    }
}

/// Puts a program that is about to be started into a group of its own.
#[cfg(unix)]
pub(super) fn lead_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
pub(super) fn lead_group(_command: &mut Command) {}

/// Ends a worker with everything that it started.
pub(super) fn end(child: &mut Child) -> io::Result<ExitStatus> {
    // Before the worker is waited for: until then nobody else can get its number.
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    let _ = child.kill();
    child.wait()
}

/// Whether a worker has ended, without taking notice of it: its number stays its own.
#[cfg(unix)]
pub(super) fn has_ended(child: &mut Child) -> bool {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(Pid::from_child(child)), options), Ok(None))
}

/// Elsewhere a process that has ended stays known by its handle, not by its number.
#[cfg(not(unix))]
pub(super) fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

/// Ends this process with everything that it started, if it leads a group of its own.
pub(super) fn end_self() -> ! {
    #[cfg(unix)]
    if rustix::process::getpgrp() == rustix::process::getpid() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::KILL);
    }
    std::process::exit(1)
}

/// The process that started this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parent {
    #[cfg(unix)]
    id: Option<rustix::process::Pid>,
}

impl Parent {
    /// Who it is now.
    pub(super) fn now() -> Self {
        Self {
            #[cfg(unix)]
            id: rustix::process::getppid(),
        }
    }

    /// Whether it has ended; never known where orphans keep the number of their parent.
    pub(super) fn is_gone(self) -> bool {
        self != Self::now()
    }
}

/// The number of the signal that ended a process.
pub(super) fn signal(status: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    return {
        let _ = status;
        None
    };
}
