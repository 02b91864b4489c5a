//! Large workspaces for measurements: made from a seed, and read back in several ways.

pub mod contexts;
pub mod fleet;
pub mod floor;
pub mod permit;
pub mod plant;
pub mod prose;
pub mod random;
pub mod rewrite;
