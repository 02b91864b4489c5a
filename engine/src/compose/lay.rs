//! Lays one block over what lies below it, each row by its own rule.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary::{Children, Merge, NodeSpec};
use rustc_hash::{FxHashMap, FxHashSet};

use super::field::{Field, Fields, Member, key, values};
use super::rules::{NOTHING_TO_REMOVE, NOTHING_TO_REPLACE};
use crate::pattern;

/// Layers put together so far.
#[derive(Debug, Clone, Default)]
pub struct Laid<'f> {
    /// The fields.
    pub fields: Fields<'f>,
    /// What could not be put together.
    pub problems: Vec<Diagnostic>,
}

impl<'f> Laid<'f> {
    /// Lays the nodes of a block over the fields.
    pub fn lay(&mut self, block: Item<'f>) {
        lay(&mut self.fields, block, None, &mut self.problems);
    }

    /// Lays only these rows of a block over the fields.
    pub(super) fn lay_rows(&mut self, block: Item<'f>, rows: &[&'static NodeSpec]) {
        lay(&mut self.fields, block, Some(rows), &mut self.problems);
    }
}

fn lay<'f>(
    fields: &mut Fields<'f>,
    block: Item<'f>,
    rows: Option<&[&'static NodeSpec]>,
    problems: &mut Vec<Diagnostic>,
) {
    let layered = || {
        block.children().filter(|item| {
            item.spec().merge != Merge::Local && rows.is_none_or(|rows| rows.contains(&item.spec()))
        })
    };
    if layered().any(|item| item.layering() != Layering::Merge) {
        take_away(fields, layered().filter(|item| item.layering() != Layering::Merge), problems);
    }
    let coming = block.children().size_hint().1.unwrap_or_default();
    let mut index = Index::new(fields, coming);
    if fields.is_empty() {
        fields.reserve(coming);
    }
    for item in layered().filter(|item| item.layering() != Layering::Remove) {
        let slot = index.find(fields, item);
        match (item.spec().merge, slot) {
            (Merge::Sequence, _) | (_, None) => {
                let mut field = Field::new(item);
                fill(&mut field, item, problems);
                index.note(&field, fields.len());
                fields.push(Arc::new(field));
            }
            (_, Some(slot)) => {
                if let Some(field) = fields.get_mut(slot) {
                    meet(Arc::make_mut(field), item, problems);
                }
            }
        }
    }
}

/// Fills a new field with the node's block and values.
fn fill<'f>(field: &mut Field<'f>, item: Item<'f>, problems: &mut Vec<Diagnostic>) {
    match item.spec().merge {
        _ if item.spec().is_set() => field.add_members(item),
        // The nodes of an extension are the user's: they stay as they are written.
        _ if matches!(item.spec().children, Children::Free) => {}
        _ => lay(&mut field.children, item, None, problems),
    }
}

/// A node of a later layer meets the field below it.
fn meet<'f>(field: &mut Field<'f>, item: Item<'f>, problems: &mut Vec<Diagnostic>) {
    match item.spec().merge {
        Merge::Single | Merge::KeyedBy(_) => replace(field, item, problems),
        Merge::SingleOrContainer if !item.arguments().is_empty() => replace(field, item, problems),
        Merge::Set | Merge::SetBy => {
            field.overrode.push(item);
            field.add_members(item);
        }
        Merge::Intersection => {
            field.overrode.push(item);
            let mut above = Field::new(item);
            above.add_members(item);
            field.set_members(intersect(&field.members, &above.members));
        }
        _ if matches!(item.spec().children, Children::Free) => replace(field, item, problems),
        _ => {
            // The blocks merge; the node that stands for them stays the lowest one, which has the values.
            field.overrode.push(item);
            fill(field, item, problems);
        }
    }
}

fn replace<'f>(field: &mut Field<'f>, item: Item<'f>, problems: &mut Vec<Diagnostic>) {
    field.replace_item(item);
    field.children.clear();
    field.set_members(Vec::new());
    fill(field, item, problems);
}

/// The patterns that both lists allow; each is one of theirs, so nothing is allowed that either does not.
fn intersect<'f>(below: &[Member<'f>], above: &[Member<'f>]) -> Vec<Member<'f>> {
    let mut both: Vec<Member<'f>> = Vec::new();
    for a in below {
        for b in above {
            let narrower = if pattern::covers(a.text, b.text) {
                *b
            } else if pattern::covers(b.text, a.text) {
                *a
            } else {
                continue;
            };
            if !both.iter().any(|member| member.text == narrower.text) {
                both.push(narrower);
            }
        }
    }
    both
}

/// Does what `(replace)` and `(remove)` ask, which come first in their layer.
fn take_away<'f>(
    fields: &mut Fields<'f>,
    items: impl Iterator<Item = Item<'f>>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut rows: FxHashMap<*const NodeSpec, Below<'f>> = FxHashMap::default();
    for item in items {
        let spec = item.spec();
        let below =
            rows.entry(std::ptr::from_ref(spec)).or_insert_with(|| Below::new(fields, spec));
        let taken = match spec.merge {
            _ if spec.is_set() && item.layering() == Layering::Remove => {
                values(item).next().is_some_and(|(text, _)| below.take((key(item), Some(text))))
            }
            Merge::SetBy => below.take_key(key(item)),
            Merge::Keyed | Merge::KeyedBy(_) => below.take((key(item), None)),
            _ => below.take_all(),
        };
        if !taken {
            problems.push(nothing_there(item));
        }
    }
    fields.retain_mut(|field| {
        let below = rows.get(&std::ptr::from_ref(field.spec()));
        below.is_none_or(|below| below.leaves(field))
    });
}

/// The fields of one row in the layers below, by what a node above may take away.
struct Below<'f> {
    /// Keys, with the values of a set; no key for a row that is taken away as a whole.
    there: FxHashSet<Taken<'f>>,
    taken: FxHashSet<Taken<'f>>,
}

/// A key, and a value of a set.
type Taken<'f> = (Option<&'f str>, Option<&'f str>);

impl<'f> Below<'f> {
    fn new(fields: &[Arc<Field<'f>>], spec: &NodeSpec) -> Self {
        let mut there = FxHashSet::default();
        for field in fields.iter().filter(|field| field.spec() == spec) {
            if field.members.is_empty() {
                there.insert((field.key(), None));
            }
            there.extend(field.members.iter().map(|member| (field.key(), Some(member.text))));
        }
        Self { there, taken: FxHashSet::default() }
    }

    fn take(&mut self, what: Taken<'f>) -> bool {
        self.there.remove(&what) && self.taken.insert(what)
    }

    fn take_key(&mut self, key: Option<&'f str>) -> bool {
        let before = self.taken.len();
        self.taken.extend(self.there.extract_if(|(other, _)| *other == key));
        self.taken.len() > before
    }

    fn take_all(&mut self) -> bool {
        let any = !self.there.is_empty();
        self.taken.extend(self.there.drain());
        any
    }

    /// Takes the values out of a field that are taken away; whether anything is left of it.
    fn leaves(&self, field: &mut Arc<Field<'f>>) -> bool {
        if field.members.is_empty() {
            return !self.taken.contains(&(field.key(), None));
        }
        let left = field.members.iter().copied();
        let key = field.key();
        let left = left.filter(|member| !self.taken.contains(&(key, Some(member.text)))).collect();
        Arc::make_mut(field).set_members(left);
        !field.members.is_empty()
    }
}

fn nothing_there(item: Item<'_>) -> Diagnostic {
    let name = item.spec().name;
    let what = item
        .text()
        .filter(|_| item.spec().merge != Merge::Single)
        .map_or_else(|| format!("`{name}`"), |key| format!("`{name}` `{key}`"));
    if item.layering() == Layering::Remove {
        Diagnostic::new(
            &NOTHING_TO_REMOVE,
            item.path(),
            item.span(),
            format!("no layer below has {what} to remove"),
        )
        .help("take the `(remove)` away, or name what a lower layer has")
    } else {
        Diagnostic::new(
            &NOTHING_TO_REPLACE,
            item.path(),
            item.span(),
            format!("no layer below has {what} to replace"),
        )
        .help("take `(replace)` away")
    }
}

/// Finds the field that a node meets; by hash where a block is large.
struct Index<'f> {
    large: Option<FxHashMap<(*const NodeSpec, Option<&'f str>), usize>>,
}

/// So few nodes are found faster by looking at all fields than by making the index.
const FEW: usize = 4;
const LARGE: usize = 48;

impl<'f> Index<'f> {
    fn new(fields: &[Arc<Field<'f>>], coming: usize) -> Self {
        let mut index = Self { large: None };
        if coming > FEW && fields.len() + coming > LARGE {
            index.large = Some(FxHashMap::default());
            for (slot, field) in fields.iter().enumerate() {
                index.note(field, slot);
            }
        }
        index
    }

    fn note(&mut self, field: &Field<'f>, slot: usize) {
        if let Some(large) = &mut self.large {
            large.entry((std::ptr::from_ref(field.spec()), field.key())).or_insert(slot);
        }
    }

    fn find(&self, fields: &[Arc<Field<'f>>], item: Item<'f>) -> Option<usize> {
        let spec = item.spec();
        let own = match &self.large {
            Some(large) => large.get(&(std::ptr::from_ref(spec), key(item))).copied(),
            None => {
                let name = key(item);
                fields.iter().position(|field| field.spec() == spec && field.key() == name)
            }
        };
        own.or_else(|| {
            let excluded = |field: &Arc<Field<'f>>| spec.excludes.contains(&field.spec().name);
            if spec.excludes.is_empty() { None } else { fields.iter().position(excluded) }
        })
    }
}
