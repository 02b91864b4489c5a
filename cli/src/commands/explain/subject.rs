//! What can be explained, as shells complete it: rules by code and name, nodes by name.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use bailiwick_engine::check::rules;
use bailiwick_schema::vocabulary::{ANNOTATIONS, rows};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};

/// Takes any word, so that a wrong one gets the nearest right one, and names all that can be explained.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject;

impl TypedValueParser for Subject {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let mut words: BTreeMap<&str, &str> = BTreeMap::new();
        // A name of a rule may be that of a node, and a name of a node that of another node: the first sentence stands.
        for row in rows() {
            words.entry(row.spec.name).or_insert(row.spec.summary);
        }
        for rule in rules::all() {
            words.entry(rule.name).or_insert(rule.summary);
            words.entry(rule.code).or_insert(rule.summary);
        }
        for annotation in ANNOTATIONS {
            words.entry(annotation.name).or_insert(annotation.summary);
        }
        let values =
            words.into_iter().map(|(word, summary)| PossibleValue::new(word).help(summary));
        Some(Box::new(values))
    }
}
