//! The page of the language: every row of the vocabulary once, with the places it stands in.

use std::fmt::Write as _;

use bailiwick_schema::vocabulary::{
    self, Annotation, Arity, Children, Digested, Kind, Node, NodeSpec, PropertySpec,
};

use super::text::{cell, code_block, sentence};

pub(super) fn page() -> String {
    let mut text = String::from(
        "# The language\n\nMade from the vocabulary; `UPDATE_DOCS=1 cargo test --test tidy` writes it anew. \
         [Concepts](../guide/concepts.md) tells\nwhat the words mean together; `bailiwick explain NODE` prints what stands here.\n\n\
         A value in the column *value* is an argument, one with `=` a property. Layers are laid in this order: the environment's\n\
         `defaults`, the bases, the agent, the bases' `in` blocks, the agent's own `in` block.\n",
    );
    let mut nodes = vocabulary::nodes();
    nodes.sort_by_key(|node| node.paths.iter().all(|path| path.len() > 1));
    text.push_str("\n## At the top of a file\n\n| node | declares |\n|---|---|\n");
    for spec in vocabulary::TOP {
        let _infallible = writeln!(text, "| [`{0}`](#{0}) | {1} |", spec.name, cell(spec.summary));
    }
    spellings(&mut text);
    annotations(&mut text);
    for node in &nodes {
        section(&mut text, node);
    }
    text
}

/// How names and values with units are spelled.
fn spellings(text: &mut String) {
    let whole: Vec<&str> = Kind::ALL
        .iter()
        .filter(|kind| !kind.has_parts() && !kind.is_identifier())
        .map(|kind| kind.as_str())
        .collect();
    let _infallible = writeln!(
        text,
        "\n## Names and values\n\n\
         - A name has lower-case letters, digits and `-`, and no part begins with `-`; `/` stands between parts, but not in the\n  \
         name of {}. At most 256 characters. Each kind has its own names; those under `std/` are the standard library's.\n\
         - The name of a scenario is a sentence: one line of any text, at most 256 bytes.\n\
         - The name of a param is an identifier, as templates use it: lower-case letters, digits and `_`, starting with a letter.\n\
         - A time span has parts from large to small, in `w`, `d`, `h`, `m`, `s`, `ms`: `90s`, `1h30m`. At most 100 years.\n\
         - A date is a day of the calendar: `2026-12-31`.\n\
         - Money is a decimal number, a space and an ISO 4217 code: `2.00 USD`. At most 28 digits, 6 of them decimal places.\n\
         - A rate is a whole number for each `s`, `min`, `h` or `day`: `30/min`.\n\
         - A size is a whole number, a space and `B`, `kB`, `KiB`, `MB`, `MiB`, `GB` or `GiB`: `20 MiB`.\n\
         - A path is relative to the root of the workspace, with `/` between parts, and leads nowhere else: not by `..`, not by a link.\n\
         - In a path pattern `*` stays in a part, `**` is any number of parts, `?` is one character, `[a-z]` one of these, `{{a,b}}`\n  \
         either of these, and `\\` takes its meaning from the next; `x/**` is `x` too.\n\
         - In a tool pattern `*` is any characters.",
        one_of(&whole)
    );
}

/// What stands before the name of a node.
fn annotations(text: &mut String) {
    text.push_str("\n## Annotations\n");
    for annotation in vocabulary::ANNOTATIONS {
        let Annotation { name, summary, details, example } = annotation;
        let example = code_block(example);
        let _infallible =
            writeln!(text, "\n`({name})` {summary}. {details}\n\n{}", example.trim_end());
    }
}

/// `a server, an environment or a stage`
fn one_of(kinds: &[&str]) -> String {
    let articled: Vec<String> = kinds
        .iter()
        .map(|kind| {
            let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            format!("{article} {kind}")
        })
        .collect();
    match articled.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn section(text: &mut String, node: &Node) {
    let spec = node.spec;
    let place = match node.paths.first().and_then(|path| path.split_last()) {
        None | Some((_, [])) => String::new(),
        Some((_, parents)) => format!(" in `{}`", parents.join("/")),
    };
    let _infallible = writeln!(text, "\n## `{}`{place}\n\n{}", spec.name, sentence(spec.summary));
    if !spec.details.is_empty() {
        let _infallible = writeln!(text, "\n{}", spec.details);
    }
    let _infallible = writeln!(text, "\n{}", code_block(spec.example).trim_end());
    values(text, spec);
    if let Children::Of(children) = spec.children {
        let names: Vec<String> = children.iter().map(|child| format!("`{}`", child.name)).collect();
        let _infallible = writeln!(text, "\nIts block holds: {}.", names.join(", "));
    } else if matches!(spec.children, Children::Free) {
        text.push_str("\nIts block holds any KDL.\n");
    }
    let _infallible =
        writeln!(text, "\nStands {}.{}{}", node.places(), layers(spec), digests(spec));
}

fn values(text: &mut String, spec: &NodeSpec) {
    if spec.arguments.is_empty() && spec.properties.is_empty() {
        return;
    }
    text.push_str("\n| value | is | how often | |\n|---|---|---|---|\n");
    for argument in spec.arguments {
        let often = match argument.arity {
            Arity::One => "once",
            Arity::Optional => "once at most",
            Arity::Some => "once or more",
            Arity::Any => "any number of times",
        };
        let words = cell(&argument.value.words());
        let _infallible = writeln!(
            text,
            "| {} | {words} | {often} | {} |",
            argument.name,
            cell(argument.summary)
        );
    }
    for PropertySpec { name, value, required, summary, .. } in spec.properties {
        let often = if *required { "once" } else { "once at most" };
        let words = cell(&value.words());
        let _infallible = writeln!(text, "| `{name}=` | {words} | {often} | {} |", cell(summary));
    }
}

fn layers(spec: &NodeSpec) -> String {
    spec.merge.words().map_or_else(String::new, |words| format!(" Layers: {words}."))
}

const fn digests(spec: &NodeSpec) -> &'static str {
    match spec.digested {
        Digested::In => "",
        Digested::Out => " No digest holds it.",
        Digested::Closure => " Digests hold what it points at.",
    }
}
