//! How the paths of a workspace are printed, seen from the folder that a reader or a service looks from.

/// What stands before the paths of a workspace, or where in the workspace they are seen from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefix {
    /// The way to the root, empty or ending in `/`.
    before: String,
    /// The parts of the way from the root down to where the reader is.
    below: Vec<String>,
}

impl Prefix {
    /// Paths are seen from a folder of the workspace: `context/agents/` or empty for the root.
    #[must_use]
    pub fn below(way: &str) -> Self {
        let parts = way.split('/').filter(|part| !part.is_empty());
        Self { before: String::new(), below: parts.map(str::to_owned).collect() }
    }

    /// A path of the workspace as it is printed.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        let mut rest = path;
        let mut shared = 0;
        for part in &self.below {
            let Some(inner) =
                rest.strip_prefix(part.as_str()).and_then(|rest| rest.strip_prefix('/'))
            else {
                break;
            };
            rest = inner;
            shared += 1;
        }
        let up = "../".repeat(self.below.len() - shared);
        format!("{}{up}{rest}", self.before)
    }
}

impl From<String> for Prefix {
    fn from(before: String) -> Self {
        Self { before, below: Vec::new() }
    }
}

impl From<&str> for Prefix {
    fn from(before: &str) -> Self {
        before.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::Prefix;

    #[test]
    fn paths_are_seen_from_the_folder_of_the_reader() {
        let from = Prefix::below("context/agents/");
        assert_eq!(from.path("context/agents/a.kdl"), "a.kdl");
        assert_eq!(from.path("context/agents/x/a.kdl"), "x/a.kdl");
        assert_eq!(from.path("context/b.kdl"), "../b.kdl");
        assert_eq!(from.path("bailiwick.kdl"), "../../bailiwick.kdl");
        assert_eq!(from.path("context/agents.kdl"), "../agents.kdl");
        assert_eq!(Prefix::below("").path("a.kdl"), "a.kdl");
        assert_eq!(Prefix::from("../w/").path("a.kdl"), "../w/a.kdl");
    }
}
