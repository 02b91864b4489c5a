//! The effective contexts of a workspace as files of JSON, for tools that read those.

use std::io;
use std::path::Path;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::json_schema;

/// Writes what `bailiwick show --format json` prints of every agent in every environment, one file each in a folder for
/// the environment, and the schema beside them; gives how many there are.
///
/// # Errors
///
/// What the disk says.
#[expect(clippy::disallowed_methods, reason = "a measurement writes its input")]
pub fn write(workspace: &Path, out: &Path) -> io::Result<usize> {
    let workspace = load(&Disk::at(workspace));
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("context.schema.json"), json_schema::schema().to_string())?;
    let mut count = 0;
    for environment in workspace.fleet().environments() {
        let folder = out.join("agents").join(environment.text().unwrap_or_default());
        std::fs::create_dir_all(&folder)?;
        let contexts = workspace.contexts(Some(environment));
        contexts.each(
            |effective| {
                let file = format!("{}.json", effective.name().replace('/', "--"));
                std::fs::write(folder.join(file), contexts.json(effective))
            },
            |written| {
                count += 1;
                written
            },
        )?;
    }
    Ok(count)
}
