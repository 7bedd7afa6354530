//! What the operating system does for workers: limits, groups of processes, the end of a parent.
//!
//! On Unix a worker leads a process group of its own, which the programs that it starts belong to: ending the group
//! ends them all. On Windows a worker is put into a job object, whose limit counts the memory of all of them together,
//! and which ends them when the run lets go of it, as a run that ends does whatever ends it.

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

/// Ctrl-C is for the run, which ends its workers itself.
#[cfg(windows)]
pub(super) fn lead_group(command: &mut Command) {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}

/// What ends a worker with everything that it started when it is dropped, where ending their group does not.
#[derive(Debug)]
pub(super) struct Hold {
    #[cfg(windows)]
    _job: win32job::Job,
}

/// Takes hold of a program that was just started, and of the memory that it may fill. What is left of its standard input
/// is closed.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems refuse")]
pub(super) fn hold(_child: &mut Child, _memory: Option<u64>) -> io::Result<Hold> {
    // It sets its limits itself.
    Ok(Hold {})
}

#[cfg(windows)]
pub(super) fn hold(child: &mut Child, memory: Option<u64>) -> io::Result<Hold> {
    use std::os::windows::io::AsRawHandle;

    use process_control::{ChildExt, Control};
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&limits).map_err(io::Error::other)?;
    job.assign_process(child.as_raw_handle() as isize).map_err(io::Error::other)?;
    if let Some(bytes) = memory {
        // The limit is that of another job, within this one: it holds for as long as there is a process in it. Nothing
        // is waited for.
        let limit = usize::try_from(bytes).unwrap_or(usize::MAX);
        child.controlled().memory_limit(limit).time_limit(std::time::Duration::ZERO).wait()?;
    }
    Ok(Hold { _job: job })
}

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
