//! The file that was most likely meant.

use bailiwick_schema::suggest::nearest;

use crate::world::Listing;

/// The file nearest to a path: of the same name in another folder, or of nearly the same path.
pub(crate) fn nearest_file<'l>(listing: &'l Listing, path: &str) -> Option<&'l str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let paths = || listing.entries.iter().map(|entry| entry.path.as_str());
    let same = paths().find(|other| other.rsplit('/').next() == Some(name) && *other != path);
    same.or_else(|| nearest(path, paths()))
}

/// Whether a file or a folder lies at a path.
pub(crate) fn is_there(listing: &Listing, path: &str) -> bool {
    let at = listing.entries.partition_point(|entry| entry.path.as_str() < path);
    let rest = listing.entries.get(at..).unwrap_or_default();
    if rest.first().is_some_and(|entry| entry.path.as_str() == path) {
        return true;
    }
    // Names such as `x-y` and `x.md` sort between `x` and `x/…`.
    let folder = format!("{path}/");
    let at = listing.entries.partition_point(|entry| entry.path.as_str() < folder.as_str());
    listing.entries.get(at).is_some_and(|entry| entry.path.as_str().starts_with(&folder))
}
