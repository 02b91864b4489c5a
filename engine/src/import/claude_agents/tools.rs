//! `tools`, `disallowedTools` and `permissionMode` of a definition, as what the agent may use.

use crate::frontmatter::{Value, outside_parentheses};
use crate::permission::{Action, Effect};
use crate::runtime::claude_code::{Standing, TOOLS, Tool, Uses, VERSION, declared_name, tool};

use super::super::grants::{Given, Grant, Grants, INSIDE, OUTSIDE, default_of};
use super::super::servers::Named;
use super::narrow;
use super::{Project, base, meet};

/// What a definition says of tools.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'f> {
    /// `tools`; none where it is not there.
    pub(super) tools: Option<&'f Value>,
    /// `disallowedTools`.
    pub(super) disallowed: Option<&'f Value>,
    /// The servers that are declared.
    pub(super) servers: &'f [Named],
    /// The project that it stands in.
    pub(super) project: Option<&'f Project>,
    /// Whether what would be asked is refused: `permissionMode: dontAsk`.
    pub(super) never_asks: bool,
}

/// What became of what it says.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) grants: Grants,
    /// Each word of `tools`.
    pub(super) tools: Vec<Word>,
    /// Each word of `disallowedTools`.
    pub(super) disallowed: Vec<Word>,
    /// The rules that refuse what would be asked.
    pub(super) refused: Vec<String>,
}

/// What became of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) word: String,
    pub(super) fate: Fate,
    /// What is to be known of the tool besides.
    pub(super) remark: Option<String>,
}

/// What became of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is written as these rules; with what they give less than the word, where that is known.
    Mapped(Vec<String>, Option<String>),
    /// It is not written, for this reason.
    Left(String),
}

/// Reads what a definition says of tools.
pub(super) fn read(said: Said<'_>) -> Read {
    let named = said.tools.map(words);
    let is_all = named.as_ref().is_none_or(|words| words.iter().any(|word| word == "*"));
    let mut grants = Grants::nothing();
    if is_all {
        grants.tools = Given::All;
    }
    let refused = said.disallowed.map(words).unwrap_or_default();
    let mut tools = Vec::new();
    for word in named.into_iter().flatten().filter(|word| word != "*") {
        let fate = if is_all {
            Fate::Mapped(Vec::new(), None)
        } else if is_refused(&word, &refused) {
            Fate::Left("`disallowedTools` takes it away".to_owned())
        } else {
            grant(&word, said.servers, &mut grants)
        };
        let remark = remark(&word).filter(|_| matches!(fate, Fate::Mapped(..)));
        tools.push(Word { remark, word, fate });
    }
    grants.simplify();
    let disallowed_names: Vec<String> =
        refused.iter().map(|word| parts(word).0.to_owned()).collect();
    let disallowed = refused.iter().map(|word| take(word, is_all, &mut grants)).collect();
    if is_all {
        take_actions(&refused, &mut grants);
    }
    let refused = if said.never_asks { ask_nothing(is_all, &mut grants) } else { Vec::new() };
    let in_settings = said.project.filter(|project| project.base.is_some());
    let refused = match in_settings {
        Some(project) => meet::with_settings(&mut grants, project, said.never_asks),
        None => refused,
    };
    if let Some(project) = said.project.filter(|_| is_all) {
        meet::reach_all(&mut grants, project, &disallowed_names);
    }
    if in_settings.is_some() {
        tools.iter_mut().for_each(Word::by_settings);
    } else if said.never_asks {
        tools.iter_mut().for_each(Word::ask_nothing);
    }
    Read { grants, tools, disallowed, refused }
}

/// The words of a list or a text, parted by commas and blanks that do not stand in parentheses.
fn words(value: &Value) -> Vec<String> {
    let is_end = |character: char| character.is_whitespace() || character == ',';
    let mut words = Vec::new();
    for text in value.words().words {
        let parts = outside_parentheses(&text, is_end).filter(|part| !part.is_empty());
        words.extend(parts.map(str::to_owned));
    }
    words
}

/// A word as the name of a tool and what stands in parentheses behind it.
fn parts(word: &str) -> (&str, Option<&str>) {
    let inner = word.strip_suffix(')').and_then(|word| word.split_once('('));
    match inner {
        Some((name, inner)) => (name, Some(inner)),
        None => (word, None),
    }
}

/// Gives what a word of `tools` stands for.
fn grant(word: &str, servers: &[Named], grants: &mut Grants) -> Fate {
    let (name, inner) = parts(word);
    if let Some(rest) = name.strip_prefix("mcp__") {
        return server_tool(rest, servers, grants);
    }
    let Some(known) = tool(name) else { return unknown(name, inner, grants) };
    if known.uses == Uses::Delegates {
        let reason = "agents that work is handed to are named one by one, with `delegate` and `allow delegate`";
        return Fate::Left(reason.to_owned());
    }
    if known.standing == Standing::MainSession {
        return Fate::Left("a subagent does not have it".to_owned());
    }
    let inner = inner.map(str::trim).filter(|inner| !matches!(*inner, "" | "*"));
    let rules = match inner {
        None => Some(default_of(known)),
        Some(inner) => match known.uses {
            Uses::Reads => narrow::path(inner, Action::Read),
            Uses::Writes => narrow::path(inner, Action::Write),
            Uses::Runs => narrow::commands(inner),
            Uses::Fetches => narrow::host(inner),
            Uses::Calls(_) | Uses::Delegates => None,
        },
    };
    let Some(rules) = rules else {
        return Fate::Left("what stands in parentheses cannot be written as a pattern".to_owned());
    };
    let narrowed = inner.map(|_| {
        format!("Claude Code {VERSION} takes no notice of the parentheses and gives the whole tool")
    });
    let written = rules.iter().map(Grant::written).collect();
    grants.see(known.declared.to_owned());
    grants.add(rules);
    Fate::Mapped(written, narrowed.or_else(|| known.stricter.map(str::to_owned)))
}

/// Gives a tool of a declared server, or all of them: `server__tool`, `server__*`, `server`.
fn server_tool(rest: &str, servers: &[Named], grants: &mut Grants) -> Fate {
    let named = servers.iter().filter(|named| named.is_of(rest));
    let named = named.max_by_key(|named| named.source.len());
    let Some((server, tool)) =
        named.map(|named| (&named.declared, named.rest(rest).unwrap_or("*")))
    else {
        let server = rest.split("__").next().unwrap_or(rest);
        return Fate::Left(format!("it is a tool of the server `{server}`, which is not declared"));
    };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    if tool.is_empty() || !tool.bytes().all(is_plain) {
        return Fate::Left("what stands behind the server is no name of a tool".to_owned());
    }
    let rule = Grant::new(Effect::Ask, Action::Call, format!("{server}/{tool}"));
    let written = vec![rule.written()];
    grants.reach(server, tool);
    grants.add([rule]);
    Fate::Mapped(written, None)
}

/// A word that is none of the tools that are known.
fn unknown(name: &str, inner: Option<&str>, grants: &mut Grants) -> Fate {
    if let Some(near) = TOOLS.iter().find(|tool| tool.name.eq_ignore_ascii_case(name)) {
        return Fate::Left(format!("Claude Code does not know it; did you mean `{}`?", near.name));
    }
    let declared = declared_name(name).filter(|_| inner.is_none());
    let Some(declared) = declared else {
        return Fate::Left("Claude Code knows no tool of this name".to_owned());
    };
    let rule = Grant::call(Effect::Ask, &declared);
    let written = vec![rule.written()];
    grants.see(declared);
    grants.add([rule]);
    Fate::Mapped(written, None)
}

/// What is to be known of a tool besides.
fn remark(word: &str) -> Option<String> {
    let (name, _) = parts(word);
    match tool(name) {
        Some(Tool { standing: Standing::Former, .. }) => Some(format!(
            "is a tool of earlier versions, which Claude Code {VERSION} does not have"
        )),
        None if declared_name(name).is_some() => {
            Some("is a tool that is not known here, so every call of it is asked".to_owned())
        }
        _ => None,
    }
}

/// Whether a word of `tools` is taken away: the name counts, whatever stands in parentheses.
fn is_refused(word: &str, refused: &[String]) -> bool {
    let alias = |name| if name == "Task" { "Agent" } else { name };
    let name = alias(parts(word).0);
    refused.iter().any(|refused| {
        let refused = alias(parts(refused).0);
        let server = refused.strip_suffix("__*").unwrap_or(refused);
        let rest = name.strip_prefix(server).filter(|_| server.starts_with("mcp__"));
        refused == name || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("__"))
    })
}

/// What became of a word of `disallowedTools`; with all tools, a rule denies the tool.
fn take(word: &str, is_all: bool, grants: &mut Grants) -> Word {
    let (name, inner) = parts(word);
    let mut remark = None;
    let fate = if name.starts_with("mcp__") {
        // Nothing of a server is given.
        Fate::Mapped(Vec::new(), None)
    } else if let Some(declared) = declared_name(name) {
        let rule = Grant::call(Effect::Deny, &declared);
        let written = if is_all { vec![rule.written()] } else { Vec::new() };
        if is_all {
            grants.add([rule]);
        }
        remark = inner.map(|_| format!("takes all of `{name}` away, in Claude Code too"));
        Fate::Mapped(written, None)
    } else {
        Fate::Left("Claude Code knows no tool of this name, and takes nothing away".to_owned())
    };
    Word { word: word.to_owned(), fate, remark }
}

/// Denies what the tools that are taken away were the way to.
fn take_actions(refused: &[String], grants: &mut Grants) {
    let is_gone = |name: &&str| is_refused(name, refused);
    let paths = |action| {
        let deny = move |pattern| Grant::new(Effect::Deny, action, pattern);
        std::iter::once(INSIDE).chain(OUTSIDE).map(deny).collect::<Vec<_>>()
    };
    if ["Read"].iter().all(is_gone) {
        grants.add(paths(Action::Read));
    }
    // Either of them writes any file.
    if ["Edit", "Write"].iter().all(is_gone) {
        grants.add(paths(Action::Write));
    }
    for (tool, action) in [("Bash", Action::Run), ("WebFetch", Action::Fetch)] {
        if is_gone(&tool) {
            grants.add([Grant::new(Effect::Deny, action, INSIDE)]);
        }
    }
}

/// Takes out what would be asked, because nobody is asked and it is refused; gives the rules that refuse it.
fn ask_nothing(is_all: bool, grants: &mut Grants) -> Vec<String> {
    grants.rules.retain(|rule| rule.effect != Effect::Ask);
    if !is_all {
        return Vec::new();
    }
    let asked = base::rules().into_iter().filter(|rule| rule.effect == Effect::Ask);
    let refused: Vec<Grant> = asked.map(|rule| Grant { effect: Effect::Deny, ..rule }).collect();
    grants.add(refused.iter().cloned());
    refused.iter().map(Grant::written).collect()
}

impl Word {
    /// The settings give the rules, and the word the tool.
    fn by_settings(&mut self) {
        let has_parentheses = self.word.ends_with(')');
        if let Fate::Mapped(rules, stricter) = &mut self.fate {
            rules.clear();
            *stricter = None;
            if has_parentheses {
                let text = "gives the whole tool, as far as the settings do: Claude Code takes no notice of its parentheses";
                self.remark = Some(text.to_owned());
            }
        }
    }

    /// Leaves out the rules that ask.
    fn ask_nothing(&mut self) {
        if let Fate::Mapped(rules, _) = &mut self.fate {
            let ask = format!("{} ", Effect::Ask);
            rules.retain(|rule| !rule.starts_with(&ask));
        }
    }
}
