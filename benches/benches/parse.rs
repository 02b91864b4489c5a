//! How fast declarations are parsed and decoded.

use std::sync::Arc;

use bailiwick_benches::fleet::Plan;
use bailiwick_benches::prose::Prose;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{self, Limits};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn declarations() -> Vec<(FilePath, Arc<str>)> {
    let plan = Plan { agents: 200, seed: 1 };
    plan.files(&Prose::find())
        .into_iter()
        .filter(|made| made.path.starts_with("agents/"))
        .map(|made| (FilePath::new(made.path), Arc::from(made.text)))
        .collect()
}

fn parse(criterion: &mut Criterion) {
    let declarations = declarations();
    let limits = Limits::default();
    let bytes: usize = declarations.iter().map(|(_, text)| text.len()).sum();
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("declarations", |bencher| {
        bencher.iter(|| {
            for (path, text) in &declarations {
                std::hint::black_box(syntax::parse(path, Arc::clone(text), &limits));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
