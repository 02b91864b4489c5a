//! What stands in a header though it belongs elsewhere: a text without quotes, a child, a value for a mere presence.

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::span::Span;
use crate::syntax::{self, Entry};
use crate::vocabulary::{Children, NodeSpec, ValueKind, child_named};

use super::super::decode::{Decoder, Header, index};
use super::super::rules::{UNEXPECTED_ARGUMENT, UNKNOWN_PROPERTY};
use super::super::{Argument, Layering, Record, spelling};
use super::read;

/// Several words without quotes where one text belongs: reported once, and read as the text that they are.
pub(super) fn unquoted(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    header: Header<'_>,
) -> Option<Argument> {
    let [argument] = spec.arguments else { return None };
    let is_text = matches!(argument.value, ValueKind::Text | ValueKind::Line);
    if !is_text || argument.repeats() {
        return None;
    }
    header.arguments().nth(1)?;
    if !header.entries().all(|entry| is_word(decoder, entry)) {
        return None;
    }
    let (first, last) = (header.entries().next()?, header.entries().last()?);
    let span = first.span().to(last.span());
    let written = span.text(&decoder.document.text).to_owned();
    if written.contains(['\n', '\r', '\\']) || written.contains("/*") || written.contains("/-") {
        return None;
    }
    let message = format!("`{}` takes one text, found several words", spec.name);
    let found = decoder.report(&UNEXPECTED_ARGUMENT, span, message);
    // Other languages' quotes are not part of the text.
    let inside = written.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    let fix = format!("\"{}\"", inside.unwrap_or(&written));
    *found = found.clone().help("put the text in quotes").fix(
        Applicability::Unsafe,
        "put it in quotes",
        span,
        fix,
    );
    Some(Argument { span, value: spelling::text(decoder, &written, span) })
}

/// Whether an entry is an argument without quotes.
fn is_word(decoder: &Decoder, entry: Entry<'_>) -> bool {
    let written = entry.span().text(&decoder.document.text);
    entry.key().is_none() && entry.annotation().is_none() && !written.starts_with(['"', '#'])
}

/// Reports a boolean on a node whose presence says all.
pub(super) fn on_presence(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    node: syntax::Node<'_>,
    entry: Entry<'_>,
    value: bool,
) {
    let name = spec.name;
    let span = entry.span();
    let found = decoder.report(&UNEXPECTED_ARGUMENT, span, format!("`{name}` takes no argument"));
    if value {
        let with_space = Span::new(node.name_span().end, span.end);
        *found = found.clone().help(format!("write `{name}` alone")).fix(
            Applicability::Safe,
            "take the value away",
            with_space,
            "",
        );
    } else {
        found.help = Some(format!("leave `{name}` out: only its presence says something"));
    }
}

/// Reports the properties that are nodes of the block, and reads them as these nodes.
pub(in crate::document) fn children_as_properties(
    decoder: &mut Decoder,
    spec: &'static NodeSpec,
    header: Header<'_>,
) {
    for entry in header.entries() {
        let Some(key) = entry.key() else { continue };
        let name = key.text();
        if spec.property(&name).is_some() {
            continue;
        }
        let Some(child) = child_named(Some(spec), &name) else { continue };
        report(decoder, spec, child, header.node, entry);
        let Some(arguments) = argument(decoder, child, entry) else { continue };
        let none = index(decoder.document.properties.len());
        let nodes = index(decoder.document.records.len());
        decoder.pending.push(Record {
            spec: child,
            layering: Layering::Merge,
            damaged: true,
            name_span: key.span(),
            span: entry.span(),
            arguments,
            properties: (none, none),
            children: (nodes, nodes),
        });
    }
}

/// The arguments of a child that is written as a property; none where one value does not say all of it.
fn argument(
    decoder: &mut Decoder,
    child: &'static NodeSpec,
    entry: Entry<'_>,
) -> Option<(u32, u32)> {
    let start = index(decoder.document.arguments.len());
    let Some(argument) = child.arguments.first() else {
        let is_present = entry.value() == syntax::Value::Boolean(true);
        return (child.is_bare() && is_present).then_some((start, start));
    };
    if child.properties.iter().any(|property| property.required) {
        return None;
    }
    let value = read::value(decoder, child, argument.name, argument.value, entry);
    decoder.document.arguments.push(Argument { span: entry.value_span(), value });
    Some((start, start + 1))
}

fn report(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    child: &NodeSpec,
    node: syntax::Node<'_>,
    entry: Entry<'_>,
) {
    let name = child.name;
    let source = &decoder.document.text;
    let value = entry.value_span().text(source);
    let written = match (child.arguments, child.children) {
        ([], Children::None) => name.to_owned(),
        ([], _) => format!("{name} {{ … }}"),
        _ => format!("{name} {value}"),
    };
    let shown = match entry.value() {
        syntax::Value::Text(_) if !child.arguments.is_empty() => format!("{name} \"…\""),
        _ => written.clone(),
    };
    let path = decoder.document.path.clone();
    let span = entry.key().map_or(entry.span(), |key| key.span());
    let message = format!("`{name}` is a node of `{}`, not a property", spec.name);
    let block = node.block_span();
    let before = syntax::Node::entries(node)
        .map(Entry::span)
        .filter(|other| other.end <= entry.span().start)
        .last()
        .unwrap_or_else(|| node.name_span());
    let found = decoder.report(&UNKNOWN_PROPERTY, span, message);
    found.help = Some(format!("write it in the block: `{{ {shown} }}`"));
    if written.ends_with('}') {
        return;
    }
    let (at, replacement) = match block {
        Some(block) => (block.start + 1, format!(" {written};")),
        None => (node.span().end, format!(" {{ {written}; }}")),
    };
    let away = Span::new(before.end, entry.span().end);
    let edits = if at == away.end {
        vec![Edit { path, span: away, replacement }]
    } else {
        vec![
            Edit { path: path.clone(), span: away, replacement: String::new() },
            Edit { path, span: Span::at(at), replacement },
        ]
    };
    let title = format!("move `{name}` into the block");
    found.fix = Some(Fix { title, edits, applicability: Applicability::Unsafe });
}
