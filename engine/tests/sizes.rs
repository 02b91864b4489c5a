//! Workspaces with far more of one thing than anybody writes: each ends, and is answered as a small one.
//!
//! `BAILIWICK_CASES` of 10,000 or more, or a release build, takes the full sizes.

#![expect(clippy::disallowed_methods, reason = "the test reads how much it shall do")]

use bailiwick_engine::workspace::{Shown, Workspace, load};
use bailiwick_engine::world::Memory;

const ROOT: &str = "workspace \"large\" {\n    edition 1\n}\n";

/// The size of a workspace: small where the whole suite is run, full where it is asked for.
fn size(plain: usize, full: usize) -> usize {
    let cases = std::env::var("BAILIWICK_CASES").ok().and_then(|cases| cases.parse().ok());
    if cases.is_some_and(|cases: usize| cases >= 10_000) || !cfg!(debug_assertions) {
        full
    } else {
        plain
    }
}

/// A text for each number.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// Loads one file of declarations beside others. Work that grows with the square does not end before the runner gives up.
#[track_caller]
fn loaded(text: &str, others: &[(String, String)]) -> (Workspace, Shown) {
    let own = [("bailiwick.kdl", ROOT), ("x.kdl", text)];
    let others = others.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let workspace = load(&Memory::new(own.into_iter().chain(others)));
    let shown = workspace.diagnostics();
    (workspace, shown)
}

fn count(shown: &Shown, rule: &str) -> usize {
    shown.diagnostics.iter().filter(|found| found.rule.name == rule).count()
}

#[track_caller]
fn only(shown: &Shown, rule: &str) -> String {
    let mut found = shown.diagnostics.iter().filter(|found| found.rule.name == rule);
    let (first, second) = (found.next(), found.next());
    assert!(second.is_none(), "{rule} is told twice: {first:?} {second:?}");
    assert!(first.is_some(), "no {rule}");
    first.map(|found| found.message.clone()).unwrap_or_default()
}

#[test]
fn a_long_chain_of_bases_is_laid() {
    let n = size(2_000, 10_000);
    let chain = |at: usize| {
        format!("base \"b-{}\" {{\n    extends \"b-{at}\"\n    tag \"t-{at}\"\n}}\n", at + 1)
    };
    let text =
        format!("base \"b-0\"\n{}agent \"deep\" {{\n    extends \"b-{n}\"\n}}\n", each(n, chain));
    let (workspace, shown) = loaded(&text, &[]);
    assert_eq!(count(&shown, "inheritance-cycle"), 0);
    let deep = workspace.effective(workspace.agent("deep").unwrap(), None);
    let tags = deep.fields.iter().map(|field| field.members.len()).max();
    assert_eq!(tags, Some(n));
}

#[test]
fn a_large_circle_of_bases_is_told_once() {
    let n = size(2_000, 10_000);
    let text =
        each(n, |at| format!("base \"b-{at}\" {{\n    extends \"b-{}\"\n}}\n", (at + 1) % n));
    let message = only(&loaded(&text, &[]).1, "inheritance-cycle");
    assert!(message.starts_with("bases extend each other: `b-0` → `b-1` → "), "{message}");
    assert!(message.ends_with(&format!(" → {} more → `b-0`", n - 12)), "{message}");
}

#[test]
fn large_circles_and_chains_of_environments_are_told_once() {
    let n = size(1_000, 10_000);
    let ring = each(n, |at| {
        format!("environment \"e-{at}\" {{\n    follows \"e-{}\"\n}}\n", (at + 1) % n)
    });
    let message = only(&loaded(&ring, &[]).1, "promotion-cycle");
    assert!(message.contains(&format!("{} more", n - 12)), "{message}");
    let chain = format!(
        "environment \"e-0\" {{\n    tracks\n}}\n{}",
        each(n, |at| format!("environment \"e-{}\" {{\n    follows \"e-{at}\"\n}}\n", at + 1))
    );
    assert_eq!(count(&loaded(&chain, &[]).1, "promotion-cycle"), 0);
}

#[test]
fn many_misspelled_names_are_each_answered() {
    let n = size(1_500, 9_000);
    let servers =
        each(n, |at| format!("server \"number-{at}\" {{\n    url \"https://example.com\"\n}}\n"));
    let uses = each(n, |at| format!("    server \"numbr-{at}\"\n"));
    let (_, shown) = loaded(&format!("{servers}agent \"a\" {{\n{uses}}}\n"), &[]);
    assert_eq!(count(&shown, "dangling-reference"), n);
    for found in shown.diagnostics.iter().filter(|found| found.rule.name == "dangling-reference") {
        let wanted = found.message.replace("no server is called `numbr-", "did you mean `number-");
        assert_eq!(found.help.as_deref(), Some(format!("{wanted}?").as_str()));
    }
}

#[test]
fn many_values_are_added_and_removed() {
    let n = size(5_000, 20_000);
    let tags = each(n, |at| format!("    tag \"t-{at}\"\n"));
    let memories = each(n, |at| format!("    memory \"m-{at}\"\n"));
    let removed =
        each(n, |at| format!("    (remove)memory \"m-{at}\"\n    (remove)tag \"t-{at}\"\n"));
    let text = format!(
        "base \"b\" {{\n{tags}{memories}}}\nagent \"a\" {{\n    extends \"b\"\n{removed}}}\n"
    );
    let (workspace, shown) = loaded(&text, &[]);
    assert_eq!(count(&shown, "nothing-to-remove"), 0);
    let agent = workspace.effective(workspace.agent("a").unwrap(), None);
    assert!(agent.fields.iter().all(|field| field.members.is_empty()), "{:?}", agent.fields.len());
    let alone = format!(
        "agent \"a\" {{\n{memories}{}}}\n",
        each(n, |at| format!("    (remove)memory \"m-{at}\"\n"))
    );
    let (_, shown) = loaded(&alone, &[]);
    assert_eq!(count(&shown, "nothing-to-remove"), n.min(shown.diagnostics.len()));
}

#[test]
fn a_hundred_thousand_values_stand_in_one_node_and_in_one_block() {
    let n = size(20_000, 100_000);
    let values = each(n, |at| format!(" \"t-{at}\""));
    let (workspace, _) = loaded(&format!("agent \"a\" {{\n    tag{values}\n}}\n"), &[]);
    let agent = workspace.effective(workspace.agent("a").unwrap(), None);
    assert_eq!(agent.fields.iter().map(|field| field.members.len()).sum::<usize>(), n);
    let nodes = each(n, |at| format!("    tag \"t-{at}\"\n"));
    let (workspace, _) = loaded(&format!("agent \"a\" {{\n{nodes}}}\n"), &[]);
    let agent = workspace.effective(workspace.agent("a").unwrap(), None);
    assert_eq!(agent.fields.iter().map(|field| field.members.len()).sum::<usize>(), n);
}

#[test]
fn a_million_values_are_refused_by_size_and_hide_nothing() {
    let values = each(1_000_000, |at| format!(" \"t-{at}\""));
    let others = [("y.kdl".to_owned(), "agent \"b\" {\n    server \"nowhere\"\n}\n".to_owned())];
    let (_, shown) = loaded(&format!("agent \"a\" {{\n    tag{values}\n}}\n"), &others);
    assert_eq!(count(&shown, "file-too-large"), 1);
    assert_eq!(count(&shown, "dangling-reference"), 1);
}

#[test]
fn a_million_nodes_are_refused_by_number_and_hide_nothing() {
    let others = [("y.kdl".to_owned(), "agent \"b\" {\n    server \"nowhere\"\n}\n".to_owned())];
    let (_, shown) = loaded(&"a\n".repeat(size(1_100_000, 2_000_000)), &others);
    assert_eq!(count(&shown, "too-many-nodes"), 1, "{:?}", shown.diagnostics.first());
    assert_eq!(count(&shown, "dangling-reference"), 1);
}

#[test]
fn many_agents_share_many_files() {
    let n = size(500, 10_000);
    let agents = each(n, |at| format!("agent \"a-{at}\" {{\n    knowledge \"**\"\n}}\n"));
    let files: Vec<(String, String)> =
        (0..n).map(|at| (format!("docs/{at}.md"), at.to_string())).collect();
    let (workspace, _) = loaded(&agents, &files);
    let digests = workspace.digests();
    assert_eq!(digests.len(), n);
    let first = digests.first().unwrap();
    assert!(digests.iter().all(|other| other.release == first.release));
    let mut changed = files.clone();
    changed.last_mut().unwrap().1.push('!');
    let (other, _) = loaded(&agents, &changed);
    assert_ne!(other.digests().first().unwrap().release, first.release);
}

#[test]
fn many_rows_of_instances_are_read_and_each_repeated_name_is_told() {
    let n = size(10_000, 100_000);
    let text = "agent \"a\" {\n    instances file=\"rows.json\"\n}\nagent \"b\" {\n    delegate \"a/r-7\"\n}\n";
    let rows = |name: &dyn Fn(usize) -> String| {
        let all: Vec<String> = (0..n).map(|at| format!("{{\"name\":\"{}\"}}", name(at))).collect();
        [("rows.json".to_owned(), format!("[{}]", all.join(",")))]
    };
    let (workspace, shown) = loaded(text, &rows(&|at| format!("r-{at}")));
    assert_eq!(count(&shown, "invalid-instances") + count(&shown, "dangling-reference"), 0);
    assert_eq!(workspace.rows(workspace.agent("a").unwrap()).len(), n);
    let (_, shown) = loaded(text, &rows(&|_| "same".to_owned()));
    let first = shown.diagnostics.iter().find(|found| found.rule.name == "invalid-instances");
    let message = "row 1 (line 1) and row 2 (line 1) of `rows.json` are both called `same`";
    assert_eq!(first.unwrap().message, message);
    assert!(count(&shown, "invalid-instances") + shown.unlisted >= n - 1);
}

#[test]
fn many_environments_each_have_their_block() {
    let n = size(500, 3_000);
    let environments = each(n, |at| format!("environment \"e-{at}\" {{\n    tracks\n}}\n"));
    let blocks = each(n, |at| {
        format!(
            "    in \"e-{at}\" {{\n        limits {{\n            steps {}\n        }}\n    }}\n",
            at + 1
        )
    });
    let (workspace, _) = loaded(&format!("{environments}agent \"a\" {{\n{blocks}}}\n"), &[]);
    let digests = workspace.digests();
    let mut contexts: Vec<String> = digests
        .iter()
        .flat_map(|agent| &agent.contexts)
        .map(|(_, digest)| digest.to_string())
        .collect();
    contexts.sort_unstable();
    contexts.dedup();
    assert_eq!(contexts.len(), n);
}

#[test]
fn names_declared_many_times_are_each_told() {
    let n = size(3_000, 9_000);
    let (_, shown) = loaded(&"agent \"a\"\n".repeat(n), &[]);
    assert_eq!(count(&shown, "duplicate-name"), n - 1);
}

#[test]
fn many_suppressions_above_one_node_all_cover_it() {
    let n = size(5_000, 50_000);
    let comments =
        each(n, |_| "// bailiwick: allow(floating-model-alias) kept for later\n".to_owned());
    let (_, shown) =
        loaded(&format!("{comments}agent \"b\" {{\n    model \"openai/gpt-latest\"\n}}\n"), &[]);
    assert_eq!(count(&shown, "floating-model-alias"), 0);
    assert_eq!(count(&shown, "unused-suppression"), n - 1);
}

#[test]
fn an_extension_with_many_nodes_is_judged() {
    let n = size(5_000, 50_000);
    let nodes = each(n, |at| format!("        k-{at} 1\n"));
    let schema = "{\"additionalProperties\": {\"type\": \"integer\"}}".to_owned();
    let others = [("s.json".to_owned(), schema)];
    let text = |last: &str| {
        format!(
            "extension \"e\" schema=\"s.json\"\nagent \"a\" {{\n    extra \"e\" {{\n{nodes}        {last}\n    }}\n}}\n"
        )
    };
    assert_eq!(count(&loaded(&text("last 1"), &others).1, "invalid-extra"), 0);
    let message = only(&loaded(&text("last \"x\""), &others).1, "invalid-extra");
    assert!(message.contains("`/last`"), "{message}");
}
