//! One error of each of ten kinds, planted in the declaration and in the JSON of the same agents.

use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::fleet::{self, Plan};

/// One kind of error.
#[derive(Debug)]
pub struct Plant {
    /// What is wrong.
    pub name: &'static str,
    /// The rule that finds it in KDL.
    pub rule: &'static str,
    /// What the line that begins so is followed by in KDL; a line of the same name is taken away.
    kdl: (&'static str, &'static str),
    /// What stands in JSON: where, and what.
    json: (&'static [&'static str], fn() -> Value),
}

/// The ten kinds.
pub static PLANTS: [Plant; 10] = [
    Plant {
        name: "unknown node",
        rule: "unknown-node",
        kdl: ("    title ", "    titel \"A title\""),
        json: (&["titel"], || json!("A title")),
    },
    Plant {
        name: "unknown node in a block",
        rule: "unknown-node",
        kdl: ("    limits ", "        stepps 40"),
        json: (&["limits", "stepps"], || json!(40)),
    },
    Plant {
        name: "wrong type",
        rule: "wrong-type",
        kdl: ("    limits ", "        steps \"forty\""),
        json: (&["limits", "steps"], || json!("forty")),
    },
    Plant {
        name: "out of range",
        rule: "out-of-range",
        kdl: ("    limits ", "        tokens-per-run 0"),
        json: (&["limits", "tokens-per-run"], || json!(0)),
    },
    Plant {
        name: "no money",
        rule: "invalid-money",
        kdl: ("    limits ", "        cost-per-run \"two dollars\""),
        json: (&["limits", "cost-per-run"], || json!("two dollars")),
    },
    Plant {
        name: "no time span",
        rule: "invalid-duration",
        kdl: ("    limits ", "        wall-clock \"ten minutes\""),
        json: (&["limits", "wall-clock"], || json!("ten minutes")),
    },
    Plant {
        name: "unknown word",
        rule: "unknown-word",
        kdl: ("    limits ", "        rate \"30/min\" of=\"parrots\""),
        json: (&["limits", "rate", "parrots"], || json!("30/min")),
    },
    Plant {
        name: "no rate",
        rule: "invalid-rate",
        kdl: ("    limits ", "        rate \"often\" of=\"calls\""),
        json: (&["limits", "rate", "calls"], || json!("often")),
    },
    Plant {
        name: "missing property",
        rule: "missing-property",
        kdl: ("    failure ", "        circuit-breaker after=5 within=\"1m\""),
        json: (&["failure", "circuit-breaker"], || json!({ "after": 5, "within": "1m" })),
    },
    Plant {
        name: "missing argument",
        rule: "missing-argument",
        kdl: ("    failure ", "        retry backoff=\"2s\""),
        json: (&["failure", "retry"], || json!({ "backoff": "2s" })),
    },
];

impl Plan {
    /// The agents that errors are planted in: spread over the fleet, one for each kind.
    #[must_use]
    pub fn planted(&self) -> Vec<usize> {
        (0..PLANTS.len()).map(|kind| kind * self.agents / PLANTS.len()).collect()
    }
}

/// Plants the errors in the declarations of a made workspace and gives the files.
///
/// # Errors
///
/// What the disk says.
#[expect(clippy::disallowed_methods, reason = "a measurement changes its input")]
pub fn in_declarations(plan: &Plan, workspace: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for (plant, at) in PLANTS.iter().zip(plan.planted()) {
        let name = fleet::path(at);
        let path = workspace.join(&name);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, plant.in_kdl(&text))?;
        files.push(name);
    }
    Ok(files)
}

/// Plants the errors in the contexts of the same agents and gives the files.
///
/// # Errors
///
/// What the disk says, or that a file holds no JSON.
#[expect(clippy::disallowed_methods, reason = "a measurement changes its input")]
pub fn in_contexts(plan: &Plan, folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for (plant, at) in PLANTS.iter().zip(plan.planted()) {
        let name = format!("{}.json", fleet::name(plan, at).replace('/', "--"));
        let path = folder.join(&name);
        let mut context: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        plant.in_json(&mut context);
        std::fs::write(&path, context.to_string())?;
        files.push(name);
    }
    Ok(files)
}

impl Plant {
    /// The declaration with the error in it.
    #[must_use]
    pub fn in_kdl(&self, text: &str) -> String {
        let (after, line) = self.kdl;
        let node = line.split(' ').find(|word| !word.is_empty()).unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        let same = format!("{}{node} ", " ".repeat(indent));
        let mut planted: Vec<&str> = Vec::new();
        let kept: Vec<&str> = text.lines().filter(|other| !other.starts_with(&same)).collect();
        let block = after.trim_end();
        let opened = format!("{block} {{");
        if !kept.iter().any(|other| other.starts_with(after)) {
            // The block is not there: it comes before the last line.
            planted.extend(kept.iter().take(kept.len().saturating_sub(1)));
            planted.extend([opened.as_str(), line, "    }", "}"]);
            return planted.join("\n") + "\n";
        }
        let mut done = false;
        for other in kept {
            planted.push(other);
            if !done && other.starts_with(after) {
                planted.push(line);
                done = true;
            }
        }
        planted.join("\n") + "\n"
    }

    /// Puts the error into a context.
    pub fn in_json(&self, context: &mut Value) {
        let (path, value) = self.json;
        let mut place = context;
        for step in path {
            if !place.is_object() {
                *place = json!({});
            }
            let Some(object) = place.as_object_mut() else { return };
            place = object.entry(*step).or_insert(Value::Null);
        }
        *place = value();
    }
}
