//! Fields as JSON, each row by the same rules that the JSON Schema is made from.
//!
//! A row with one value and nothing else is that value; one without values is `true`; a set or sequence of values is an
//! array; keyed rows are an object by key; anything else is an object of arguments, properties and children.

use std::sync::Arc;

use bailiwick_schema::document::{Argument, Item, Value};
use bailiwick_schema::vocabulary::{
    self, ArgumentSpec, Children, Digested, Merge, NodeSpec, Occurs,
};

use smallvec::SmallVec;

use super::json::key_order;
use super::parts::Parts;
use super::{Json, Mode, Sources, closure, condition};
use crate::asset::Row;
use crate::compose::{Effective, Field};
use crate::digest::Digest;

/// Where a context is written for: its environment and what it is written from.
#[derive(Clone, Copy)]
pub(super) struct Writer<'s, 'w> {
    pub(super) sources: &'s Sources<'w>,
    pub(super) mode: Mode,
    pub(super) environment: Option<Item<'w>>,
    pub(super) row: Option<&'s Row>,
}

/// The part of the parameters that a context's templates use.
pub(super) const PARAMETERS: &str = "params";

/// The part of what a context's servers are, each by its digest.
pub(super) const REACHED: &str = "server-sha256";

/// Writes all of a context as one object, with these properties of the form beside its own.
pub(super) fn context<'w, const N: usize>(
    sources: &Sources<'w>,
    effective: &Effective<'w>,
    own: [(&'static str, String); N],
    json: &mut Json,
) {
    let writer = Writer::of(sources, Mode::Full, effective);
    let parameters = writer.parameters(&effective.fields);
    let fields = writer.written(&effective.fields);
    let mut parts = groups(&fields);
    parts.extend(own.map(|(key, json)| (key, Part::Raw(json))));
    parts.push(("agent", Part::Owned(effective.name())));
    if let Some(environment) = effective.environment_name() {
        parts.push(("environment", Part::Text(environment)));
    }
    if !parameters.is_empty() {
        parts.push((PARAMETERS, Part::Parameters(&parameters)));
    }
    writer.object(&mut parts, json);
}

/// The properties of an object that is being written; most objects have few.
pub(super) type Properties<'a, 'w> = SmallVec<[(&'static str, Part<'a, 'w>); 8]>;

/// Fields that are written.
type Chosen<'a, 'w> = SmallVec<[&'a Field<'w>; 8]>;

/// One property of an object that is being written.
pub(super) enum Part<'a, 'w> {
    /// A value of a node.
    Value(Item<'w>, &'a Value),
    /// The values of an argument that repeats.
    Values(Item<'w>, &'a [Argument]),
    /// All fields of one row.
    Group(&'a [&'a Field<'w>]),
    /// A text.
    Text(&'a str),
    /// A text of its own.
    Owned(String),
    /// A digest.
    Digest(Digest),
    /// JSON that is canonical already.
    Raw(String),
    /// JSON that is canonical already, written once for many contexts.
    Shared(Arc<str>),
    /// A text, made once for many contexts.
    Quoted(Arc<str>),
    /// Names and values.
    Parameters(&'a [(&'a str, String)]),
}

impl<'s, 'w> Writer<'s, 'w> {
    /// Writes for where a context holds.
    pub(super) const fn of(
        sources: &'s Sources<'w>,
        mode: Mode,
        effective: &'s Effective<'w>,
    ) -> Self {
        Self { sources, mode, environment: effective.environment, row: effective.instance.as_ref() }
    }

    /// The rows of a context that are wanted, each as JSON; with them what its servers are and the parameters of its templates.
    pub(super) fn parts(
        &self,
        fields: &[Arc<Field<'w>>],
        wanted: impl Fn(&'static str) -> bool,
    ) -> Parts {
        let chosen = self.chosen(fields, |spec| wanted(spec.name));
        let mut parts = Parts::default();
        for group in chosen.chunk_by(|a, b| a.spec().order(b.spec()).is_eq()) {
            let name = group.first().map_or("", |field| field.spec().name);
            parts.push(name, |json| self.group(group, json));
        }
        let servers = if wanted(REACHED) { self.servers(fields) } else { SmallVec::new() };
        if !servers.is_empty() {
            parts.push(REACHED, |json| self.reached(&servers, json));
        }
        let parameters = if wanted(PARAMETERS) { self.parameters(fields) } else { Vec::new() };
        if !parameters.is_empty() {
            parts.push(PARAMETERS, |json| parameter_object(&parameters, json));
        }
        parts
    }

    /// Writes an object of parts, sorted by key.
    pub(super) fn object(&self, parts: &mut Properties<'_, 'w>, json: &mut Json) {
        // Names of the vocabulary are ASCII, whose order by bytes is that by UTF-16 code units.
        parts.sort_by_key(|(key, _)| *key);
        json.open('{');
        for (key, part) in parts.drain(..) {
            json.key(key);
            match part {
                Part::Value(item, value) => scalar(item, value, json),
                Part::Values(item, values) => array(item, values, json),
                Part::Group(fields) => self.group(fields, json),
                Part::Text(text) => json.string(text),
                Part::Owned(text) => json.string(&text),
                Part::Digest(digest) => json.plain(digest),
                Part::Raw(text) => json.raw(&text),
                Part::Shared(text) => json.raw(&text),
                Part::Quoted(text) => json.string(&text),
                Part::Parameters(all) => parameter_object(all, json),
            }
        }
        json.close('}');
    }

    /// The fields that are written, those of one row together, each row in its order.
    pub(super) fn written<'a>(&self, fields: &'a [Arc<Field<'w>>]) -> Chosen<'a, 'w> {
        self.chosen(fields, |_| true)
    }

    /// Those of them that are wanted.
    fn chosen<'a>(
        &self,
        fields: &'a [Arc<Field<'w>>],
        wanted: impl Fn(&NodeSpec) -> bool,
    ) -> Chosen<'a, 'w> {
        let is_chosen = |spec: &NodeSpec| self.is_written(spec.digested) && wanted(spec);
        let fields = fields.iter().map(Arc::as_ref);
        let mut chosen: Chosen<'a, 'w> = fields.filter(|field| is_chosen(field.spec())).collect();
        chosen.sort_by(|a, b| a.spec().order(b.spec()));
        chosen
    }

    fn is_written(&self, digested: Digested) -> bool {
        self.mode == Mode::Full || digested != Digested::Out
    }

    /// All fields of one row.
    fn group(&self, fields: &[&Field<'w>], json: &mut Json) {
        let Some(spec) = fields.first().map(|field| field.spec()) else { return };
        match spec.merge {
            Merge::Set | Merge::Intersection => set(fields, json),
            Merge::SetBy => {
                json.open('{');
                for fields in sorted(fields).chunk_by(|a, b| a.key() == b.key()) {
                    json.key(fields.first().and_then(|field| field.key()).unwrap_or_default());
                    set(fields, json);
                }
                json.close('}');
            }
            Merge::Sequence => {
                json.open('[');
                for field in fields {
                    self.element(field, json);
                }
                json.close(']');
            }
            Merge::Keyed if is_name_only(spec) => {
                json.open('[');
                for field in sorted(fields) {
                    json.string(field.key().unwrap_or_default());
                }
                json.close(']');
            }
            Merge::Keyed | Merge::KeyedBy(_) => {
                json.open('{');
                for field in sorted(fields) {
                    json.key(field.key().unwrap_or_default());
                    self.value(field, json);
                }
                json.close('}');
            }
            Merge::Local if spec.occurs == Occurs::Many => {
                json.open('[');
                for field in fields {
                    self.value(field, json);
                }
                json.close(']');
            }
            _ => {
                for field in fields.iter().take(1) {
                    self.value(field, json);
                }
            }
        }
    }

    /// One element of a sequence; a row of plain values gives each of them.
    fn element(&self, field: &Field<'w>, json: &mut Json) {
        if field.spec().properties.is_empty() && matches!(field.spec().children, Children::None) {
            for argument in field.item.arguments() {
                scalar(field.item, &argument.value, json);
            }
        } else {
            self.value(field, json);
        }
    }

    /// One node: a plain value, `true`, or an object.
    pub(super) fn value(&self, field: &Field<'w>, json: &mut Json) {
        let spec = field.spec();
        let keyed = matches!(spec.merge, Merge::Keyed);
        let arguments = if keyed { spec.arguments.len().min(1) } else { 0 };
        let bare = matches!(spec.children, Children::None)
            && (spec.properties.is_empty() || matches!(spec.merge, Merge::KeyedBy(_)))
            && spec.digested != Digested::Closure;
        let written = field.item.arguments().get(arguments..).unwrap_or_default();
        match written {
            [] if bare => json.raw("true"),
            [one] if bare && !spec.arguments.last().is_some_and(ArgumentSpec::repeats) => {
                scalar(field.item, &one.value, json);
            }
            all if bare && spec.arguments.len() == 1 => array(field.item, all, json),
            _ => {
                let children = self.written(&field.children);
                let mut parts = groups(&children);
                parts
                    .extend(own_parts(field.item, arguments, |digested| self.is_written(digested)));
                closure::extend(self, field, &mut parts);
                self.object(&mut parts, json);
            }
        }
    }
}

/// The values of a set, each once; those of nodes with a block are objects, behind the others.
fn set(fields: &[&Field<'_>], json: &mut Json) {
    let members = || fields.iter().flat_map(|field| &field.members);
    let plain = members().filter(|member| !member.item.has_children());
    let mut texts: SmallVec<[&str; 16]> = plain.map(|member| member.text).collect();
    texts.sort_unstable_by(|a, b| key_order(a, b));
    texts.dedup();
    json.open('[');
    for text in texts {
        json.string(text);
    }
    let mut objects: Vec<String> =
        members().filter(|member| member.item.has_children()).map(condition::object).collect();
    objects.sort_unstable();
    objects.dedup();
    for object in objects {
        json.raw(&object);
    }
    json.close(']');
}

/// A part for each row.
pub(super) fn groups<'a, 'w>(fields: &'a [&'a Field<'w>]) -> Properties<'a, 'w> {
    let rows = fields.chunk_by(|a, b| a.spec().order(b.spec()).is_eq());
    rows.map(|row| (row.first().map_or("", |field| field.spec().name), Part::Group(row))).collect()
}

fn parameter_object(parameters: &[(&str, String)], json: &mut Json) {
    json.open('{');
    for (name, value) in parameters {
        json.key(name);
        json.raw(value);
    }
    json.close('}');
}

/// Whether a keyed row says nothing beside its name.
fn is_name_only(spec: &NodeSpec) -> bool {
    matches!(spec.children, Children::None)
        && spec.properties.is_empty()
        && spec.arguments.len() == 1
        && spec.digested != Digested::Closure
}

fn sorted<'a, 'w>(fields: &[&'a Field<'w>]) -> Chosen<'a, 'w> {
    let mut all = Chosen::from_slice(fields);
    all.sort_by(|a, b| key_order(a.key().unwrap_or_default(), b.key().unwrap_or_default()));
    all
}

/// A node's own arguments, by name, from the given one on, and its properties.
fn own_parts<'a, 'w>(
    item: Item<'w>,
    from: usize,
    is_written: impl Fn(Digested) -> bool + 'a,
) -> impl Iterator<Item = (&'static str, Part<'a, 'w>)>
where
    'w: 'a,
{
    let arguments =
        item.spec().arguments.iter().enumerate().skip(from).filter_map(move |(at, spec)| {
            let values = item.arguments().get(at..).filter(|values| !values.is_empty())?;
            let part = match values {
                [one, ..] if !spec.repeats() => Part::Value(item, &one.value),
                all => Part::Values(item, all),
            };
            Some((spec.name, part))
        });
    let closure = item.spec() == &vocabulary::INSTRUCTIONS;
    let properties = item.properties().iter().filter_map(move |property| {
        let spec = property.spec?;
        let shown = is_written(spec.digested)
            && (spec.digested != Digested::Closure || is_written(Digested::Out));
        (shown && !closure).then_some((spec.name, Part::Value(item, &property.value)))
    });
    arguments.filter(move |_| !closure).chain(properties)
}

/// Values as an array.
pub(super) fn array(item: Item<'_>, values: &[Argument], json: &mut Json) {
    json.open('[');
    for value in values {
        scalar(item, &value.value, json);
    }
    json.close(']');
}

/// A value as JSON.
pub(super) fn scalar(item: Item<'_>, value: &Value, json: &mut Json) {
    match value {
        Value::Source(_) | Value::Text(_) => json.string(item.text_of(value).unwrap_or_default()),
        Value::Integer(number) => json.integer(*number),
        Value::Decimal(number) => json.decimal(*number),
        Value::Boolean(value) => json.raw(if *value { "true" } else { "false" }),
        Value::Duration(duration) => json.plain(duration),
        Value::Date(date) => json.plain(date),
        Value::Money(money) => json.plain(money),
        Value::Rate(rate) => json.plain(rate),
        Value::Size(size) => json.plain(size),
        Value::Invalid => json.raw("null"),
    }
}
