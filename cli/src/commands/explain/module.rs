//! The explanation of a module of the standard library, and the list of all.

use std::fmt::Write as _;

use bailiwick_engine::file::File;
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::Limits;
use bailiwick_schema::vocabulary::SUMMARY;

use super::rule::indented;

/// What a module declares, for each that goes by this name: its path with or without version, or a name under `std/` in it.
pub(super) fn find(subject: &str) -> Vec<String> {
    bailiwick_stdlib::modules()
        .filter_map(|(name, text)| {
            let file = File::read(&FilePath::from(name), text.into(), &Limits::default());
            let declares = |item: Item<'_>| item.text() == Some(subject);
            let is_meant = name == subject
                || name.split_once('@').is_some_and(|(path, _)| path == subject)
                || (subject.starts_with("std/") && file.document.roots().any(declares));
            is_meant.then(|| print(name, text, &file))
        })
        .collect()
}

/// All names by which modules are found.
pub(super) fn names() -> Vec<String> {
    let mut names = Vec::new();
    for (name, text) in bailiwick_stdlib::modules() {
        let file = File::read(&FilePath::from(name), text.into(), &Limits::default());
        names.push(name.to_owned());
        names.extend(name.split_once('@').map(|(path, _)| path.to_owned()));
        let declared = file.document.roots().filter_map(Item::text);
        names.extend(declared.filter(|name| name.starts_with("std/")).map(str::to_owned));
    }
    names
}

/// All modules with what they are, one a line.
pub(super) fn list() -> String {
    let width = bailiwick_stdlib::modules().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut list = String::from("\nModules of the standard library:\n");
    for (name, text) in bailiwick_stdlib::modules() {
        let _infallible = writeln!(list, "  {name:width$}  {}", summary(name, text));
    }
    list
}

fn print(name: &str, text: &str, file: &File) -> String {
    let mut printed = format!("{name}: {}\n\nTake it in with:\n\n", summary(name, text));
    printed.push_str(&indented(&format!("use \"{name}\"")));
    printed.push_str("\n\nIt declares:\n");
    for item in file.document.roots() {
        let declared = item.arguments().first().map(|argument| &argument.value);
        let Some(declared) = declared.and_then(|value: &Value| item.text_of(value)) else {
            continue;
        };
        let said = item.child(&SUMMARY).and_then(Item::text);
        let said = said.map_or_else(String::new, |said| format!(": {said}"));
        let _infallible = writeln!(printed, "  {} \"{declared}\"{said}", item.spec().name);
    }
    printed
}

/// The sentence behind the module's name in its first line.
fn summary<'t>(name: &str, text: &'t str) -> &'t str {
    let first = text.lines().next().unwrap_or_default().trim_start_matches("// ");
    let said = first.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    said.unwrap_or(first).trim_end_matches('.')
}
