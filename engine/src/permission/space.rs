//! Disjoint sets of resources: no pattern reaches from one into another.

mod url;

use std::borrow::Cow;

use super::Action;
use super::resource::command::words;
use super::resource::url::host;

/// Where a resource lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// A path below the agent's root, or the root itself.
    Relative,
    /// A path from the root of the file system.
    Absolute,
    /// A path from the home folder.
    Home,
    /// A tool of a server: the server's name, `/`, the tool's.
    Tool,
    /// The name of a declaration.
    Name,
    /// A URL whose host is a name.
    Url,
    /// A URL whose host is an IP address.
    Address,
    /// A simple command: its words.
    Command,
}

impl Space {
    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Relative,
        Self::Absolute,
        Self::Home,
        Self::Tool,
        Self::Name,
        Self::Url,
        Self::Address,
        Self::Command,
    ];

    /// One of the actions whose resources lie here.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Relative | Self::Absolute | Self::Home => Action::Read,
            Self::Tool => Action::Call,
            Self::Name => Action::Delegate,
            Self::Url | Self::Address => Action::Fetch,
            Self::Command => Action::Run,
        }
    }

    /// The spellings of all its resources, as a regular expression of `regex-syntax`; the root of relative paths is `/`
    /// here, so that no wildcard takes it for a name, IPv6 addresses have all their digits, and the words of
    /// commands stand apart.
    pub(super) fn universe(self) -> &'static str {
        // A segment is neither empty nor `.` nor `..`, a relative path does not begin with `~`, and nothing holds a NUL.
        match self {
            Self::Relative => {
                r"/|(?:[^/.~\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+)(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))*"
            }
            Self::Absolute => r"/|(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))+",
            Self::Home => r"~(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))*",
            Self::Tool => r"[^/\x00]+/[^\x00]+",
            Self::Name => r"[^/\x00]+(?:/[^/\x00]+)*",
            Self::Url => &url::NAMED,
            Self::Address => &url::ADDRESSED,
            Self::Command => r"(?:(?:\x01|[^\x00\x01]+)\x00)+",
        }
    }

    /// The canonical spelling of what automata read.
    pub(super) fn spelled(self, read: &str) -> Box<str> {
        match self {
            Self::Relative if read == "/" => ".".into(),
            Self::Command => words::shown_of(read).into(),
            Self::Address => host::with_address(read, |address| address.to_string()).into(),
            _ => read.into(),
        }
    }

    /// What automata read for a canonical spelling.
    pub(super) fn read_as(self, spelling: &str) -> Cow<'_, str> {
        match self {
            Self::Relative if spelling == "." => "/".into(),
            Self::Command => words::encoded_of(spelling).into(),
            Self::Address => host::with_address(spelling, host::full).into(),
            _ => spelling.into(),
        }
    }
}
