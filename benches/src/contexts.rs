//! The effective contexts of a workspace as files of JSON, for tools that read those.

use std::io;
use std::path::Path;

use bailiwick_engine::canonical;
use bailiwick_engine::compose;
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::json_schema;
use bailiwick_schema::vocabulary::Kind;
use rayon::prelude::*;

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
    let scope = workspace.scope();
    let sources = scope.sources();
    std::fs::create_dir_all(out.join("agents"))?;
    std::fs::write(out.join("context.schema.json"), json_schema::schema().to_string())?;
    let agents = workspace.fleet().sorted(Kind::Agent);
    agents.par_iter().try_for_each(|(name, agent)| {
        let lineage = compose::lineage(workspace.fleet(), *agent);
        let release = canonical::release_digest(&sources, &lineage);
        let effective = workspace.effective(*agent, Some(environment));
        let file = format!("{}.json", name.replace('/', "--"));
        std::fs::write(
            out.join("agents").join(file),
            canonical::full(&sources, &effective, release),
        )
    })?;
    Ok(agents.len())
}
