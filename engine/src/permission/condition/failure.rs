//! Why a condition does not surely hold, in words.

use super::super::arguments::{Arguments, Found};
use super::{Condition, Held};

impl Condition {
    /// What keeps it from surely holding for a request with these arguments, one line each; none where it does.
    #[must_use]
    pub fn failures(&self, arguments: &Arguments) -> Vec<String> {
        let mut failures: Vec<String> = Vec::new();
        for when in &self.whens {
            let found = arguments.at(&when.pointer);
            let why = match (found, when.at(found)) {
                (_, Held::Surely) => continue,
                (Found::Absent, _) => "the argument is absent".to_owned(),
                (Found::Parts, _) => "the argument is an object or an array".to_owned(),
                (Found::Scalar(value), Held::No) => format!("it is {value}"),
                (Found::Scalar(value), Held::Possibly) => format!("it is {value}, of another type"),
            };
            failures.push(format!("{when}: {why}"));
        }
        let unnamed = || arguments.pointers().filter(|pointer| !self.names(pointer));
        if self.is_closed && unnamed().next().is_some() {
            let names: Vec<String> = unnamed().take(5).map(|name| format!("`{name}`")).collect();
            failures.push(format!("only-these-arguments: {} is passed, too", names.join(", ")));
        }
        failures
    }
}
