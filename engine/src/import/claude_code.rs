//! A project of Claude Code: its settings, agents, skills, commands, MCP servers and instructions.
//!
//! The settings hold for every agent there, so that each extends one base with what they give, and is denied what its own
//! tools leave out. The main session becomes an agent of its own. Nothing is given that Claude Code does not give.

mod heads;
mod host;
mod main_session;
mod meant;
mod path;
mod report;
mod rule;
mod run;
mod settings;
mod skill;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::claude_agents::{self, Project};
use super::report::{FileReport, Note, Report, Topic};
use super::servers::{self, Servers};
use super::{Imported, Importer, InputFile, Options, OutputFile, manifest};

use rule::Around;
use settings::{Layer, Settings};

/// The importer.
pub static IMPORTER: Importer = Importer {
    name: "claude-code",
    summary: "a project of Claude Code: settings, agents, skills, commands, MCP servers, CLAUDE.md",
    wants: |path| part(path).is_some(),
    claims: |file| part(&file.path).is_some_and(|part| part != Part::Aside),
    is_of_projects: true,
    run: import,
};

const SETTINGS: &str = ".claude/settings.json";
const LOCAL: &str = ".claude/settings.local.json";
const SERVERS: &str = ".mcp.json";
const AGENTS: &str = ".claude/agents/";

/// What a file of a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Settings(Layer),
    Servers,
    Agent,
    Skill,
    Instructions,
    /// Instructions of a folder or of one person.
    Aside,
}

fn part(path: &str) -> Option<Part> {
    match path {
        SETTINGS => Some(Part::Settings(Layer::Project)),
        LOCAL => Some(Part::Settings(Layer::Local)),
        SERVERS => Some(Part::Servers),
        "CLAUDE.md" | ".claude/CLAUDE.md" => Some(Part::Instructions),
        path if path.starts_with(AGENTS) => Some(Part::Agent),
        path if path.starts_with(skill::SKILLS) || path.starts_with(skill::COMMANDS) => {
            Some(Part::Skill)
        }
        path => {
            let is_aside = |name| path.rsplit('/').next() == Some(name);
            (is_aside("CLAUDE.md") || is_aside("CLAUDE.local.md")).then_some(Part::Aside)
        }
    }
}

/// Makes a workspace of a project.
#[must_use]
pub fn import(files: &[InputFile], options: &Options) -> Imported {
    let mut parts: BTreeMap<&str, &InputFile> = BTreeMap::new();
    for file in files {
        parts.insert(&file.path, file);
    }
    let of = |wanted: fn(Part) -> bool| {
        let found = parts.values().filter(move |file| part(&file.path).is_some_and(wanted));
        found.copied().collect::<Vec<&InputFile>>()
    };
    let mut made = Made::default();
    let mut settings = Settings::new();
    let layers = made.objects(&of(|part| matches!(part, Part::Settings(_))));
    layers.iter().for_each(|(_, _, object)| settings.look(object));
    let servers = made.servers(&of(|part| part == Part::Servers), &settings, options);
    let around = Around { servers: &servers.named, roots: &options.roots };
    for (file, text, object) in &layers {
        let layer = if file.path == LOCAL { Layer::Local } else { Layer::Project };
        let told = settings.read(text, object, layer, around);
        made.settings(file, told);
    }
    let mut skills = skill::read(&of(|part| part == Part::Skill));
    made.reports.append(&mut skills.reports);
    made.files.append(&mut skills.files);
    skills.names.retain(|_, source| !settings.denied_skills.contains(source));
    let agents: Vec<InputFile> = of(|part| part == Part::Agent).into_iter().cloned().collect();
    let project = Project {
        base: (!layers.is_empty()).then_some(settings::NAME),
        rules: settings.rules(),
        refuses: settings.refuses(),
        servers: servers.named.iter().map(|named| named.declared.clone()).collect(),
        named: servers.named.clone(),
        skills: skills.names.clone(),
    };
    let imported = claude_agents::agents(&agents, options, Some(&project));
    let names: Vec<&str> =
        imported.report.files.iter().filter_map(|file| file.agent.as_deref()).collect();
    let instructions = of(|part| matches!(part, Part::Instructions | Part::Aside));
    let is_more = !layers.is_empty()
        || instructions.iter().any(|file| part(&file.path) == Some(Part::Instructions))
        || !servers.named.is_empty()
        || !skills.names.is_empty();
    let session = is_more.then(|| {
        main_session::main_session(
            &instructions,
            &project,
            settings.model.as_deref(),
            (&names, options),
        )
    });
    made.files.extend(imported.files);
    made.reports.extend(imported.report.files);
    if let Some(session) = session {
        made.files.extend(session.files);
        made.reports.extend(session.reports);
    }
    made.finish(&project, &settings, options)
}

/// What was made so far.
#[derive(Debug, Default)]
struct Made {
    files: Vec<OutputFile>,
    reports: Vec<FileReport>,
}

impl Made {
    /// The files that hold a JSON object, each with its text.
    fn objects<'f>(
        &mut self,
        files: &[&'f InputFile],
    ) -> Vec<(&'f InputFile, &'f str, Map<String, Value>)> {
        let mut found = Vec::new();
        for file in files {
            match object(file) {
                Ok((text, object)) => found.push((*file, text, object)),
                Err(why) => self.reports.push(report::refused(file, &why)),
            }
        }
        found
    }

    fn servers(&mut self, files: &[&InputFile], settings: &Settings, options: &Options) -> Servers {
        let mut all = Servers::default();
        for (file, text, object) in self.objects(files) {
            let Some(declared) = object.get("mcpServers").and_then(Value::as_object) else {
                self.reports.push(report::ignored(file, "it names no `mcpServers`"));
                continue;
            };
            let mut servers = servers::read(text, declared, &options.servers, &settings.off);
            for (key, value) in object.iter().filter(|(key, _)| *key != "mcpServers") {
                servers.unmapped.push(settings::unmapped(key, servers::line_of(text, key), value));
            }
            let written = servers.files.iter().map(|file| file.path.clone()).collect();
            let mut told = report::made(file, None, written, std::mem::take(&mut servers.notes));
            told.mapped = std::mem::take(&mut servers.mapped);
            told.unmapped = std::mem::take(&mut servers.unmapped);
            report::settle(&mut told);
            self.reports.push(told);
            self.files.append(&mut servers.files);
            all = servers;
        }
        all
    }

    fn settings(&mut self, file: &InputFile, told: settings::Told) {
        let mut report = report::made(file, None, Vec::new(), told.notes);
        report.mapped = told.mapped;
        report.unmapped = told.unmapped;
        report::settle(&mut report);
        self.reports.push(report);
    }

    /// Puts all together.
    fn finish(mut self, project: &Project, settings: &Settings, options: &Options) -> Imported {
        let is_declared = |name: &str| options.bases.iter().any(|base| base == name);
        if project.base.is_some() && !is_declared(settings::NAME) {
            let base = settings.file();
            let of_settings = self.reports.iter_mut().filter(|report| {
                matches!(part(&report.path), Some(Part::Settings(_))) && !report.is_refused()
            });
            of_settings.take(1).for_each(|report| report.written.push(base.path.clone()));
            self.files.push(base);
        } else if project.base.is_some() {
            let text = format!(
                "the workspace has a base `{}` already, which agents extend instead of these settings",
                settings::NAME
            );
            let of_settings = self
                .reports
                .iter_mut()
                .filter(|report| matches!(part(&report.path), Some(Part::Settings(_))));
            of_settings.for_each(|report| {
                report.notes.push(Note { topic: Topic::LeftOut, line: None, text: text.clone() });
            });
        } else {
            claude_agents::add_base(&mut self.files, &self.reports, options);
        }
        if !self.files.is_empty() {
            self.files.extend(manifest::manifest(options));
        }
        self.files.sort_by(|left, right| left.path.cmp(&right.path));
        self.reports.sort_by(|left, right| left.path.cmp(&right.path));
        Imported { files: self.files, report: Report { files: self.reports, ..Report::default() } }
    }
}

/// The object that a file of JSON holds; the error is why there is none.
fn object(file: &InputFile) -> Result<(&str, Map<String, Value>), String> {
    let bytes = file.content.as_ref().map_err(Clone::clone)?;
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok((text, object)),
        Ok(_) => Err("it is no JSON object".to_owned()),
        Err(error) => Err(format!("it is no JSON: {error}")),
    }
}
