//! Small inputs that ask for endless work: globs, templates, JSON, JSON Schemas. Each ends with a clear finding.

#![expect(
    clippy::disallowed_methods,
    reason = "the test looks at the clock, so that nothing hangs"
)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;

const ROOT: &str = "workspace \"bombs\" {\n    edition 1\n}\n";

/// The messages of one rule, `name: message`, for a workspace of these files.
#[track_caller]
fn messages(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let start = Instant::now();
    let all = [("bailiwick.kdl", ROOT)].into_iter().chain(files.iter().copied());
    let shown = load(&Memory::new(all)).diagnostics();
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    let found = shown.diagnostics.into_iter().filter(|found| found.rule.name == rule);
    found.map(|found| found.message).collect()
}

#[track_caller]
fn one(rule: &str, files: &[(&str, &str)]) -> String {
    let found = messages(rule, files);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap()
}

#[test]
fn glob_bombs_end() {
    let long = format!("docs/{}.md", "a".repeat(200));
    let stars = format!("{}b", "*a".repeat(100));
    let folders = format!("{}b", "**/".repeat(100));
    let braces = format!("{}a{}", "{a,{b,".repeat(200), "}}".repeat(200));
    let doubled = "{a,b}{a,b}".repeat(30);
    for pattern in [stars, folders, braces, doubled, "[".repeat(1_000), "{".repeat(1_000)] {
        let kdl = format!("agent \"a\" {{\n    knowledge \"{pattern}\"\n}}\n");
        let files = [("x.kdl", kdl.as_str()), (long.as_str(), "text")];
        let matched = messages("unmatched-knowledge", &files);
        let refused = load(&Memory::new([("bailiwick.kdl", ROOT), ("x.kdl", kdl.as_str())]));
        let refused = refused.diagnostics().diagnostics;
        assert!(!matched.is_empty() || !refused.is_empty(), "{pattern} matches nothing, silently");
    }
}

fn template(text: &str) -> Vec<String> {
    let kdl = "environment \"dev\" {\n    tracks\n}\nparam \"word\" type=\"string\" default=\"0123456789\"\nagent \"a\" {\n    instructions file=\"a.md\" template=#true\n}\n";
    let start = Instant::now();
    let files = [("bailiwick.kdl", ROOT), ("x.kdl", kdl), ("a.md", text)];
    let shown = load(&Memory::new(files)).diagnostics();
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    let found = shown.diagnostics.into_iter().filter(|found| found.rule.name.contains("template"));
    found.map(|found| found.message).collect()
}

#[test]
fn templates_that_work_without_end_are_refused() {
    assert!(template("Say {{ word }}.").is_empty());
    let loops = "{% for a in word %}".repeat(8) + "x" + &"{% endfor %}".repeat(8);
    let found = template(&loops);
    assert!(!found.is_empty(), "a loop without end is silent");
}

#[test]
fn templates_that_give_too_much_text_are_refused() {
    let doubled = "{% set word = word ~ word %}".repeat(40) + "{{ word }}";
    assert!(!template(&doubled).is_empty(), "a text of ten terabytes is silent");
    let times = "{{ word * 1000000000 }}";
    assert!(!template(times).is_empty(), "a text of ten gigabytes is silent");
    let long = format!("{{% for a in word %}}{}{{% endfor %}}", "x".repeat(1 << 20));
    assert!(!template(&long).is_empty(), "a text of ten megabytes is silent");
}

#[test]
fn templates_that_nest_or_chain_without_end_are_refused() {
    let chains = ["not ", "(", "[", "{'a':", "-", "word ~ ", "word|trim|", "word.", "1 if 1 else "];
    for chain in chains {
        let found = template(&format!("{{{{ {}word }}}}", chain.repeat(50_000)));
        assert_eq!(found.len(), 1, "{chain}: {found:#?}");
        assert!(found[0].ends_with("a tag has more than 400 words and signs"), "{}", found[0]);
    }
    let hidden =
        format!("{{# {{{{ \" #}}{{{{ [{{'a':{{}}}}, \"}}}}\"{} }}}}", " ~ word".repeat(50_000));
    assert_eq!(template(&hidden).len(), 1);
    let raw = "{% raw %}{{ \" {% endraw %}{{ word".to_owned() + &" ~ word".repeat(50_000) + " }}";
    assert_eq!(template(&raw).len(), 1);
    let blocks = "{% if word %}".repeat(20_000) + &"{% endif %}".repeat(20_000);
    assert_eq!(template(&blocks).len(), 1);
    let branches = "{% if word %}".to_owned() + &"{% elif word %}".repeat(20_000) + "{% endif %}";
    assert!(template(&branches)[0].ends_with("it has more than 200 `elif`"));
    assert!(template(&("{{ word".to_owned() + &" ~ word".repeat(150) + " }}")).is_empty());
}

#[test]
fn deeply_nested_json_is_refused() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let kdl = "agent \"a\" {\n    instances file=\"rows.json\"\n}\n";
    let message = one("invalid-instances", &[("x.kdl", kdl), ("rows.json", &deep)]);
    assert!(
        message
            .starts_with("no agents can be made of `rows.json`: it is not JSON: recursion limit"),
        "{message}"
    );
    let kdl = "extension \"e\" schema=\"s.json\"\n";
    let deep = "{\"not\":".repeat(100_000) + "true" + &"}".repeat(100_000);
    let message = one("invalid-schema", &[("x.kdl", kdl), ("s.json", &deep)]);
    assert!(message.contains("recursion limit"), "{message}");
}

const EXTRA: &str = "extension \"e\" schema=\"s.json\"\nagent \"a\" {\n    extra \"e\" {\n        word \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"\n    }\n}\n";

fn with_pattern(pattern: &str) -> String {
    format!(
        "{{\"properties\": {{\"word\": {{\"type\": \"string\", \"pattern\": \"{pattern}\"}}}}}}"
    )
}

#[test]
fn regex_bombs_in_a_schema_end() {
    for pattern in ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(?=(a+)+$)a*$", "^(a*)*\\\\1$"] {
        let schema = with_pattern(pattern);
        let files = [("x.kdl", EXTRA), ("s.json", schema.as_str())];
        let found =
            [messages("invalid-extra", &files), messages("invalid-schema", &files)].concat();
        assert!(!found.is_empty(), "{pattern} lets `aaa…!` through");
    }
    let schema = with_pattern("((a{1000}){1000}){1000}");
    let message = one("invalid-schema", &[("x.kdl", EXTRA), ("s.json", &schema)]);
    assert!(!message.is_empty());
}

#[test]
fn a_schema_that_refers_to_the_network_is_refused_and_nothing_is_fetched() {
    for target in
        ["http://127.0.0.1:9/s.json", "https://example.com/s.json#/a", "file:///etc/passwd"]
    {
        let schema = format!("{{\"$ref\": \"{target}\"}}");
        let message = one("invalid-schema", &[("x.kdl", EXTRA), ("s.json", &schema)]);
        assert!(message.contains("and nothing is fetched"), "{message}");
    }
    let schema = "{\"$id\": \"http://127.0.0.1:9/a/\", \"$ref\": \"b.json\"}";
    let message = one("invalid-schema", &[("x.kdl", EXTRA), ("s.json", schema)]);
    assert!(message.contains("nothing is fetched"), "{message}");
}

#[test]
fn a_schema_that_refers_to_itself_ends() {
    for schema in ["{\"$ref\": \"#\"}", "{\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}"] {
        messages("invalid-extra", &[("x.kdl", EXTRA), ("s.json", schema)]);
    }
}
