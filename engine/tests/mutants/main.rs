//! The mutation run through the whole engine: wounded files among sound ones are decoded, composed, checked, shown and
//! formatted. No panic, no hang, no overflow.

#![expect(clippy::disallowed_methods, reason = "the test reads its cases and settings")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "the parser's tests use all of it")]
#[path = "../../../schema/tests/syntax/cases.rs"]
mod cases;
mod examples;
#[path = "../../../schema/tests/syntax/mutation.rs"]
mod mutation;
#[expect(dead_code, reason = "the parser's tests use all of it")]
#[path = "../../../schema/tests/syntax/random.rs"]
mod random;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bailiwick_engine::fleet::FileId;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_engine::{canonical, compose, show};
use bailiwick_schema::document::Item;
use bailiwick_schema::format::format;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{self, Limits, Parsed};
use bailiwick_schema::vocabulary;

use rayon::prelude::*;

use mutation::Stock;
use random::Random;

/// How many mutants are parsed: `BAILIWICK_MUTANTS`, 1,000,000 in the full run.
fn count() -> u64 {
    std::env::var("BAILIWICK_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(500)
}

/// The accepted official cases and the files of the examples, about as many of one as of the other.
fn stock() -> Stock {
    let official = cases::official().unwrap_or_default();
    let accepted: Vec<String> = official
        .into_iter()
        .filter(|case| case.expected.is_some())
        .map(|case| case.input)
        .collect();
    let examples = cases::examples();
    let times = 1 + accepted.len() / examples.len().max(1);
    Stock::new(accepted.into_iter().chain(std::iter::repeat_n(examples, times).flatten()))
}

/// A loaded example in which one file at a time is another.
struct Host {
    world: Memory,
    workspace: Workspace,
    /// The KDL files with their texts, and one that is not there yet.
    slots: Vec<(FilePath, Arc<str>)>,
}

impl Host {
    fn new(files: &examples::Files) -> Self {
        let world = examples::memory(files);
        let workspace = load(&world);
        let mut slots: Vec<(FilePath, Arc<str>)> = vec![("context/new.kdl".into(), "".into())];
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".kdl")) {
            slots.push((path.as_str().into(), std::str::from_utf8(bytes).unwrap().into()));
        }
        Self { world, workspace, slots }
    }

    /// Puts a text in a file's place, looks at everything, and puts the file back.
    fn judge(&mut self, random: &mut Random, text: &str) {
        let (path, before) = self.slots[random.below(self.slots.len())].clone();
        let touched = self.workspace.set_text(&self.world, &path, text.into());
        let id = self.workspace.fleet().file_at(&path).unwrap().0;
        assert!(touched.contains(&id), "the edited file is not checked");
        std::hint::black_box(self.workspace.diagnostics_of(id));
        if random.chance(10) {
            std::hint::black_box(self.workspace.diagnostics());
        }
        self.show(id);
        let other = touched[random.below(touched.len())];
        self.show(other);
        self.workspace.set_text(&self.world, &path, before);
    }

    /// Shows every agent and base of a file in every environment.
    fn show(&self, id: FileId) {
        let workspace = &self.workspace;
        let Some(file) = workspace.fleet().file(id) else { return };
        let scope = workspace.scope();
        let sources = scope.sources();
        let shown =
            |item: &Item<'_>| [&vocabulary::AGENT, &vocabulary::BASE].contains(&item.spec());
        for agent in file.document.roots().filter(shown) {
            let lineage = compose::lineage(workspace.fleet(), agent);
            let release = canonical::release_digest(&sources, &lineage);
            let environments = workspace.fleet().environments();
            for environment in environments.into_iter().map(Some).chain([None]) {
                let effective = workspace.effective(agent, environment);
                let json = canonical::full(&sources, &effective, release);
                let read: Result<serde_json::Value, _> = serde_json::from_str(&json);
                assert!(read.is_ok(), "{json}");
                let shown = show::kdl(&effective);
                let again = parse(&shown);
                assert!(again.diagnostics.is_empty(), "{shown}\n{:?}", again.diagnostics);
                std::hint::black_box(show::origins(&effective));
            }
        }
        for item in file.document.roots() {
            std::hint::black_box(canonical::declaration(&sources, item));
        }
    }
}

fn parse(text: &str) -> Parsed {
    syntax::parse(&FilePath::from("mutant.kdl"), Arc::from(text), &Limits::default())
}

/// What a run of mutants gave.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Mutants with two findings and a tree.
    wounded: u64,
    /// Mutants that went through the whole engine.
    judged: u64,
    /// Of these, those that the formatter took.
    formatted: u64,
    slowest: Duration,
}

impl Tally {
    fn and(self, other: Self) -> Self {
        Self {
            wounded: self.wounded + other.wounded,
            judged: self.judged + other.judged,
            formatted: self.formatted + other.formatted,
            slowest: self.slowest.max(other.slowest),
        }
    }
}

/// Judges the mutants of these seeds.
fn run(stock: &Stock, hosts: &mut [Host], seeds: Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let mut random = Random::new(seed);
        let text = stock.mutant(seed);
        let parsed = parse(&text);
        let has_tree = parsed.tree.roots().next().is_some();
        let is_wounded = has_tree && parsed.diagnostics.len() >= 2;
        tally.wounded += u64::from(is_wounded);
        // Some sound ones too: what they say reaches deeper.
        let is_judged = is_wounded || (has_tree && random.chance(5));
        if !is_judged {
            continue;
        }
        tally.judged += 1;
        let before = Instant::now();
        let host = random.below(hosts.len());
        let judge = AssertUnwindSafe(|| {
            hosts[host].judge(&mut random, &text);
            format(&parsed)
        });
        let result = catch_unwind(judge);
        assert!(result.is_ok(), "seed {seed}:\n{text}");
        tally.formatted += u64::from(result.unwrap().is_some());
        tally.slowest = tally.slowest.max(before.elapsed());
    }
    tally
}

#[test]
fn wounded_files_are_composed_checked_shown_and_formatted() {
    let stock = stock();
    let first = 0x656E_6769_6E65;
    let (count, start) = (count(), Instant::now());
    println!("{count} mutants from seed {first}");
    let seeds: Vec<u64> = (first..first + count).step_by(1_000).collect();
    // Every mutant is put back, so that hosts are as they were.
    let hosts = || -> Vec<Host> { examples::examples().iter().map(Host::new).collect() };
    let tallies = seeds
        .into_par_iter()
        .map_init(hosts, |hosts, seed| run(&stock, hosts, seed..(seed + 1_000).min(first + count)));
    let tally = tallies.reduce(Tally::default, Tally::and);
    let share = tally.wounded * 100 / count.max(1);
    println!("{:?}: {share} % of {count} wounded, {tally:?}", start.elapsed());
    assert!(share >= 30, "only {share} % have two findings and a tree");
    // No measurement: what hangs takes longer than any machine is slow.
    assert!(tally.slowest < Duration::from_secs(60), "a mutant took {:?}", tally.slowest);
}
