//! Waits until something below a folder changes.

use std::collections::BTreeSet;
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

/// What changed in a burst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These files and folders, made, changed or gone.
    Paths(BTreeSet<PathBuf>),
    /// The system cannot tell what.
    Anything,
}

/// A folder that is watched.
pub struct Watch {
    changes: Receiver<Change>,
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
            let change = event.map_or(Some(Change::Anything), |event| change(&folder, event));
            if let Some(change) = change {
                // Where nobody waits any more there is nobody to tell.
                let _ = sender.send(change);
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

    /// Waits for a change, and then until the burst is over; none where there will be no more changes.
    #[must_use]
    pub fn wait(&self) -> Option<Change> {
        let mut change = self.changes.recv().ok()?;
        for _ in 0..MOST_WAITS {
            match self.changes.recv_timeout(QUIET) {
                Ok(more) => {
                    change = change.and(more);
                    while let Ok(more) = self.changes.try_recv() {
                        change = change.and(more);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Some(change),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(change)
    }
}

impl Change {
    fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Paths(mut paths), Self::Paths(more)) => {
                paths.extend(more);
                Self::Paths(paths)
            }
            _ => Self::Anything,
        }
    }
}

fn poll<F: Fn(notify::Result<Event>) + Send + 'static>(
    on_event: F,
) -> Result<PollWatcher, notify::Error> {
    PollWatcher::new(on_event, Config::default().with_poll_interval(POLL))
}

/// What of an event may change what a check finds: reading is no change, and what is hidden belongs to others.
fn change(root: &Path, event: Event) -> Option<Change> {
    let hidden = |path: &PathBuf| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part.starts_with('.') && part != ".gitignore" && part != ".ignore"
        })
    };
    if event.need_rescan() || event.paths.is_empty() {
        return Some(Change::Anything);
    }
    let paths: BTreeSet<PathBuf> = event.paths.into_iter().filter(|path| !hidden(path)).collect();
    let is_read = matches!(event.kind, EventKind::Access(_));
    (!is_read && !paths.is_empty()).then_some(Change::Paths(paths))
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
        let change = |event: Event| super::change(Path::new("/w"), event);
        let paths = |path: &str| Some(Change::Paths([PathBuf::from(path)].into()));
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(change(event(created, "/w/a.kdl")), paths("/w/a.kdl"));
        assert_eq!(change(event(created, "/w/.gitignore")), paths("/w/.gitignore"));
        assert_eq!(change(event(created, "/w/.git/index")), None);
        assert_eq!(change(event(created, "/w/.a.kdl.12.bailiwick")), None);
        let renamed = event(created, "/w/.a.kdl.12.bailiwick").add_path(PathBuf::from("/w/a.kdl"));
        assert_eq!(change(renamed), paths("/w/a.kdl"));
        assert_eq!(change(event(EventKind::Access(AccessKind::Any), "/w/a.kdl")), None);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(change(lost), Some(Change::Anything));
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
        let Some(Change::Paths(paths)) = watch.wait() else { panic!("nothing changed") };
        let files: Vec<PathBuf> =
            (0..5).map(|index| folder.path().join(format!("{index}.kdl"))).collect();
        assert!(files.iter().all(|file| paths.contains(file)), "{paths:?}");
        assert_eq!(watch.changes.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout));
    }
}
