//! The rules of one agent, 46 of all actions, and requests as such agents make them.

use bailiwick_engine::permission::{Action, Effect};

use crate::argument::{Passed, Value, Wanted};
use crate::random::Random;
use crate::rule::Written;

/// Effect, action and patterns, a rule each.
const PLAIN: [(Effect, Action, &[&str]); 20] = [
    (Effect::Deny, Action::Read, &["**/.env", "~/.ssh/**", "~/.aws/**", "data/*/private/**"]),
    (Effect::Allow, Action::Read, &["handbook/**", "docs/sales/**", "data/sales/**"]),
    (
        Effect::Allow,
        Action::Read,
        &["plans/**", "logs/**", "work/17/**", "inbox/17/**", "README.md"],
    ),
    (Effect::Deny, Action::Write, &[".github/**", "reports/sales/final/**"]),
    (Effect::Ask, Action::Write, &["reports/sales/**", "docs/sales/**"]),
    (
        Effect::Allow,
        Action::Write,
        &["drafts/sales/**", "scratch/**", "archive/**", "work/17/out/**"],
    ),
    (Effect::Deny, Action::Run, &["git push --force **", "git reset --hard **"]),
    (Effect::Ask, Action::Run, &["git push origin **", "git commit **"]),
    (Effect::Allow, Action::Run, &["git status **", "git log **", "rg **", "make -C work/17 **"]),
    (Effect::Deny, Action::Fetch, &["https://internal.acme.example/**"]),
    (Effect::Allow, Action::Fetch, &["https://docs.acme.example/sales/**"]),
    (Effect::Allow, Action::Fetch, &["https://api.sales.acme.example/v1/**"]),
    (Effect::Ask, Action::Fetch, &["https://hooks-17.acme.example/v2/**"]),
    (Effect::Deny, Action::Call, &["crm/delete_**"]),
    (Effect::Ask, Action::Call, &["mail/**"]),
    (Effect::Allow, Action::Call, &["crm/get_**", "crm/list_**"]),
    (Effect::Allow, Action::Delegate, &["team/**"]),
    (Effect::Deny, Action::Delegate, &["team/finance/**"]),
    (Effect::Allow, Action::Recall, &["sales/**"]),
    (Effect::Ask, Action::Remember, &["sales/shared/**"]),
];

/// All of them, some with a condition.
pub fn rules() -> Vec<Written> {
    let plain = |(effect, action, patterns): &(Effect, Action, &[&str])| -> Vec<Written> {
        patterns.iter().map(|pattern| rule(*effect, *action, pattern, Vec::new())).collect()
    };
    let mut rules: Vec<Written> = PLAIN.iter().flat_map(plain).collect();
    let currency = || wanted(&["currency"], vec![Value::Text("eur"), Value::Text("usd")]);
    let when = |effect, pattern: &str, all| rule(effect, Action::Call, pattern, all);
    rules.extend([
        when(
            Effect::Allow,
            "payments/refund",
            vec![range(&["amount"], None, Some(50)), currency()],
        ),
        when(Effect::Ask, "payments/refund", vec![range(&["amount"], Some(51), Some(500))]),
        when(Effect::Deny, "payments/**", vec![range(&["amount"], Some(501), None)]),
        when(Effect::Allow, "orders/create", vec![range(&["order", "total"], Some(0), Some(1000))]),
        when(Effect::Ask, "orders/**", vec![wanted(&["urgent"], vec![Value::Boolean(true)])]),
        when(Effect::Allow, "orders/cancel", vec![currency()]),
    ]);
    rules
}

fn rule(effect: Effect, action: Action, pattern: &str, wanted: Vec<Wanted>) -> Written {
    Written { effect, action, pattern: pattern.to_owned(), wanted, closed: None }
}

fn wanted(place: &'static [&'static str], values: Vec<Value>) -> Wanted {
    Wanted { place, values, least: None, most: None }
}

fn range(place: &'static [&'static str], least: Option<i64>, most: Option<i64>) -> Wanted {
    Wanted { place, values: Vec::new(), least, most }
}

/// Where requests of each action go; a `{}` is any word.
const TEMPLATES: [(Action, &[&str]); 8] = [
    (
        Action::Read,
        &[
            "docs/sales/{}/{}.md",
            "data/sales/private/{}.csv",
            "handbook/{}.md",
            "work/17/{}/.env",
            "~/.ssh/{}",
            "/etc/{}",
            "src/{}/{}/{}.rs",
        ],
    ),
    (
        Action::Write,
        &["reports/sales/{}/{}.md", "reports/sales/final/{}", "scratch/{}", "src/{}.rs"],
    ),
    (
        Action::Run,
        &[
            "git status --short {}",
            "git push origin {}",
            "git push --force {}",
            "rg -n {} src/{}",
            "rm -r {}",
        ],
    ),
    (
        Action::Fetch,
        &[
            "https://docs.acme.example/sales/{}/{}",
            "https://api.sales.acme.example/v1/{}",
            "https://hooks-17.acme.example/v2/{}",
            "https://internal.acme.example/{}",
            "https://{}.example.org/{}",
        ],
    ),
    (
        Action::Call,
        &[
            "crm/get_{}",
            "crm/delete_{}",
            "payments/refund",
            "orders/create",
            "orders/cancel",
            "mail/{}",
        ],
    ),
    (Action::Delegate, &["team/{}/{}", "team/finance/{}", "{}"]),
    (Action::Recall, &["sales/{}", "{}/{}"]),
    (Action::Remember, &["sales/shared/{}", "sales/{}"]),
];

/// So many requests, the same each time; every call passes arguments.
pub fn requests(count: usize) -> Vec<(Action, String, Passed)> {
    let mut random = Random::new(46, 0);
    let one = |_| {
        let row = random.one(&[0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 7]);
        let (action, templates) = TEMPLATES[row];
        let mut text = String::new();
        for (at, between) in random.one(templates).split("{}").enumerate() {
            if at > 0 {
                text.push_str(&word(&mut random));
            }
            text.push_str(between);
        }
        let passed = if action == Action::Call { passed(&mut random) } else { Passed::new() };
        (action, text, passed)
    };
    (0..count).map(one).collect()
}

fn word(random: &mut Random) -> String {
    let letters: Vec<char> = ('a'..='z').collect();
    (0..4 + random.below(8)).map(|_| random.one(&letters)).collect()
}

fn passed(random: &mut Random) -> Passed {
    let number =
        |random: &mut Random| Value::Number(i64::try_from(random.below(1200)).unwrap_or_default());
    let mut passed = Passed::new();
    if !random.one_in(8) {
        passed.push((&["amount"], number(random)));
    }
    if random.one_in(2) {
        passed.push((&["order", "total"], number(random)));
    }
    passed.push((&["currency"], Value::Text(random.one(&["eur", "usd", "gbp"]))));
    passed.push((&["urgent"], Value::Boolean(random.one_in(4))));
    passed
}
