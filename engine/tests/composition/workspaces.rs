//! Small random workspaces: an agent, four bases, two environments, every merge rule, `(replace)` and `(remove)`.

use proptest::prelude::*;

/// Nothing, or one of the lines that one row may give in a block; `{n}` becomes a small number.
fn row(lines: &'static [&'static str]) -> impl Strategy<Value = String> {
    (0..lines.len() * 2, 1..4_u8).prop_map(move |(at, n)| {
        lines
            .get(at.wrapping_sub(lines.len()))
            .map_or_else(String::new, |line| line.replace("{n}", &n.to_string()))
    })
}

/// The nodes of one layer; each row at most once, so that the layer is valid.
fn block() -> impl Strategy<Value = String> {
    let who = (
        row(&["title \"t{n}\"", "(remove)title", "(replace)title \"r{n}\""]),
        row(&["stage \"s{n}\"", "(remove)stage"]),
        row(&[
            "tag \"a{n}\" \"b\"",
            "(remove)tag \"a{n}\"",
            "tag \"b\"\ntag \"c{n}\"",
            "(remove)tag \"b\"\ntag \"d\"",
        ]),
        row(&[
            "delegate \"d{n}\"",
            "(remove)delegate \"d{n}\"",
            "delegate \"d1\"\ndelegate \"d2\"",
        ]),
        row(&["evaluation \"e{n}\"", "(remove)evaluation \"e{n}\""]),
    );
    let what = (
        model(),
        row(&[
            "instructions \"text {n}\"",
            "instructions \"first {n}\"\ninstructions \"second\"",
            "instructions \"after\"\n(replace)instructions \"anew {n}\"",
        ]),
        (row(&SERVER), row(&SERVER)).prop_map(|(one, two)| {
            format!("{}\n{}", one.replace("{s}", "s1"), two.replace("{s}", "s2"))
        }),
        limits(),
        failure(),
        permissions(),
    );
    (who, what).prop_map(|((a, b, c, d, e), (f, g, h, i, j, k))| {
        [f, a, h, b, g, c, k, j, d, i, e].join("\n")
    })
}

const SERVER: [&str; 6] = [
    "server \"{s}\"",
    "server \"{s}\" { only \"get_*\" \"list_a\" \"add_{n}\"; }",
    "server \"{s}\" { only \"get_{n}\" \"list_*\" \"add_*\"; }",
    "(replace)server \"{s}\" { only \"get_{n}\" \"put_*\"; }",
    "(remove)server \"{s}\"",
    "server \"{s}\" { only \"*\"; }",
];

fn model() -> impl Strategy<Value = String> {
    let settings = (
        row(&["temperature 0.{n}", "(remove)temperature"]),
        row(&["max-output-tokens 10{n}", "(replace)max-output-tokens 2{n}"]),
        row(&[
            "fallback \"acme/f{n}\"",
            "fallback \"acme/f1\" \"acme/g{n}\"",
            "(replace)fallback \"acme/h{n}\"",
        ]),
    );
    let start = row(&[
        "model \"acme/m{n}\"",
        "model",
        "model",
        "(replace)model \"acme/r{n}\"",
        "(replace)model",
    ]);
    (start, settings).prop_map(|(start, (a, b, c))| {
        let block = format!("{a}\n{b}\n{c}");
        match (start.is_empty(), block.trim().is_empty()) {
            (true, _) => String::new(),
            (false, true) if !start.contains('"') => "(remove)model".to_owned(),
            (false, true) => start,
            (false, false) => format!("{start} {{\n{block}\n}}"),
        }
    })
}

fn limits() -> impl Strategy<Value = String> {
    let nodes = (
        row(&["steps 1{n}", "(remove)steps", "(replace)steps 2{n}"]),
        row(&["cost-per-run \"{n}.50 USD\"", "(remove)cost-per-run"]),
        row(&["rate \"{n}/min\" of=\"calls\"", "(replace)rate \"1{n}/min\" of=\"calls\""]),
        row(&["rate \"{n}/s\" of=\"runs\"", "rate \"{n}/min\" of=\"tokens\""]),
    );
    (row(&["limits", "limits", "(replace)limits"]), nodes).prop_map(|(start, (a, b, c, d))| {
        let block = [a, b, c, d].join("\n");
        match (start.is_empty(), block.trim().is_empty()) {
            (true, true) => "(remove)limits".to_owned(),
            (true, false) | (false, true) => String::new(),
            (false, false) => format!("{start} {{\n{block}\n}}"),
        }
    })
}

fn permissions() -> impl Strategy<Value = String> {
    let nodes = (
        row(&[
            "allow \"read\" \"a{n}\" \"b\"",
            "allow \"read\" \"a{n}\"\nallow \"write\" \"b\"",
            "(remove)allow \"read\" \"b\"",
            "(replace)allow \"read\" \"c{n}\"",
        ]),
        row(&["ask \"call\" \"s{n}/*\"", "ask \"call\" \"s1/get\"\nask \"call\" \"s2/**\""]),
        row(&["deny \"write\" \"**\"", "(remove)deny \"write\" \"**\"\ndeny \"read\" \"a{n}\""]),
    );
    (row(&["permissions", "permissions", "(replace)permissions"]), nodes).prop_map(
        |(start, (a, b, c))| {
            let block = [a, b, c].join("\n");
            let empty = start.is_empty() || block.trim().is_empty();
            if empty { String::new() } else { format!("{start} {{\n{block}\n}}") }
        },
    )
}

fn failure() -> impl Strategy<Value = String> {
    let nodes = (
        row(&["retry {n} backoff=\"2s\"", "retry 1{n}", "(remove)retry"]),
        row(&["timeout \"{n}s\"", "(remove)timeout"]),
        row(&["circuit-breaker after={n} within=\"1m\" cool-down=\"5m\""]),
    );
    (row(&["failure", "(replace)failure"]), nodes).prop_map(|(start, (a, b, c))| {
        let block = [a, b, c].join("\n");
        let empty = start.is_empty() || block.trim().is_empty();
        if empty { String::new() } else { format!("{start} {{\n{block}\n}}") }
    })
}

/// Bases of a lower number, in any order.
fn extends(below: usize) -> impl Strategy<Value = String> {
    let names: Vec<String> = (0..below).map(|at| format!("\"b{at}\"")).collect();
    let some = proptest::sample::subsequence(names, 0..=below).prop_shuffle();
    some.prop_map(|names| {
        if names.is_empty() { String::new() } else { format!("extends {}", names.join(" ")) }
    })
}

fn declaration(start: &'static str, below: usize) -> impl Strategy<Value = String> {
    let overlays = prop_oneof![
        Just(["", ""]),
        Just(["in \"prod\"", ""]),
        Just(["in \"dev\" \"prod\"", "in \"prod\""]),
        Just(["in \"prod\"", "in \"dev\""]),
    ];
    (extends(below), block(), overlays, block(), block()).prop_map(
        move |(extends, body, overlays, one, two)| {
            let overlay = |start: &str, block: &str| {
                let empty = start.is_empty() || block.trim().is_empty();
                if empty { String::new() } else { format!("{start} {{\n{block}\n}}") }
            };
            let (one, two) = (overlay(overlays[0], &one), overlay(overlays[1], &two));
            format!("{start} {{\n{one}\n{extends}\n{body}\n{two}\n}}\n")
        },
    )
}

/// A whole workspace in one file.
pub fn workspace() -> impl Strategy<Value = String> {
    let bases = (
        declaration("base \"b0\"", 0),
        declaration("base \"b1\"", 1),
        declaration("base \"b2\"", 2),
        declaration("base \"b3\"", 3),
    );
    (block(), block(), bases, declaration("agent \"clerk\"", 4)).prop_map(
        |(dev, prod, (a, b, c, d), agent)| {
            let place = |name: &str, way: &str, block: &str| {
                format!("environment \"{name}\" {{\n{way}\ndefaults {{\n{block}\n}}\n}}\n")
            };
            let places = place("dev", "tracks", &dev) + &place("prod", "follows \"dev\"", &prod);
            format!("{DECLARED}{places}{agent}{d}{c}{b}{a}")
        },
    )
}

const DECLARED: &str =
    "server \"s1\" { url \"https://a.example\"; }\nserver \"s2\" { url \"https://b.example\"; }\n";
