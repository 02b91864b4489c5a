//! Arguments and properties: how many, of what type, spelled how.

mod misplaced;
mod read;

use rustc_hash::FxHashSet;

use crate::diagnostic::Applicability;
use crate::suggest::nearest;
use crate::syntax::{self, Entry};
use crate::vocabulary::{Arity, Merge, NodeSpec, child_named};

use super::decode::{Decoder, Header, index};
use super::rules::{
    INCOMPLETE_CHOICE, MISSING_ARGUMENT, MISSING_PROPERTY, REPEATED_PROPERTY, UNCLEAR_REMOVAL,
    UNEXPECTED_ANNOTATION, UNEXPECTED_ARGUMENT, UNKNOWN_PROPERTY,
};
use super::{Argument, Layering, Property, spelling};

pub(super) use misplaced::children_as_properties;

/// Decodes the arguments of a node; gives their range.
pub(super) fn arguments(
    decoder: &mut Decoder,
    spec: &'static NodeSpec,
    header: Header<'_>,
    layering: Layering,
) -> (u32, u32) {
    let node = header.node;
    let start = index(decoder.document.arguments.len());
    if let Some(argument) = misplaced::unquoted(decoder, spec, header) {
        decoder.document.arguments.push(argument);
        return (start, start + 1);
    }
    let is_torn = node.is_broken() && is_torn(header, &decoder.document.text);
    let mut count = 0;
    for entry in header.arguments() {
        annotation(decoder, entry);
        let mark = decoder.diagnostics.len();
        match spec.argument(count) {
            Some(argument) => {
                let value = read::value(decoder, spec, argument.name, argument.value, entry);
                decoder.document.arguments.push(Argument { span: entry.span(), value });
            }
            None => surplus(decoder, spec, node, entry),
        }
        // What stands there may be what a slip left, and the slip is reported.
        if is_torn {
            decoder.diagnostics.truncate(mark);
        }
        count += 1;
    }
    if layering == Layering::Remove {
        removal(decoder, spec, node, count);
    } else if !node.is_broken() {
        missing(decoder, spec, node, count);
    }
    (start, index(decoder.document.arguments.len()))
}

/// Whether quotes inside a text, or a text without an end on its line, left some of the values.
fn is_torn(header: Header<'_>, text: &str) -> bool {
    let mut end = None;
    header.entries().any(|entry| {
        let (span, before) = (entry.span(), end.replace(entry.span().end));
        let written = entry.value_span().text(text);
        let is_quoted = written.starts_with('"') && !written.starts_with("\"\"\"");
        let is_open = is_quoted && (written.contains('\n') || !written.ends_with('"'));
        is_open || before == Some(span.start)
    })
}

fn annotation(decoder: &mut Decoder, entry: Entry<'_>) {
    if let Some(annotation) = entry.annotation() {
        let message =
            format!("the type annotation `({})` has no meaning on a value", annotation.text());
        let span = annotation.span();
        let found = decoder.report(&UNEXPECTED_ANNOTATION, span, message);
        *found = found.clone().help("take it away").fix(
            Applicability::Safe,
            "take the annotation away",
            span,
            "",
        );
    }
}

fn surplus(decoder: &mut Decoder, spec: &NodeSpec, node: syntax::Node<'_>, entry: Entry<'_>) {
    if spec.is_bare()
        && let syntax::Value::Boolean(value) = entry.value()
    {
        misplaced::on_presence(decoder, spec, node, entry, value);
        return;
    }
    let message = match spec.arguments.len() {
        0 => format!("`{}` takes no argument", spec.name),
        1 => format!("`{}` takes one argument", spec.name),
        count => format!("`{}` takes {count} arguments", spec.name),
    };
    let help = match spec.properties {
        [] => "take it away".to_owned(),
        properties => {
            let names: Vec<String> =
                properties.iter().map(|property| format!("`{}=`", property.name)).collect();
            format!("take it away, or write it as a property: {}", names.join(", "))
        }
    };
    decoder.report(&UNEXPECTED_ARGUMENT, entry.span(), message).help = Some(help);
}

fn removal(decoder: &mut Decoder, spec: &'static NodeSpec, node: syntax::Node<'_>, count: usize) {
    let name = spec.name;
    let (message, help) = match spec.merge {
        Merge::KeyedBy(_) | Merge::Sequence => (
            format!("`(remove){name}` names no single thing to remove"),
            "write `(replace)` with what stands instead",
        ),
        Merge::Keyed | Merge::Set | Merge::Intersection if count != 1 => (
            format!("`(remove){name}` takes exactly one key, found {count}"),
            "write one `(remove)` for each key",
        ),
        Merge::SetBy if count != 2 => (
            format!(
                "`(remove){name}` takes exactly one value behind its key, found {}",
                count.saturating_sub(1)
            ),
            "write one `(remove)` for each value",
        ),
        Merge::Single | Merge::Container | Merge::SingleOrContainer if count != 0 => {
            (format!("`(remove){name}` takes no argument"), "write it without arguments")
        }
        _ if node.has_block() => {
            (format!("`(remove){name}` takes no block"), "take the block away")
        }
        _ => return,
    };
    let child = node.children().find_map(|child| child_named(Some(spec), &child.name()));
    let help = match child {
        Some(child) if child.arguments.is_empty() || child.merge == Merge::Single => {
            format!("write `{name} {{ (remove){}; }}` where that alone shall go", child.name)
        }
        _ => help.to_owned(),
    };
    decoder.report(&UNCLEAR_REMOVAL, node.header_span(), message).help = Some(help);
}

fn missing(decoder: &mut Decoder, spec: &NodeSpec, node: syntax::Node<'_>, count: usize) {
    let needed =
        spec.arguments.iter().filter(|argument| matches!(argument.arity, Arity::One | Arity::Some));
    if let Some(argument) = needed.clone().nth(count) {
        let message = format!("`{}` has no {}", spec.name, argument.name);
        decoder.report(&MISSING_ARGUMENT, node.name_span(), message).help =
            Some(format!("write it as in `{}`", spec.example));
    }
}

/// Decodes the properties of a node; gives their range, and whether some are nodes of its block.
pub(super) fn properties(
    decoder: &mut Decoder,
    spec: &'static NodeSpec,
    header: Header<'_>,
    layering: Layering,
) -> ((u32, u32), bool) {
    let node = header.node;
    let start = decoder.document.properties.len();
    let mut misplaced = false;
    for entry in header.entries() {
        let Some(key) = entry.key() else { continue };
        let name = key.text();
        let Some(property) = spec.property(&name) else {
            if layering != Layering::Remove && child_named(Some(spec), &name).is_some() {
                misplaced = true;
            } else {
                unknown_property(decoder, spec, &name, entry);
            }
            continue;
        };
        annotation(decoder, entry);
        let seen = decoder.document.properties.get(start..).unwrap_or_default();
        if let Some(first) =
            seen.iter().find(|other| other.spec.is_some_and(|other| other.name == property.name))
        {
            let first = first.span;
            let path = decoder.document.path.clone();
            let found = decoder.report(
                &REPEATED_PROPERTY,
                entry.span(),
                format!("`{name}` stands twice on `{}`", spec.name),
            );
            *found = found.clone().related(&path, first, "first here").help("keep one of them");
            continue;
        }
        let value = read::value(decoder, spec, property.name, property.value, entry);
        decoder.document.properties.push(Property {
            spec: Some(property),
            key_span: key.span(),
            span: entry.span(),
            value_span: entry.value_span(),
            value,
        });
    }
    if layering != Layering::Remove && !node.is_broken() {
        missing_properties(decoder, spec, header, start);
    }
    ((index(start), index(decoder.document.properties.len())), misplaced)
}

fn unknown_property(decoder: &mut Decoder, spec: &NodeSpec, name: &str, entry: Entry<'_>) {
    let span = entry.key().map_or(entry.span(), |key| key.span());
    let found = decoder.report(
        &UNKNOWN_PROPERTY,
        span,
        format!("`{}` has no property `{name}`", spec.name),
    );
    match nearest(name, spec.properties.iter().map(|property| property.name)) {
        Some(near) => {
            *found = found.clone().suggest(near, near);
        }
        None => {
            let names: Vec<String> =
                spec.properties.iter().map(|property| format!("`{}`", property.name)).collect();
            found.help = Some(if names.is_empty() {
                format!("`{}` takes no properties", spec.name)
            } else {
                format!("possible are {}", names.join(", "))
            });
        }
    }
}

fn missing_properties(decoder: &mut Decoder, spec: &NodeSpec, header: Header<'_>, start: usize) {
    let has = |decoder: &Decoder, name: &str| {
        let all = decoder.document.properties.get(start..).unwrap_or_default();
        all.iter().any(|property| property.spec.is_some_and(|spec| spec.name == name))
    };
    for property in spec.properties.iter().filter(|property| property.required) {
        if !has(decoder, property.name) {
            let message = format!("`{}` has no `{}`", spec.name, property.name);
            decoder.report(&MISSING_PROPERTY, header.node.name_span(), message).help =
                Some(format!("write it as in `{}`", spec.example));
        }
    }
    choice(decoder, spec, header, &|decoder, name| has(decoder, name));
}

/// Reports a node that gives none or several of the values that its row has it choose from.
fn choice(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    header: Header<'_>,
    has: &dyn Fn(&Decoder, &str) -> bool,
) {
    if spec.choice.is_empty() {
        return;
    }
    let arguments = header.arguments().count();
    let is_given = |name: &str| match spec.arguments.iter().position(|spec| spec.name == name) {
        Some(at) => arguments > at,
        None => has(decoder, name),
    };
    let count = spec.choice.iter().filter(|name| is_given(name)).count();
    if count == 1 {
        return;
    }
    let words: Vec<String> = spec
        .choice
        .iter()
        .map(|name| match spec.property(name) {
            Some(_) => format!("a `{name}`"),
            None => format!("a {name}"),
        })
        .collect();
    let given = match count {
        0 => format!("neither {}", words.join(" nor ")),
        _ => format!("both {}", words.join(" and ")),
    };
    let message = format!("`{}` has {given}", spec.name);
    decoder.report(&INCOMPLETE_CHOICE, header.node.header_span(), message).help =
        Some(format!("give it {}", words.join(" or ")));
}

/// Decodes the name and the arguments of a node in a free block.
pub(super) fn free_arguments(decoder: &mut Decoder, node: syntax::Node<'_>) -> (u32, u32) {
    let start = index(decoder.document.arguments.len());
    let name = spelling::text(decoder, &node.name(), node.name_span());
    decoder.document.arguments.push(Argument { span: node.name_span(), value: name });
    for entry in node.entries().filter(|entry| entry.key().is_none()) {
        let value = read::free(decoder, entry);
        decoder.document.arguments.push(Argument { span: entry.span(), value });
    }
    (start, index(decoder.document.arguments.len()))
}

/// Decodes the properties of a node in a free block; a name stands once, as a property or in the block.
pub(super) fn free_properties(decoder: &mut Decoder, node: syntax::Node<'_>) -> (u32, u32) {
    let start = index(decoder.document.properties.len());
    let mut seen = FxHashSet::default();
    for entry in node.entries() {
        let Some(key) = entry.key() else { continue };
        if !seen.insert(key.text()) {
            let message = format!("`{}` stands twice on `{}`", key.text(), node.name());
            decoder.report(&REPEATED_PROPERTY, entry.span(), message).help =
                Some("keep one of them".to_owned());
            continue;
        }
        let value = read::free(decoder, entry);
        decoder.document.properties.push(Property {
            spec: None,
            key_span: key.span(),
            span: entry.span(),
            value_span: entry.value_span(),
            value,
        });
    }
    for child in node.children().filter(|child| seen.contains(&child.name())) {
        let message = format!("`{}` stands on `{}` and in its block", child.name(), node.name());
        decoder.report(&REPEATED_PROPERTY, child.name_span(), message).help =
            Some("keep one of them".to_owned());
    }
    (start, index(decoder.document.properties.len()))
}
