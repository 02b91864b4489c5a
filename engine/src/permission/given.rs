//! What an agent is given for one action: what is compared, decided and proven.

use super::{Pattern, Precedence, Rank, Rule};

/// What an agent is given for one action: its rules, and what it has to use them on.
#[derive(Debug, Clone, Default)]
pub struct Given<'r> {
    /// The rules, all of one action.
    pub rules: Vec<&'r Rule>,
    /// What the agent has: nothing else is given, whatever the rules say. None where every resource counts.
    pub has: Option<Vec<&'r Pattern>>,
    /// Which of several rules counts.
    pub precedence: Precedence,
}

impl<'r> Given<'r> {
    /// Rules that are put together as in this language, about resources that all count.
    #[must_use]
    pub fn of(rules: Vec<&'r Rule>) -> Self {
        Self { rules, ..Self::default() }
    }

    /// Whether something else than a denial may come of what no rule matches, or the last rule counts.
    pub(super) fn is_open(&self) -> bool {
        self.precedence == Precedence::Last
            || self.rules.iter().any(|rule| rule.rank == Rank::Otherwise)
    }

    /// All that decides what is given, as a text that only what gives the same has.
    #[must_use]
    pub fn content(&self) -> String {
        let mut lines: Vec<String> = self.rules.iter().map(|rule| rule.content()).collect();
        let precedence = match self.precedence {
            Precedence::Strictest => {
                lines.sort_unstable();
                lines.dedup();
                "strictest"
            }
            Precedence::Last => "last",
        };
        let mut text = String::from(precedence);
        // A pattern may hold any character, so that its length stands before it.
        let mut add = |lines: &[String]| {
            text.push_str(&format!("\n{}\n", lines.len()));
            lines.iter().for_each(|line| text.push_str(&format!("{}:{line}\n", line.len())));
        };
        add(&lines);
        if let Some(has) = &self.has {
            let mut has: Vec<String> = has.iter().map(|pattern| pattern.content()).collect();
            has.sort_unstable();
            has.dedup();
            add(&has);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, Precedence};
    use crate::permission::{Action, Effect, Pattern, Rule};

    fn read(pattern: &str) -> Pattern {
        Pattern::read(Action::Read, pattern).expect("a pattern")
    }

    #[test]
    fn only_what_gives_the_same_has_the_same_content() {
        let rules = [
            Rule::new(Effect::Allow, Action::Read, read("a")),
            Rule::new(Effect::Deny, Action::Read, read("b")),
        ];
        let [first, second] = &rules;
        let has = read("a");
        let last = |rules| Given { precedence: Precedence::Last, ..Given::of(rules) };
        let all = [
            Given::of(vec![]),
            Given { has: Some(vec![]), ..Given::of(vec![]) },
            Given::of(vec![first]),
            Given::of(vec![first, second]),
            Given { has: Some(vec![&has]), ..Given::of(vec![first, second]) },
            last(vec![first, second]),
            last(vec![second, first]),
        ];
        let mut contents: Vec<String> = all.iter().map(Given::content).collect();
        contents.sort_unstable();
        contents.dedup();
        assert_eq!(contents.len(), all.len());
        let twice = Given::of(vec![second, first, second]);
        assert_eq!(twice.content(), Given::of(vec![first, second]).content());
    }
}
