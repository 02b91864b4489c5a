//! Characters that people cannot see, or that say nothing, but that a model reads.
//!
//! Source for the lists: Unicode 17, `Default_Ignorable_Code_Point`, `Bidi_Control`, general categories; UTS #51 for emoji.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{self, Limits, TokenKind};
use unicode_general_category::{GeneralCategory, get_general_category};

use super::TextRole;

/// A character or a run of them that prose has no use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusual {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The first character.
    pub character: char,
    /// How many characters there are.
    pub count: usize,
    /// Why it is unusual.
    pub kind: UnusualKind,
}

/// Why a character is unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnusualKind {
    /// It changes the direction in which text is shown.
    Bidirectional,
    /// It is of the tag block, which shows nothing.
    Tag,
    /// It has no width, where no script and no emoji needs it.
    Invisible,
    /// It is a control character, or one without a meaning.
    Meaningless,
}

/// Finds them, runs of a kind taken together.
pub(super) fn unusual(text: &str, is_ascii: bool, role: TextRole) -> Vec<Unusual> {
    let mut found = Vec::new();
    if !is_ascii {
        let mut before = None;
        let mut seen = Seen { text, is_right_to_left: None };
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if !character.is_ascii() || character == '\u{7f}' {
                let after = characters.peek().map(|(_, after)| *after);
                if let Some(kind) = seen.kind(at, before, character, after) {
                    add(&mut found, at, at + character.len_utf8(), character, kind);
                }
            }
            before = Some(character);
        }
    }
    // Without a branch a byte, so that it is done many bytes at a time.
    if text.bytes().fold(false, |found, byte| found | is_control(byte)) {
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| is_control(*byte)) {
            add(&mut found, at, at + 1, char::from(byte), UnusualKind::Meaningless);
        }
        found.sort_by_key(|unusual| unusual.start);
    }
    if role == TextRole::Source {
        escapes(text, &mut found);
    }
    found
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') & (byte != 0x0c)
}

fn add(found: &mut Vec<Unusual>, start: usize, end: usize, character: char, kind: UnusualKind) {
    match found.last_mut() {
        Some(last) if last.end == start && last.kind == kind => {
            last.end = end;
            last.count += 1;
        }
        _ => found.push(Unusual { start, end, character, count: 1, kind }),
    }
}

/// Characters that a KDL string writes as `\u{…}`; raw strings and comments hold the same signs as plain text.
fn escapes(text: &str, found: &mut Vec<Unusual>) {
    let mut strings: Option<Vec<Span>> = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"\\u{") {
        let Some(digits) = text.get(at + 3..).and_then(|rest| rest.split('}').next()) else {
            continue;
        };
        let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        let Some(character) = character.filter(|character| !character.is_ascii()) else { continue };
        let strings = strings.get_or_insert_with(|| strings_with_escapes(text));
        if !is_escape(text, strings, at) {
            continue;
        }
        let mut alone = Seen { text: "", is_right_to_left: Some(false) };
        if let Some(kind) = alone.kind(0, None, character, None) {
            add(found, at, at + 4 + digits.len(), character, kind);
        }
    }
}

/// The strings in which a backslash escapes, in order.
fn strings_with_escapes(text: &str) -> Vec<Span> {
    let parsed = syntax::parse(&FilePath::from("text.kdl"), text.into(), &Limits::default());
    let strings = parsed
        .tree
        .tokens()
        .filter(|(kind, _)| matches!(kind, TokenKind::QuotedString | TokenKind::MultiLineString));
    strings.map(|(_, span)| span).collect()
}

fn is_escape(text: &str, strings: &[Span], at: usize) -> bool {
    let behind = strings.partition_point(|span| span.start as usize <= at);
    let Some(string) = behind.checked_sub(1).and_then(|index| strings.get(index)) else {
        return false;
    };
    let before = text.get(string.start as usize..at).unwrap_or_default();
    let backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
    at < string.end as usize && backslashes.is_multiple_of(2)
}

struct Seen<'a> {
    text: &'a str,
    is_right_to_left: Option<bool>,
}

impl Seen<'_> {
    fn kind(
        &mut self,
        at: usize,
        before: Option<char>,
        character: char,
        after: Option<char>,
    ) -> Option<UnusualKind> {
        match character {
            // What nearly every text that is not ASCII is made of.
            '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{400}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{20a0}'..='\u{20c0}'
            | '\u{2190}'..='\u{23ff}'
            | '\u{2500}'..='\u{27ff}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{1f000}'..='\u{1faff}' => None,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(UnusualKind::Bidirectional),
            '\u{e0000}'..='\u{e007f}' => (!self.is_flag(at)).then_some(UnusualKind::Tag),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                (!self.is_right_to_left()).then_some(UnusualKind::Invisible)
            }
            '\u{200d}' => (!joins(before, after)).then_some(UnusualKind::Invisible),
            '\u{200c}' => (!before.is_some_and(is_joined_script)).then_some(UnusualKind::Invisible),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                (!varies(before, character)).then_some(UnusualKind::Invisible)
            }
            '\u{feff}' if at == 0 => None,
            '\u{200b}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{feff}'
            | '\u{34f}'
            | '\u{180e}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{17b4}'
            | '\u{17b5}' => Some(UnusualKind::Invisible),
            other => is_meaningless(other).then_some(UnusualKind::Meaningless),
        }
    }

    /// The flags of England, Scotland and Wales are a black flag with tags.
    fn is_flag(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let Some(flag) = before.rfind('\u{1f3f4}') else { return false };
        let tags = self.text.get(flag + 4..).unwrap_or_default();
        let spelled: String = tags.chars().map_while(of_tag).take(6).collect();
        let is_known = matches!(spelled.trim_end_matches('\u{7f}'), "gbeng" | "gbsct" | "gbwls");
        // Each tag has four bytes: five letters and the end.
        is_known && spelled.ends_with('\u{7f}') && at < flag + 4 + 6 * 4
    }

    fn is_right_to_left(&mut self) -> bool {
        let text = self.text;
        *self.is_right_to_left.get_or_insert_with(|| {
            let is_right_to_left =
                |character: char| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
            text.chars().any(|character| character != '\u{61c}' && is_right_to_left(character))
        })
    }
}

/// The ASCII character that a tag stands for.
pub(crate) fn of_tag(character: char) -> Option<char> {
    let code = u32::from(character).checked_sub(0xe_0000)?;
    char::from_u32(code).filter(char::is_ascii)
}

/// Between two emoji, or in a script that joins letters.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let pictures = before.is_some_and(is_picture) && after.is_some_and(is_picture);
    pictures || before.is_some_and(is_joined_script)
}

fn is_picture(character: char) -> bool {
    matches!(character,
        '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{a9}' | '\u{ae}')
}

/// Scripts whose spelling has joiners: Hebrew, Arabic, Syriac, those of India and South-East Asia, Mongolian.
fn is_joined_script(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}')
}

/// One selector after a character that has variants.
fn varies(before: Option<char>, selector: char) -> bool {
    let Some(before) = before else { return false };
    let is_ideograph = matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    if selector >= '\u{e0100}' {
        return is_ideograph;
    }
    let is_symbol = matches!(before, '#' | '*' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{33ff}' | '\u{1f000}'..='\u{1faff}');
    let is_invisible = matches!(before, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}');
    (is_symbol && !is_invisible) || is_ideograph || is_joined_script(before)
}

fn is_meaningless(character: char) -> bool {
    match get_general_category(character) {
        GeneralCategory::PrivateUse | GeneralCategory::Surrogate => true,
        // NEL ends lines in some old texts.
        GeneralCategory::Control => character != '\u{85}',
        GeneralCategory::Unassigned => {
            // Emoji and ideographs come with every version of Unicode.
            !matches!(character, '\u{20000}'..='\u{3ffff}')
        }
        _ => false,
    }
}
