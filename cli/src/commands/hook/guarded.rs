//! Work that must come to an end: a panic, a stack that is used up by deep input, or a wait without end is an error like others.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The stack of the work: far more than the deepest input that is read takes.
const STACK: usize = 64 << 20;

/// Does some work, at most for so long.
///
/// # Errors
///
/// Why there is no result: the work panicked, took too long, or could not be begun.
pub fn guarded<T: Send + 'static>(
    most: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, &'static str> {
    let (sender, receiver) = channel();
    // INVARIANT: the sender is dropped when the work ends in whatever way.
    let run = move || _ = sender.send(work());
    let started = thread::Builder::new().stack_size(STACK).spawn(run);
    if started.is_err() {
        return Err("the system gives no thread");
    }
    receiver.recv_timeout(most).map_err(|error| match error {
        RecvTimeoutError::Timeout => "it took too long",
        RecvTimeoutError::Disconnected => "it failed within",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(guarded(LONG, || 1), Ok(1));
        let result = guarded(LONG, || Vec::<u8>::new()[usize::from(b'x')]);
        assert_eq!(result, Err("it failed within"));
    }

    #[test]
    fn a_wait_without_end_is_an_error() {
        let (_kept, never) = channel::<()>();
        let result = guarded(Duration::from_millis(1), move || never.recv().is_ok());
        assert_eq!(result, Err("it took too long"));
    }

    #[test]
    fn a_deep_stack_is_there() {
        fn deep(depth: usize) -> usize {
            let filled = std::hint::black_box([depth; 64]);
            if depth == 0 { 0 } else { deep(depth - 1) + filled[0] % 2 }
        }
        assert_eq!(guarded(LONG, || deep(20_000)), Ok(10_000));
    }
}
