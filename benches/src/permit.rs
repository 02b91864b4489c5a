//! Permissions for a made workspace: 46 rules an agent, of which 38 come from its bases and 8 are its own.

use std::fmt::Write as _;

use crate::fleet::Made;

/// How often rules of agents repeat, and what is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permissions {
    /// How many agents have rules that no other one has before they repeat.
    pub sets: usize,
    /// What is otherwise than in the first revision.
    pub edit: Option<Edit>,
}

/// An edit of rules that every agent feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// In the bases that all extend: one rule narrower, one more.
    Bases,
    /// In each agent: one of its own rules, in its own way.
    Agents,
}

impl Permissions {
    /// Writes the rules into the declarations.
    pub fn add(&self, files: &mut [Made]) {
        for made in files.iter_mut() {
            if made.path == "shared/bases.kdl" {
                made.text = self.bases(&made.text);
            } else if let Some(at) = agent_number(&made.path)
                && let Some(end) = made.text.rfind('}')
            {
                made.text.insert_str(end, &block(&self.own(at % self.sets.max(1))));
            }
        }
    }

    /// The text of all bases, each with its share of the rules behind its first line.
    fn bases(&self, text: &str) -> String {
        let mut found = String::with_capacity(text.len() * 2);
        for line in text.lines() {
            found.push_str(line);
            found.push('\n');
            let name = line.strip_prefix("base \"").and_then(|rest| rest.strip_suffix("\" {"));
            if let Some(name) = name {
                let rules = match name.split('/').count() {
                    1 => self.root(name),
                    2 => middle(name),
                    _ => leaf(name),
                };
                found.push_str(&block(&rules));
            }
        }
        found
    }

    fn root(&self, name: &str) -> Vec<String> {
        let handbook =
            if self.edit == Some(Edit::Bases) { "handbook/public/**" } else { "handbook/**" };
        let more = if self.edit == Some(Edit::Bases) {
            format!(" \"archive/{name}/**\"")
        } else {
            String::new()
        };
        vec![
            r#"deny read "**/.env" "**/*.pem" "~/.ssh/**" "~/.aws/**""#.to_owned(),
            r#"deny write ".github/**" "**/*.kdl""#.to_owned(),
            r#"deny run "git push --force **" "git reset --hard **""#.to_owned(),
            r#"deny fetch "*://*.internal.acme.example:*/**""#.to_owned(),
            format!(r#"allow read "{handbook}" "docs/{name}/**" "*.md"{more}"#),
        ]
    }

    fn own(&self, at: usize) -> Vec<String> {
        let out = if self.edit == Some(Edit::Agents) {
            format!("results-{at}")
        } else {
            "out".to_owned()
        };
        vec![
            format!(r#"deny read "work/{at}/**/secret/**""#),
            format!(r#"ask write "work/{at}/review/*.md""#),
            format!(r#"allow read "work/{at}/**" "inbox/{at}/*/mail-*.eml""#),
            format!(r#"allow write "work/{at}/{out}/**""#),
            format!(r#"allow fetch "https://hooks-{at}.acme.example/v2/**""#),
            format!(r#"allow run "make -C work/{at} **""#),
            format!(r#"ask run "git push origin agent-{at} **""#),
        ]
    }
}

fn middle(name: &str) -> Vec<String> {
    let dashed = name.replace('/', "-");
    vec![
        format!(r#"deny read "data/{name}/*/private/**""#),
        format!(r#"ask write "reports/{name}/**" "drafts/{name}/*/*.md""#),
        r#"ask run "git commit **""#.to_owned(),
        format!(r#"allow read "docs/{name}/**" "data/{name}/**" "reports/{name}/**/*.csv""#),
        format!(
            r#"allow fetch "https://api.{dashed}.acme.example/v1/**" "https://*.{dashed}.acme.example/status""#
        ),
        r#"allow run "git status **" "git log **" "rg **""#.to_owned(),
    ]
}

fn leaf(name: &str) -> Vec<String> {
    let dashed = name.replace('/', "-");
    vec![
        format!(r#"deny read "docs/{name}/internal/**" "data/{name}/**/*.key""#),
        format!(r#"deny write "reports/{name}/final/**""#),
        format!(r#"ask write "docs/{name}/**/*.md" "plans/{name}/[0-9]*/**""#),
        format!(
            r#"allow read "plans/{name}/**" "plans/shared/**/{dashed}-*.md" "logs/{name}/*.log""#
        ),
        format!(r#"allow write "drafts/{name}/**" "scratch/{name}/**/*.tmp""#),
        format!(
            r#"allow fetch "https://docs.acme.example/{name}/**" "https://cdn.acme.example/{name}/*.png""#
        ),
        format!(r#"allow run "wc -l docs/{name}/*" "diff plans/{name}/* **""#),
    ]
}

/// Lines as a block of an agent or a base.
fn block(lines: &[String]) -> String {
    let mut text = "    permissions {\n".to_owned();
    for line in lines {
        let _ = writeln!(text, "        {line}");
    }
    text.push_str("    }\n");
    text
}

/// Which agent a file declares.
fn agent_number(path: &str) -> Option<usize> {
    path.strip_prefix("agents/")?.rsplit('/').next()?.strip_suffix(".kdl")?.parse().ok()
}
