//! What a file declares: its nodes bound to the vocabulary, every value typed and with its place.
//!
//! Decoding never fails: what is not understood is a diagnostic, and the rest stands.

mod arguments;
mod block;
mod decode;
mod item;
pub mod rules;
mod run_on;
mod spelling;
mod value;

use std::sync::Arc;

use crate::path::FilePath;

pub use block::is_layered;
pub use decode::{Decoded, decode};
pub use item::{Item, ItemId, Layering, Reference};
pub use spelling::is_name;
pub use value::{Argument, Property, Value};

pub(crate) use item::Record;

/// The declarations of one file.
///
/// Compact and immutable: texts without escapes are ranges of the source.
#[derive(Debug)]
pub struct Document {
    path: FilePath,
    text: Arc<str>,
    records: Vec<Record>,
    arguments: Vec<Argument>,
    properties: Vec<Property>,
    roots: (u32, u32),
}

impl Document {
    /// The file's path.
    #[must_use]
    pub const fn path(&self) -> &FilePath {
        &self.path
    }

    /// The file's text.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The top-level nodes, in the order of the file.
    pub fn roots(&self) -> impl Iterator<Item = Item<'_>> + Clone {
        (self.roots.0..self.roots.1).filter_map(|id| self.item(ItemId(id)))
    }

    /// The node with this id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<Item<'_>> {
        let record = self.records.get(id.0 as usize)?;
        Some(Item { document: self, record, id })
    }

    /// All nodes, children before their parents.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        (0..self.records.len()).filter_map(|id| self.item(ItemId(u32::try_from(id).ok()?)))
    }
}
