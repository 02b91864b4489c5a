//! How much work a JSON Schema makes for one value: references multiply, and no validator counts them.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

/// The most schemas that may be held against one value, those of its parts included.
const MOST: u64 = 100_000;

/// How deep a value may be: as deep as blocks may stand in each other.
const DEEPEST: usize = 64;

/// How many references may follow each other.
const LONGEST: usize = 1000;

/// Why a schema is too much work, as a clause for a message; none where it is not.
pub(super) fn excess(schema: &Value) -> Option<String> {
    let mut anchors = FxHashMap::default();
    find_anchors(schema, &mut anchors);
    let mut counter = Counter { root: schema, anchors, known: FxHashMap::default() };
    match counter.schema(schema, DEEPEST, 0) {
        Ok(count) if count <= MOST => None,
        Ok(_) => Some(format!("its references come to more than {MOST} schemas for one value")),
        Err(excess) => Some(excess),
    }
}

type Anchors<'s> = FxHashMap<&'s str, &'s Value>;

fn find_anchors<'s>(value: &'s Value, anchors: &mut Anchors<'s>) {
    match value {
        Value::Object(object) => {
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(Value::String(name)) = object.get(key) {
                    anchors.entry(name).or_insert(value);
                }
            }
            object.values().for_each(|value| find_anchors(value, anchors));
        }
        Value::Array(all) => all.iter().for_each(|value| find_anchors(value, anchors)),
        _ => {}
    }
}

/// Counts the schemas that are held against a value of some depth.
struct Counter<'s> {
    root: &'s Value,
    anchors: Anchors<'s>,
    /// By the address of a schema and the depth of the value; none while it is being counted.
    known: FxHashMap<(usize, usize), Option<u64>>,
}

impl<'s> Counter<'s> {
    fn schema(&mut self, schema: &'s Value, depth: usize, chain: usize) -> Result<u64, String> {
        let Value::Object(object) = schema else { return Ok(1) };
        if chain > LONGEST {
            return Err(format!("more than {LONGEST} references follow each other in it"));
        }
        let key = (std::ptr::from_ref(schema) as usize, depth);
        match self.known.get(&key) {
            Some(Some(count)) => return Ok(*count),
            Some(None) => return Err("it refers to itself without end".to_owned()),
            None => self.known.insert(key, None),
        };
        let mut count: u64 = 1;
        for (word, value) in object {
            count = count.saturating_add(self.word(word, value, depth, chain + 1)?);
        }
        self.known.insert(key, Some(count));
        Ok(count)
    }

    /// What one keyword adds; names of parts are held against one schema each, so that the largest of these counts.
    fn word(
        &mut self,
        word: &str,
        value: &'s Value,
        depth: usize,
        chain: usize,
    ) -> Result<u64, String> {
        let below = depth.checked_sub(1);
        match (word, below) {
            ("$ref" | "$dynamicRef" | "$recursiveRef", _) => match self.target(value) {
                Some(target) => self.schema(target, depth, chain),
                None => Ok(0),
            },
            ("allOf" | "anyOf" | "oneOf" | "dependentSchemas" | "dependencies", _) => {
                Ok(self.all(value, depth, chain)?.into_iter().fold(0, u64::saturating_add))
            }
            ("not" | "if" | "then" | "else", _) => self.schema(value, depth, chain),
            ("properties" | "prefixItems", Some(below)) => {
                Ok(self.all(value, below, chain)?.into_iter().max().unwrap_or_default())
            }
            ("items", Some(below)) if value.is_array() => {
                Ok(self.all(value, below, chain)?.into_iter().max().unwrap_or_default())
            }
            ("patternProperties", Some(below)) => {
                Ok(self.all(value, below, chain)?.into_iter().fold(0, u64::saturating_add))
            }
            (
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                Some(below),
            ) => self.schema(value, below, chain),
            _ => Ok(0),
        }
    }

    fn all(&mut self, schemas: &'s Value, depth: usize, chain: usize) -> Result<Vec<u64>, String> {
        let list = schemas.as_array().into_iter().flatten();
        let named = schemas.as_object().into_iter().flat_map(Map::values);
        list.chain(named).map(|schema| self.schema(schema, depth, chain)).collect()
    }

    /// The schema that a reference leads to: one of this document, as nothing is fetched, or of a published meta-schema.
    fn target(&self, reference: &Value) -> Option<&'s Value> {
        let reference = reference.as_str().filter(|text| !text.contains("json-schema.org/"))?;
        let fragment = reference.split_once('#').map_or("", |(_, fragment)| fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.root.pointer(fragment);
        }
        self.anchors.get(fragment).copied()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::excess;

    /// A chain of definitions, each of which refers to the next one twice.
    fn doubling(levels: usize) -> Value {
        let mut definitions = serde_json::Map::new();
        for level in 0..levels {
            let next = json!({"$ref": format!("#/$defs/a{}", level + 1)});
            definitions.insert(format!("a{level}"), json!({"allOf": [next, next]}));
        }
        definitions.insert(format!("a{levels}"), json!({"type": "object"}));
        json!({"$ref": "#/$defs/a0", "$defs": definitions})
    }

    #[test]
    fn references_that_multiply_are_too_much() {
        assert_eq!(excess(&doubling(10)), None);
        assert!(excess(&doubling(40)).is_some_and(|text| text.contains("more than 100000")));
    }

    #[test]
    fn trees_and_lists_of_themselves_are_not() {
        let tree = json!({"properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}}});
        assert_eq!(excess(&tree), None);
        assert_eq!(excess(&json!({"items": {"$ref": "#"}, "minItems": 1})), None);
        let anchored =
            json!({"$defs": {"x": {"$anchor": "x", "items": {"$ref": "#x"}}}, "$ref": "#x"});
        assert_eq!(excess(&anchored), None);
    }

    #[test]
    fn recursion_that_multiplies_at_each_level_is_too_much() {
        let twice = json!({"properties": {"x": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}});
        assert!(excess(&twice).is_some());
    }

    #[test]
    fn a_reference_to_itself_has_no_end() {
        let endless = Some("it refers to itself without end".to_owned());
        assert_eq!(excess(&json!({"$ref": "#"})), endless);
        let circle = json!({"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"});
        assert_eq!(excess(&circle), endless);
    }

    #[test]
    fn a_long_chain_is_refused_before_the_stack_ends() {
        let mut definitions = serde_json::Map::new();
        for at in 0..100_000 {
            let next = format!("#/$defs/a{}", at + 1);
            definitions.insert(format!("a{at}"), json!({ "$ref": next }));
        }
        let chain = json!({"$ref": "#/$defs/a0", "$defs": definitions});
        assert!(excess(&chain).is_some_and(|text| text.contains("follow each other")));
    }
}
