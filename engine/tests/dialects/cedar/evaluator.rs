//! Policies of Cedar, read and evaluated by its documentation: `forbid` counts before `permit`, and what none permits is denied.

/// Policies.
pub struct PolicySet(Vec<Policy>);

/// A request.
pub struct Asked<'r> {
    pub agent: &'r str,
    pub action: &'r str,
    pub resource: &'r str,
    /// None where the context does not say.
    pub approved: Option<bool>,
}

struct Policy {
    permits: bool,
    agent: String,
    action: String,
    condition: Expression,
}

enum Expression {
    Or(Vec<Expression>),
    And(Vec<Expression>),
    Not(Box<Expression>),
    Like(Vec<Option<char>>),
    Differs(String),
    HasApproved,
    Approved,
    False,
}

impl PolicySet {
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { text };
        let mut all = Vec::new();
        while !reader.text.is_empty() {
            all.push(reader.policy());
        }
        Self(all)
    }

    pub fn permits(&self, asked: &Asked<'_>) -> bool {
        let resource: Vec<char> = asked.resource.chars().collect();
        let of = |permits: bool| {
            self.0.iter().filter(move |policy| policy.permits == permits).any(|policy| {
                policy.agent == asked.agent
                    && policy.action == asked.action
                    // A policy that fails does not apply.
                    && policy.condition.holds(asked, &resource).unwrap_or(false)
            })
        };
        of(true) && !of(false)
    }
}

impl Expression {
    /// None where an attribute is missing.
    fn holds(&self, asked: &Asked<'_>, resource: &[char]) -> Option<bool> {
        Some(match self {
            Self::Or(all) => {
                for one in all {
                    if one.holds(asked, resource)? {
                        return Some(true);
                    }
                }
                false
            }
            Self::And(all) => {
                for one in all {
                    if !one.holds(asked, resource)? {
                        return Some(false);
                    }
                }
                true
            }
            Self::Not(one) => !one.holds(asked, resource)?,
            Self::Like(pattern) => is_like(resource, pattern),
            Self::Differs(text) => asked.resource != text,
            Self::HasApproved => asked.approved.is_some(),
            Self::Approved => asked.approved?,
            Self::False => false,
        })
    }
}

/// Whether a text is like a pattern, in which none stands for any characters.
fn is_like(text: &[char], pattern: &[Option<char>]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for sign in pattern {
        match sign {
            None => {
                for at in 1..=text.len() {
                    reached[at] |= reached[at - 1];
                }
            }
            Some(sign) => {
                for at in (1..=text.len()).rev() {
                    reached[at] = reached[at - 1] && text[at - 1] == *sign;
                }
                reached[0] = false;
            }
        }
    }
    reached[text.len()]
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn takes(&mut self, word: &str) -> bool {
        self.text = self.text.trim_start();
        let rest = self.text.strip_prefix(word);
        self.text = rest.unwrap_or(self.text).trim_start();
        rest.is_some()
    }

    fn expect(&mut self, word: &str) {
        assert!(self.takes(word), "no `{word}` at {}", self.text);
    }

    /// A string; none of its signs is a star.
    fn string(&mut self) -> String {
        self.signs().into_iter().map(|sign| sign.unwrap()).collect()
    }

    /// The signs of a string; none for a star.
    fn signs(&mut self) -> Vec<Option<char>> {
        self.expect("\"");
        let mut signs = self.text.chars();
        let mut read = Vec::new();
        loop {
            read.push(match signs.next().unwrap() {
                '"' => break,
                '*' => None,
                '\\' => match signs.next().unwrap() {
                    'u' => {
                        let digits: String =
                            signs.by_ref().skip(1).take_while(|sign| *sign != '}').collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).unwrap())
                    }
                    sign => {
                        assert!("\"\\*".contains(sign), "`\\{sign}`");
                        Some(sign)
                    }
                },
                sign => Some(sign),
            });
        }
        self.text = signs.as_str().trim_start();
        read
    }

    fn policy(&mut self) -> Policy {
        if self.takes("@id(") {
            self.string();
            self.expect(")");
        }
        let permits = self.takes("permit");
        if !permits {
            self.expect("forbid");
        }
        self.expect("(principal == Agent::");
        let agent = self.string();
        self.expect(", action == Action::");
        let action = self.string();
        self.expect(", resource)");
        let is_when = self.takes("when");
        if !is_when {
            self.expect("unless");
        }
        self.expect("{");
        let read = self.any();
        self.expect("}");
        self.expect(";");
        let condition = if is_when { read } else { Expression::Not(Box::new(read)) };
        Policy { permits, agent, action, condition }
    }

    fn any(&mut self) -> Expression {
        let mut all = vec![self.every()];
        while self.takes("||") {
            all.push(self.every());
        }
        Expression::Or(all)
    }

    fn every(&mut self) -> Expression {
        let mut all = vec![self.one()];
        while self.takes("&&") {
            all.push(self.one());
        }
        Expression::And(all)
    }

    fn one(&mut self) -> Expression {
        if self.takes("!") {
            return Expression::Not(Box::new(self.one()));
        }
        if self.takes("(") {
            let inner = self.any();
            self.expect(")");
            return inner;
        }
        if self.takes("context.resource like") {
            return Expression::Like(self.signs());
        }
        if self.takes("context.resource !=") {
            return Expression::Differs(
                self.signs().into_iter().map(|sign| sign.unwrap_or('*')).collect(),
            );
        }
        if self.takes("context has approved") {
            return Expression::HasApproved;
        }
        if self.takes("context.approved") {
            return Expression::Approved;
        }
        self.expect("false");
        Expression::False
    }
}
