//! Digests that share work between environments equal those of contexts put together by themselves.

#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use bailiwick_engine::canonical;
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use proptest::prelude::*;

/// One line of a block: rows of every merge rule, with and without annotations.
fn line() -> impl Strategy<Value = String> {
    let annotation = prop_oneof![4 => Just(""), 1 => Just("(replace)"), 1 => Just("(remove)")];
    (annotation, 0..9_u8, 1..4_u8).prop_map(|(annotation, row, n)| match (annotation, row) {
        ("(remove)", 0) => "(remove)stage".to_owned(),
        (_, 0) => format!("{annotation}title \"t{n}\""),
        (_, 1) => format!("{annotation}tag \"t{n}\""),
        ("(remove)", 2) => "(remove)limits".to_owned(),
        (_, 2) => format!("{annotation}limits {{ steps {n}; concurrency {}; }}", n + 1),
        ("(remove)", 3) => "(remove)model".to_owned(),
        (_, 3) => format!("{annotation}model \"acme/m{n}-20250101\" {{ temperature 0.{n}; }}"),
        (_, 4) => "model { top-p 0.5; }".to_owned(),
        ("(remove)", 5) => format!("(remove)server \"s{n}\""),
        (_, 5) => format!("{annotation}server \"s{n}\" {{ only \"a*\" \"b{n}\"; }}"),
        (_, 6) => format!("instructions \"text {n}\""),
        (_, 7) => "instructions \"{{ currency }}\" template=#true".to_owned(),
        _ => format!("limits {{ rate \"{n}/min\" of=\"calls\"; (remove)steps; }}"),
    })
}

fn block() -> impl Strategy<Value = String> {
    proptest::collection::vec(line(), 0..6).prop_map(|lines| lines.join("\n"))
}

fn workspace() -> impl Strategy<Value = String> {
    proptest::collection::vec(block(), 9).prop_map(|blocks| made(&blocks))
}

/// A workspace, and one in which the agent or its bases differ by one line.
fn pair() -> impl Strategy<Value = (String, String)> {
    (proptest::collection::vec(block(), 9), 2..9_usize, line()).prop_map(
        |(mut blocks, at, line)| {
            let before = made(&blocks);
            blocks[at] = format!("{}\n{line}", blocks[at]);
            (before, made(&blocks))
        },
    )
}

fn made(b: &[String]) -> String {
    format!(
        r#"
param "currency" type="string" default="EUR"
server "s1" {{ url "https://a.example"; tool "a1"; in "prod" {{ url "https://b.example"; }}; }}
server "s2" {{ url "https://c.example"; header "X" secret="key"; }}
server "s3" {{ command "x"; }}
secret "key" {{ from "vault" "a"; in "prod" {{ from "vault" "b"; }}; }}
environment "dev" {{ tracks; defaults {{ {} }}; }}
environment "prod" {{ follows "dev"; set "currency" "USD"; defaults {{ {} }}; }}
base "low" {{ {}
in "prod" {{ {} }}
}}
base "high" {{ extends "low"
{}
in "dev" {{ {} }}
}}
agent "clerk" {{ extends "high"
{}
in "dev" {{ {} }}
in "prod" {{ {} }}
}}
"#,
        b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8]
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn shared_work_gives_the_same_digests(kdl in workspace()) {
        let workspace = load(&Memory::example(&kdl));
        let scope = workspace.scope();
        let sources = scope.sources();
        let agent = workspace.agent("clerk").unwrap();
        let digests = workspace.digests();
        prop_assert_eq!(digests[0].contexts.len(), 2);
        for (environment, digest) in &digests[0].contexts {
            let effective = workspace.effective(agent, workspace.environment(environment));
            prop_assert_eq!(*digest, canonical::context_digest(&sources, &effective), "{}", environment);
        }
    }

    #[test]
    fn a_release_that_is_the_same_is_the_same_in_every_environment((before, after) in pair()) {
        let (before, after) = (load(&Memory::example(&before)), load(&Memory::example(&after)));
        let (before, after) = (before.digests()[0], after.digests()[0]);
        prop_assert!(before.release != after.release || before.contexts == after.contexts);
    }
}

#[expect(clippy::disallowed_methods, reason = "the count is set from outside")]
fn cases() -> u32 {
    std::env::var("BAILIWICK_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}
