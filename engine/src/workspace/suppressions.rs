//! Suppressions that silence nothing, give no reason or name no rule.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::rules::FIXED_RULE;
use bailiwick_schema::path::FilePath;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::rules::{
    self, MISSPELT_SUPPRESSION, SUPPRESSION_WITHOUT_REASON, UNUSED_SUPPRESSION,
};
use crate::settings::Settings;
use crate::suppression::Suppression;

/// What is wrong with the suppressions themselves.
pub(super) fn report(
    suppressions: &FxHashMap<&FilePath, &[Suppression]>,
    used: &FxHashSet<(FilePath, u32, &'static str)>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let mut paths: Vec<(&&FilePath, &&[Suppression])> = suppressions.iter().collect();
    paths.sort_unstable_by_key(|(path, _)| **path);
    let mut found = Vec::new();
    for (path, all) in paths {
        for suppression in *all {
            one(path, suppression, used, &mut found);
        }
    }
    for diagnostic in &mut found {
        if let Some(Some(level)) = settings.levels.get(diagnostic.rule.code) {
            diagnostic.severity = *level;
        }
    }
    found.retain(|diagnostic| settings.levels.get(diagnostic.rule.code) != Some(&None));
    found
}

fn one(
    path: &FilePath,
    suppression: &Suppression,
    used: &FxHashSet<(FilePath, u32, &'static str)>,
    found: &mut Vec<Diagnostic>,
) {
    if suppression.is_misspelt {
        let message = "this comment is nearly a suppression, and silences nothing";
        let help = "write `bailiwick: allow(rule) the reason`";
        found.push(
            Diagnostic::new(&MISSPELT_SUPPRESSION, path, suppression.span, message).help(help),
        );
        return;
    }
    if suppression.reason.is_empty() {
        let message = "a suppression without a reason silences nothing";
        let help = "write why after the parenthesis: `// bailiwick: allow(rule) the reason`";
        found.push(
            Diagnostic::new(&SUPPRESSION_WITHOUT_REASON, path, suppression.span, message)
                .help(help),
        );
        return;
    }
    for (name, span) in &suppression.rules {
        let Some(rule) = rules::find(name) else {
            found.push(rules::unknown(path, *span, name));
            continue;
        };
        if rule.is_fixed() {
            let message =
                format!("`{}` is an error in every workspace; no comment silences it", rule.name);
            let fixed = Diagnostic::new(&FIXED_RULE, path, *span, message);
            found.push(fixed.help("take it away, and mend what the rule finds"));
        } else if !used.contains(&(path.clone(), suppression.span.start, rule.code)) {
            let message = format!("this suppression of `{}` silences nothing", rule.name);
            let unused =
                Diagnostic::new(&UNUSED_SUPPRESSION, path, *span, message).help("take it away");
            found.push(if suppression.rules.len() == 1 {
                unused.fix(Applicability::Safe, "take the comment away", suppression.span, "")
            } else {
                unused
            });
        }
    }
}
