//! The targets that the tool brings along: each a folder of files, as text.

/// A file in the folder of a target.
#[derive(Debug)]
pub struct TargetFile {
    /// The folder: name and version of the target (`agents-md@1`).
    pub target: &'static str,
    /// Its path in the folder.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! files {
    ($($target:literal { $($path:literal),* $(,)? })*) => {
        /// Every file of every target.
        // INVARIANT: sorted by target, then by path.
        static FILES: &[TargetFile] = &[$($(TargetFile {
            target: $target,
            path: $path,
            text: include_str!(concat!("../targets/", $target, "/", $path)),
        }),*),*];
    };
}

files! {
    "agent-spec@1" { "agent.json", "agent.schema.json", "target.kdl" }
    "agent-spec@2" { "agent.json", "agent.schema.json", "target.kdl" }
    "agents-md@1" { "agent.md", "target.kdl" }
    "cedar@1" { "agent.cedar", "entities.json", "entities.schema.json", "schema.cedarschema", "target.kdl" }
    "claude-code-hooked@1" {
        "agent.md", "mcp.json", "mcp.schema.json", "policy.json", "settings.json", "settings.schema.json", "target.kdl"
    }
    "claude-code@1" { "agent.md", "mcp.json", "mcp.schema.json", "settings.json", "settings.schema.json", "target.kdl" }
    "codex@1" {
        "agent.json", "agent.schema.json", "bailiwick.rules", "config.json", "config.schema.json", "target.kdl"
    }
    "opencode@1" { "agent.md", "opencode.json", "opencode.schema.json", "plugin.js", "target.kdl" }
    "openfang@1" { "agent.json", "agent.schema.json", "target.kdl" }
}

/// The file in the folder of a target that declares it.
pub const DECLARATION: &str = "target.kdl";

/// The targets with the texts that declare them, sorted by name and version.
pub fn targets() -> impl Iterator<Item = (&'static str, &'static str)> {
    let declarations = FILES.iter().filter(|file| file.path == DECLARATION);
    declarations.map(|file| (file.target, file.text))
}

/// The text of a file in the folder of a target.
#[must_use]
pub fn target_file(target: &str, path: &str) -> Option<&'static str> {
    let found =
        FILES.binary_search_by(|file| (file.target, file.path).cmp(&(target, path))).ok()?;
    FILES.get(found).map(|file| file.text)
}

#[cfg(test)]
pub(crate) fn files() -> &'static [TargetFile] {
    FILES
}
