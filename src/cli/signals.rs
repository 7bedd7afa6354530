//! Ctrl-C, and being asked to end by the system.

use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use super::exit::Exit;

/// A flag that becomes true when the run is to end, one for the process. Who asks twice does not wait: the process ends
/// at once.
pub(crate) fn cancel_flag() -> io::Result<Arc<AtomicBool>> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    if let Some(known) = FLAG.get() {
        return Ok(Arc::clone(known));
    }
    let cancelled = Arc::new(AtomicBool::new(false));
    listen(&cancelled)?;
    Ok(Arc::clone(FLAG.get_or_init(|| cancelled)))
}

#[cfg(unix)]
fn listen(cancelled: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag down.
        flag::register_conditional_shutdown(signal, Exit::Interrupted as i32, Arc::clone(cancelled))?;
        flag::register(signal, Arc::clone(cancelled))?;
    }
    Ok(())
}

#[cfg(windows)]
fn listen(cancelled: &Arc<AtomicBool>) -> io::Result<()> {
    use std::sync::atomic::Ordering;
    let cancelled = Arc::clone(cancelled);
    let heard = move || {
        if cancelled.swap(true, Ordering::SeqCst) {
            std::process::exit(Exit::Interrupted as i32);
        }
    };
    ctrlc::try_set_handler(heard).map_err(io::Error::other)
}
