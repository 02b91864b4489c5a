//! Where in a Markdown text a place stands: in code, in quotation marks, in prose.

/// Looks at one place of a Markdown text.
pub(crate) struct Markdown<'a> {
    text: &'a str,
}

impl<'a> Markdown<'a> {
    /// Looks at this text.
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Whether the place is in code or in quotation marks: shown, not said.
    pub(crate) fn is_shown(&self, at: usize) -> bool {
        self.is_code(at) || self.is_quoted(at)
    }

    /// Whether the place is in a fenced block or a code span.
    pub(crate) fn is_code(&self, at: usize) -> bool {
        self.is_fenced(at) || self.before(at).matches('`').count() % 2 == 1
    }

    /// Whether the place is in a fenced block.
    pub(crate) fn is_fenced(&self, at: usize) -> bool {
        let mut fence: Option<(char, usize)> = None;
        let before = self.text.get(..at).unwrap_or_default();
        let complete = before.rfind('\n').and_then(|end| before.get(..end)).unwrap_or_default();
        for line in complete.lines() {
            let line = line.trim_start_matches([' ', '>', '\t']);
            let Some(mark) = line.chars().next().filter(|mark| matches!(mark, '`' | '~')) else {
                continue;
            };
            let length = line.chars().take_while(|character| *character == mark).count();
            match fence {
                None if length >= 3 => fence = Some((mark, length)),
                Some((open, least))
                    if open == mark && length >= least && line.trim_end().len() == length =>
                {
                    fence = None;
                }
                _ => {}
            }
        }
        fence.is_some()
    }

    /// Whether the place is between quotation marks of its paragraph.
    fn is_quoted(&self, at: usize) -> bool {
        let before = self.paragraph_before(at);
        if before.trim_start().starts_with('>') || before.matches('"').count() % 2 == 1 {
            return true;
        }
        let pairs = [('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“')];
        let is_open =
            pairs.iter().any(|(open, close)| match (before.rfind(*open), before.rfind(*close)) {
                (Some(open), Some(close)) => open > close,
                (Some(_), None) => true,
                _ => false,
            });
        // An apostrophe opens only after a space and closes only before none.
        let single = before.rfind(" '").or(before.rfind("('")).is_some_and(|open| {
            let rest = before.get(open + 2..).unwrap_or_default();
            !rest.contains("' ") && !rest.contains("'.") && !rest.contains("',")
        });
        is_open || single
    }

    /// The line of the place up to it.
    fn before(&self, at: usize) -> &'a str {
        let before = self.text.get(..at).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    fn paragraph_before(&self, at: usize) -> &'a str {
        let before = self.text.get(..at).unwrap_or_default();
        let start = ["\n\n", "\n- ", "\n* ", "\n#"]
            .iter()
            .filter_map(|end| before.rfind(end))
            .max()
            .unwrap_or(0);
        before.get(start..).unwrap_or_default()
    }
}
