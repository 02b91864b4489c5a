//! All agents as a template sees them: each is read when it is looked at, so that thousands need little room.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::{context, data};

/// The contexts of agents, as canonical JSON.
#[derive(Debug)]
pub(super) struct Agents(pub(super) Vec<Arc<str>>);

impl Object for Agents {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(data::value(&context::agent(self.0.get(key.as_usize()?)?)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}
