//! Writes compiled rules: canonical JSON (RFC 8785), with a digest over all but itself.

use super::{Compiled, CompiledLine};
use crate::canonical::Json;
use crate::digest::Digest;
use crate::permission::{Condition, Rank, Scalar, When};

/// The version of the file's form, as its JSON Schema has it.
pub(super) const VERSION: u32 = 1;

/// The first line of the digest's preimage.
const PREIMAGE: &str = "bailiwick-policy/1\n";

impl Compiled {
    /// The text of the file, without a line end.
    #[must_use]
    pub fn text(&self) -> String {
        self.written(Some(self.digest()))
    }

    /// The digest of all but the digest itself.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(format!("{PREIMAGE}{}", self.written(None)).as_bytes())
    }

    // INVARIANT: keys are written in their canonical order.
    fn written(&self, digest: Option<Digest>) -> String {
        let mut json = Json::with("");
        json.open('{');
        json.key("agent");
        json.string(&self.agent);
        json.key("context-sha256");
        json.string(&self.context);
        names("delegates", &self.delegates, &mut json);
        json.key("environment");
        match &self.environment {
            Some(environment) => json.string(environment),
            None => json.raw("null"),
        }
        names("memories", &self.memories, &mut json);
        json.key("root");
        json.string(&self.root);
        json.key("rules");
        json.open('[');
        for line in &self.lines {
            rule(line, &mut json);
        }
        json.close(']');
        json.key("servers");
        json.open('{');
        for (name, only) in &self.servers {
            json.key(name);
            json.open('{');
            if let Some(only) = only {
                names("only", only, &mut json);
            }
            json.close('}');
        }
        json.close('}');
        if let Some(digest) = digest {
            json.key("sha256");
            json.string(&digest.to_string());
        }
        json.key("version");
        json.integer(i64::from(VERSION));
        json.close('}');
        json.into_string()
    }
}

fn names<'n>(key: &str, names: impl IntoIterator<Item = &'n String>, json: &mut Json) {
    json.key(key);
    json.open('[');
    for name in names {
        json.string(name);
    }
    json.close(']');
}

fn rule(line: &CompiledLine, json: &mut Json) {
    json.open('{');
    json.key("action");
    json.string(line.action.as_str());
    json.key("effect");
    json.string(line.effect.as_str());
    json.key("layer");
    json.string(&line.layer);
    json.key("line");
    json.integer(i64::from(line.line));
    if line.condition.is_closed() {
        json.key("only-these-arguments");
        json.raw("true");
    }
    if line.rank == Rank::Otherwise {
        json.key("otherwise");
        json.raw("true");
    }
    json.key("path");
    json.string(line.path.as_str());
    json.key("pattern");
    json.string(&line.pattern);
    whens(&line.condition, json);
    json.close('}');
}

fn whens(condition: &Condition, json: &mut Json) {
    if condition.whens().is_empty() {
        return;
    }
    json.key("when");
    json.open('[');
    for When { pointer, values, at_least, at_most } in condition.whens() {
        json.open('{');
        json.key("argument");
        json.string(pointer.as_str());
        for (key, bound) in [("at-least", at_least), ("at-most", at_most)] {
            if let Some(bound) = bound {
                json.key(key);
                json.string(&bound.to_string());
            }
        }
        json.key("values");
        json.open('[');
        for value in values {
            scalar(value, json);
        }
        json.close(']');
        json.close('}');
    }
    json.close(']');
}

/// Numbers are texts in an object of their own: JSON would round them.
fn scalar(value: &Scalar, json: &mut Json) {
    match value {
        Scalar::Boolean(value) => json.raw(if *value { "true" } else { "false" }),
        Scalar::Text(text) => json.string(text),
        Scalar::Nothing => json.raw("null"),
        Scalar::Number(number) => {
            json.open('{');
            json.key("number");
            json.string(&number.to_string());
            json.close('}');
        }
    }
}
