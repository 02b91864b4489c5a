//! Compiled rules decide as the workspace does, and no other bytes are read.

use bailiwick_schema::vocabulary::Kind;

use super::{Compiled, CompiledError};
use crate::permission::{Action, Answer, Arguments, Authority, Ground, Grounds, Line, Reason};
use crate::workspace::{Workspace, load};
use crate::world::Memory;

const FLEET: &str = r#"
server "tickets" { command "tickets"; }
server "payments" { command "payments"; }
agent "summarizer" { summary "s"; }
memory "cases" { scope "agent"; }
agent "clerk" {
    server "tickets" { only "list_*" "close"; }
    server "payments"
    delegate "summarizer"
    memory "cases"
    permissions {
        allow read "docs/**" "~/notes/**"
        ask read "docs/internal/**"
        deny read "**/.env"
        allow write "docs/drafts/**"
        allow run "git **" "cd **" "cat **"
        deny run "git push **"
        allow call "tickets/*"
        ask call "payments/refund" { when "amount" at-least=0.5 at-most=50; when "currency" "EUR" "GBP"; only-these-arguments; }
        allow fetch "https://api.acme.example/**"
        allow delegate "**"
        allow recall "cases"
    }
}
"#;

fn compiled(workspace: &Workspace) -> Compiled {
    let effective = workspace.effective(workspace.agent("clerk").unwrap(), None);
    let digest = workspace.contexts(None).digest(&effective);
    Compiled::of(&effective, digest, "..")
}

/// The rules behind a judgement.
fn told(ground: &Ground, line: impl Fn(&usize) -> String) -> Vec<Vec<String>> {
    let lines = |places: &Vec<usize>| places.iter().map(&line).collect();
    match ground {
        Ground::Rules { by, overrode } => vec![lines(by), lines(overrode)],
        Ground::NoRule { unmet } => vec![lines(unmet)],
        Ground::Refused(_) | Ground::Absent(_) => Vec::new(),
    }
}

#[test]
fn a_file_decides_as_the_workspace_does() {
    let workspace = load(&Memory::example(FLEET));
    let effective = workspace.effective(workspace.agent("clerk").unwrap(), None);
    let authority = Authority::of(&effective);
    let read = Compiled::read(&format!("{}\n", compiled(&workspace).text())).unwrap();
    let refund = Arguments::from_json(r#"{"amount":50.0,"currency":"EUR"}"#).unwrap();
    let more = Arguments::from_json(r#"{"amount":51,"currency":"EUR"}"#).unwrap();
    let none = Arguments::default();
    let mut effects = Vec::new();
    for (action, resource, arguments) in [
        (Action::Read, "docs/a.md", &none),
        (Action::Read, "docs/internal/a.md", &none),
        (Action::Read, "docs/.env", &none),
        (Action::Read, "../x", &none),
        (Action::Run, "git status && git -C . push", &none),
        (Action::Run, "git status > docs/drafts/x", &none),
        (Action::Run, "xargs git", &none),
        (Action::Run, "cat a | sh -c 'git push'", &none),
        (Action::Call, "tickets/list_all", &none),
        (Action::Call, "tickets/open", &none),
        (Action::Call, "other/open", &none),
        (Action::Call, "payments/refund", &refund),
        (Action::Call, "payments/refund", &more),
        (Action::Fetch, "https://api.acme.example/x", &none),
        (Action::Delegate, "summarizer", &none),
        (Action::Delegate, "other", &none),
        (Action::Recall, "cases", &none),
        (Action::Remember, "cases", &none),
    ] {
        let judged = read.judge(action, resource, arguments);
        let line = |at: &usize| read.line(*at).unwrap().to_string();
        let why = told(&judged.ground, line);
        let Answer { effect, reason, resource: canonical, share } =
            authority.decide(action, resource, arguments);
        let declared = match reason {
            Reason::Rules { by, overrode } => vec![by, overrode],
            Reason::NoRule { unmet } => vec![unmet],
            Reason::Refused(_) | Reason::Absent(_) => Vec::new(),
        };
        let text = |lines: Vec<&Line<'_>>| lines.into_iter().map(Line::to_string).collect();
        let declared: Vec<Vec<String>> = declared.into_iter().map(text).collect();
        assert_eq!((judged.effect, why), (effect, declared), "{action} {resource}");
        assert_eq!((&judged.resource, judged.share), (&canonical, share), "{action} {resource}");
        effects.push(judged.effect.as_str());
    }
    assert_eq!(effects.iter().filter(|effect| **effect == "allow").count(), 7);
    assert_eq!(effects.iter().filter(|effect| **effect == "ask").count(), 2);
}

#[test]
fn a_rule_tells_its_place() {
    let workspace = load(&Memory::example(FLEET));
    let read = Compiled::read(&compiled(&workspace).text()).unwrap();
    let place =
        |line: &super::CompiledLine| format!("{line} {}:{} {}", line.path, line.line, line.layer);
    let shown: Vec<String> = (0..).map_while(|at| read.line(at)).map(place).collect();
    expect_test::expect![[r#"
        deny read "**/.env" context.kdl:14 agent
        ask read "docs/internal/**" context.kdl:13 agent
        allow read "docs/**" context.kdl:12 agent
        allow read "~/notes/**" context.kdl:12 agent
        allow write "docs/drafts/**" context.kdl:15 agent
        deny run "git push **" context.kdl:17 agent
        allow run "git **" context.kdl:16 agent
        allow run "cd **" context.kdl:16 agent
        allow run "cat **" context.kdl:16 agent
        allow fetch "https://api.acme.example/**" context.kdl:20 agent
        ask call "payments/refund" { when "amount" at-least=0.5 at-most=50; when "currency" "EUR" "GBP"; only-these-arguments } context.kdl:19 agent
        allow call "tickets/*" context.kdl:18 agent
        allow delegate "**" context.kdl:21 agent
        allow recall "cases" context.kdl:22 agent"#]].assert_eq(&shown.join("\n"));
}

#[test]
fn every_other_byte_is_refused() {
    let text = compiled(&load(&Memory::example(FLEET))).text();
    for at in 0..text.len() {
        let (before, after) = text.split_at(at);
        let cut = Compiled::read(before).unwrap_err();
        assert!(matches!(cut, CompiledError::NoJson), "cut at {at}: {cut}");
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(Compiled::read(&changed).is_err(), "changed at {at}");
        let more = format!("{before} {after}");
        assert!(Compiled::read(&more).is_err(), "a blank at {at}");
    }
    for (from, to, why) in [
        ("\"version\":1", "\"version\":2", "it is of version 2, and this program reads version 1"),
        (
            "\"version\":1",
            "\"version\":1.0",
            "it is of version 1.0, and this program reads version 1",
        ),
        ("\"agent\":\"clerk\",", "", "its `agent` is missing or malformed"),
        ("\"deny\"", "\"allow\"", "it was changed: its digest is that of another text"),
        ("{\"agent\"", "{ \"agent\"", "it was rewritten: it is not what `hook compile` writes"),
        (
            "{\"agent\"",
            "{\"agent\":\"x\",\"agent\"",
            "it was rewritten: it is not what `hook compile` writes",
        ),
        (
            "{\"agent\"",
            "{\"a\":1,\"agent\"",
            "it was rewritten: it is not what `hook compile` writes",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        let error = Compiled::read(&text.replace(from, to)).unwrap_err();
        assert_eq!(error.to_string(), why, "{to}");
    }
    for text in
        ["", "null", "[]", "{}", "\u{feff}{}", &format!("{text}\n\n"), &format!("{text}{text}")]
    {
        assert!(Compiled::read(text).is_err());
    }
}

#[test]
fn what_cannot_be_read_gives_nothing_and_guards_everything() {
    let rules =
        "deny read \"docs/[x\"\n ask write \"docs/[x\"\n allow read \"**\"\n allow run \"a;b\"\n";
    let fleet = format!("agent \"clerk\" {{ permissions {{\n{rules} }} }}\n");
    let workspace = load(&Memory::example(&fleet));
    let read = Compiled::read(&compiled(&workspace).text()).unwrap();
    let judged = |action, resource| read.judge(action, resource, &Arguments::default()).effect;
    assert_eq!(judged(Action::Read, "a").as_str(), "deny");
    assert_eq!(judged(Action::Write, "a").as_str(), "ask");
    assert_eq!(judged(Action::Run, "a").as_str(), "deny");
    assert!(workspace.fleet().sorted(Kind::Agent).len() == 1);
}
