//! Files that were read once, for loads that see the same files again.

use std::sync::{Arc, Mutex};

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::Limits;
use rustc_hash::FxHashMap;

use crate::asset::{Asset, Purpose};
use crate::file::File;
use crate::world::{ContentId, Entry, ReadError, World};

/// What was read, by path and content: two loads that share it read and parse once what is the same in both.
///
/// Only what a world knows the id of is kept, so that nothing has to be invalidated.
#[derive(Debug, Default)]
pub struct Kept {
    files: Mutex<FxHashMap<FileKey, (Limits, Arc<File>)>>,
    assets: Mutex<FxHashMap<AssetKey, Asset>>,
}

type FileKey = (FilePath, ContentId);
/// With what it is read for, and whether it may be run.
type AssetKey = (FilePath, ContentId, Purpose, bool);

impl Kept {
    /// A KDL file, read where it is not kept.
    pub(super) fn file(
        &self,
        world: &dyn World,
        entry: &Entry,
        limits: &Limits,
    ) -> Result<Arc<File>, ReadError> {
        let key = world.content(&entry.path).map(|id| (entry.path.clone(), id));
        if let Some(key) = &key
            && let Ok(files) = self.files.lock()
            && let Some((_, file)) = files.get(key).filter(|(known, _)| known == limits)
        {
            return Ok(Arc::clone(file));
        }
        let bytes = world.read_listed(entry)?;
        let file = Arc::new(File::from_bytes(&entry.path, bytes, limits));
        if let Some(key) = key
            && let Ok(mut files) = self.files.lock()
        {
            files.insert(key, (*limits, Arc::clone(&file)));
        }
        Ok(file)
    }

    /// A file that a declaration names, read where it is not kept.
    pub(super) fn asset(
        &self,
        world: &dyn World,
        entry: &Entry,
        purpose: Purpose,
        is_listed: bool,
    ) -> Asset {
        let executable = purpose.has_run_bit() && world.is_executable(&entry.path);
        let id = world.content(&entry.path);
        let key = id.map(|id| (entry.path.clone(), id, purpose, executable));
        if let Some(key) = &key
            && let Ok(assets) = self.assets.lock()
            && let Some(asset) = assets.get(key)
        {
            return asset.clone();
        }
        // What is listed lies in the workspace and is no link; of anything else the world has to make sure.
        let bytes = if is_listed { world.read_listed(entry) } else { world.read(&entry.path) };
        let asset = Asset::new(&entry.path, bytes, purpose, executable);
        if let Some(key) = key.filter(|_| asset.content.is_ok())
            && let Ok(mut assets) = self.assets.lock()
        {
            assets.insert(key, asset.clone());
        }
        asset
    }
}
