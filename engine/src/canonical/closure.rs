//! What a context points at: texts, files, skills, memories, servers, secrets, extensions.

use std::borrow::Cow;
use std::sync::Arc;

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::json::{Json, key_order};
use super::object::{Part, Properties, Writer, array, groups, scalar};
use super::remembered::Key;
use super::{Mode, Remembered};
use crate::asset::{self, Asset};
use crate::compose::{Field, Fields, Laid, overlays, parameters};
use crate::digest::Digest;
use crate::render::template;

/// Servers that a context uses, by name; seldom more than a few.
type Servers<'w> = SmallVec<[(&'w str, Item<'w>); 8]>;

/// Adds what a field points at to its object.
pub(super) fn extend<'w>(
    writer: &Writer<'_, 'w>,
    field: &Field<'w>,
    parts: &mut Properties<'_, 'w>,
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
            let key = Key::Memory(memory.address(), writer.mode);
            let json = writer.remembered().get(key, || writer.declaration(&laid(memory, None)));
            parts.push(("declaration", Part::Shared(json)));
        }
    } else if spec == &vocabulary::USED_SERVER {
        writer.server(item, parts);
    } else if spec == &vocabulary::VARIABLE || spec == &vocabulary::HEADER {
        writer.secret(item, parts);
    } else if spec == &vocabulary::INPUT {
        if let Some(asset) = item.property_text("file").and_then(|path| writer.asset(path)) {
            parts.push(("sha256", sha256(asset)));
        }
    } else if spec == &vocabulary::EXTRA {
        let mut json = Json::with("");
        free(item, &mut json);
        parts.push(("value", Part::Raw(json.into_string())));
    }
}

/// A server as it is reached in an environment.
#[must_use]
pub fn effective_server<'w>(server: Item<'w>, environment: Option<&str>) -> Fields<'w> {
    laid(server, environment)
}

fn laid<'w>(declaration: Item<'w>, environment: Option<&str>) -> Fields<'w> {
    let mut laid = Laid::default();
    laid.lay(declaration);
    for overlay in environment.into_iter().flat_map(|name| overlays(declaration, name)) {
        laid.lay(overlay);
    }
    laid.fields
}

fn text_digest(text: &str) -> Digest {
    let is_plain = memchr::memchr(b'\r', text.as_bytes()).is_none();
    let text = if is_plain { Cow::Borrowed(text) } else { text.replace("\r\n", "\n").into() };
    Digest::of(text.as_bytes())
}

fn sha256<'a, 'w>(asset: &Asset) -> Part<'a, 'w> {
    match &asset.content {
        Ok(content) => Part::Digest(Digest::from_bytes(content.sha256)),
        Err(_) => Part::Text("missing"),
    }
}

/// A file of a skill may be run; one that is looked things up in is only read.
const fn run_bit(asset: &Asset) -> &'static str {
    if asset.executable { " executable" } else { "" }
}

impl<'w> Writer<'_, 'w> {
    fn asset(&self, path: &str) -> Option<&'w Asset> {
        self.sources.assets.get(path)
    }

    fn declaration(&self, fields: &[Arc<Field<'w>>]) -> String {
        let mut json = Json::with("");
        self.object(&mut groups(&self.written(fields)), &mut json);
        json.into_string()
    }

    /// Instructions by their text: the same text in a file and in KDL is the same.
    fn instructions(&self, item: Item<'w>, parts: &mut Properties<'_, 'w>) {
        let file = item.property_text("file");
        let asset = file.and_then(|path| self.asset(path));
        let source = item.text().or_else(|| asset.and_then(Asset::text));
        let is_template = item.is_set("template");
        let digest = match (source, asset) {
            (Some(source), _) if is_template && self.mode != Mode::Release => {
                self.template_digest(source)
            }
            (_, Some(asset)) => sha256(asset),
            (Some(source), None) => Part::Digest(text_digest(source)),
            (None, None) => Part::Text("missing"),
        };
        parts.push(("sha256", digest));
        if is_template && self.mode != Mode::Context {
            parts.push(("template", Part::Raw("true".to_owned())));
        }
        if self.mode == Mode::Full {
            if let Some(file) = file {
                parts.push(("file", Part::Owned(file.to_owned())));
            }
            // A template that cannot be rendered gives no text: its source is none.
            let text = match source {
                Some(source) if is_template => self.rendered(source),
                source => source.map(str::to_owned),
            };
            if let Some(text) = text {
                parts.push(("text", Part::Owned(text)));
            }
        }
    }

    const fn remembered(&self) -> &Remembered {
        self.sources.remembered
    }

    /// A template's text here; none where it cannot be rendered, which is a finding of its own.
    fn rendered(&self, source: &str) -> Option<String> {
        template::render(source, &self.values()).ok()
    }

    fn template_digest<'a>(&self, source: &str) -> Part<'a, 'w> {
        let make = || text_digest(self.rendered(source).as_deref().unwrap_or(source));
        if self.row.is_some() {
            return Part::Digest(make());
        }
        let key =
            Key::Template(source.as_ptr() as usize, self.environment.map_or(0, Item::address));
        Part::Quoted(self.remembered().get(key, || make().to_string()))
    }

    /// A list of files; it enters digests by its own, because thousands of agents may share thousands of files.
    fn list<'a>(&self, key: Key, files: impl FnOnce() -> String) -> Part<'a, 'w> {
        if self.mode == Mode::Full {
            return Part::Raw(files());
        }
        let digest = || Digest::of(files().as_bytes()).to_string();
        Part::Quoted(self.remembered().get(key, digest))
    }

    fn files(&self, mut files: Vec<(&str, &FilePath)>, mark: fn(&Asset) -> &'static str) -> String {
        files.sort_by(|(a, _), (b, _)| key_order(a, b));
        let mut json = Json::with("");
        json.open('{');
        for (name, path) in files {
            let Some(asset) = self.sources.assets.get(path) else { continue };
            json.key(name);
            let mark = mark(asset);
            match &asset.content {
                Ok(content) => {
                    json.plain(format_args!("{}{mark}", Digest::from_bytes(content.sha256)));
                }
                Err(_) => json.plain(format_args!("missing{mark}")),
            }
        }
        json.close('}');
        json.into_string()
    }

    fn knowledge(&self, field: &Field<'w>, parts: &mut Properties<'_, 'w>) {
        let except =
            field.child(&vocabulary::EXCEPT).into_iter().flat_map(|except| &except.members);
        let mut except: Vec<String> = except.map(|member| member.text.to_owned()).collect();
        except.sort_unstable();
        let key = Key::Knowledge(field.item.text().unwrap_or_default().to_owned(), except.clone());
        let files = self.list(key, || {
            let except = except.iter().map(String::as_str);
            let pattern = field.item.text().unwrap_or_default();
            let files = asset::matching(pattern, except, self.sources.listing);
            self.files(files.map(|path| (path.as_str(), path)).collect(), |_| "")
        });
        parts.push(("files", files));
    }

    fn skill(&self, item: Item<'w>, parts: &mut Properties<'_, 'w>) {
        let skill = item.text().and_then(|name| self.sources.fleet.find(Kind::Skill, name));
        let Some(skill) = skill else { return };
        let Some(folder) = skill.property_text("folder") else { return };
        let files = self.list(Key::Skill(skill.address()), || {
            let name =
                |path: &'w FilePath| path.as_str().get(folder.len() + 1..).unwrap_or_default();
            let files = asset::below(self.sources.listing, folder);
            self.files(files.map(|path| (name(path), path)).collect(), run_bit)
        });
        parts.push(("files", files));
    }

    fn server(&self, item: Item<'w>, parts: &mut Properties<'_, 'w>) {
        // In digests, servers are a part of their own: see `reached`.
        if self.mode != Mode::Full {
            return;
        }
        let server = item.text().and_then(|name| self.sources.fleet.find(Kind::Server, name));
        let Some(server) = server else { return };
        let fields = laid(server, self.environment.and_then(Item::text));
        parts.push(("declaration", Part::Raw(self.declaration(&fields))));
    }

    /// The servers that are used, by name.
    pub(super) fn servers(&self, fields: &[Arc<Field<'w>>]) -> Servers<'w> {
        let used = fields.iter().filter(|field| field.spec() == &vocabulary::USED_SERVER);
        let names = used.filter_map(|field| field.item.text());
        let found = |name| Some((name, self.sources.fleet.find(Kind::Server, name)?));
        let mut servers: Servers<'w> = names.filter_map(found).collect();
        servers.sort_unstable_by(|(a, _), (b, _)| key_order(a, b));
        servers
    }

    /// The digest of each server as it is reached here.
    pub(super) fn reached(&self, servers: &[(&str, Item<'w>)], json: &mut Json) {
        json.open('{');
        for (name, server) in servers {
            json.key(name);
            json.plain(self.server_digest(*server));
        }
        json.close('}');
    }

    /// The digest of a server as it is reached here; in a release, of what it is everywhere.
    fn server_digest(&self, server: Item<'w>) -> Arc<str> {
        let environment = self.environment.filter(|_| self.mode != Mode::Release);
        let key = Key::Server(server.address(), environment.map_or(0, Item::address), self.mode);
        self.remembered().get(key, || {
            let here = Writer { environment, ..*self };
            let fields = laid(server, environment.and_then(Item::text));
            let mut preimage = here.declaration(&fields);
            if self.mode == Mode::Release {
                self.elsewhere(server, &mut preimage);
            }
            Digest::of(preimage.as_bytes()).to_string()
        })
    }

    /// Adds the server as it is reached in each environment where that differs.
    fn elsewhere(&self, server: Item<'w>, declared: &mut String) {
        let mut others: Vec<(&str, String)> = Vec::new();
        for environment in self.sources.environments {
            let there = Writer { environment: Some(*environment), ..*self };
            let name = environment.text().unwrap_or_default();
            others.push((name, there.declaration(&laid(server, Some(name)))));
        }
        others.retain(|(_, json)| json != declared);
        others.sort_unstable();
        others.dedup_by_key(|(name, _)| *name);
        let mut json = Json::with("");
        for (name, other) in others {
            json.key(name);
            json.raw(&other);
        }
        declared.push_str(json.as_str());
    }

    /// Whether a used server is reached here as a release has it.
    pub(super) fn is_as_declared(&self, field: &Field<'w>) -> bool {
        let name = field.item.text().unwrap_or_default();
        let Some(server) = self.sources.fleet.find(Kind::Server, name) else { return true };
        let environment = self.environment.map_or(0, Item::address);
        let key = Key::Server(server.address(), environment, self.mode);
        self.remembered().is_same(key, || {
            let declared = Writer { environment: None, mode: Mode::Release, ..*self };
            self.server_digest(server) == declared.server_digest(server)
        })
    }

    /// A credential by where it is kept.
    fn secret(&self, item: Item<'w>, parts: &mut Properties<'_, 'w>) {
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
    pub(super) fn parameters(&self, fields: &[Arc<Field<'w>>]) -> Vec<(&'w str, String)> {
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
        let used: Vec<_> =
            templates.into_iter().map(|text| self.remembered().variables(text)).collect();
        let is_used =
            |name: &str| used.iter().flat_map(|names| names.lines()).any(|other| other == name);
        self.values().into_iter().filter(|(name, _)| is_used(name)).collect()
    }
}

/// The nodes of a free block as JSON: one argument is the value, several an array, a block an object; a repeated node is
/// an array.
pub(crate) fn free(item: Item<'_>, json: &mut Json) {
    let mut blocks: FxHashMap<&str, Vec<Item<'_>>> = FxHashMap::default();
    for child in item.children() {
        if let Some(name) = child.text() {
            blocks.entry(name).or_default().push(child);
        }
    }
    let mut properties: FxHashMap<Cow<'_, str>, &Value> = FxHashMap::default();
    for property in item.properties() {
        properties.entry(item.key_of(property)).or_insert(&property.value);
    }
    properties.retain(|name, _| !blocks.contains_key(&**name));
    let top = item.spec() == &vocabulary::EXTRA;
    let arguments = item.arguments().get(1..).unwrap_or_default();
    let mut keys: Vec<&str> =
        blocks.keys().copied().chain(properties.keys().map(|name| &**name)).collect();
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
        if let Some(value) = properties.get(key) {
            scalar(item, value, json);
            continue;
        }
        match blocks.get(key).map_or(&[][..], Vec::as_slice) {
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
