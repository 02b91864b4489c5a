//! One rule of Claude Code's settings: `Tool` or `Tool(content)`.

use std::fmt;

/// A rule, as it stands in `permissions.allow`, `ask` or `deny`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rule {
    /// The tool's name, which may hold `*` for tools of MCP servers.
    pub(super) tool: String,
    /// What stands in parentheses; none where every use is meant.
    pub(super) content: Option<String>,
}

impl Rule {
    /// A rule about every use of a tool.
    pub(super) fn tool(name: impl Into<String>) -> Self {
        Self { tool: name.into(), content: None }
    }

    /// A rule about some uses of a tool.
    pub(super) fn of(tool: &str, content: impl Into<String>) -> Self {
        Self { tool: tool.to_owned(), content: Some(content.into()) }
    }

    /// Reads a rule as Claude Code does; none of what it takes for no rule.
    pub(super) fn read(text: &str) -> Option<Self> {
        let Some((tool, rest)) = text.split_once('(') else {
            return is_name(text).then(|| Self::tool(text));
        };
        let content = rest.strip_suffix(')')?;
        let is_trimmed = content.trim() == content && !content.is_empty();
        (is_name(tool) && is_trimmed).then(|| Self::of(tool, content))
    }
}

/// Whether a text is the name of a tool, or a pattern of names: nothing else is read as one.
fn is_name(text: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-.*".contains(sign);
    !text.is_empty() && text.chars().all(is_plain)
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Some(content) => write!(f, "{}({content})", self.tool),
            None => f.write_str(&self.tool),
        }
    }
}
