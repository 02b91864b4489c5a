//! 202 real definitions, imported and rendered again for the runtime that they come from: what comes back, and what does not.

use std::collections::BTreeMap;

use bailiwick_engine::frontmatter::{self, Frontmatter};
use bailiwick_engine::import::Imported;
use bailiwick_engine::render::{Rendered, Targets, render};
use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_engine::world::Memory;
use expect_test::expect;

use super::corpus::folder;
use super::run::{files_of, import_once, report};

/// The target whose files are those that were imported.
const TARGET: &str = "claude-code";

fn rendered(workspace: &Workspace) -> Rendered {
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let known = targets.find(TARGET).expect("the target");
    let (target, flaws) = targets.read(known);
    assert!(flaws.is_empty(), "{flaws:?}");
    let environment = workspace.fleet().environments().first().copied();
    let rendered = render(workspace, environment, &target, &[]);
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    rendered
}

/// The files of an import, with one of them changed.
fn edited(imported: &Imported, path: &str, old: &str, new: &str) -> Workspace {
    let mut is_edited = false;
    let files: Vec<_> = imported
        .files
        .iter()
        .map(|file| {
            let text = String::from_utf8(file.bytes.clone()).expect("output is UTF-8");
            if file.path.as_str() != path {
                return (file.path.to_string(), text.into_bytes());
            }
            assert_eq!(text.matches(old).count(), 1, "{old} in {text}");
            is_edited = true;
            (file.path.to_string(), text.replacen(old, new, 1).into_bytes())
        })
        .collect();
    assert!(is_edited, "{path} is among the files");
    workspace::load(&Memory::new(files))
}

/// The tools that a definition names, in its order; none where it names none.
fn tools(head: &Frontmatter<'_>) -> Option<Vec<String>> {
    head.get("tools").map(|entry| entry.value.words().words)
}

/// Every difference of a definition and what was rendered of it.
fn differences(source: &str, rendered: &str) -> Vec<String> {
    let (before, after) = (frontmatter::split(source), frontmatter::split(rendered));
    let mut found = Vec::new();
    for key in ["name", "description"] {
        let trimmed = |head: &Frontmatter<'_>| head.text_of(key).map(|text| text.trim().to_owned());
        if trimmed(&before) != trimmed(&after) {
            found.push(format!("{key}: {:?} became {:?}", trimmed(&before), trimmed(&after)));
        }
    }
    // Without a model the one of whoever starts it is taken, and `inherit` is the word for that.
    let model = |head: &Frontmatter<'_>| {
        head.text_of("model").filter(|model| *model != "inherit").map(str::to_owned)
    };
    if model(&before) != model(&after) {
        found.push(format!("model: {:?} became {:?}", model(&before), model(&after)));
    }
    let (named, given) = (tools(&before), tools(&after));
    if named != given {
        let (Some(named), Some(given)) = (&named, &given) else {
            found.push(format!("tools: {named:?} became {given:?}"));
            return found;
        };
        let lost: Vec<_> = named.iter().filter(|tool| !given.contains(tool)).cloned().collect();
        let kept: Vec<_> = named.iter().filter(|tool| given.contains(tool)).cloned().collect();
        assert_eq!(&kept, given, "what is left stands in its order, and nothing is added");
        found.push(format!("tools: without {}", lost.join(", ")));
    }
    if before.body() != after.body() {
        found.push("body".to_owned());
    }
    found
}

#[test]
fn every_real_definition_comes_back_as_it_was() {
    let Some(folder) = folder() else { return };
    let files = files_of(&folder);
    let imported = import_once(&files);
    let workspace = super::authority::workspace_of(&imported);
    let rendered = rendered(&workspace);
    let mut written: BTreeMap<&str, &str> = rendered
        .files
        .iter()
        .map(|file| (file.path.as_str(), std::str::from_utf8(&file.bytes).expect("UTF-8")))
        .collect();
    assert!(written.remove(".claude/settings.json").is_some());
    let mut found = Vec::new();
    let mut same = 0;
    for file in &files {
        let Some(name) = &report(&imported, &file.path).agent else { continue };
        let text = std::str::from_utf8(file.content.as_ref().expect("read")).expect("UTF-8");
        let path = format!(".claude/agents/{}.md", name.replace('/', "-"));
        let back = written.remove(path.as_str()).unwrap_or_else(|| panic!("{path} is rendered"));
        let different = differences(text, back);
        same += usize::from(different.is_empty());
        found.extend(different.into_iter().map(|what| format!("{}: {what}", file.path)));
    }
    assert_eq!(written.keys().collect::<Vec<_>>(), Vec::<&&str>::new(), "nothing else is written");
    expect![[r#"
        agent-teams--team-lead.md: tools: without Agent
        meigen-ai-design--gallery-researcher.md: tools: without mcp__meigen__search_gallery, mcp__meigen__get_inspiration
        meigen-ai-design--image-generator.md: tools: without mcp__meigen__generate_image"#]].assert_eq(&found.join("\n"));
    assert_eq!(same, 199);
}

#[test]
fn after_one_edit_the_rendering_differs_in_that_only() {
    let Some(folder) = folder() else { return };
    let mut files = files_of(&folder);
    files.retain(|file| file.path.starts_with("meigen") || file.path.starts_with("agent-teams"));
    let imported = import_once(&files);
    let before = rendered(&super::authority::workspace_of(&imported));
    let path = "context/agents/gallery-researcher.kdl";
    let text = super::run::output(&imported, path).expect("the agent's file");
    let summary = text.lines().find(|line| line.contains("summary ")).expect("a summary").trim();
    let workspace = edited(&imported, path, summary, "summary \"Finds pictures\"");
    let after = rendered(&workspace);
    assert_eq!(before.files.len(), after.files.len());
    let mut changed = Vec::new();
    for (old, new) in before.files.iter().zip(&after.files) {
        assert_eq!(old.path, new.path);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let (old_text, new_text) = (text(&old.bytes), text(&new.bytes));
        let lines = old_text.lines().zip(new_text.lines());
        assert_eq!(old_text.lines().count(), new_text.lines().count(), "{}", old.path);
        for (_, line) in lines.filter(|(old, new)| old != new) {
            changed.push(format!("{}: {line}", old.path));
        }
    }
    assert_eq!(changed, [".claude/agents/gallery-researcher.md: description: Finds pictures"]);
}
