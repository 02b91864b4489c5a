//! Arguments and what rules want of them, in the words of both engines.

use bailiwick_engine::permission::{Arguments, Number, Pointer, Scalar, When};
use cedar_policy::RestrictedExpression;

/// A value that both engines have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Number(i64),
    Text(&'static str),
    Boolean(bool),
}

/// An argument: its names from the outermost object inwards. One has values of one type in all rules and requests, for Cedar
/// has no answer where they differ.
pub type Place = &'static [&'static str];

/// The arguments of a request.
pub type Passed = Vec<(Place, Value)>;

/// What a rule wants of one argument: one of the values, or a number in the range.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub place: Place,
    pub values: Vec<Value>,
    pub least: Option<i64>,
    pub most: Option<i64>,
}

impl Value {
    fn scalar(self) -> Scalar {
        match self {
            Self::Number(number) => {
                Scalar::Number(Number::read(&number.to_string()).expect("a number"))
            }
            Self::Text(text) => Scalar::Text(text.into()),
            Self::Boolean(value) => Scalar::Boolean(value),
        }
    }

    fn expression(self) -> RestrictedExpression {
        match self {
            Self::Number(number) => RestrictedExpression::new_long(number),
            Self::Text(text) => RestrictedExpression::new_string(text.to_owned()),
            Self::Boolean(value) => RestrictedExpression::new_bool(value),
        }
    }

    /// As JSON and Cedar write it.
    fn written(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Boolean(value) => value.to_string(),
        }
    }
}

impl Wanted {
    pub fn when(&self) -> When {
        let bound = |bound: Option<i64>| bound.and_then(|bound| Number::read(&bound.to_string()));
        When {
            pointer: pointer(self.place),
            values: self.values.iter().map(|value| value.scalar()).collect(),
            at_least: bound(self.least),
            at_most: bound(self.most),
        }
    }

    /// That the argument is there, and what is wanted of it.
    pub fn in_cedar(&self) -> (String, String) {
        let at = attribute(self.place);
        let mut either = Vec::new();
        if !self.values.is_empty() {
            let values: Vec<String> = self.values.iter().map(|value| value.written()).collect();
            either.push(format!("[{}].contains({at})", values.join(", ")));
        }
        let least = self.least.map(|least| format!("{at} >= {least}"));
        let most = self.most.map(|most| format!("{at} <= {most}"));
        let range: Vec<String> = least.into_iter().chain(most).collect();
        if !range.is_empty() {
            either.push(range.join(" && "));
        }
        (presence(self.place), format!("({})", either.join(" || ")))
    }
}

/// As the engine has them.
pub fn arguments(passed: &Passed) -> Arguments {
    let mut arguments = Arguments::default();
    for (place, value) in passed {
        arguments.set(pointer(place), value.scalar());
    }
    arguments
}

/// As Cedar has them: a record, in which objects are records.
pub fn record(passed: &Passed, depth: usize) -> RestrictedExpression {
    let fields = fields(passed, depth).into_iter().map(|(name, inner)| {
        let leaf = inner.iter().find(|(place, _)| place.len() == depth + 1);
        let value = leaf.map_or_else(|| record(&inner, depth + 1), |(_, value)| value.expression());
        (name.to_owned(), value)
    });
    RestrictedExpression::new_record(fields.collect::<Vec<_>>()).expect("no name twice")
}

/// As a JSON object.
pub fn json(passed: &Passed, depth: usize) -> String {
    let fields: Vec<String> = fields(passed, depth)
        .into_iter()
        .map(|(name, inner)| {
            let leaf = inner.iter().find(|(place, _)| place.len() == depth + 1);
            let value = leaf.map_or_else(|| json(&inner, depth + 1), |(_, value)| value.written());
            format!("\"{name}\":{value}")
        })
        .collect();
    format!("{{{}}}", fields.join(","))
}

/// That an argument is there, in Cedar.
pub fn presence(place: Place) -> String {
    let has = |at: usize| {
        let outer: String = place[..at].iter().map(|name| format!(".{name}")).collect();
        format!("context.arguments{outer} has {}", place[at])
    };
    let all: Vec<String> = (0..place.len()).map(has).collect();
    format!("({})", all.join(" && "))
}

fn attribute(place: Place) -> String {
    format!("context.arguments.{}", place.join("."))
}

fn pointer(place: Place) -> Pointer {
    Pointer::read(&format!("/{}", place.join("/"))).expect("a pointer")
}

/// The members of an object at a depth, each with what stands in it.
fn fields(passed: &Passed, depth: usize) -> Vec<(&'static str, Passed)> {
    let mut fields: Vec<(&str, Passed)> = Vec::new();
    for (place, value) in passed {
        match fields.iter_mut().find(|(name, _)| *name == place[depth]) {
            Some((_, inner)) => inner.push((place, *value)),
            None => fields.push((place[depth], vec![(place, *value)])),
        }
    }
    fields
}
