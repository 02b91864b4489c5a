//! A request that proves something, in words.

use bailiwick_engine::permission::Witness;

use super::visible::visible;

/// The resource in backticks, and the arguments where some matter.
#[must_use]
pub fn witness(request: &Witness) -> String {
    let resource = visible(&request.resource);
    if request.arguments.is_empty() {
        return format!("`{resource}`");
    }
    format!("`{resource}` with `{}`", visible(&request.arguments.to_string()))
}
