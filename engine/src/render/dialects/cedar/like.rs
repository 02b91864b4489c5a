//! Patterns of `like`, whose `*` stands for any characters; that a star stays in its part is said by the number of `/`.

use serde_json::{Value, json};

use super::text::escaped;
use crate::permission::pattern::Piece;
use crate::permission::{Action, Pattern, Space};

/// The most patterns that one comes to.
const MOST: usize = 64;

/// A pattern over the canonical spellings of resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Like {
    space: Space,
    parts: Vec<Part>,
    /// Whether its stars stay within a part.
    is_within: bool,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Star,
    /// A star across parts.
    Deep,
}

/// The spaces of resources, as native data has them.
const SPACES: [(&str, Space); 7] = [
    ("relative", Space::Relative),
    ("absolute", Space::Absolute),
    ("home", Space::Home),
    ("tool", Space::Tool),
    ("name", Space::Name),
    ("url", Space::Url),
    ("command", Space::Command),
];

/// What lies within a pattern of an action, so that it may be allowed; none for every resource.
pub(super) fn within(action: Action, text: &str) -> Option<Vec<Like>> {
    if text == "**" && !is_path(action) {
        return None;
    }
    Some(read(action, text).unwrap_or_default().into_iter().filter(Like::is_sure).collect())
}

/// What a pattern of an action lies within, so that it is denied or asked about.
pub(super) fn around(action: Action, text: &str) -> Around {
    if text == "**" && !is_path(action) {
        return Around::Everything;
    }
    if let Some(likes) = read(action, text) {
        let is_wide = |like: &Like| like.is_mixed() || like.space == Space::Url;
        let is_exact = !likes.iter().any(is_wide);
        let wide =
            |like: Like| if is_wide(&like) { Like { is_within: false, ..like } } else { like };
        return Around::Likes(likes.into_iter().map(wide).collect(), is_exact);
    }
    let wide = match action {
        Action::Run => begun(text),
        Action::Read | Action::Write => starred(text).and_then(|text| read(action, &text)),
        _ => None,
    };
    wide.map_or(Around::Unknown, |likes| {
        let likes = likes.into_iter().map(|like| Like { is_within: false, ..like });
        Around::Likes(likes.collect(), false)
    })
}

/// What a pattern lies within.
#[derive(Debug)]
pub(super) enum Around {
    /// Every resource.
    Everything,
    /// What these match, and whether that is no more than the pattern does.
    Likes(Vec<Like>, bool),
    /// What cannot be said.
    Unknown,
}

/// Commands that begin as a pattern does, as far as its words are plain.
fn begun(text: &str) -> Option<Vec<Like>> {
    let pattern = Pattern::read(Action::Run, text).ok()?;
    let words = pattern.as_str().split(' ');
    let plain: Vec<&str> = words.take_while(|word| word.chars().all(is_plain)).collect();
    (!plain.is_empty()).then(|| command(&format!("{} **", plain.join(" ")))).flatten()
}

/// Whether a sign of a command stands for itself.
fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "_./@%+:,-".contains(sign)
}

/// A path with a star for each sign or class that stands for one character.
fn starred(text: &str) -> Option<String> {
    if text.contains('\\') {
        return None;
    }
    let mut starred = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['?', '[']) {
        let (front, from) = rest.split_at(at);
        starred.push_str(front);
        let end = if from.starts_with('?') { 1 } else { from.find(']')? + 1 };
        rest = from.get(end..)?;
        if starred.ends_with('*') || rest.starts_with('*') {
            return None;
        }
        starred.push('*');
    }
    Some(starred + rest)
}

const fn is_path(action: Action) -> bool {
    matches!(action, Action::Read | Action::Write)
}

/// The patterns that one comes to; none where it has signs for which there are none.
fn read(action: Action, text: &str) -> Option<Vec<Like>> {
    match action {
        Action::Call => Some(vec![Like::new(Space::Tool, stars(text, true)?)]),
        Action::Delegate | Action::Recall | Action::Remember => {
            Some(vec![Like::new(Space::Name, stars(text, true)?)])
        }
        Action::Run => command(text),
        Action::Fetch => url(text),
        Action::Read | Action::Write => {
            let mut all = Vec::new();
            for one in alternatives(text)? {
                all.extend(path(action, &one)?);
            }
            (all.len() <= MOST).then_some(all)
        }
    }
}

/// Text with stars; none where a sign is escaped that may not be.
fn stars(text: &str, may_escape: bool) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let literal = match sign {
            '*' if signs.next_if_eq(&'*').is_some() => {
                parts.push(Part::Deep);
                continue;
            }
            '*' => {
                parts.push(Part::Star);
                continue;
            }
            '\\' if may_escape => signs.next()?,
            '\\' => return None,
            sign => sign,
        };
        match parts.last_mut() {
            Some(Part::Text(text)) => text.push(literal),
            _ => parts.push(Part::Text(literal.into())),
        }
    }
    Some(parts)
}

/// Words without a sign that a shell reads, and whatever follows.
fn command(text: &str) -> Option<Vec<Like>> {
    let pattern = Pattern::read(Action::Run, text).ok()?;
    let words = pattern.as_str().strip_suffix(" **");
    let literal = words.unwrap_or(pattern.as_str());
    if literal.is_empty() || !literal.chars().all(|sign| sign == ' ' || is_plain(sign)) {
        return None;
    }
    let exact = Like::new(Space::Command, vec![Part::Text(literal.to_owned())]);
    let more = Like::new(Space::Command, vec![Part::Text(format!("{literal} ")), Part::Deep]);
    Some(if words.is_some() { vec![exact, more] } else { vec![exact] })
}

/// A URL, without and with a query.
fn url(text: &str) -> Option<Vec<Like>> {
    let pattern = Pattern::read(Action::Fetch, text).ok()?;
    let written = pattern.as_str();
    if written.contains(['?', '\\', '{', '[']) {
        return None;
    }
    // Nothing, or segments: `/v1/**` is also `/v1`.
    let bare = written.strip_suffix("/**");
    let mut all = vec![stars(written, false)?];
    for one in [Some(written), bare].into_iter().flatten() {
        let mut queried = stars(one, false)?;
        if one != written {
            all.push(queried.clone());
        }
        queried.extend([Part::Text("?".to_owned()), Part::Deep]);
        all.push(queried);
    }
    Some(all.into_iter().map(|parts| Like::new(Space::Url, parts)).collect())
}

/// The patterns that braces come to.
fn alternatives(text: &str) -> Option<Vec<String>> {
    if text.contains(['\\', '[', '?']) {
        return None;
    }
    let mut pending = vec![text.to_owned()];
    let mut done = Vec::new();
    while let Some(one) = pending.pop() {
        if pending.len() + done.len() > MOST {
            return None;
        }
        let Some((front, rest)) = one.split_once('}') else {
            done.push(one);
            continue;
        };
        let (front, inside) = front.rsplit_once('{')?;
        pending.extend(inside.split(',').map(|choice| format!("{front}{choice}{rest}")));
    }
    Some(done)
}

/// A path without braces: with each `**` as nothing and as something.
fn path(action: Action, text: &str) -> Option<Vec<Like>> {
    let pattern = Pattern::read(action, text).ok()?;
    let text = pattern.as_str();
    if text.contains('\\') {
        return None;
    }
    let (space, front, rest) = match (text.strip_prefix('/'), text.strip_prefix('~')) {
        (Some(rest), _) => (Space::Absolute, "", rest),
        (_, Some(rest)) => (Space::Home, "~", rest.trim_start_matches('/')),
        _ => (Space::Relative, "", text),
    };
    if text == "**" {
        return Some(vec![Like::new(space, vec![Part::Deep])]);
    }
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for segment in rest.split('/').filter(|segment| !segment.is_empty()) {
        let without = if segment == "**" { all.clone() } else { Vec::new() };
        all.iter_mut().for_each(|segments| segments.push(segment));
        all.extend(without);
        if all.len() > MOST {
            return None;
        }
    }
    let like = |segments: Vec<&str>| {
        let joined = segments.join("/");
        let spelled = match (space, joined.is_empty()) {
            (Space::Relative, true) => return None,
            (Space::Relative, false) => joined,
            (Space::Home, true) => front.to_owned(),
            _ => format!("{front}/{joined}"),
        };
        stars(&spelled, false).map(|parts| Like::new(space, parts))
    };
    Some(all.into_iter().filter_map(like).collect())
}

impl Like {
    fn new(space: Space, parts: Vec<Part>) -> Self {
        let is_within = !parts.contains(&Part::Deep);
        Self { space, parts, is_within }
    }

    /// The pattern of one name.
    pub(super) fn name(name: &str) -> Self {
        Self::new(Space::Name, vec![Part::Text(name.to_owned())])
    }

    /// The tools of a server that a name or pattern of an `only` leaves, whose stars stand for any characters.
    pub(super) fn tools(server: &str, only: &str) -> Self {
        let mut parts = vec![Part::Text(format!("{server}/"))];
        for (at, text) in only.split('*').enumerate() {
            if at > 0 {
                parts.push(Part::Deep);
            }
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
        }
        Self::new(Space::Tool, parts)
    }

    /// Whether some stars stay within a part and some do not.
    fn is_mixed(&self) -> bool {
        self.parts.contains(&Part::Star) && self.parts.contains(&Part::Deep)
    }

    /// Whether the text that is matched is sure to lie in the space.
    pub(super) fn is_sure(&self) -> bool {
        if self.space != Space::Url {
            return true;
        }
        let Some(Part::Text(front)) = self.parts.first() else { return false };
        // A host that is a name, and where it ends.
        let host = front.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let last = host.and_then(|(host, _)| host.split(':').next()?.rsplit('.').next());
        last.is_some_and(|label| label.starts_with(|sign: char| sign.is_ascii_lowercase()))
    }

    /// Whether stars stay within a part.
    fn stays(&self) -> bool {
        self.is_within && self.parts.contains(&Part::Star)
    }

    /// Whether the star at its beginning stands for something: alone or before a `/`, nothing would be the root, which is
    /// spelled `.`, so that only what matches every path matches it.
    fn is_below_root(&self) -> bool {
        let is_ended = match self.parts.get(1) {
            Some(Part::Text(text)) => text.starts_with('/'),
            other => other.is_none(),
        };
        self.space == Space::Relative && is_ended && self.parts != [Part::Deep]
    }

    /// What it matches, in the words of this language.
    pub(super) fn pattern(&self) -> Pattern {
        let stays = self.stays();
        let is_begun = self.is_below_root();
        let pieces = self.parts.iter().enumerate().map(|(at, part)| match part {
            Part::Text(text) => Piece::Text(text),
            Part::Star if stays && is_begun && at == 0 => Piece::BegunWithin,
            Part::Star if stays => Piece::Within,
            _ if is_begun && at == 0 => Piece::Begun,
            Part::Star | Part::Deep => Piece::Any,
        });
        Pattern::across(self.space, &pieces.collect::<Vec<_>>())
    }

    /// That it matches, as an expression of Cedar.
    pub(super) fn condition(&self) -> String {
        let mut all = vec![format!("context.resource like \"{}\"", self.spelled())];
        if self.stays() {
            let text = |part: &Part| match part {
                Part::Text(text) => text.matches('/').count(),
                _ => 0,
            };
            let slashes: usize = self.parts.iter().map(text).sum();
            let more = format!("*{}", "/*".repeat(slashes + 1));
            all.push(format!("!(context.resource like \"{more}\")"));
        }
        if self.space == Space::Relative {
            let begins = match self.parts.first() {
                Some(Part::Text(text)) => text.chars().next(),
                _ => Some('*'),
            };
            if begins == Some('*') {
                all.push("!(context.resource like \"/*\")".to_owned());
                all.push("!(context.resource like \"~*\")".to_owned());
            }
            if matches!(begins, Some('*' | '.')) && self.parts != [Part::Deep] {
                all.push("context.resource != \".\"".to_owned());
            }
        }
        if let [one] = all.as_slice() { one.clone() } else { format!("({})", all.join(" && ")) }
    }

    fn spelled(&self) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => escaped(text, true),
            Part::Star | Part::Deep => "*".to_owned(),
        };
        self.parts.iter().map(part).collect()
    }

    /// As native data.
    pub(super) fn to_value(&self) -> Value {
        let space = SPACES.iter().find(|(_, space)| *space == self.space).map(|(name, _)| *name);
        let part = |part: &Part| match part {
            Part::Text(text) => json!({ "text": text }),
            Part::Star => json!("*"),
            Part::Deep => json!("**"),
        };
        let parts: Vec<Value> = self.parts.iter().map(part).collect();
        json!({ "space": space, "within": self.is_within, "parts": parts })
    }

    /// Reads native data back.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let space = value.get("space")?.as_str()?;
        let part = |part: &Value| match part.as_str() {
            Some("*") => Some(Part::Star),
            Some(_) => Some(Part::Deep),
            None => Some(Part::Text(part.get("text")?.as_str()?.to_owned())),
        };
        Some(Self {
            space: SPACES.iter().find(|(name, _)| *name == space)?.1,
            parts: value.get("parts")?.as_array()?.iter().map(part).collect::<Option<_>>()?,
            is_within: value.get("within")?.as_bool()?,
        })
    }
}
