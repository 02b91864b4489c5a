//! What one edit costs in a workspace of 10,000 agents.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a measurement may stop"
)]

use std::sync::Arc;

use bailiwick_benches::fleet::{self, Plan};
use bailiwick_benches::prose::Prose;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Disk;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, Kind};
use criterion::{Criterion, criterion_group, criterion_main};

const AGENTS: usize = 10_000;

/// Two texts of a file by turns, so that every round is an edit.
fn turns(text: &str, from: &str, to: &str) -> [Arc<str>; 2] {
    assert!(text.contains(from), "`{from}` is not there");
    [Arc::from(text.replacen(from, to, 1)), Arc::from(text)]
}

fn base_of(workspace: &Workspace) -> (String, usize) {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for (_, agent) in workspace.fleet().sorted(Kind::Agent) {
        let extends = agent.children_of(&vocabulary::EXTENDS).next().unwrap();
        *counts.entry(extends.text().unwrap().to_owned()).or_default() += 1;
    }
    counts.into_iter().min_by_key(|(_, count)| count.abs_diff(500)).unwrap()
}

fn edits(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { agents: AGENTS, seed: 1 };
    let prose = Prose::find();
    plan.write(&prose, &plan.files(&prose), folder.path()).unwrap();
    let path = folder.path().join("shared/bases.kdl");
    let shared = std::fs::read_to_string(&path).unwrap();
    // Each base in a file of its own, so that one edit touches one base.
    let (start, rest) = shared.split_at(shared.find("\nbase ").unwrap());
    std::fs::write(&path, start).unwrap();
    for (at, base) in rest.split("\nbase ").skip(1).enumerate() {
        std::fs::write(
            folder.path().join(format!("shared/base-{at:02}.kdl")),
            format!("base {base}"),
        )
        .unwrap();
    }
    let disk = Disk::at(folder.path());
    let mut workspace = load(&disk);
    let shown = workspace.diagnostics().diagnostics;
    assert!(shown.is_empty(), "{:?}", shown.first());

    let agent = FilePath::new(fleet::path(AGENTS / 2));
    let text = workspace.source(&agent).unwrap();
    let texts = turns(&text, "daily work", "weekly work");
    let mut round = 0;
    criterion.bench_function("edit of one agent", |bencher| {
        bencher.iter(|| {
            round += 1;
            let touched = workspace.set_text(&disk, &agent, Arc::clone(&texts[round % 2]));
            touched.iter().map(|id| workspace.diagnostics_of(*id).len()).sum::<usize>()
        });
    });

    let (name, dependents) = base_of(&workspace);
    let base = workspace.fleet().find(Kind::Base, &name).unwrap().path().clone();
    let text = workspace.source(&base).unwrap();
    let texts = turns(&text, "cost-per-run \"1.00 USD\"", "cost-per-run \"1.10 USD\"");
    assert!(workspace.set_text(&disk, &base, Arc::clone(&texts[0])).len() > dependents);
    println!("the base has {dependents} agents of {AGENTS}");
    criterion.bench_function("edit of a base", |bencher| {
        bencher.iter(|| {
            round += 1;
            let touched = workspace.set_text(&disk, &base, Arc::clone(&texts[round % 2]));
            touched.iter().map(|id| workspace.diagnostics_of(*id).len()).sum::<usize>()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = edits
}
criterion_main!(benches);
