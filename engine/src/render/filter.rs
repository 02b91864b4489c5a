//! The filters of templates: few, and each makes a text safe for one kind of place.

use std::fmt::Write as _;

use minijinja::{Environment, Error, ErrorKind, Value};
use serde_json::Value as Json;
use unicode_general_category::{GeneralCategory, get_general_category};

use super::{data, yaml};

/// Adds them.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("json", |value: &Value| Ok::<String, Error>(read(value)?.to_string()));
    environment.add_filter("yaml", |value: &Value| Ok::<String, Error>(yaml::flow(&read(value)?)));
    environment.add_filter("code", |value: &Value| Ok::<String, Error>(code(&read(value)?)));
    environment.add_filter("variable", |value: &Value| {
        let name = value.as_str().and_then(variable);
        name.ok_or_else(|| failure(format!("`{value}` has nothing to make a variable's name of")))
    });
    environment.add_filter("file", |value: &Value| {
        let name = value.as_str().and_then(file);
        name.ok_or_else(|| failure(format!("`{value}` has nothing to make a file name of")))
    });
}

fn read(value: &Value) -> Result<Json, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    data::json(value).map_err(failure)
}

fn failure(problem: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, problem)
}

/// The most bytes of a name that [`file`] makes; with an ending it is still one that every system takes.
const MOST_BYTES: usize = 200;

/// Names that are devices on Windows, with any ending.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A name that is safe as that of a file or folder: letters, digits, `.`, `_` and `-`, whatever else stands as `-`.
///
/// Several texts may give one name; none where nothing is left, or too much.
#[must_use]
pub(super) fn file(text: &str) -> Option<String> {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' };
    let name: String = text.chars().map(safe).collect();
    let name = name.trim_start_matches(['.', '-']).trim_end_matches('.');
    if name.is_empty() || name.len() > MOST_BYTES {
        return None;
    }
    let front = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        let number = front.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    });
    let is_device = is_port || DEVICES.contains(&front.as_str());
    Some(if is_device { format!("_{name}") } else { name.to_owned() })
}

/// The environment variable in which a secret of this name is expected: capitals, digits and `_`, whatever else stands as `_`.
///
/// Several texts may give one name; none where it would begin with a digit, or nothing is left.
#[must_use]
pub(super) fn variable(text: &str) -> Option<String> {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let name: String = text.chars().map(safe).collect();
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_');
    (is_name && name.len() <= MOST_BYTES).then_some(name)
}

/// Whether a character is not drawn, or changes how others are.
fn is_unseen(character: char) -> bool {
    let category = get_general_category(character);
    matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// A value as a code span of Markdown, on one line; what is no text as JSON.
fn code(value: &Json) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut shown = String::with_capacity(text.len() + 4);
    for character in text.chars() {
        if is_unseen(character) {
            let _infallible = write!(shown, "\\u{{{:x}}}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{code, file, variable};

    #[test]
    fn a_name_for_a_file_leads_nowhere_and_is_no_device() {
        let of = |text: &str| file(text).unwrap_or_default();
        let names = ["payments/refund", "../../etc", "a\u{202e}b", "CON.md", "com1", "..", "a. "];
        let expected = ["payments-refund", "etc", "a-b", "_CON.md", "_com1", "", "a.-"];
        assert_eq!(names.map(of), expected);
        assert_eq!(file(&"a".repeat(201)), None);
    }

    #[test]
    fn a_secret_is_expected_in_a_variable_that_every_shell_takes() {
        assert_eq!(variable("tickets-token").as_deref(), Some("TICKETS_TOKEN"));
        assert_eq!(variable("a/b.ä").as_deref(), Some("A_B__"));
        assert_eq!(variable("7up"), None);
        assert_eq!(variable(""), None);
    }

    #[test]
    fn no_text_closes_its_own_code_span() {
        assert_eq!(code(&json!("a`b``c")), "```a`b``c```");
        assert_eq!(code(&json!("`")), "`` ` ``");
        assert_eq!(code(&json!("a\nb")), "`a\\u{a}b`");
        assert_eq!(code(&json!({"a": 1})), "`{\"a\":1}`");
    }
}
