//! 202 real definitions, where they are at hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use bailiwick_engine::frontmatter;
use bailiwick_engine::import::Topic;
use bailiwick_engine::runtime::claude_code;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};
use expect_test::expect;

use super::authority::{REQUESTS, decisions, workspace_of};
use super::run::{files_of, import, report, root};

/// The folder of the real definitions, where it is at hand.
pub fn folder() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment says where the shared files are"
    )]
    let shared =
        std::env::var("BAILIWICK_SHARED").map_or_else(|_| root().join("../shared"), PathBuf::from);
    let folder = shared.join("corpus/claude-agents");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there, so no real definition was imported", folder.display());
    None
}

#[test]
fn the_real_definitions_are_imported_and_none_is_lost() {
    let Some(folder) = folder() else { return };
    let files = files_of(&folder);
    let imported = import(&files);
    let counts = imported.report.counts();
    assert_eq!(
        (counts.files, counts.imported + counts.approximated, counts.refused, counts.ignored),
        (203, 202, 0, 1)
    );
    assert_eq!(counts.topic(Topic::InheritedModel), 52);
    assert_eq!(counts.topic(Topic::AllTools), 187);
    expect![[r#"
        ignored: LICENSE
          it is not a Markdown file
        approximated as `team-lead`: agent-teams--team-lead.md
          line 4: `Agent` is left out: agents that work is handed to are named one by one, with `delegate` and `allow delegate`
        approximated as `gallery-researcher`: meigen-ai-design--gallery-researcher.md
          line 9: `mcp__meigen__search_gallery` is left out: it is a tool of the server `meigen`, which is not declared
          line 9: `mcp__meigen__get_inspiration` is left out: it is a tool of the server `meigen`, which is not declared
        approximated as `image-generator`: meigen-ai-design--image-generator.md
          line 9: `mcp__meigen__generate_image` is left out: it is a tool of the server `meigen`, which is not declared

        `inherit` means the model of whoever starts the agent, so no `model` was written: 52 files
        no `tools`, which means all of them: they extend a base with the runtime's own, and get no other agents and no server but those imported with them (stricter): 187 files
        no tools at all: 3 files
        `fable` is an alias, which stood for `claude-fable-5-2` on 2026-11-23: 2 files
        `haiku` is an alias, which stood for `claude-haiku-5-5` on 2026-11-23: 24 files
        `opus` is an alias, which stood for `claude-opus-5-5` on 2026-11-23: 54 files
        `sonnet` is an alias, which stood for `claude-sonnet-5-5` on 2026-11-23: 70 files
        `model` was mapped: 202 files (`sonnet` 70, `opus` 54, `inherit` 52, `haiku` 24, `fable` 2)
        `tools` was mapped: 12 files (`Read` 12, `Bash` 11, `Glob` 7, `Grep` 7, `Edit` 4, `SendMessage` 4, `TaskGet` 4, `TaskList` 4, `TaskUpdate` 4, `Write` 2, `TaskCreate` 1, `TeamCreate` 1, `TeamDelete` 1, `WebFetch` 1)
        stricter than the source (`Bash` 11): commands that only read, such as `ls`, run unasked there
        stricter than the source (`WebFetch` 1): some hosts of documentation, such as `https://docs.python.org/`, are fetched unasked there
        `color` was not mapped: 9 files
        left out of `tools`: 3 files (`Agent` 1, `mcp__meigen__generate_image` 1, `mcp__meigen__get_inspiration` 1, `mcp__meigen__search_gallery` 1)
        203 files: 2 imported, 200 approximated, 0 refused, 1 ignored"#]].assert_eq(&imported.report.lines().join("\n"));
}

#[test]
fn the_imported_workspace_has_real_findings_only() {
    let Some(folder) = folder() else { return };
    let workspace = workspace_of(&import(&files_of(&folder)));
    let shown = workspace.diagnostics();
    let mut counts: BTreeMap<(&str, &str, Severity), usize> = BTreeMap::new();
    for found in &shown.diagnostics {
        let kind = found.primary.path.as_str().split('/').nth(1).unwrap_or_default();
        *counts.entry((kind, found.rule.name, found.severity)).or_default() += 1;
    }
    let mut out = String::new();
    for ((kind, rule, severity), count) in counts {
        let _ = writeln!(out, "{kind}: {rule} {severity:?} {count}");
    }
    expect![[r#"
        agents: credential-grant Error 12
        agents: floating-model-alias Warning 150
        bases: credential-grant Error 1
    "#]]
    .assert_eq(&out);
}

#[test]
fn the_imported_agents_may_do_what_their_sources_give() {
    let Some(folder) = folder() else { return };
    let files = files_of(&folder);
    let imported = import(&files);
    let decided = decisions(&files, &imported, &workspace_of(&imported));
    assert_eq!(decided.len(), 202 * REQUESTS.len());
    // `import` has checked that nothing is wider; where it is stricter, the report says why.
    let mut stricter: BTreeMap<String, usize> = BTreeMap::new();
    for (request, most, given) in decided.iter().filter(|(_, most, given)| most != given) {
        let (_, request) = request.split_once(": ").unwrap_or_default();
        *stricter.entry(format!("{request}: {given}, not {most}")).or_default() += 1;
    }
    let stricter: Vec<_> =
        stricter.iter().map(|(what, count)| format!("{what}: {count}")).collect();
    expect![[r#"
        call builtin/agent: deny, not ask: 188
        call builtin/bash: deny, not ask: 198
        call builtin/frobnicate: deny, not ask: 187
        call builtin/read: deny, not ask: 199
        call builtin/task: deny, not ask: 187
        call builtin/team-create: deny, not allow: 187"#]]
    .assert_eq(&stricter.join("\n"));
}

#[test]
fn name_description_tools_and_model_can_be_given_back() {
    let Some(folder) = folder() else { return };
    let files = files_of(&folder);
    let imported = import(&files);
    let workspace = workspace_of(&imported);
    let mut different = Vec::new();
    for file in &files {
        let report = report(&imported, &file.path);
        let Some(name) = &report.agent else { continue };
        let text = std::str::from_utf8(file.content.as_ref().unwrap()).unwrap();
        let head = frontmatter::split(text);
        let agent = workspace.fleet().find(Kind::Agent, name).unwrap();
        let effective = workspace.effective(agent, None);
        let field = |spec: &'static NodeSpec| {
            effective.fields_of(spec).next().and_then(|field| field.item.text())
        };
        let given = field(&vocabulary::TITLE).unwrap_or(name);
        assert_eq!(Some(given), head.text_of("name"), "{}", file.path);
        let description = head.text_of("description").map(str::trim);
        assert_eq!(field(&vocabulary::SUMMARY), description, "{}", file.path);
        let model =
            field(&vocabulary::MODEL).and_then(claude_code::model_word).unwrap_or("inherit");
        assert_eq!(Some(model), head.text_of("model"), "{}", file.path);
        let listed = head.get("tools").map(|entry| entry.value.words().words);
        let tools = claude_code::tools_of(&effective);
        if tools != listed {
            different.push(format!("{}: {listed:?} comes back as {tools:?}", file.path));
        }
    }
    expect![[r#"
        agent-teams--team-lead.md: Some(["Read", "Glob", "Grep", "Bash", "Agent", "TeamCreate", "TeamDelete", "TaskCreate", "TaskList", "TaskGet", "TaskUpdate", "SendMessage"]) comes back as Some(["Read", "Glob", "Grep", "Bash", "TeamCreate", "TeamDelete", "TaskCreate", "TaskList", "TaskGet", "TaskUpdate", "SendMessage"])
        meigen-ai-design--gallery-researcher.md: Some(["mcp__meigen__search_gallery", "mcp__meigen__get_inspiration"]) comes back as Some([])
        meigen-ai-design--image-generator.md: Some(["mcp__meigen__generate_image"]) comes back as Some([])"#]].assert_eq(&different.join("\n"));
}
