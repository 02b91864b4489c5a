//! An effective context for people: as KDL, and with where every value came from.

mod origin;
mod taken;

use std::sync::Arc;

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::syntax::build::{DocumentBuilder, Literal, NodeBuilder};
use bailiwick_schema::vocabulary::{self, Children, Merge, NodeSpec, OVERLAY};

use crate::compose::{Effective, Field, Member};

pub use origin::{Origin, Source, origins, source_of, source_with};
pub use taken::{Taken, taken};

/// The context as one `agent` node of KDL, in the formatter's order; layers, bases and overlays are gone.
#[must_use]
pub fn kdl(effective: &Effective<'_>) -> String {
    let mut agent = NodeBuilder::new("agent").argument(effective.name());
    for spec in OVERLAY {
        for field in ordered(&effective.fields, spec) {
            agent = nodes(field).into_iter().fold(agent, NodeBuilder::child);
        }
    }
    DocumentBuilder::new().node(agent.block()).to_string()
}

/// The fields of a row; keyed ones by key, so that the order of layers does not show.
fn ordered<'a, 'f>(fields: &'a [Arc<Field<'f>>], spec: &NodeSpec) -> Vec<&'a Field<'f>> {
    let mut all: Vec<&Field<'f>> =
        fields.iter().map(Arc::as_ref).filter(|field| field.spec() == spec).collect();
    if matches!(spec.merge, Merge::Keyed | Merge::KeyedBy(_) | Merge::SetBy) {
        all.sort_by_key(|field| field.key());
    }
    all
}

/// A field as nodes: one, but for a set whose values hold under different conditions.
fn nodes(field: &Field<'_>) -> Vec<NodeBuilder> {
    let spec = field.spec();
    if spec.is_set() {
        return set(field);
    }
    if matches!(spec.children, Children::Free) {
        return vec![written(field.item)];
    }
    let mut built = entries(NodeBuilder::new(spec.name), field.item, 0);
    for child in spec.child_specs() {
        for field in ordered(&field.children, child) {
            built = nodes(field).into_iter().fold(built, NodeBuilder::child);
        }
    }
    vec![built]
}

/// The values of a set as one node, and a node for each that has a block of its own.
fn set(field: &Field<'_>) -> Vec<NodeBuilder> {
    let start =
        || field.key().into_iter().fold(NodeBuilder::new(field.spec().name), NodeBuilder::argument);
    let mut members: Vec<&Member<'_>> = field.members.iter().collect();
    members.sort_by_key(|member| member.text);
    let (own, plain): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        members.into_iter().partition(|member| member.item.has_children());
    let texts = plain.iter().map(|member| member.text);
    let together = (!plain.is_empty()).then(|| texts.fold(start(), NodeBuilder::argument));
    let with_block = |member: &&Member<'_>| {
        let blocks = member
            .item
            .children()
            .map(|child| entries(NodeBuilder::new(child.spec().name), child, 0));
        blocks.fold(start().argument(member.text), NodeBuilder::child)
    };
    together.into_iter().chain(own.iter().map(with_block)).collect()
}

fn entries(mut built: NodeBuilder, item: Item<'_>, from: usize) -> NodeBuilder {
    for argument in item.arguments().iter().skip(from) {
        built = built.argument(literal(item, &argument.value));
    }
    for property in item.properties() {
        let key = property.spec.map_or_else(|| item.key_of(property), |spec| spec.name.into());
        built = built.property(key, literal(item, &property.value));
    }
    built
}

/// A node of an extension, as it is written.
fn written(item: Item<'_>) -> NodeBuilder {
    let free = item.spec() != &vocabulary::EXTRA;
    let name = if free { item.text().unwrap_or_default() } else { item.spec().name };
    let built = entries(NodeBuilder::new(name), item, usize::from(free));
    item.children().fold(built, |built, child| built.child(written(child)))
}

fn literal(item: Item<'_>, value: &Value) -> Literal {
    match value {
        Value::Integer(number) => Literal::Number(number.to_string()),
        Value::Decimal(number) => Literal::Number(number.to_string()),
        Value::Boolean(value) => Literal::Boolean(*value),
        Value::Invalid => Literal::Null,
        other => Literal::Text(display(item, other)),
    }
}

/// A value as text.
pub(crate) fn display(item: Item<'_>, value: &Value) -> String {
    match value {
        Value::Source(_) | Value::Text(_) => item.text_of(value).unwrap_or_default().to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Boolean(value) => format!("#{value}"),
        Value::Duration(duration) => duration.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Money(money) => money.to_string(),
        Value::Rate(rate) => rate.to_string(),
        Value::Size(size) => size.to_string(),
        Value::Invalid => "#null".to_owned(),
    }
}
