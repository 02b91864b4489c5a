//! Projects of Claude Code: what is made of their files, and of files that are as bad as files get.

use bailiwick_engine::import::{Imported, InputFile, Options, Outcome, Topic, importer};
use expect_test::expect;

use super::authority::workspace_of;
use super::run::{assert_sound, output, report};

fn file(path: &str, content: impl Into<Vec<u8>>) -> InputFile {
    InputFile { path: path.to_owned(), content: Ok(content.into()) }
}

fn import(files: &[InputFile]) -> Imported {
    let options = Options { workspace: "acme".to_owned(), ..Options::default() };
    let run = importer("claude-code").expect("the format").run;
    let imported = run(files, &options);
    assert_sound(&imported);
    let mut told: Vec<_> = imported.report.files.iter().map(|file| file.path.as_str()).collect();
    let mut given: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    told.sort_unstable();
    given.sort_unstable();
    assert_eq!(told, given, "each file is told once");
    let mut reversed = files.to_vec();
    reversed.reverse();
    assert_eq!(imported, run(&reversed, &options), "order has no meaning");
    imported
}

/// The findings that say that something was written wrongly.
fn mistakes(imported: &Imported) -> Vec<String> {
    let shown = workspace_of(imported).diagnostics();
    let found = shown.diagnostics.iter().filter(|found| found.rule.code < "BW4004");
    found
        .filter(|found| {
            found.rule.name != "unused-declaration" && !found.rule.name.starts_with("unused")
        })
        .map(|found| format!("{} {}", found.rule.code, found.message))
        .collect()
}

const SERVERS: &str = r#"{ "mcpServers": {
    "GitHub": { "type": "http", "url": "https://mcp.acme.example/?api_key=k3yTh4tIsL0ngEn0ugh", "headers": { "Authorization": "Bearer ${GITHUB_TOKEN}" } },
    "Issue Tracker": { "command": "npx", "args": ["-y", "@acme/issues@1.2.3", "--token", "t0kenTh4tIsL0ng"], "env": { "ISSUES_URL": "https://acme.example", "ISSUES_API_KEY": "s3cr3tTh4tIsL0ng", "PLAIN": "${HOST_VALUE}" } },
    "inner": { "url": "ws://acme.example" },
    "off": { "command": "off" },
    "host": { "url": "https://${HOST}/mcp" }
} }"#;

#[test]
fn servers_are_declared_and_their_secrets_are_references() {
    let settings = r#"{ "disabledMcpjsonServers": ["off"], "permissions": { "allow": ["mcp__GitHub__get", "mcp__Issue_Tracker"], "deny": ["mcp__off"] } }"#;
    let imported = import(&[file(".mcp.json", SERVERS), file(".claude/settings.json", settings)]);
    let text = |path: &str| output(&imported, path).unwrap_or_default().to_owned();
    expect![[r#"
        server "github" {
            url "https://mcp.acme.example/?api_key=${SECRET}"
            header "Authorization" secret="github-token"
        }
        server "issue-tracker" {
            command "npx" "-y" "@acme/issues@1.2.3" "--token" "${SECRET}"
            env "ISSUES_URL" value="https://acme.example"
            env "ISSUES_API_KEY" secret="issues-api-key"
            env "PLAIN" secret="host-value"
        }
        secret "github-token" {
            from "env" "GITHUB_TOKEN"
        }
        secret "host-value" {
            from "env" "HOST_VALUE"
        }
        secret "issues-api-key" {
            from "env" "ISSUES_API_KEY"
        }
    "#]]
    .assert_eq(
        &["context/servers/github.kdl", "context/servers/issue-tracker.kdl", "context/secrets.kdl"]
            .map(text)
            .concat(),
    );
    let base = text("context/bases/claude-code-settings.kdl");
    assert!(base.contains("\"github/get\" \"issue-tracker/*\""), "{base}");
    let session = text("context/agents/main-session.kdl");
    assert!(session.contains("server \"issue-tracker\"") && !session.contains("off"), "{session}");
    let told = report(&imported, ".mcp.json");
    let secrets = told.notes.iter().filter(|note| note.topic == Topic::Secret).count();
    assert_eq!(secrets, 3, "{:?}", told.notes);
    let left: Vec<_> =
        told.unmapped.iter().flat_map(|entry| entry.names.iter().map(String::as_str)).collect();
    assert_eq!(left, ["inner", "off", "host"]);
    let everything = format!("{imported:?} {:?}", imported.report.lines());
    for secret in ["k3yTh4t", "t0kenTh4t", "s3cr3tTh4t"] {
        assert!(!everything.contains(secret), "{secret}");
    }
    assert_eq!(mistakes(&imported), Vec::<String>::new());
}

#[test]
fn skills_and_commands_keep_their_bytes() {
    let skill = "---\nname: deploy\ndescription: Deploys. Use when asked.\n---\r\nRun it.\n";
    let picture = [0x89_u8, b'P', 0, 255];
    let files = [
        file(".claude/skills/Deploy/SKILL.md", skill),
        file(".claude/skills/Deploy/assets/logo.png", picture),
        file(".claude/skills/Deploy/inner/SKILL.md", "inner"),
        file(".claude/skills/README.md", "About these"),
        file(".claude/commands/git/commit.md", "Commit $ARGUMENTS\r\n"),
        file(".claude/commands/deploy.md", "The skill is preferred"),
        file(".claude/commands/run.sh", "echo"),
        file(
            ".claude/agents/one.md",
            "---\nname: one\ndescription: One\ntools: Read\nskills: [Deploy, other]\n---\nDo.\n",
        ),
    ];
    let imported = import(&files);
    let bytes = |path: &str| {
        let found = imported.files.iter().find(|file| file.path.as_str() == path);
        found.map(|file| file.bytes.clone()).unwrap_or_default()
    };
    assert_eq!(bytes("skills/deploy/SKILL.md"), skill.as_bytes());
    assert_eq!(bytes("skills/deploy/assets/logo.png"), picture);
    assert_eq!(bytes("skills/deploy/inner/SKILL.md"), b"inner");
    let command =
        "---\nname: git-commit\ndescription: The command git-commit\n---\nCommit $ARGUMENTS\r\n";
    assert_eq!(bytes("skills/git-commit/SKILL.md"), command.as_bytes());
    let agent = output(&imported, "context/agents/one.kdl").expect("the agent");
    assert!(agent.contains("skill \"deploy\"") && !agent.contains("other"), "{agent}");
    let outcome = |path: &str| report(&imported, path).outcome;
    assert_eq!(outcome(".claude/commands/deploy.md"), Outcome::Refused);
    assert_eq!(outcome(".claude/commands/run.sh"), Outcome::Ignored);
    assert_eq!(outcome(".claude/skills/README.md"), Outcome::Ignored);
}

#[test]
fn a_secret_in_a_skill_is_taken_out_and_named() {
    let token = ["ghp_", "R7kQ2vXw9ZbN4tLs8YdC1mHf6JgP3aVe0UoK"].concat();
    let imported = import(&[file(
        ".claude/skills/a/SKILL.md",
        format!("---\nname: a\ndescription: A\n---\nUse {token} here"),
    )]);
    assert_eq!(
        output(&imported, "skills/a/SKILL.md"),
        Some("---\nname: a\ndescription: A\n---\nUse ${SECRET} here")
    );
    let told = report(&imported, ".claude/skills/a/SKILL.md");
    assert_eq!(told.outcome, Outcome::Approximated);
    assert!(!format!("{imported:?}").contains("R7kQ"));
}

#[test]
fn instructions_stand_in_a_file_of_their_own_and_imports_are_told() {
    let text = "# Acme\n\nSee @docs/style.md and ask @ada.\n\n```\n@docs/no.md\n```\n";
    let files = [
        file("CLAUDE.md", text),
        file("CLAUDE.local.md", "mine"),
        file("web/CLAUDE.md", "web only"),
    ];
    let imported = import(&files);
    assert_eq!(output(&imported, "instructions/main-session.md"), Some(text));
    let session = output(&imported, "context/agents/main-session.kdl").expect("the agent");
    assert!(session.contains("extends \"claude-code-tools\""), "{session}");
    let told = &report(&imported, "CLAUDE.md").notes;
    assert_eq!(told.iter().map(|note| note.line).collect::<Vec<_>>(), [None, Some(3)], "{told:?}");
    assert_eq!(report(&imported, "web/CLAUDE.md").outcome, Outcome::Ignored);
    assert_eq!(mistakes(&imported), Vec::<String>::new());
}

#[test]
fn one_persons_settings_take_away_and_give_nothing() {
    let files = [
        file(".claude/settings.json", r#"{ "permissions": { "allow": ["Bash(make)"] } }"#),
        file(
            ".claude/settings.local.json",
            r#"{ "permissions": { "allow": ["Bash(npm i)"], "deny": ["Bash(make)"] } }"#,
        ),
    ];
    let imported = import(&files);
    let base = output(&imported, "context/bases/claude-code-settings.kdl").expect("the base");
    assert!(base.contains("deny run \"make\"") && !base.contains("npm"), "{base}");
}

#[test]
fn hostile_files_are_refused_and_hurt_nobody() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many: Vec<String> = (0..2_001).map(|at| format!("\"Bash(a{at})\"")).collect();
    let many = format!("{{ \"permissions\": {{ \"deny\": [{}] }} }}", many.join(","));
    for settings in [
        deep.as_str(),
        "[]",
        "",
        "{\"permissions\": 1}",
        "\u{feff}{}",
        "{\"permissions\": {\"allow\": {}}}",
        "{\"a\": 1e999}",
    ] {
        import(&[file(".claude/settings.json", settings)]);
    }
    let imported = import(&[file(".claude/settings.json", many)]);
    let base = output(&imported, "context/bases/claude-code-settings.kdl").expect("the base");
    assert!(base.contains("deny run \"**\""), "what is not read may deny anything");
    let binary = import(&[file(".claude/settings.json", [0xff, 0xfe])]);
    assert_eq!(report(&binary, ".claude/settings.json").outcome, Outcome::Refused);
    let rules = [
        "Bash(",
        "Bash)",
        "Bash(\u{0})",
        "(",
        "",
        "mcp__",
        "mcp____",
        "Read(\u{202e})",
        "Bash(*******)",
        "Read([)",
        "Bash(' \")",
        "Edit(\n)",
        "Read(~)",
        "Read(//)",
        "Read(/)",
        "Read(**)",
    ];
    let quoted: Vec<String> =
        rules.iter().map(|rule| serde_json::json!(rule).to_string()).collect();
    for list in ["allow", "ask", "deny"] {
        let text = format!("{{ \"permissions\": {{ \"{list}\": [{}] }} }}", quoted.join(","));
        let imported = import(&[file(".claude/settings.json", text)]);
        assert_eq!(mistakes(&imported), Vec::<String>::new(), "{list}");
    }
    let odd = r#"{ "mcpServers": { "..": {"command": ""}, "a/b": {"command": "x", "args": [1]}, "builtin": {"command": "x"}, "A": {"command": "x"}, "a": {"command": "x\u0000"}, "é": {"url": "https://é.example"}, "n": 3, "bailiwick": {"command": "x"} } }"#;
    let imported = import(&[file(".mcp.json", odd)]);
    assert_eq!(mistakes(&imported), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let files = [InputFile {
        path: ".claude/settings.json".to_owned(),
        content: Err("a symlink leads out of the folder".to_owned()),
    }];
    let imported = import(&files);
    assert_eq!(report(&imported, ".claude/settings.json").outcome, Outcome::Refused);
}
