//! What `bailiwick.kdl` says about the workspace itself.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::rules::{
    FIXED_RULE, MISSING_WORKSPACE, OUT_OF_RANGE, REPEATED_KEY, UNKNOWN_EDITION,
};
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::Limits;
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::check::rules;
use crate::file::File;
use crate::glob::Glob;
use crate::world::MOST_BYTES;

/// The edition of the language that this release reads.
pub const EDITION: i64 = 1;

/// The settings of a workspace.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its name; empty where `bailiwick.kdl` gives none.
    pub name: String,
    /// Only these files belong, where there are any.
    pub include: Vec<Glob>,
    /// These files do not belong.
    pub exclude: Vec<Glob>,
    /// How much a file may hold.
    pub limits: Limits,
    /// How many nodes all files together may hold.
    pub total_nodes: u64,
    /// Levels by rule code; `None` is off.
    pub levels: FxHashMap<&'static str, Option<Severity>>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            limits: Limits::default(),
            total_nodes: 20_000_000,
            levels: FxHashMap::default(),
            diagnostics: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads the settings of a workspace file.
    #[must_use]
    pub fn read(file: &File) -> Self {
        let mut settings = Self::default();
        let mut workspaces =
            file.document.roots().filter(|item| item.spec() == &vocabulary::WORKSPACE);
        let Some(workspace) = workspaces.next() else {
            if file.diagnostics.is_empty() {
                let found = Diagnostic::new(
                    &MISSING_WORKSPACE,
                    file.path(),
                    Span::at(0),
                    "`bailiwick.kdl` has no `workspace`",
                );
                settings.diagnostics.push(found.help("add `workspace \"name\" { edition 1; }`"));
            }
            return settings;
        };
        if let Some(second) = workspaces.next() {
            settings.diagnostics.push(second_workspace(second, workspace));
        }
        workspace.text().unwrap_or_default().clone_into(&mut settings.name);
        for item in workspace.children() {
            settings.take(item);
        }
        settings
    }

    /// Whether a KDL file belongs to the workspace.
    #[must_use]
    pub fn belongs(&self, path: &FilePath) -> bool {
        (self.include.is_empty() || self.include.iter().any(|glob| glob.matches(path)))
            && !self.exclude.iter().any(|glob| glob.matches(path))
    }

    /// Whether a KDL file of the workspace may lie in a folder, as far as `exclude` says.
    #[must_use]
    pub fn may_lie_in(&self, folder: &bailiwick_schema::path::FilePath) -> bool {
        let inside = bailiwick_schema::path::FilePath::new(format!("{folder}/context.kdl"));
        !self.exclude.iter().any(|glob| glob.matches(&inside))
    }

    /// Whether both read the same files in the same way.
    #[must_use]
    pub fn reads_like(&self, other: &Self) -> bool {
        self.include == other.include
            && self.exclude == other.exclude
            && self.limits == other.limits
    }

    fn take(&mut self, item: Item<'_>) {
        let globs = || item.texts().filter_map(|(pattern, _)| Glob::new(pattern));
        if item.spec() == &vocabulary::EDITION {
            self.edition(item);
        } else if item.spec() == &vocabulary::INCLUDE {
            self.include.extend(globs());
        } else if item.spec() == &vocabulary::EXCLUDE {
            self.exclude.extend(globs());
        } else if item.spec() == &vocabulary::LEVEL {
            self.level(item);
        } else if item.spec() == &vocabulary::READING {
            for child in item.children() {
                self.limit(child);
            }
        }
    }

    fn limit(&mut self, item: Item<'_>) {
        let integer = item.integer().and_then(|number| u32::try_from(number).ok());
        if item.spec() == &vocabulary::DEPTH {
            self.limits.depth = integer.unwrap_or(self.limits.depth);
        } else if item.spec() == &vocabulary::NODES {
            self.limits.nodes = integer.unwrap_or(self.limits.nodes);
        } else if item.spec() == &vocabulary::TOTAL_NODES {
            self.total_nodes = integer.map_or(self.total_nodes, u64::from);
        } else if let Some(Value::Size(size)) =
            item.arguments().first().map(|argument| &argument.value)
        {
            if size.bytes() > MOST_BYTES {
                let message = format!("`{size}` is more than is read of any file");
                let found = Diagnostic::new(&OUT_OF_RANGE, item.path(), item.key_span(), message);
                self.diagnostics.push(found.help("write at most `64 MiB`"));
            }
            self.limits.bytes = u32::try_from(size.bytes().min(MOST_BYTES)).unwrap_or(u32::MAX);
        }
    }

    fn edition(&mut self, item: Item<'_>) {
        let Some(edition) = item.integer().filter(|edition| *edition != EDITION) else { return };
        let found = Diagnostic::new(
            &UNKNOWN_EDITION,
            item.path(),
            item.key_span(),
            format!("edition {edition} is not known to this release"),
        );
        self.diagnostics.push(found.help(format!(
            "write `edition {EDITION}`, or use a release that reads edition {edition}"
        )));
    }

    fn level(&mut self, item: Item<'_>) {
        let mut words = item.texts();
        let (Some((name, span)), Some((level, _))) = (words.next(), words.next()) else { return };
        let Some(rule) = rules::find(name) else {
            self.diagnostics.push(rules::unknown(item.path(), span, name));
            return;
        };
        let severity = match level {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            _ => None,
        };
        if rule.is_fixed() {
            if severity != Some(Severity::Error) {
                self.diagnostics.push(fixed(item, rule.name, span));
            }
            return;
        }
        if self.levels.insert(rule.code, severity).is_some() {
            let message = format!("the level of `{}` is set twice", rule.name);
            let found = Diagnostic::new(&REPEATED_KEY, item.path(), span, message);
            self.diagnostics.push(found.help("keep one of them"));
        }
    }
}

fn second_workspace(second: Item<'_>, first: Item<'_>) -> Diagnostic {
    Diagnostic::new(
        &MISSING_WORKSPACE,
        second.path(),
        second.name_span(),
        "`bailiwick.kdl` has two `workspace` nodes",
    )
    .related(first.path(), first.name_span(), "first here")
    .help("keep one of them")
}

fn fixed(item: Item<'_>, name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` is an error in every workspace; its level cannot be set");
    Diagnostic::new(&FIXED_RULE, item.path(), span, message)
        .help("take the line away, and mend what the rule finds")
}
