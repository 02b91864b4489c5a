//! Text outputs and paths: templates over the data of an agent, bounded in steps and size.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{Environment, UndefinedBehavior, Value, escape_formatter};

use super::{filter, template};

/// What a template sees, by name.
pub(super) type Names = BTreeMap<String, Value>;

/// The longest file that is written, in bytes.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// The steps that a template may take for each agent that it sees.
pub(super) const STEPS: u64 = 1_000_000;

/// The templates of a target, read once.
#[derive(Debug)]
pub(super) struct Texts(Environment<'static>);

impl Texts {
    pub(super) fn new(steps: u64) -> Self {
        Self(environment(steps))
    }

    /// Reads a template under a name.
    pub(super) fn add(&mut self, name: String, text: String) -> Result<(), String> {
        self.0.add_template_owned(name, text).map_err(|error| describe(&error))
    }

    /// The text that a template gives.
    pub(super) fn render(&self, name: &str, names: &Names) -> Result<String, String> {
        let template = self.0.get_template(name).map_err(|error| describe(&error))?;
        let rendered = template.render(names.clone()).map_err(|error| {
            let line = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
            format!("{line}{}", describe(&error))
        });
        bounded(rendered?)
    }

    /// The text that a short template gives, which is not kept.
    pub(super) fn render_str(&self, text: &str, names: &Names) -> Result<String, String> {
        let rendered = self.0.render_str(text, names.clone());
        bounded(rendered.map_err(|error| format!("`{text}`: {}", describe(&error)))?)
    }
}

fn bounded(text: String) -> Result<String, String> {
    if text.len() > MOST_BYTES {
        return Err(format!("it gives more than {MOST_BYTES} bytes"));
    }
    Ok(text)
}

/// An environment in which nothing is but data and our filters.
pub(super) fn environment(steps: u64) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(steps));
    environment.set_recursion_limit(64);
    environment.set_formatter(|out, state, value| match value.kind() {
        // As JSON writes them, not as Python does.
        ValueKind::Bool => Ok(out.write_str(if value.is_true() { "true" } else { "false" })?),
        ValueKind::Map | ValueKind::Seq | ValueKind::Iterable => Err(minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            "a list or an object is no text: write `| json` or `| yaml` behind it",
        )),
        _ => escape_formatter(out, state, value),
    });
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    filter::add(&mut environment);
    environment
}

/// What is wrong, as a clause for a message.
pub(super) fn describe(error: &minijinja::Error) -> String {
    if error.kind() == minijinja::ErrorKind::OutOfFuel {
        return "it takes too many steps".to_owned();
    }
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// What cannot be right in a template whatever it sees: its syntax, or a name that nothing is called.
pub(super) fn flaw(text: &str, known: &[&str]) -> Option<String> {
    if let Some((problem, range)) = template::syntax_error(text) {
        let before = range.and_then(|range| text.get(..range.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        return Some(format!("line {line}: {problem}"));
    }
    let unknown =
        template::variables(text).into_iter().find(|name| !known.contains(&name.as_str()))?;
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("nothing is called `{unknown}`; there is {}", known.join(", ")))
}
