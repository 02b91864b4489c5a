//! Every example workspace is clean: no warnings, no errors.

use std::path::Path;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::rule::Severity;

#[test]
#[expect(clippy::disallowed_methods, reason = "the test looks for the examples itself")]
fn every_example_workspace_is_clean() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut checked = 0;
    let mut found = Vec::new();
    for folder in std::fs::read_dir(examples).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.join("bailiwick.kdl").is_file() {
            continue;
        }
        checked += 1;
        let workspace = load(&Disk::at(&folder));
        for diagnostic in workspace.diagnostics().diagnostics {
            let line = format!(
                "{:?} {} {}/{}:{} {}",
                diagnostic.severity,
                diagnostic.rule.name,
                folder.file_name().unwrap().to_string_lossy(),
                diagnostic.primary.path,
                diagnostic.primary.span.start,
                diagnostic.message
            );
            eprintln!("{line}");
            if diagnostic.severity > Severity::Info {
                found.push(line);
            }
        }
    }
    assert!(checked >= 3, "only {checked} examples");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
