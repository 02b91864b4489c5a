//! Instruction templates: parameters in, text out; bounded in time and size.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{Environment, UndefinedBehavior, Value, escape_formatter};

use super::tags;

/// The longest text that a template may give, in bytes.
pub const MOST_BYTES: usize = 4 << 20;

/// The most steps that a template may take.
const MOST_STEPS: u64 = 100_000;

/// Renders a template with these parameters; each value is JSON.
///
/// # Errors
///
/// What is wrong with the template, as a clause for a message: its syntax, a name that is no parameter, too much work.
pub fn render(text: &str, parameters: &[(&str, String)]) -> Result<String, String> {
    Reader::new().render(text, parameters).map_err(|(problem, _)| problem)
}

/// What is wrong with a template, as a clause for a message, and the bytes where it is.
pub type Problem = (String, Option<std::ops::Range<usize>>);

/// Renders templates; made once for many.
#[derive(Debug)]
pub struct Reader(Environment<'static>);

impl Reader {
    /// A reader of templates.
    #[must_use]
    pub fn new() -> Self {
        let mut environment = environment();
        environment.set_fuel(Some(MOST_STEPS));
        Self(environment)
    }

    /// Renders a template with these parameters; each value is JSON.
    ///
    /// # Errors
    ///
    /// As [`render`], with the place.
    pub fn render(&self, text: &str, parameters: &[(&str, String)]) -> Result<String, Problem> {
        if let Some((excess, range)) = tags::excess(text) {
            return Err((excess, Some(range)));
        }
        let values: BTreeMap<&str, Value> =
            parameters.iter().map(|(name, json)| (*name, scalar(json))).collect();
        let rendered = self.0.render_str(text, values);
        let rendered = rendered.map_err(|error| (describe(&error), error.range()))?;
        if rendered.len() > MOST_BYTES {
            Err((format!("it gives more than {MOST_BYTES} bytes"), None))
        } else {
            Ok(rendered)
        }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

/// How often a template puts in a value, where it does nothing else: such a one fails only where a value is missing.
#[must_use]
pub fn plain_places(text: &str) -> Option<usize> {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let (mut rest, mut places) = (text, 0);
    while let Some(at) = rest.find(['{']) {
        let opened = rest.get(at + 1..)?;
        match opened.bytes().next() {
            Some(b'{') => {
                let (name, after) = opened.get(1..)?.split_once("}}")?;
                is_name(name.trim()).then_some(())?;
                (rest, places) = (after, places + 1);
            }
            Some(b'%' | b'#') => return None,
            _ => rest = opened,
        }
    }
    Some(places)
}

fn scalar(json: &str) -> Value {
    match serde_json::from_str::<serde_json::Value>(json) {
        Ok(serde_json::Value::String(text)) => Value::from(text),
        Ok(serde_json::Value::Bool(value)) => Value::from(value),
        Ok(serde_json::Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Value::from(integer),
            (None, Some(decimal)) => Value::from(decimal),
            (None, None) => Value::UNDEFINED,
        },
        _ => Value::UNDEFINED,
    }
}

/// The names that a template uses, sorted; none where it cannot be read.
#[must_use]
pub fn variables(text: &str) -> Vec<String> {
    if tags::excess(text).is_some() {
        return Vec::new();
    }
    let environment = environment();
    let Ok(template) = environment.template_from_str(text) else { return Vec::new() };
    let mut names: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    names.sort_unstable();
    names
}

/// What is wrong with a template's syntax, with the byte where it is.
#[must_use]
pub fn syntax_error(text: &str) -> Option<(String, Option<std::ops::Range<usize>>)> {
    if let Some((excess, range)) = tags::excess(text) {
        return Some((excess, Some(range)));
    }
    let environment = environment();
    let error = environment.template_from_str(text).err()?;
    Some((describe(&error), error.range()))
}

fn environment<'e>() -> Environment<'e> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_formatter(|out, state, value| match bool::try_from(value.clone()) {
        // As JSON and KDL write it, not as Python does.
        Ok(flag) if value.kind() == ValueKind::Bool => Ok(out.write_str(bool_text(flag))?),
        _ => escape_formatter(out, state, value),
    });
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}

const fn bool_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn describe(error: &minijinja::Error) -> String {
    if error.kind() == minijinja::ErrorKind::OutOfFuel {
        return format!("it takes more than {MOST_STEPS} steps");
    }
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// The first place where a template uses a name.
#[must_use]
pub fn place_of(text: &str, name: &str) -> Option<(usize, usize)> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let opened = ["{{", "{%"].iter().filter_map(|open| text.find(open)).min()?;
    text.match_indices(name).find_map(|(start, _)| {
        let end = start + name.len();
        let before = text.get(..start)?.chars().next_back();
        let after = text.get(end..)?.chars().next();
        let is_whole = !before.is_some_and(is_part) && !after.is_some_and(is_part);
        let before = text.get(..start)?;
        let inside = ["{{", "{%"].iter().filter_map(|open| before.rfind(open)).max()
            > ["}}", "%}"].iter().filter_map(|close| before.rfind(close)).max();
        (is_whole && inside && start > opened).then_some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn values_are_written_as_json_writes_them() {
        let parameters =
            [("on", "true".to_owned()), ("count", "3".to_owned()), ("shop", "\"A\"".to_owned())];
        let text = "{{ on }} {{ not on }} {{ count }} {{ shop }}{% if on %}!{% endif %}";
        assert_eq!(render(text, &parameters).as_deref(), Ok("true false 3 A!"));
    }
}
