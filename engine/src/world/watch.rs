//! Waits until something below a folder changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must change until a burst counts as over.
const QUIET: Duration = Duration::from_millis(100);
/// After so many waits for quiet a burst counts as over whether it is or not.
const MOST_WAITS: usize = 20;
/// How often a folder is looked through where the system cannot tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// A folder that is watched.
pub struct Watch {
    changes: Receiver<()>,
    // Watches as long as it lives.
    _watcher: Box<dyn Watcher + Send>,
}

impl Watch {
    /// Watches everything below a folder, what is hidden left out.
    ///
    /// # Errors
    ///
    /// What the system says, where it can neither tell of changes nor list the folder.
    pub fn new(root: &Path) -> Result<Self, notify::Error> {
        let (sender, changes) = channel();
        let folder = root.to_path_buf();
        let on_event = move |event: notify::Result<Event>| {
            if event.map_or(true, |event| matters(&folder, &event)) {
                // Where nobody waits any more there is nobody to tell.
                let _ = sender.send(());
            }
        };
        let mut watcher: Box<dyn Watcher + Send> =
            match RecommendedWatcher::new(on_event.clone(), Config::default()) {
                Ok(watcher) => Box::new(watcher),
                Err(_) => Box::new(poll(on_event.clone())?),
            };
        // Systems limit how many folders may be watched; looking through them has no limit.
        if watcher.watch(root, RecursiveMode::Recursive).is_err() {
            watcher = Box::new(poll(on_event)?);
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits for a change, and then until the burst is over; false where there will be no more changes.
    #[must_use]
    pub fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        for _ in 0..MOST_WAITS {
            match self.changes.recv_timeout(QUIET) {
                Ok(()) => while self.changes.try_recv().is_ok() {},
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

fn poll<F: Fn(notify::Result<Event>) + Send + 'static>(
    on_event: F,
) -> Result<PollWatcher, notify::Error> {
    PollWatcher::new(on_event, Config::default().with_poll_interval(POLL))
}

/// Whether an event may change what a check finds: reading is no change, and what is hidden belongs to others.
fn matters(root: &Path, event: &Event) -> bool {
    let hidden = |path: &PathBuf| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part.starts_with('.') && part != ".gitignore" && part != ".ignore"
        })
    };
    let lost = event.need_rescan() || event.paths.is_empty();
    lost || (!matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(hidden))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, Flag};

    use super::*;

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn changes_matter_and_reading_and_hidden_files_do_not() {
        let matters = |event: &Event| super::matters(Path::new("/w"), event);
        let created = EventKind::Create(CreateKind::File);
        assert!(matters(&event(created, "/w/a.kdl")));
        assert!(matters(&event(created, "/w/.gitignore")));
        assert!(!matters(&event(created, "/w/.git/index")));
        assert!(!matters(&event(created, "/w/.a.kdl.12.bailiwick")));
        assert!(!matters(&event(EventKind::Access(AccessKind::Any), "/w/a.kdl")));
        assert!(matters(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }

    #[test]
    fn a_burst_of_changes_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::new(folder.path()).unwrap();
        for index in 0..5 {
            super::super::write::atomically(
                &folder.path().join(format!("{index}.kdl")),
                b"a",
                super::super::write::Expected::Anything,
            )
            .unwrap();
        }
        assert!(watch.wait());
        assert_eq!(watch.changes.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout));
    }
}
