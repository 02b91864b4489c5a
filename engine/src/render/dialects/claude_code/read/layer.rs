//! One settings file: its rules, and its other keys, each with what it does to permissions.

use serde_json::{Map, Value};

use super::super::permissions::Permissions;
use super::rules::{self, Doubt, Fate};
use super::shown;
use crate::digest::Digest;
use crate::permission::Effect;
use crate::render::deployed::Standing;
use crate::render::dialect::{Note, Weight};

/// Where a settings file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Project,
    Local,
    User,
}

impl Place {
    /// Its path, in the folder or in the home.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Project | Self::User => ".claude/settings.json",
            Self::Local => ".claude/settings.local.json",
        }
    }

    /// Its path, as notes have it.
    fn shown(self) -> String {
        if self == Self::User { format!("~/{}", self.path()) } else { self.path().to_owned() }
    }
}

/// What a settings file says.
#[derive(Debug)]
pub(super) struct Layer {
    place: Place,
    keys: Map<String, Value>,
    pub(super) permissions: Permissions,
    pub(super) notes: Vec<Note>,
    /// Rules whose weight hangs on those of other layers.
    pub(super) doubts: Vec<Doubt>,
}

/// The keys that say something about what agents may do: key, weight, what Claude Code makes of it.
const KEYS: &[(&str, Weight, &str)] = &[
    ("$schema", Weight::Nothing, "it says nothing about permissions"),
    ("additionalDirectories", Weight::Loosens, "these folders are read as the working folder is"),
    ("agent", Weight::Unknown, "the main session has the tools of that agent"),
    ("apiKeyHelper", Weight::Loosens, "it runs a program"),
    ("awsAuthRefresh", Weight::Loosens, "it runs a program"),
    ("awsCredentialExport", Weight::Loosens, "it runs a program"),
    ("cleanupPeriodDays", Weight::Nothing, "it says nothing about permissions"),
    ("disableAllHooks", Weight::Loosens, "no hook is asked any more"),
    ("disabledMcpjsonServers", Weight::Narrows, "these servers are not there"),
    (
        "enableAllProjectMcpServers",
        Weight::Loosens,
        "every server of the folder is started unasked",
    ),
    ("enabledMcpjsonServers", Weight::Loosens, "these servers are started unasked"),
    ("env", Weight::Loosens, "it changes what programs and servers see"),
    ("hooks", Weight::Loosens, "a hook may let pass what is asked about"),
    ("includeCoAuthoredBy", Weight::Nothing, "it says nothing about permissions"),
    ("model", Weight::Nothing, "it says nothing about permissions"),
    ("outputStyle", Weight::Nothing, "it says nothing about permissions"),
    ("statusLine", Weight::Loosens, "it runs a program"),
    ("theme", Weight::Nothing, "it says nothing about permissions"),
];

/// The keys that are read elsewhere.
const READ: &[&str] = &["permissions", "disableAutoMode"];

/// The modes that Claude Code knows.
const MODES: [&str; 7] =
    ["default", "manual", "acceptEdits", "plan", "dontAsk", "auto", "bypassPermissions"];

/// What has another form than Claude Code wants, so that it passes over the file; none where nothing has.
fn problem(keys: &Map<String, Value>) -> Option<&'static str> {
    let is_no = |value: Option<&Value>, form: fn(&Value) -> bool| value.is_some_and(|it| !form(it));
    let permissions = keys.get("permissions");
    let of = |key: &str| permissions.and_then(|all| all.get(key));
    let is_mode = |mode: &Value| mode.as_str().is_some_and(|mode| MODES.contains(&mode));
    if is_no(permissions, Value::is_object) {
        return Some("`permissions`");
    }
    for key in ["allow", "ask", "deny", "additionalDirectories"] {
        if is_no(of(key), Value::is_array) {
            return Some("a list of `permissions`");
        }
    }
    if is_no(of("defaultMode"), is_mode) {
        return Some("`permissions.defaultMode`");
    }
    let objects = ["env", "hooks"];
    objects.into_iter().find(|key| is_no(keys.get(*key), Value::is_object))
}

impl Layer {
    /// Reads a file; nothing stands there where there is none.
    pub(super) fn read(place: Place, standing: Option<&Standing>) -> Self {
        let mut layer = Self {
            place,
            keys: Map::new(),
            permissions: Permissions::default(),
            notes: Vec::new(),
            doubts: Vec::new(),
        };
        match standing {
            None => {}
            Some(Standing::Unread(why)) => layer.note(Weight::Unknown, "the file".to_owned(), why),
            Some(Standing::File(bytes)) => layer.take(bytes),
        }
        if place == Place::Project && !layer.keys.contains_key("hooks") {
            let why = "what a hook refused is not refused";
            layer.note(Weight::Loosens, "no `hooks`".to_owned(), why);
        }
        layer
    }

    /// The mode that it asks for.
    pub(super) fn mode(&self) -> Option<&str> {
        self.keys.get("permissions")?.get("defaultMode")?.as_str()
    }

    /// Whether it switches something off for good.
    pub(super) fn is_off(&self, key: &str) -> bool {
        let says = |value: Option<&Value>| value.and_then(Value::as_str) == Some("disable");
        says(self.keys.get(key)) || says(self.keys.get("permissions").and_then(|all| all.get(key)))
    }

    fn note(&mut self, weight: Weight, what: String, why: &'static str) {
        self.notes.push(Note { weight, file: self.place.shown(), what, why });
    }

    fn take(&mut self, bytes: &[u8]) {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let problem = match serde_json::from_slice(text) {
            Ok(Value::Object(keys)) => {
                let problem = problem(&keys);
                self.keys = keys;
                problem
            }
            _ => Some("the file"),
        };
        if let Some(what) = problem {
            let what = format!("{what}: not what Claude Code reads");
            // Nothing else of it counts: what it denies is not denied.
            self.keys.clear();
            let why = "Claude Code passes over the whole file, with all that it asks and denies";
            let weight = if self.place == Place::User { Weight::Unknown } else { Weight::Loosens };
            return self.note(weight, what, why);
        }
        let keys = std::mem::take(&mut self.keys);
        for (key, value) in &keys {
            if key == "permissions" {
                self.rules(value);
            } else if !READ.contains(&key.as_str()) {
                self.key(key, key, value);
            }
        }
        self.keys = keys;
    }

    fn key(&mut self, key: &str, shown_key: &str, value: &Value) {
        let known = KEYS.iter().find(|(name, ..)| *name == key);
        let (weight, why) = known.map_or(
            (Weight::Unknown, "it is not known here what it does to permissions"),
            |(_, weight, why)| (*weight, *why),
        );
        let mut what = shown(shown_key, value);
        if what.ends_with('…') {
            // Two long values that begin alike are two.
            what += &format!(" ({})", Digest::of(value.to_string().as_bytes()));
        }
        self.note(weight, what, why);
    }

    fn rules(&mut self, value: &Value) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let effect = match key.as_str() {
                "allow" => Effect::Allow,
                "ask" => Effect::Ask,
                "deny" => Effect::Deny,
                "defaultMode" => {
                    self.told_mode(value);
                    continue;
                }
                "disableBypassPermissionsMode" | "disableAutoMode" => continue,
                _ => {
                    self.key(key, &format!("permissions.{key}"), value);
                    continue;
                }
            };
            for text in value.as_array().into_iter().flatten() {
                self.rule(effect, key, text);
            }
        }
    }

    fn told_mode(&mut self, value: &Value) {
        let mode = value.as_str().unwrap_or_default();
        let what = shown("permissions.defaultMode", value);
        if self.place != Place::User && matches!(mode, "auto" | "bypassPermissions") {
            self.note(Weight::Nothing, what, "only a user may ask for this mode");
        }
    }

    fn rule(&mut self, effect: Effect, list: &str, text: &Value) {
        let what = shown(list, text);
        let Some(text) = text.as_str() else {
            return self.note(Weight::Nothing, what, "it is no text, and passed over");
        };
        match rules::read(effect, text, self.place) {
            Fate::Rules(rules) => {
                rules.into_iter().for_each(|rule| self.permissions.push(effect, rule));
            }
            Fate::Noted(weight, why) => self.note(weight, what, why),
            Fate::Doubted(tool, why) => {
                let note = Note { weight: Weight::Loosens, file: self.place.shown(), what, why };
                self.doubts.push(Doubt { tool, note });
            }
        }
    }
}
