//! Patterns that no budget is enough for: never a pass, and never for long.

use bailiwick_engine::permission::{
    Action, Condition, Effect, Excess, Given, Pattern, Rule, compare, decide_alike, excess,
};

fn rules(texts: impl Iterator<Item = String>) -> Vec<Rule> {
    let rule = |(effect, text): (Effect, &str)| {
        Rule::new(effect, Action::Read, Pattern::read(Action::Read, text).unwrap())
    };
    let denied: Vec<Rule> = texts.map(|text| rule((Effect::Deny, &text))).collect();
    denied.into_iter().chain([rule((Effect::Allow, "**"))]).collect()
}

fn given(rules: &[Rule]) -> Given<'_> {
    Given::of(rules.iter().collect())
}

#[test]
fn fourteen_patterns_that_overlap_are_not_proven() {
    let overlapping = |count: usize| (0..count).map(|at| format!("**/x{at}/**/y{at}/*"));
    // What goes is matched by another one, but nobody can tell.
    let covered = ["**/x0/**/y0/**/y0/*".to_owned()];
    let (before, after) = (rules(overlapping(14).chain(covered)), rules(overlapping(14)));
    let found = compare(&given(&before), &given(&after));
    assert!(!found.is_proven && !found.is_neutral());
    assert_eq!(found.shifts, []);
    assert!(!decide_alike(&given(&before), &given(&after)));
    let within = Pattern::read(Action::Read, "**/x0/**/y0/*").unwrap();
    assert_eq!(excess(&given(&before), Effect::Deny, &within), Excess::NotProven);
}

#[test]
fn what_only_denies_more_is_proven_to_widen_nothing() {
    let overlapping = |count: usize| (0..count).map(|at| format!("**/x{at}/**/y{at}/*"));
    let (before, after) = (rules(overlapping(14)), rules(overlapping(15)));
    let found = compare(&given(&before), &given(&after));
    assert!(found.is_proven && found.widens().count() == 0);
    assert_eq!(found.narrows().count(), 1);
}

#[test]
fn the_same_patterns_in_folders_of_their_own_are_proven() {
    let apart = |count: usize| (0..count).map(|at| format!("f{at}/**/x/**/y/*"));
    let (before, after) = (rules(apart(14)), rules(apart(15)));
    let found = compare(&given(&before), &given(&after));
    assert!(found.is_proven && found.widens().count() == 0);
    assert_eq!(found.shifts[0].request.resource.as_ref(), "f14/x/y/a");
}

#[test]
fn a_pattern_too_large_for_an_automaton_is_not_proven_and_still_denies() {
    use bailiwick_engine::permission::{Arguments, Decider, Resource, decide};
    let large = format!("*a{}", "?".repeat(40));
    let (before, after) = (rules([].into_iter()), rules([large].into_iter()));
    assert!(!compare(&given(&before), &given(&after)).is_proven);
    for (path, effect) in
        [(format!("ba{}", "c".repeat(40)), Effect::Deny), ("b".to_owned(), Effect::Allow)]
    {
        let resource = Resource::read(Action::Read, &path).unwrap();
        let rules: Vec<&Rule> = after.iter().collect();
        assert_eq!(decide(&rules, &resource, &Arguments::default()).effect, effect, "{path}");
        assert_eq!(
            Decider::new(&given(&after)).decide(&resource, &Arguments::default()),
            effect,
            "{path}"
        );
    }
}

#[test]
fn what_only_a_script_shows_is_not_proven() {
    use bailiwick_engine::permission::scripts::{may_hide_change, may_hide_request};
    let run = |lines: &[(Effect, &str)]| -> Vec<Rule> {
        let rule = |(effect, text): &(Effect, &str)| {
            Rule::new(*effect, Action::Run, Pattern::read(Action::Run, text).unwrap())
        };
        lines.iter().map(rule).collect()
    };
    for shell in [
        "sh **",
        "bash -c *",
        "eval **",
        "sudo bash -lc *",
        "/bin/dash -e -c *",
        "env -S *",
        "bash5.2 -ec *",
        "bash",
        "xargs rm",
        "find . -exec **",
        "ssh host **",
    ] {
        let before = run(&[(Effect::Allow, shell), (Effect::Ask, "rm **")]);
        let after = run(&[(Effect::Allow, shell)]);
        assert!(may_hide_change(&given(&before), &given(&after)), "{shell}");
        assert!(!may_hide_change(&given(&after), &given(&before)), "{shell}");
        assert!(may_hide_request(&given(&after), Effect::Ask), "{shell}");
    }
    for other in ["sh scripts/deploy.sh", "git commit **", "ls -c", "find . -name x", "sudo ls"] {
        assert!(
            !may_hide_request(&given(&run(&[(Effect::Allow, other)])), Effect::Deny),
            "{other}"
        );
    }
}

#[test]
fn a_class_that_ends_before_a_character_does_not_hide_it() {
    let one = |text: &str| {
        let pattern = Pattern::read(Action::Read, text).unwrap();
        vec![Rule::new(Effect::Allow, Action::Read, pattern)]
    };
    for (class, witness) in
        [("[\u{1}-~]", "\u{7f}"), ("[\u{1}-\u{7f}]", "\u{80}"), ("[ -~]", "\u{1}"), ("[a-z]", "0")]
    {
        let (before, after) = (one(class), one("?"));
        let found = compare(&given(&before), &given(&after));
        assert_eq!(found.shifts[0].request.resource.as_ref(), witness, "{class}");
    }
}

#[test]
fn patterns_that_match_otherwise_have_another_spelling() {
    let spelling = |action, text| Pattern::read(action, text).unwrap().as_str().to_owned();
    assert_eq!(spelling(Action::Run, "git *\"\"*"), "git *");
    assert_eq!(spelling(Action::Run, "git **"), "git **");
    assert_ne!(spelling(Action::Read, "[e\u{301}]"), spelling(Action::Read, "[\u{e9}]"));
}

#[test]
fn many_values_of_one_argument_are_told_apart_or_not_proven() {
    use bailiwick_engine::permission::{Pointer, Scalar, When};
    let rule = |count: usize, last: &str| {
        let when = |at: usize| When {
            pointer: Pointer::named("customer"),
            values: vec![Scalar::Text(format!("c{at}").into()), Scalar::Text(last.into())],
            at_least: None,
            at_most: None,
        };
        (0..count)
            .map(|at| Rule {
                condition: Condition::new(vec![when(at)], false),
                ..Rule::new(
                    Effect::Allow,
                    Action::Call,
                    Pattern::read(Action::Call, "pay/refund").unwrap(),
                )
            })
            .collect::<Vec<_>>()
    };
    let found = compare(&given(&rule(300, "x")), &given(&rule(300, "y")));
    assert!(found.is_proven && found.widens().count() > 0 && found.narrows().count() > 0);
    let found = compare(&given(&rule(3_000, "x")), &given(&rule(3_000, "y")));
    assert!(!found.is_proven);
}

#[test]
fn a_pattern_that_is_too_long_is_told_from_where_it_is() {
    let read = |count: usize| Pattern::read(Action::Read, &"é".repeat(count));
    assert!(read(2048).is_ok());
    assert_eq!(read(2049).unwrap_err().at, 4096..4098);
}

#[test]
fn an_ask_that_may_hold_is_granted_by_an_allow_beside_it() {
    use bailiwick_engine::permission::{Pointer, Scalar, When};
    let rule = |effect: Effect, whens: Vec<When>| Rule {
        condition: Condition::new(whens, false),
        ..Rule::new(effect, Action::Call, Pattern::read(Action::Call, "pay/refund").unwrap())
    };
    let when = When {
        pointer: Pointer::named("to"),
        values: vec![Scalar::Text("abroad".into())],
        at_least: None,
        at_most: None,
    };
    let alone = vec![rule(Effect::Ask, vec![when])];
    let beside = vec![alone[0].clone(), rule(Effect::Allow, Vec::new())];
    let shifts = |before: &[Rule], after: &[Rule]| -> Vec<(Effect, Effect)> {
        let found = compare(&given(before), &given(after));
        found.shifts.iter().map(|shift| (shift.before, shift.after)).collect()
    };
    let (deny, ask, allow) = (Effect::Deny, Effect::Ask, Effect::Allow);
    assert_eq!(shifts(&alone, &beside), [(deny, allow), (deny, ask)]);
    assert_eq!(shifts(&beside, &alone), [(allow, deny), (ask, deny)]);
}
