//! Patterns that no budget is enough for: never a pass, and never for long.

use bailiwick_engine::permission::{
    Action, Condition, Effect, Excess, Given, Pattern, Rule, compare, excess,
};

fn rules(texts: impl Iterator<Item = String>) -> Vec<Rule> {
    let rule = |(effect, text): (Effect, &str)| Rule {
        effect,
        action: Action::Read,
        pattern: Pattern::read(Action::Read, text).unwrap(),
        condition: Condition::default(),
    };
    let denied: Vec<Rule> = texts.map(|text| rule((Effect::Deny, &text))).collect();
    denied.into_iter().chain([rule((Effect::Allow, "**"))]).collect()
}

fn given(rules: &[Rule]) -> Given<'_> {
    Given { rules: rules.iter().collect(), has: None }
}

#[test]
fn fourteen_patterns_that_overlap_are_not_proven() {
    let overlapping = |count: usize| (0..count).map(|at| format!("**/x{at}/**/y{at}/*"));
    let (before, after) = (rules(overlapping(14)), rules(overlapping(15)));
    let found = compare(&given(&before), &given(&after));
    assert!(!found.is_proven && !found.is_neutral());
    assert_eq!(found.widens, None);
    let within = Pattern::read(Action::Read, "**/x0/**/y0/*").unwrap();
    assert_eq!(excess(&given(&before), Effect::Deny, &within), Excess::NotProven);
}

#[test]
fn the_same_patterns_in_folders_of_their_own_are_proven() {
    let apart = |count: usize| (0..count).map(|at| format!("f{at}/**/x/**/y/*"));
    let (before, after) = (rules(apart(14)), rules(apart(15)));
    let found = compare(&given(&before), &given(&after));
    assert!(found.is_proven && found.widens.is_none());
    assert_eq!(found.narrows.unwrap().resource.as_ref(), "f14/x/y/a");
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
