//! What a context points at: texts, files, skills, memories, servers, secrets, extensions.

use std::sync::RwLock;

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use super::Mode;
use super::json::{Json, key_order};
use super::object::{Part, Writer, array, scalar};
use crate::asset::{self, Asset};
use crate::compose::{Field, Laid, overlays, parameters};
use crate::digest::Digest;
use crate::render::template;

/// Digests of servers in environments, by content: the same declaration is digested once.
#[derive(Debug, Default)]
pub struct Servers {
    known: RwLock<FxHashMap<(usize, usize, bool), Digest>>,
}

/// Adds what a field points at to its object.
pub(super) fn extend<'w>(
    writer: &Writer<'_, 'w>,
    field: &Field<'w>,
    parts: &mut Vec<(&str, Part<'_, 'w>)>,
) {
    let spec = field.spec();
    let item = field.item;
    if spec == &vocabulary::INSTRUCTIONS {
        writer.instructions(item, parts);
    } else if spec == &vocabulary::KNOWLEDGE {
        writer.knowledge(field, parts);
    } else if spec == &vocabulary::USED_SKILL {
        writer.skill(item, parts);
    } else if spec == &vocabulary::USED_MEMORY {
        if let Some(memory) =
            item.text().and_then(|name| writer.sources.fleet.find(Kind::Memory, name))
        {
            parts.push(("declaration", Part::Raw(writer.declaration(&laid(memory, None)))));
        }
    } else if spec == &vocabulary::USED_SERVER {
        writer.server(item, parts);
    } else if spec == &vocabulary::VARIABLE || spec == &vocabulary::HEADER {
        writer.secret(item, parts);
    } else if spec == &vocabulary::INPUT {
        if let Some(asset) = item.property_text("file").and_then(|path| writer.asset(path)) {
            parts.push(("sha256", Part::Owned(sha256(asset))));
        }
    } else if spec == &vocabulary::EXTRA {
        let mut json = Json::with("");
        free(item, &mut json);
        parts.push(("value", Part::Raw(json.into_string())));
    }
}

/// A server as it is reached in an environment.
#[must_use]
pub fn effective_server<'w>(server: Item<'w>, environment: Option<&str>) -> Vec<Field<'w>> {
    laid(server, environment)
}

fn laid<'w>(declaration: Item<'w>, environment: Option<&str>) -> Vec<Field<'w>> {
    let mut laid = Laid::default();
    laid.lay(declaration);
    for overlay in environment.into_iter().flat_map(|name| overlays(declaration, name)) {
        laid.lay(overlay);
    }
    laid.fields
}

fn sha256(asset: &Asset) -> String {
    match &asset.content {
        Ok(content) => Digest::from_bytes(content.sha256).to_string(),
        Err(_) => "missing".to_owned(),
    }
}

impl<'w> Writer<'_, 'w> {
    fn asset(&self, path: &str) -> Option<&'w Asset> {
        self.sources.assets.get(&FilePath::from(path))
    }

    fn declaration(&self, fields: &[Field<'w>]) -> String {
        let mut json = Json::with("");
        self.object(self.groups(fields), &mut json);
        json.into_string()
    }

    /// Instructions by their text: the same text in a file and in KDL is the same.
    fn instructions(&self, item: Item<'w>, parts: &mut Vec<(&str, Part<'_, 'w>)>) {
        let file = item.property_text("file");
        let asset = file.and_then(|path| self.asset(path));
        let source = item.text().or_else(|| asset.and_then(Asset::text));
        let is_template = item.is_set("template");
        let rendered = match source {
            Some(source) if is_template && self.mode != Mode::Release => {
                let values = self.values();
                template::render(source, &values).ok()
            }
            _ => None,
        };
        let text = rendered.as_deref().or(source);
        let digest = match (text, asset) {
            (None, Some(asset)) => sha256(asset),
            (Some(_), Some(asset)) if rendered.is_none() => sha256(asset),
            (Some(text), _) => Digest::of(text.replace("\r\n", "\n").as_bytes()).to_string(),
            (None, None) => "missing".to_owned(),
        };
        parts.push(("sha256", Part::Owned(digest)));
        if is_template && self.mode != Mode::Context {
            parts.push(("template", Part::Raw("true".to_owned())));
        }
        if self.mode == Mode::Full {
            if let Some(file) = file {
                parts.push(("file", Part::Owned(file.to_owned())));
            }
            if let Some(text) = text {
                parts.push(("text", Part::Owned(text.to_owned())));
            }
        }
    }

    fn files<'a>(&self, mut files: Vec<(&str, &FilePath)>) -> Part<'a, 'w> {
        files.sort_by(|(a, _), (b, _)| key_order(a, b));
        let mut json = Json::with("");
        json.open('{');
        for (name, path) in files {
            let Some(asset) = self.sources.assets.get(path) else { continue };
            json.key(name);
            let mark = if asset.executable { " executable" } else { "" };
            json.string(&format!("{}{mark}", sha256(asset)));
        }
        json.close('}');
        Part::Raw(json.into_string())
    }

    fn knowledge(&self, field: &Field<'w>, parts: &mut Vec<(&str, Part<'_, 'w>)>) {
        let except = field
            .child(&vocabulary::EXCEPT)
            .into_iter()
            .flat_map(|except| &except.members)
            .map(|member| member.text);
        let files = asset::known(field.item, except, self.sources.listing);
        parts.push((
            "files",
            self.files(files.into_iter().map(|path| (path.as_str(), path)).collect()),
        ));
    }

    fn skill(&self, item: Item<'w>, parts: &mut Vec<(&str, Part<'_, 'w>)>) {
        let skill = item.text().and_then(|name| self.sources.fleet.find(Kind::Skill, name));
        let Some(folder) = skill.and_then(|skill| skill.property_text("folder")) else { return };
        let files = asset::below(self.sources.listing, folder)
            .map(|path| (path.as_str().get(folder.len() + 1..).unwrap_or_default(), path))
            .collect();
        parts.push(("files", self.files(files)));
    }

    fn server(&self, item: Item<'w>, parts: &mut Vec<(&str, Part<'_, 'w>)>) {
        let Some(server) = item.text().and_then(|name| self.sources.fleet.find(Kind::Server, name))
        else {
            return;
        };
        if self.mode == Mode::Full {
            let fields = laid(server, self.environment.and_then(Item::text));
            parts.push(("declaration", Part::Raw(self.declaration(&fields))));
        } else {
            parts.push(("sha256", Part::Owned(self.server_digest(server).to_string())));
        }
    }

    fn server_digest(&self, server: Item<'w>) -> Digest {
        let environment = self.environment.map_or(0, Item::address);
        let key = (server.address(), environment, self.mode == Mode::Release);
        if let Some(digest) =
            self.sources.servers.known.read().ok().and_then(|known| known.get(&key).copied())
        {
            return digest;
        }
        let fields = laid(server, self.environment.and_then(Item::text));
        let digest = Digest::of(self.declaration(&fields).as_bytes());
        if let Ok(mut known) = self.sources.servers.known.write() {
            known.insert(key, digest);
        }
        digest
    }

    /// A credential by where it is kept.
    fn secret(&self, item: Item<'w>, parts: &mut Vec<(&str, Part<'_, 'w>)>) {
        let secret = item
            .property_text("secret")
            .and_then(|name| self.sources.fleet.find(Kind::Secret, name));
        let Some(secret) = secret else { return };
        let fields = laid(secret, self.environment.and_then(Item::text));
        if let Some(from) = fields.iter().find(|field| field.spec() == &vocabulary::FROM) {
            let mut words = from.item.texts().map(|(word, _)| word);
            let place = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            parts.push(("from", Part::Owned(format!("{}:{}", place.0, place.1))));
        }
    }

    /// All parameters that have a value here, as JSON.
    fn values(&self) -> Vec<(&'w str, String)> {
        // A release is the same in all environments, so what they set takes no part in it.
        let environment = self.environment.filter(|_| self.mode != Mode::Release);
        parameters(self.sources.fleet, environment)
            .into_iter()
            .filter_map(|parameter| {
                let row = self
                    .row
                    .and_then(|row| row.values.iter().find(|(name, _)| name == parameter.name));
                if let Some((_, value)) = row {
                    return Some((parameter.name, value.to_string()));
                }
                let (item, value) = parameter.value?;
                let mut json = Json::with("");
                scalar(item, value, &mut json);
                Some((parameter.name, json.into_string()))
            })
            .collect()
    }

    /// The parameters that the context's templates use.
    pub(super) fn parameters(&self, fields: &[Field<'w>]) -> Vec<(&'w str, String)> {
        let templates: Vec<&str> = fields
            .iter()
            .filter(|field| {
                field.spec() == &vocabulary::INSTRUCTIONS && field.item.is_set("template")
            })
            .filter_map(|field| {
                let item = field.item;
                item.text().or_else(|| self.asset(item.property_text("file")?)?.text())
            })
            .collect();
        if templates.is_empty() {
            return Vec::new();
        }
        let used: Vec<String> =
            templates.iter().flat_map(|text| template::variables(text)).collect();
        self.values()
            .into_iter()
            .filter(|(name, _)| used.iter().any(|other| other == name))
            .collect()
    }
}

/// The nodes of a free block as JSON: one argument is the value, several an array, a block an object; a repeated node is
/// an array.
pub(crate) fn free(item: Item<'_>, json: &mut Json) {
    let mut names: Vec<&str> = Vec::new();
    for child in item.children() {
        if let Some(name) = child.text()
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    let mut properties: Vec<(&str, &Value)> =
        item.properties().iter().map(|property| (item.key_of(property), &property.value)).collect();
    properties.retain(|(name, _)| !names.contains(name));
    let top = item.spec() == &vocabulary::EXTRA;
    let arguments = item.arguments().get(1..).unwrap_or_default();
    let mut keys: Vec<&str> =
        names.iter().copied().chain(properties.iter().map(|(name, _)| *name)).collect();
    if keys.is_empty() && !top {
        match arguments {
            [] => json.raw("true"),
            [one] => scalar(item, &one.value, json),
            many => array(item, many, json),
        }
        return;
    }
    if !arguments.is_empty() && !top {
        keys.push("$arguments");
    }
    keys.sort_by(|a, b| key_order(a, b));
    json.open('{');
    for key in keys {
        json.key(key);
        if let Some((_, value)) = properties.iter().find(|(name, _)| *name == key) {
            scalar(item, value, json);
            continue;
        }
        let children: Vec<Item<'_>> =
            item.children().filter(|child| child.text() == Some(key)).collect();
        match children.as_slice() {
            [] => array(item, arguments, json),
            [one] => free(*one, json),
            many => {
                json.open('[');
                for one in many {
                    free(*one, json);
                }
                json.close(']');
            }
        }
    }
    json.close('}');
}
