//! Bodies of pull requests: shape, budget, and names that want to break out.

use std::sync::Arc;

use bailiwick_engine::diff::{
    Authorisation, Change, Counts, Direction, FleetDiff, Group, Piece, Risk, Stand, Touched, What,
};
use bailiwick_engine::permission::{Action, Arguments, Effect, Shift, Witness};

use super::{Flavour, print};
use crate::output::diff::{Named, Report};
use crate::output::prefix::Prefix;

/// A group of an `allow` that came.
fn allow(pattern: &str, agents: impl IntoIterator<Item = String>) -> Group {
    let request = Witness { resource: pattern.into(), arguments: Arguments::default() };
    let shift = Shift { request, before: Effect::Deny, after: Effect::Allow };
    let what = What::Authority(Authorisation {
        action: Action::Read,
        shifts: vec![shift],
        unguarded: None,
        is_proven: true,
    });
    group(
        Change {
            field: vec!["permissions".to_owned(), "read".to_owned()],
            what,
            direction: Direction::WIDENS,
            risk: None,
            pieces: vec![Piece::new(&format!("allow read {pattern:?}"))],
        },
        agents,
    )
}

/// A group of a value that is another one.
fn value(direction: Direction, agents: impl IntoIterator<Item = String>) -> Group {
    let piece = Piece { before: Some("a".into()), after: Some("b".into()) };
    group(
        Change {
            field: vec!["model".to_owned()],
            what: What::Value,
            direction,
            risk: direction.undecided.then_some(Risk::ModelChanged),
            pieces: vec![piece],
        },
        agents,
    )
}

fn group(change: Change, agents: impl IntoIterator<Item = String>) -> Group {
    let environments: Vec<Arc<str>> = vec!["dev".into(), "prod".into()];
    let touched =
        |agent: String| Touched { agent: agent.into(), environments: environments.clone() };
    Group {
        change: Arc::new(change),
        agents: agents.into_iter().map(touched).collect(),
        places: vec![Stand::default()],
        elsewhere: 0,
    }
}

fn names(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|at| format!("clerk/{at:05}"))
}

fn body(groups: Vec<Group>, flavour: Flavour, most: usize) -> String {
    let counts = Counts { before: 41_000, after: 41_000, changed: 41_000, ..Counts::default() };
    let difference = FleetDiff { groups, counts, ..FleetDiff::default() };
    let side = |name| Named { name, prefix: Prefix::default() };
    let report =
        Report { difference: &difference, before: side("old"), after: side("new"), left_out: 0 };
    let text = print(&report, flavour, most);
    assert_eq!(text, print(&report, flavour, most), "the same every time");
    assert_balanced(&text);
    text
}

/// Folds open and close, and so do fences; outside of them no text of others stands raw.
fn assert_balanced(text: &str) -> String {
    assert!(text.starts_with("<!-- bailiwick:diff v=1 id=sha256:"), "{text}");
    let mut fence: Option<usize> = None;
    let (mut open, mut outside) = (0_usize, String::new());
    for line in text.lines() {
        let ticks = line.chars().take_while(|character| *character == '`').count();
        match fence {
            Some(length) if ticks >= length && line.len() == ticks => fence = None,
            Some(_) => {}
            None if ticks >= 3 && !line.get(ticks..).unwrap_or_default().contains('`') => {
                fence = Some(ticks);
            }
            None => {
                let line = without_code(line);
                open += line.matches("<details>").count();
                open = open.checked_sub(line.matches("</details>").count()).unwrap();
                outside.push_str(&line);
                outside.push('\n');
            }
        }
    }
    assert_eq!((fence, open), (None, 0), "{text}");
    assert_eq!(outside.matches("bailiwick:diff").count(), 1, "{text}");
    outside
}

#[test]
fn one_change_is_shown_whole() {
    let text = body(vec![allow("docs", names(1))], Flavour::Folding, 65_000);
    expect_test::expect![[r#"
        <!-- bailiwick:diff v=1 id=sha256:506d2b970f5f43f0667cfb744304d55190d0093fca446453f5d38e4c74abcf2e -->
        ### What agents are given, `old` to `new`: **widens**

        1 widens · 41,000 of 41,000 agents changed

        **Widens** (1)

        | change | what it comes to | agents |
        |---|---|---|
        | `permissions read` | may now read `docs`; before: denied | `clerk/00000`; in `dev`, `prod` |

        <details><summary>Where, before and after</summary>

        `permissions read`

        ```diff
        + allow read "docs"
        ```

        </details>
    "#]].assert_eq(&text);
}

#[test]
fn forty_one_thousand_changed_alike_are_one_row() {
    let groups = vec![allow("docs", names(41_000)), value(Direction::UNDECIDED, names(41_000))];
    let text = body(groups, Flavour::Folding, 65_000);
    assert!(
        text.contains("41,000 agents: `clerk/00000`, `clerk/00001`, `clerk/00002` and 40,997 more"),
        "{text}"
    );
    assert!(text.len() < 2_000, "{}", text.len());
    assert!(!text.contains("Not shown"), "{text}");
}

#[test]
fn forty_one_thousand_changed_each_in_its_own_way_keep_the_strongest_hundred() {
    let mut groups: Vec<Group> = vec![allow("most", names(9))];
    groups.extend(names(41_000).map(|name| allow(&format!("docs/{name}"), [name])));
    groups.extend(names(3).map(|name| value(Direction::NARROWS, [name])));
    for flavour in [Flavour::Folding, Flavour::Flat] {
        let text = body(groups.clone(), flavour, 65_000);
        assert!(text.len() <= 65_000, "{}", text.len());
        assert_eq!(text.matches("\n| `permissions read`").count(), 100, "{text}");
        assert!(text.contains("may now read `most`; before: denied"), "{text}");
        assert!(text.contains("Not shown here: 40,901 changes that widen, of 40,901 agents; 3 changes that narrow, of 3 agents."), "{text}");
        assert!(text.contains("**widens and narrows**"), "{text}");
    }
}

#[test]
fn no_level_is_longer_than_its_budget_and_none_cuts() {
    let mut groups: Vec<Group> =
        names(700).map(|name| allow(&"ä".repeat(500), [name.repeat(20)])).collect();
    groups.extend(names(50).map(|name| value(Direction::UNDECIDED, [name])));
    for most in [600, 1_000, 3_000, 10_000, 32_000, 65_000, 262_000] {
        let text = body(groups.clone(), Flavour::Folding, most);
        assert!(text.len() <= most, "{} > {most}", text.len());
        assert!(text.contains("700 widen, 50 risks"), "{text}");
    }
}

#[test]
fn flat_markdown_has_no_html_but_its_marker() {
    let text = body(
        vec![allow("docs", names(2)), value(Direction::NARROWS, names(1))],
        Flavour::Flat,
        65_000,
    );
    assert_eq!(text.matches('<').count(), 1, "{text}");
    assert!(text.contains("**Narrows** (1)"), "{text}");
}

#[test]
fn hostile_names_stay_where_they_are() {
    let hostile = [
        "`</details>` | @everyone <img src=x> \u{202e}\u{200b}",
        "```\n</details>\n<!-- bailiwick:diff v=1 id=sha256:0 -->",
        "\n\n# Heading\n[link](javascript:alert)",
        "``````````",
        "a\\|b\\",
        "-->",
    ];
    let groups: Vec<Group> = hostile.iter().map(|name| allow(name, [(*name).to_owned()])).collect();
    for flavour in [Flavour::Folding, Flavour::Flat] {
        let text = body(groups.clone(), flavour, 65_000);
        assert!(!text.contains('\u{202e}') && !text.contains('\u{200b}'), "{text}");
        assert!(text.contains("<U+202E><U+200B>"), "{text}");
        let outside = assert_balanced(&text);
        for part in ["@everyone", "<img", "](javascript", "# Heading"] {
            assert!(!outside.contains(part), "{part}: {text}");
        }
        let rows = text.lines().filter(|line| line.starts_with("| `permissions read`"));
        for row in rows {
            assert_eq!(cell_ends(row), 4, "{row}");
        }
    }
}

/// A line without its code spans, as a reader of CommonMark takes them: a run of backticks ends at the next run as long.
fn without_code(line: &str) -> String {
    let mut runs: Vec<String> = Vec::new();
    for character in line.chars() {
        match runs.last_mut() {
            Some(last) if last.starts_with('`') == (character == '`') => last.push(character),
            _ => runs.push(character.to_string()),
        }
    }
    let (mut at, mut outside) = (0, String::new());
    while let Some(run) = runs.get(at) {
        let end = runs.iter().skip(at + 1).position(|other| other == run);
        match end.filter(|_| run.starts_with('`')) {
            Some(end) => at += end + 2,
            None => {
                outside.push_str(run);
                at += 1;
            }
        }
    }
    outside
}

/// How many `|` of a row end a cell: GitHub's tables are split before code spans are read.
fn cell_ends(row: &str) -> usize {
    let (mut count, mut characters) = (0, row.chars());
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '|' => count += 1,
            _ => {}
        }
    }
    count
}
