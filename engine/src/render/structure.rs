//! Structured outputs: a JSON file with expressions in it, put together as a value.
//!
//! - A text that is one expression, `"{{ agent.model.name }}"`, is the value of the expression, whatever its type. A member
//!   whose value is null or undefined is left out, and so is such an item of an array.
//! - Any other text with `{{` or `{%` is a text template; without them it is itself.
//! - `{"$for": "server in agent.skill", "$each": VALUE}` is an array with a value for each; as an item of an array its items
//!   stand among the others.
//! - `{"$for": "name, server in agent.server", "$key": "{{ name }}", "$value": VALUE}` is an object. With one name a loop
//!   goes over the items of an array or the keys of an object, with two over keys and members. Two members of one key must
//!   be the same.
//! - `$for` may be an array of several loops, one in the other, and `"$if": "EXPRESSION"` beside it passes over what it does
//!   not hold for. Without a loop, `{"$if": "EXPRESSION", "$value": VALUE}` is the value, or left out.
//!
//! Keys stand as they are; members come in the order in which they are written, those of a loop in the order of its keys.

use std::rc::Rc;

use minijinja::value::ValueKind;
use minijinja::{Environment, Expression, UndefinedBehavior, Value};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value as Json};

use super::text::{self, Names};
use super::{data, tags};

/// The most values that one file may be put together from.
const MOST_VALUES: usize = 1_000_000;

/// Evaluates the expressions of structured outputs.
#[derive(Debug)]
pub(super) struct Structures(Environment<'static>);

/// One file that is being put together.
struct Work<'s> {
    structures: &'s Structures,
    texts: &'s text::Texts,
    left: usize,
    /// The expressions that were read already: in a loop, one comes again with each turn.
    read: FxHashMap<String, Rc<Expression<'s, 'static>>>,
}

/// A loop: its names, and the expression that it goes over.
struct Loop<'t> {
    names: Vec<&'t str>,
    over: &'t str,
}

impl Structures {
    pub(super) fn new(steps: u64) -> Self {
        let mut environment = text::environment(steps);
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        Self(environment)
    }

    /// The value of an expression.
    pub(super) fn evaluate(&self, expression: &str, names: &Names) -> Result<Value, String> {
        let read = self.read(expression)?;
        read.eval(names.clone()).map_err(|error| problem(expression, &error))
    }

    fn read(&self, expression: &str) -> Result<Expression<'_, 'static>, String> {
        let read = self.0.compile_expression_owned(expression.to_owned());
        read.map_err(|error| problem(expression, &error))
    }

    /// Puts a file together.
    pub(super) fn put_together(
        &self,
        file: &Json,
        names: &Names,
        texts: &text::Texts,
    ) -> Result<Json, String> {
        let mut work =
            Work { structures: self, texts, left: MOST_VALUES, read: FxHashMap::default() };
        Ok(work.value(file, names)?.unwrap_or(Json::Null))
    }
}

fn problem(expression: &str, error: &minijinja::Error) -> String {
    format!("`{}`: {}", expression.trim(), text::describe(error))
}

impl Work<'_> {
    /// The value of an expression.
    fn evaluate(&mut self, expression: &str, names: &Names) -> Result<Value, String> {
        let read = match self.read.get(expression) {
            Some(read) => Rc::clone(read),
            None => {
                let read = Rc::new(self.structures.read(expression)?);
                self.read.insert(expression.to_owned(), Rc::clone(&read));
                read
            }
        };
        read.eval(names.clone()).map_err(|error| problem(expression, &error))
    }

    /// The value that stands for one of the file; none where it is left out.
    fn value(&mut self, written: &Json, names: &Names) -> Result<Option<Json>, String> {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| format!("it is put together from more than {MOST_VALUES} values"))?;
        match written {
            Json::String(text) => self.text(text, names),
            Json::Array(all) => {
                let mut items = Vec::new();
                for item in all {
                    match (item.get("$for").is_some(), self.value(item, names)?) {
                        (true, Some(Json::Array(several))) => items.extend(several),
                        (_, one) => items.extend(one),
                    }
                }
                Ok(Some(Json::Array(items)))
            }
            Json::Object(members) if members.contains_key("$for") => {
                self.looped(members, names).map(Some)
            }
            Json::Object(members) if members.contains_key("$if") => self.chosen(members, names),
            Json::Object(members) => {
                let mut made = Map::new();
                for (key, member) in members {
                    if let Some(value) = self.value(member, names)? {
                        made.insert(key.clone(), value);
                    }
                }
                Ok(Some(Json::Object(made)))
            }
            other => Ok(Some(other.clone())),
        }
    }

    /// A value that is there where a condition holds.
    fn chosen(
        &mut self,
        members: &Map<String, Json>,
        names: &Names,
    ) -> Result<Option<Json>, String> {
        let (condition, value) = choice(members)?;
        if self.evaluate(condition, names)?.is_true() { self.value(value, names) } else { Ok(None) }
    }

    fn text(&mut self, written: &str, names: &Names) -> Result<Option<Json>, String> {
        if let Some(expression) = expression(written) {
            let value = self.evaluate(expression, names)?;
            return data::json(&value).map(|value| Some(value).filter(|value| !value.is_null()));
        }
        if !is_template(written) {
            return Ok(Some(Json::String(written.to_owned())));
        }
        self.texts.render_str(written, names).map(|text| Some(Json::String(text)))
    }

    fn looped(&mut self, members: &Map<String, Json>, names: &Names) -> Result<Json, String> {
        let loops = loops(members)?;
        let condition = members.get("$if").and_then(Json::as_str);
        if let Some(each) = members.get("$each") {
            let mut items = Vec::new();
            self.turns(&loops, condition, names, &mut |work, names| {
                items.extend(work.value(each, names)?);
                Ok(())
            })?;
            return Ok(Json::Array(items));
        }
        let (Some(key), Some(value)) = (members.get("$key"), members.get("$value")) else {
            return Err("a `$for` has neither `$each` nor `$key` and `$value`".to_owned());
        };
        let mut made = Map::new();
        self.turns(&loops, condition, names, &mut |work, names| {
            let Some(Json::String(key)) = work.value(key, names)? else {
                return Err("a `$key` is no text".to_owned());
            };
            let Some(value) = work.value(value, names)? else { return Ok(()) };
            match made.get(&key) {
                Some(before) if *before != value => Err(format!("`{key}` would be two things")),
                Some(_) => Ok(()),
                None => {
                    made.insert(key, value);
                    Ok(())
                }
            }
        })?;
        Ok(Json::Object(made))
    }

    /// Does something with the names of each turn of loops in each other; they are not kept, for agents may be many.
    fn turns(
        &mut self,
        loops: &[Loop<'_>],
        condition: Option<&str>,
        names: &Names,
        turn: &mut dyn FnMut(&mut Self, &Names) -> Result<(), String>,
    ) -> Result<(), String> {
        let Some((first, inner)) = loops.split_first() else {
            let holds = match condition {
                Some(condition) => self.evaluate(condition, names)?.is_true(),
                None => true,
            };
            if !holds {
                return Ok(());
            }
            self.left = self.left.checked_sub(1).ok_or("its loops have too many turns")?;
            return turn(self, names);
        };
        let over = self.evaluate(first.over, names)?;
        if matches!(over.kind(), ValueKind::Undefined | ValueKind::None) {
            return Ok(());
        }
        let items = over.try_iter().map_err(|error| text::describe(&error))?;
        for item in items {
            let mut names = names.clone();
            if let [key, member] = *first.names {
                let value = over.get_item(&item).map_err(|error| text::describe(&error))?;
                names.insert(member.to_owned(), value);
                names.insert(key.to_owned(), item);
            } else if let [name] = *first.names {
                names.insert(name.to_owned(), item);
            }
            self.turns(inner, condition, &names, turn)?;
        }
        Ok(())
    }
}

/// The expression that a text is, where it is nothing else.
pub(super) fn expression(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inside.contains("{{") && !inside.contains("}}")).then_some(inside)
}

fn is_template(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|open| text.contains(open))
}

/// The condition and the value of an object that has both, and no loop.
fn choice(members: &Map<String, Json>) -> Result<(&str, &Json), String> {
    if let Some(other) = members.keys().find(|key| !["$if", "$value"].contains(&key.as_str())) {
        return Err(format!("`{other}` stands beside an `$if`"));
    }
    let condition = members.get("$if").and_then(Json::as_str);
    let (Some(condition), Some(value)) = (condition, members.get("$value")) else {
        return Err("an `$if` without a `$for` has a condition and a `$value`".to_owned());
    };
    Ok((condition, value))
}

fn loops(members: &Map<String, Json>) -> Result<Vec<Loop<'_>>, String> {
    let written: Vec<&Json> = match members.get("$for") {
        Some(Json::Array(several)) => several.iter().collect(),
        one => one.into_iter().collect(),
    };
    let known = ["$for", "$if", "$each", "$key", "$value"];
    if let Some(other) = members.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("`{other}` stands beside a `$for`"));
    }
    written.into_iter().map(read_loop).collect()
}

fn read_loop(written: &Json) -> Result<Loop<'_>, String> {
    let wrong = || format!("`{written}` is no loop: write `\"name in expression\"`");
    let (names, over) =
        written.as_str().and_then(|text| text.split_once(" in ")).ok_or_else(wrong)?;
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let is_name = |name: &&str| {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let is_fine = (1..=2).contains(&names.len()) && names.iter().all(is_name);
    if is_fine { Ok(Loop { names, over }) } else { Err(wrong()) }
}

/// What cannot be right in such a file whatever it is put together from, and the names that it uses and does not make.
pub(super) fn flaw(file: &Json, known: &[&str]) -> Option<String> {
    match file {
        Json::String(text) => {
            let wrapped = expression(text).map(|expression| format!("{{{{ {expression} }}}}"));
            text::flaw(wrapped.as_deref().unwrap_or(text), known)
        }
        Json::Array(all) => all.iter().find_map(|item| flaw(item, known)),
        Json::Object(members) if members.contains_key("$for") => {
            let loops = match loops(members) {
                Ok(loops) => loops,
                Err(problem) => return Some(problem),
            };
            let mut known = known.to_vec();
            for one in &loops {
                if let Some(flaw) = expression_flaw(one.over, &known) {
                    return Some(flaw);
                }
                known.extend(&one.names);
            }
            let condition = members.get("$if").and_then(Json::as_str);
            let parts = ["$each", "$key", "$value"];
            condition
                .and_then(|condition| expression_flaw(condition, &known))
                .or_else(|| parts.iter().find_map(|part| flaw(members.get(*part)?, &known)))
        }
        Json::Object(members) if members.contains_key("$if") => match choice(members) {
            Ok((condition, value)) => {
                expression_flaw(condition, known).or_else(|| flaw(value, known))
            }
            Err(problem) => Some(problem),
        },
        Json::Object(members) => members.values().find_map(|member| flaw(member, known)),
        _ => None,
    }
}

/// What is wrong with an expression.
pub(super) fn expression_flaw(expression: &str, known: &[&str]) -> Option<String> {
    let wrapped = format!("{{{{ {expression} }}}}");
    if tags::excess(&wrapped).is_some() || self::expression(&wrapped).is_none() {
        return Some(format!("`{expression}` is no expression"));
    }
    text::flaw(&wrapped, known)
}
