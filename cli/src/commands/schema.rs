//! `bailiwick schema [NAME]`: the JSON Schemas of what the tool prints.

use bailiwick_schema::json_schema;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::json::json_text;

/// What `schema` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Which schema
    #[arg(value_enum, default_value_t = Name::Context)]
    name: Name,
}

/// A published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// What `show --format json` prints: the context of an agent
    Context,
    /// What `show --format json --why` prints
    Why,
    /// What `check --format json` prints
    Check,
    /// What `diff --format json` prints
    Diff,
    /// What `can --format json` prints, and each line of `can --batch`
    Can,
    /// What `test --format json` prints
    Test,
    /// What `list --format json` prints
    List,
    /// What `import --format json` prints
    Import,
    /// What `hook compile` writes
    HookPolicy,
    /// Each line that `hook --log` adds
    HookLog,
    /// What `render --format json` prints
    Render,
    /// What `drift --format json` prints
    Drift,
    /// The list of files that `render` leaves in each folder
    Manifest,
}

/// Prints the schema.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let text = match arguments.name {
        Name::Context => json_text(&json_schema::schema()),
        Name::Why => include_str!("../../../schema/json/why.schema.json").to_owned(),
        Name::Check => include_str!("../../../schema/json/check.schema.json").to_owned(),
        Name::Diff => include_str!("../../../schema/json/diff.schema.json").to_owned(),
        Name::Can => include_str!("../../../schema/json/can.schema.json").to_owned(),
        Name::Test => include_str!("../../../schema/json/test.schema.json").to_owned(),
        Name::List => include_str!("../../../schema/json/list.schema.json").to_owned(),
        Name::Import => include_str!("../../../schema/json/import.schema.json").to_owned(),
        Name::HookPolicy => include_str!("../../../schema/json/hook-policy.schema.json").to_owned(),
        Name::HookLog => include_str!("../../../schema/json/hook-log.schema.json").to_owned(),
        Name::Render => include_str!("../../../schema/json/render.schema.json").to_owned(),
        Name::Drift => include_str!("../../../schema/json/drift.schema.json").to_owned(),
        Name::Manifest => include_str!("../../../schema/json/manifest.schema.json").to_owned(),
    };
    context.terminal.print(&text)?;
    Ok(Exit::Done)
}
