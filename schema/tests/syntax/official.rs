//! The official test suite of KDL 2.0: all 336 cases.

use crate::{canonical, cases, errors, parse, report};

#[test]
fn every_official_case_comes_out_right() {
    let Some(cases) = cases::official() else { return };
    assert_eq!(cases.len(), 336);
    assert_eq!(cases.iter().filter(|case| case.expected.is_some()).count(), 241);
    let mut wrong = String::new();
    for case in &cases {
        let parsed = parse(&case.input);
        match &case.expected {
            None if errors(&parsed) == 0 => wrong += &format!("{}: accepted\n", case.name),
            None => {}
            Some(_) if errors(&parsed) > 0 => {
                wrong += &format!("{}: refused: {}", case.name, report(&parsed));
            }
            Some(expected) => {
                let printed = canonical::print(&parsed.tree);
                if printed.trim_end() != expected.trim_end() {
                    wrong += &format!("{}:\n{printed}instead of\n{expected}", case.name);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_refused_case_names_a_place_and_a_remedy() {
    let Some(cases) = cases::official() else { return };
    for case in cases.iter().filter(|case| case.expected.is_none()) {
        for finding in parse(&case.input).diagnostics {
            let end = finding.primary.span.end as usize;
            assert!(end <= case.input.len(), "{}: {finding:?}", case.name);
            assert!(finding.help.is_some(), "{}: {finding:?}", case.name);
            assert!(finding.message.starts_with(|c: char| !c.is_uppercase()), "{finding:?}");
        }
    }
}
