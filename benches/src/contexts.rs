//! The effective contexts of a workspace as files of JSON, for tools that read those.

use std::io;
use std::path::Path;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::json_schema;

/// Writes what `bailiwick show --format json` prints of every agent, one file each, and the schema beside them.
///
/// # Errors
///
/// What the disk says, or that there is no such environment.
#[expect(clippy::disallowed_methods, reason = "a measurement writes its input")]
pub fn write(workspace: &Path, environment: &str, out: &Path) -> io::Result<usize> {
    let workspace = load(&Disk::at(workspace));
    let environment = workspace
        .environment(environment)
        .ok_or_else(|| io::Error::other(format!("there is no environment `{environment}`")))?;
    std::fs::create_dir_all(out.join("agents"))?;
    std::fs::write(out.join("context.schema.json"), json_schema::schema().to_string())?;
    let contexts = workspace.contexts(Some(environment));
    let mut count = 0;
    contexts.each(
        |effective| {
            let file = format!("{}.json", effective.name().replace('/', "--"));
            std::fs::write(out.join("agents").join(file), contexts.json(effective))
        },
        |written| {
            count += 1;
            written
        },
    )?;
    Ok(count)
}
