//! The entries that say what the agent may use.

use bailiwick_schema::syntax::build::quoted;

use crate::frontmatter::{Entry, Frontmatter};

use super::super::super::grants::{Given, Grants};
use super::super::super::report::{Mapped, Topic, Unmapped};
use super::super::super::text::{shortened, without_secrets};
use super::super::tools::{self, Fate, Said, Word};
use super::super::{Surroundings, base};
use super::Reader;

impl Reader<'_> {
    /// What the agent may use.
    pub(super) fn tools(&mut self, frontmatter: &Frontmatter<'_>, around: &Surroundings<'_>) {
        let entry = |key| frontmatter.get(key);
        let (tools, disallowed) = (entry("tools"), entry("disallowedTools"));
        let mode = entry("permissionMode");
        let said = Said {
            tools: tools.map(|entry| &entry.value),
            disallowed: disallowed.map(|entry| &entry.value),
            servers: &around.servers,
            project: around.project,
            never_asks: frontmatter.text_of("permissionMode") == Some("dontAsk"),
        };
        if frontmatter.entries.is_empty() {
            return self.note(
                Topic::NoTools,
                None,
                "it has no frontmatter, so it is given no tools",
            );
        }
        let read = tools::read(said);
        for (entry, words) in [(tools, read.tools), (disallowed, read.disallowed)] {
            if let Some(entry) = entry {
                self.words(entry, words);
            }
        }
        if let Some(entry) = mode.filter(|_| said.never_asks) {
            self.map(entry, "dontAsk", read.refused, None);
        }
        if read.grants.tools == Given::All {
            let base = around.project.and_then(|project| project.base).unwrap_or(base::NAME);
            let text = format!(
                "it names no `tools`, which means all of them: it extends `{base}`, which gives it Claude Code's own, and no {} and no \
                 other agents",
                if around.project.is_some() {
                    "server but those of the project"
                } else {
                    "server's tools"
                },
            );
            self.note(Topic::AllTools, None, text);
        } else if read.grants == Grants::nothing() {
            self.note(
                Topic::NoTools,
                tools.map(|entry| self.line(entry.key_span)),
                "it has no tools",
            );
        }
        self.definition.grants = read.grants;
    }

    /// The skills that it begins with, where they are imported with it.
    pub(super) fn skills(&mut self, frontmatter: &Frontmatter<'_>, around: &Surroundings<'_>) {
        let (Some(entry), Some(project)) = (frontmatter.get("skills"), around.project) else {
            return;
        };
        let line = self.line(entry.key_span);
        for word in entry.value.words().words {
            let is_its = |(name, source): &(&String, &String)| **source == word || **name == word;
            match project.skills.iter().find(is_its) {
                Some((name, _)) => {
                    let written = vec![format!("skill {}", quoted(name))];
                    self.map(entry, &shortened(&word), written, None);
                    if !self.definition.grants.skills.contains(name) {
                        self.definition.grants.skills.push(name.clone());
                    }
                }
                None => {
                    let text = format!(
                        "the skill `{}` is left out: no skill of this name is given",
                        shortened(&word)
                    );
                    self.note(Topic::LeftOut, Some(line), text);
                }
            }
        }
    }

    /// Tells what became of the words of an entry.
    fn words(&mut self, entry: &Entry, words: Vec<Word>) {
        let line = self.line(entry.key_span);
        let others = entry.value.words().others;
        if others > 0 {
            let text = format!("what of `{}` is no text is left out", entry.key);
            self.note(Topic::LeftOut, Some(line), text);
        }
        let mut left = Vec::new();
        for Word { word, fate, remark } in words {
            let word = shortened(&without_secrets(&word).0);
            if let Some(remark) = remark {
                self.note(Topic::UncommonTool, Some(line), format!("`{word}` {remark}"));
            }
            match fate {
                Fate::Mapped(written, stricter) => self.map(entry, &word, written, stricter),
                Fate::Left(why) => {
                    self.note(Topic::LeftOut, Some(line), format!("`{word}` is left out: {why}"));
                    left.push(word);
                }
            }
        }
        if others > 0 || !left.is_empty() {
            let unmapped = Unmapped { names: left, ..self.unmapped_entry(entry) };
            self.definition.unmapped.push(unmapped);
        }
    }

    fn map(&mut self, entry: &Entry, value: &str, written: Vec<String>, stricter: Option<String>) {
        let (key, value) = (entry.key.clone(), value.to_owned());
        let line = self.line(entry.key_span);
        self.definition.mapped.push(Mapped { key, line, value, written, stricter, witness: None });
    }
}
