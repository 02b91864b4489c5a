//! Slips in KDL: the decoder refuses each of them at every row.

use bailiwick_schema::vocabulary::{
    ArgumentSpec, Arity, Children, NodeSpec, Occurs, ValueKind, rows,
};
use serde_json::Value;

use crate::place::{Chain, chain, findings, needed};
use crate::sample::{kdl, outside, right, wrong};

/// A node in parts, so that one of them can be spoilt.
#[derive(Clone)]
struct Written {
    arguments: Vec<Value>,
    properties: Vec<(&'static str, Value)>,
    children: Vec<String>,
}

impl Written {
    fn text(&self, spec: &NodeSpec) -> String {
        let mut text = spec.name.to_owned();
        for argument in &self.arguments {
            text += &format!(" {}", kdl(argument));
        }
        for (name, value) in &self.properties {
            text += &format!(" {name}={}", kdl(value));
        }
        if !self.children.is_empty() {
            text += &format!(" {{\n{}\n}}", self.children.join("\n"));
        }
        text
    }
}

/// The node with a value everywhere, as small as it can be and stay valid.
fn valid(chain: &Chain) -> Written {
    let spec = chain.last().unwrap();
    let plain = Written {
        arguments: spec.arguments.iter().map(|argument| right(argument.value)).collect(),
        properties: properties(spec, true),
        children: needed(chain).iter().map(|child| child.example.to_owned()).collect(),
    };
    let mut tried = vec![plain.clone()];
    tried.extend(properties(spec, false).into_iter().map(|property| {
        let mut more = plain.clone();
        more.properties.push(property);
        more
    }));
    let clean = tried.into_iter().find(|written| findings(chain, &written.text(spec)).is_empty());
    clean.unwrap_or_else(|| panic!("{}", findings(chain, &plain.text(spec)).join("\n")))
}

fn properties(spec: &NodeSpec, required: bool) -> Vec<(&'static str, Value)> {
    let all = spec.properties.iter().filter(|property| property.required == required);
    all.map(|property| (property.name, right(property.value))).collect()
}

fn must_be_given(argument: &ArgumentSpec) -> bool {
    matches!(argument.arity, Arity::One | Arity::Some)
}

/// Values that the decoder refuses; that a name is declared nowhere is found where all files are known.
fn bad(kind: ValueKind) -> Vec<Value> {
    let reference = matches!(kind, ValueKind::Reference(_));
    let outside = if reference { Vec::new() } else { outside(kind) };
    std::iter::once(wrong(kind)).chain(outside).collect()
}

/// Every slip with its name.
fn slips(chain: &Chain) -> Vec<(String, Written)> {
    let spec = chain.last().unwrap();
    let valid = valid(chain);
    let mut slips: Vec<(String, Written)> = Vec::new();
    let mut add = |name: String, change: &dyn Fn(&mut Written)| {
        let mut written = valid.clone();
        change(&mut written);
        slips.push((name, written));
    };
    add("unknown property".to_owned(), &|written| {
        written.properties.push(("unheard-of", Value::from("x")));
    });
    if !matches!(spec.children, Children::Free) {
        add("unknown child".to_owned(), &|written| {
            written.children.push("unheard-of 1".to_owned());
        });
    }
    for (at, argument) in spec.arguments.iter().enumerate() {
        for value in bad(argument.value) {
            let name = format!("argument {} is {value}", argument.name);
            add(name, &|written| written.arguments[at] = value.clone());
        }
    }
    if spec.arguments.last().is_some_and(must_be_given) {
        add("missing argument".to_owned(), &|written| drop(written.arguments.pop()));
    }
    if spec.arguments.last().is_none_or(|last| !last.repeats()) {
        add("one argument more".to_owned(), &|written| written.arguments.push(Value::from("x")));
    }
    for property in spec.properties {
        for value in bad(property.value) {
            let name = format!("property {} is {value}", property.name);
            add(name, &|written| {
                written.properties.retain(|(other, _)| *other != property.name);
                written.properties.push((property.name, value.clone()));
            });
        }
        if property.required {
            let name = format!("missing property {}", property.name);
            add(name, &|written| written.properties.retain(|(other, _)| *other != property.name));
        }
    }
    for child in spec.child_specs().iter().filter(|child| child.occurs == Occurs::Required) {
        add(format!("missing child {}", child.name), &|written| {
            written.children.retain(|text| !text.starts_with(child.name));
        });
    }
    slips
}

#[test]
fn every_slip_at_every_row_is_refused() {
    let mut count = 0;
    let mut missed = Vec::new();
    for row in rows() {
        let chain = chain(&row);
        for (slip, written) in slips(&chain) {
            count += 1;
            let text = written.text(row.spec);
            let errors =
                findings(&chain, &text).into_iter().filter(|found| found.starts_with("error"));
            if errors.count() == 0 {
                missed.push(format!("{}: {slip}: {text}", row.path.join(" ")));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {count} are accepted:\n{}", missed.len(), missed.join("\n"));
    assert!(count > 500, "only {count} slips were tried");
}
