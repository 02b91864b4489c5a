//! Arguments and properties: how many, of what type, spelled how.

mod read;

use rustc_hash::FxHashSet;

use crate::diagnostic::Applicability;
use crate::suggest::nearest;
use crate::syntax::{self, Entry};
use crate::vocabulary::{Arity, Merge, NodeSpec};

use super::decode::{Decoder, index};
use super::rules::{
    INCOMPLETE_CHOICE, MISSING_ARGUMENT, MISSING_PROPERTY, REPEATED_PROPERTY, UNCLEAR_REMOVAL,
    UNEXPECTED_ANNOTATION, UNEXPECTED_ARGUMENT, UNKNOWN_PROPERTY,
};
use super::{Argument, Layering, Property, spelling};

/// Decodes the arguments of a node; gives their range.
pub(super) fn arguments(
    decoder: &mut Decoder,
    spec: &'static NodeSpec,
    node: syntax::Node<'_>,
    layering: Layering,
) -> (u32, u32) {
    let start = index(decoder.document.arguments.len());
    let mut count = 0;
    for entry in node.entries().filter(|entry| entry.key().is_none()) {
        annotation(decoder, entry);
        match spec.argument(count) {
            Some(argument) => {
                let value = read::value(decoder, spec, argument.name, argument.value, entry);
                decoder.document.arguments.push(Argument { span: entry.span(), value });
            }
            None => surplus(decoder, spec, entry),
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

fn surplus(decoder: &mut Decoder, spec: &NodeSpec, entry: Entry<'_>) {
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

fn removal(decoder: &mut Decoder, spec: &NodeSpec, node: syntax::Node<'_>, count: usize) {
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
        Merge::Single | Merge::Container | Merge::SingleOrContainer if count != 0 => {
            (format!("`(remove){name}` takes no argument"), "write it without arguments")
        }
        _ if node.has_block() => {
            (format!("`(remove){name}` takes no block"), "take the block away")
        }
        _ => return,
    };
    decoder.report(&UNCLEAR_REMOVAL, node.header_span(), message).help = Some(help.to_owned());
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

/// Decodes the properties of a node; gives their range.
pub(super) fn properties(
    decoder: &mut Decoder,
    spec: &'static NodeSpec,
    node: syntax::Node<'_>,
    layering: Layering,
) -> (u32, u32) {
    let start = decoder.document.properties.len();
    for entry in node.entries() {
        let Some(key) = entry.key() else { continue };
        let name = key.text();
        let Some(property) = spec.property(&name) else {
            unknown_property(decoder, spec, &name, entry);
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
        missing_properties(decoder, spec, node, start);
    }
    (index(start), index(decoder.document.properties.len()))
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

fn missing_properties(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    node: syntax::Node<'_>,
    start: usize,
) {
    let has = |decoder: &Decoder, name: &str| {
        let all = decoder.document.properties.get(start..).unwrap_or_default();
        all.iter().any(|property| property.spec.is_some_and(|spec| spec.name == name))
    };
    for property in spec.properties.iter().filter(|property| property.required) {
        if !has(decoder, property.name) {
            let message = format!("`{}` has no `{}`", spec.name, property.name);
            decoder.report(&MISSING_PROPERTY, node.name_span(), message).help =
                Some(format!("write it as in `{}`", spec.example));
        }
    }
    choice(decoder, spec, node, &|decoder, name| has(decoder, name));
}

/// Reports a node that gives none or several of the values that its row has it choose from.
fn choice(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    node: syntax::Node<'_>,
    has: &dyn Fn(&Decoder, &str) -> bool,
) {
    if spec.choice.is_empty() {
        return;
    }
    let arguments = node.entries().filter(|entry| entry.key().is_none()).count();
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
    decoder
        .report(&INCOMPLETE_CHOICE, node.header_span(), format!("`{}` has {given}", spec.name))
        .help = Some(format!("give it {}", words.join(" or ")));
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
