//! Disjoint sets of resources: no pattern reaches from one into another.

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
}

impl Space {
    /// The spellings of all its resources, as a regular expression of `regex-syntax`; the root of relative paths is `/`
    /// here, so that no wildcard takes it for a name.
    pub(super) const fn universe(self) -> &'static str {
        // A segment is neither empty nor `.` nor `..`, a relative path does not begin with `~`, and nothing holds a NUL.
        match self {
            Self::Relative => {
                r"/|(?:[^/.~\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+)(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))*"
            }
            Self::Absolute => r"/|(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))+",
            Self::Home => r"~(?:/(?:[^/.\x00][^/\x00]*|\.[^/.\x00][^/\x00]*|\.\.[^/\x00]+))*",
            Self::Tool => r"[^/\x00]+/[^\x00]+",
            Self::Name => r"[^/\x00]+(?:/[^/\x00]+)*",
        }
    }
}
