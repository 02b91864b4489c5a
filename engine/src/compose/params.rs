//! The parameters that reach an agent's templates.

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::fleet::Fleet;

/// A parameter and its value in one environment.
#[derive(Debug, Clone)]
pub struct Parameter<'f> {
    /// Its name.
    pub name: &'f str,
    /// Its declaration.
    pub declaration: Item<'f>,
    /// The node and the value that hold; none where nothing sets it.
    pub value: Option<(Item<'f>, &'f Value)>,
}

/// All parameters with their values in an environment, sorted by name.
#[must_use]
pub fn parameters<'f>(fleet: &'f Fleet, environment: Option<Item<'f>>) -> Vec<Parameter<'f>> {
    fleet
        .sorted(Kind::Param)
        .into_iter()
        .map(|(name, declaration)| {
            let default =
                declaration.property("default").map(|property| (declaration, &property.value));
            let set = environment
                .into_iter()
                .flat_map(|environment| environment.children_of(&vocabulary::SET));
            let set = set
                .filter(|set| set.text() == Some(name))
                .find_map(|set| Some((set, &set.arguments().get(1)?.value)));
            Parameter { name, declaration, value: set.or(default) }
        })
        .collect()
}
