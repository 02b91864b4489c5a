//! Makes one file of a target from what its templates see.

use super::data;
use super::files::{self, OutputFile};
use super::structure::Structures;
use super::target::{Form, Output, Target};
use super::text::{Names, STEPS, Texts};

/// The templates of a target, ready to be used.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    target: &'t Target,
    texts: Texts,
    structures: Structures,
}

fn path_name(at: usize) -> String {
    format!("path {at}")
}

fn text_name(at: usize) -> String {
    format!("text {at}")
}

impl<'t> Writer<'t> {
    /// For templates that see so many agents.
    pub(super) fn new(target: &'t Target, agents: usize) -> Result<Self, String> {
        let steps = STEPS.saturating_mul(u64::try_from(agents).unwrap_or(u64::MAX).max(1));
        let mut texts = Texts::new(steps);
        for (at, output) in target.outputs.iter().enumerate() {
            texts.add(path_name(at), output.path.clone())?;
            if let Form::Text(text) = &output.form {
                texts.add(text_name(at), text.clone())?;
            }
        }
        Ok(Self { target, texts, structures: Structures::new(steps) })
    }

    /// Whether an output is wanted for an agent.
    pub(super) fn is_wanted(&self, output: &Output, names: &Names) -> Result<bool, String> {
        match &output.when {
            Some(when) => Ok(self.structures.evaluate(when, names)?.is_true()),
            None => Ok(true),
        }
    }

    /// The path of the output at this place in the declaration.
    pub(super) fn path(&self, at: usize, names: &Names) -> Result<String, String> {
        self.texts.render(&path_name(at), names)
    }

    /// The file of the output at this place in the declaration.
    pub(super) fn file(&self, at: usize, names: &Names) -> Result<OutputFile, String> {
        let path = self.path(at, names)?;
        if let Some(problem) = files::problem(&path) {
            return Err(format!("`{path}` is no path below the folder: {problem}"));
        }
        let form = self.target.outputs.get(at).map(|output| &output.form);
        let text = match form {
            Some(Form::Structure { value, format, schema }) => {
                let value = self
                    .structures
                    .put_together(value, names, &self.texts)
                    .map_err(|problem| format!("`{path}` cannot be put together: {problem}"))?;
                if let Some(Ok(schema)) = schema.as_deref() {
                    schema.validate(&value).map_err(|error| {
                        let place = error.instance_path().as_str().to_owned();
                        let place = if place.is_empty() {
                            "its top".to_owned()
                        } else {
                            format!("`{place}`")
                        };
                        format!("`{path}` does not meet its schema at {place}: {error}")
                    })?;
                }
                format.write(&value).map_err(|problem| format!("`{path}`: {problem}"))?
            }
            _ => self
                .texts
                .render(&text_name(at), names)
                .map_err(|problem| format!("the template of `{path}` fails: {problem}"))?,
        };
        Ok(OutputFile { path, bytes: text.into_bytes() })
    }

    /// Names with another one.
    pub(super) fn with(names: &Names, name: &str, json: &serde_json::Value) -> Names {
        let mut names = names.clone();
        names.insert(name.to_owned(), data::value(json));
        names
    }
}
