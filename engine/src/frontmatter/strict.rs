//! A block of frontmatter as YAML 1.2 reads it.

use std::borrow::Cow;

use bailiwick_schema::span::Span;
use saphyr_parser::{Event, Parser, ScalarStyle as Style, Span as MarkedSpan, Tag};

use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Item, Scalar, ScalarKind, ScalarStyle, Value};
use super::{Read, offset};

/// The deepest nesting that is kept; what lies deeper is counted as not read.
const DEEPEST: usize = 32;

/// Reads a block that begins at `base` in its text; says why where YAML refuses it or it is no mapping.
pub(super) fn read(source: &str, base: u32) -> Result<Read, Problem> {
    let refused = |at: Span, reason: &str| {
        let message = format!("a strict YAML reader refuses the frontmatter: {reason}");
        Problem::new(ProblemKind::RefusedByYaml, at, message)
    };
    let whole = Span::new(base, base + offset(source.len()));
    if let Some(at) = source.find('\0') {
        // The parser takes a NUL for the end of its input.
        return Err(refused(Span::at(base + offset(at)), "a NUL character is not allowed"));
    }
    let mut builder = Builder::new(source, base);
    for event in Parser::new_from_str(source) {
        match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => {
                let at = builder.places.of(error.marker().index());
                return Err(refused(Span::at(at), error.info()));
            }
        }
    }
    if builder.documents > 1 {
        return Err(refused(whole, "it holds several documents"));
    }
    let entries = match builder.root {
        Some(Value::Mapping(entries)) => entries,
        None | Some(Value::Nothing) => Vec::new(),
        Some(other) => {
            let message = format!("a {} stands where `key: value` lines should", other.what());
            return Err(Problem::new(ProblemKind::NotMapping, whole, message));
        }
    };
    Ok(Read { entries, problems: builder.problems })
}

/// Puts the parser's events together; never follows an alias, never recurses.
struct Builder<'source> {
    source: &'source str,
    base: u32,
    places: Places,
    stack: Vec<Frame>,
    /// How many collections deeper than `DEEPEST` are open.
    beyond: usize,
    documents: usize,
    root: Option<Value>,
    problems: Vec<Problem>,
}

/// An open collection and where it began.
enum Frame {
    Mapping { entries: Vec<Entry>, key: Option<(String, Span)>, start: u32 },
    List { items: Vec<Item>, start: u32 },
}

impl<'source> Builder<'source> {
    fn new(source: &'source str, base: u32) -> Self {
        Self {
            source,
            base,
            places: Places::new(source, base),
            stack: Vec::new(),
            beyond: 0,
            documents: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, marked: MarkedSpan) {
        let span = self.places.span(marked);
        match event {
            Event::DocumentStart(_) => self.documents += 1,
            Event::SequenceStart(anchor, tag) => {
                self.anchor(anchor, span);
                self.tag(tag.as_deref(), span);
                self.open(Frame::List { items: Vec::new(), start: span.start }, span);
            }
            Event::MappingStart(anchor, tag) => {
                self.anchor(anchor, span);
                self.tag(tag.as_deref(), span);
                let frame = Frame::Mapping { entries: Vec::new(), key: None, start: span.start };
                self.open(frame, span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Alias(_) if self.beyond == 0 => {
                let message = "an alias is not followed; its value is not read";
                self.problems.push(Problem::new(ProblemKind::Alias, span, message));
                self.put(Value::Other, span);
            }
            Event::Scalar(text, style, anchor, tag) if self.beyond == 0 => {
                self.anchor(anchor, span);
                let span = self.scalar_span(span, style);
                self.tag(tag.as_deref(), span);
                self.put(Self::scalar(&text, style, tag.as_deref()), span);
            }
            _ => {}
        }
    }

    fn anchor(&mut self, anchor: usize, span: Span) {
        if anchor != 0 && self.beyond == 0 {
            let message = "an anchor has no meaning here; its value counts";
            self.problems.push(Problem::new(ProblemKind::Anchor, span, message));
        }
    }

    fn open(&mut self, frame: Frame, span: Span) {
        if self.beyond > 0 {
            self.beyond += 1;
        } else if self.stack.len() >= DEEPEST {
            self.beyond = 1;
            let message =
                format!("values are nested deeper than {DEEPEST} levels; they are not read");
            self.problems.push(Problem::new(ProblemKind::TooDeep, span, message));
        } else {
            self.stack.push(frame);
        }
    }

    fn close(&mut self, end: u32) {
        if self.beyond > 0 {
            self.beyond -= 1;
            if self.beyond == 0 {
                self.put(Value::Other, Span::at(end));
            }
            return;
        }
        match self.stack.pop() {
            Some(Frame::Mapping { entries, start, .. }) => {
                let span = self.trimmed(Span::new(start, end));
                self.put(Value::Mapping(entries), span);
            }
            Some(Frame::List { items, start }) => {
                let span = self.trimmed(Span::new(start, end));
                self.put(Value::List(items), span);
            }
            None => {}
        }
    }

    fn put(&mut self, value: Value, span: Span) {
        let raw = self.text(span);
        match self.stack.last_mut() {
            None => self.root = Some(value),
            Some(Frame::List { items, .. }) => items.push(Item { value, span }),
            Some(Frame::Mapping { entries, key, .. }) => {
                if let Some((key, key_span)) = key.take() {
                    entries.push(Entry { key, key_span, value, span });
                } else if let Value::Scalar(Scalar { text, .. }) = value {
                    *key = Some((text, span));
                } else {
                    *key = Some((raw.to_owned(), span));
                    let message = format!("a {} stands where a key should", value.what());
                    self.problems.push(Problem::new(ProblemKind::KeyNotText, span, message));
                }
            }
        }
    }

    fn scalar(text: &str, style: Style, tag: Option<&Tag>) -> Value {
        let style = match style {
            Style::Plain => ScalarStyle::Plain,
            Style::SingleQuoted | Style::DoubleQuoted => ScalarStyle::Quoted,
            Style::Literal => ScalarStyle::Literal,
            Style::Folded => ScalarStyle::Folded,
        };
        let is_text = tag.is_some_and(|tag| !tag.is_yaml_core_schema() || tag.suffix == "str");
        if is_text {
            return Value::Scalar(Scalar { text: text.to_owned(), style, kind: ScalarKind::Text });
        }
        Value::scalar(text, style)
    }

    fn tag(&mut self, tag: Option<&Tag>, span: Span) {
        let Some(tag) = tag else { return };
        // `! text` says only that the scalar is a text.
        let is_non_specific = tag.handle.is_empty() && tag.suffix == "!";
        if self.beyond == 0 && !tag.is_yaml_core_schema() && !is_non_specific {
            let message = format!("the tag `{tag}` has no meaning here; its value counts");
            self.problems.push(Problem::new(ProblemKind::Tag, span, message));
        }
    }

    /// The parser's span of a scalar reaches over the blanks and the comment behind it.
    fn scalar_span(&self, span: Span, style: Style) -> Span {
        let quote = match style {
            Style::SingleQuoted => '\'',
            Style::DoubleQuoted => '"',
            _ => return self.trimmed(span),
        };
        let text = self.text(span);
        let Some(opening) = text.find(quote) else { return self.trimmed(span) };
        let mut characters = text.char_indices().skip_while(|(at, _)| *at <= opening).peekable();
        while let Some((at, character)) = characters.next() {
            if quote == '"' && character == '\\' {
                characters.next();
            } else if character == quote
                && (quote == '"' || characters.next_if(|(_, next)| *next == quote).is_none())
            {
                return Span::new(span.start, span.start + offset(at + 1));
            }
        }
        self.trimmed(span)
    }

    fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start, span.start + offset(self.text(span).trim_end().len()))
    }

    fn text(&self, span: Span) -> &'source str {
        Span::new(span.start - self.base, span.end - self.base).text(self.source)
    }
}

/// Where each character lies; the parser counts characters.
struct Places {
    base: u32,
    /// Nothing where every character is one byte.
    offsets: Option<Vec<u32>>,
    length: usize,
}

impl Places {
    fn new(source: &str, base: u32) -> Self {
        let offsets =
            (!source.is_ascii()).then(|| source.char_indices().map(|(at, _)| offset(at)).collect());
        Self { base, offsets, length: source.len() }
    }

    fn of(&self, character: usize) -> u32 {
        let end = offset(self.length);
        let within = match &self.offsets {
            None => offset(character).min(end),
            Some(offsets) => offsets.get(character).copied().unwrap_or(end),
        };
        self.base + within
    }

    fn span(&self, marked: MarkedSpan) -> Span {
        Span::new(self.of(marked.start.index()), self.of(marked.end.index()))
    }
}

/// Reads one entry alone, where it is YAML and a mapping of one key.
pub(super) fn read_entry(source: &str, base: u32) -> Option<Read> {
    let read = read(source, base).ok()?;
    (read.entries.len() == 1).then_some(read)
}

/// The text of a double-quoted or single-quoted scalar; nothing where it is none.
pub(super) fn unquoted(text: &str) -> Option<Cow<'_, str>> {
    let mut scalars = Vec::new();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::Scalar(text, Style::SingleQuoted | Style::DoubleQuoted, ..), _)) => {
                scalars.push(text);
            }
            Ok((
                Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd,
                _,
            )) => {}
            _ => return None,
        }
    }
    if scalars.len() == 1 { scalars.pop() } else { None }
}
