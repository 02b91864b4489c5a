//! How large what was made is, and how it is spread.

use std::fmt;

use super::{Made, Plan, agent};
use crate::prose::Prose;

/// Sizes and shares of a made workspace.
#[derive(Debug, Clone)]
pub struct Distribution {
    agents: usize,
    kdl: Sizes,
    declarations: Sizes,
    instructions: Sizes,
    all: Sizes,
    stages: Vec<(&'static str, usize)>,
    overlaid: usize,
    source: &'static str,
}

#[derive(Debug, Clone, Default)]
struct Sizes {
    count: usize,
    bytes: usize,
    median: usize,
    least: usize,
    most: usize,
}

impl Sizes {
    fn of<'a>(files: impl Iterator<Item = &'a Made>) -> Self {
        let mut sizes: Vec<usize> = files.map(|made| made.text.len()).collect();
        sizes.sort_unstable();
        Self {
            count: sizes.len(),
            bytes: sizes.iter().sum(),
            median: sizes.get(sizes.len() / 2).copied().unwrap_or(0),
            least: sizes.first().copied().unwrap_or(0),
            most: sizes.last().copied().unwrap_or(0),
        }
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, bytes, median, least, most } = self;
        write!(f, "{count} files, {bytes} bytes, median {median}, from {least} to {most}")
    }
}

impl Distribution {
    pub(super) fn of(plan: &Plan, prose: &Prose, files: &[Made]) -> Self {
        let below = |folder: &'static str| {
            Sizes::of(files.iter().filter(move |made| made.path.starts_with(folder)))
        };
        let stages = ["draft", "review", "canary", "active"].map(|stage| {
            (stage, (0..plan.agents).filter(|at| agent::stage(plan, *at) == stage).count())
        });
        Self {
            agents: plan.agents,
            kdl: Sizes::of(files.iter().filter(|made| made.path.ends_with(".kdl"))),
            declarations: below("agents/"),
            instructions: below("instructions/"),
            all: Sizes::of(files.iter()),
            stages: stages.to_vec(),
            overlaid: (0..plan.agents).filter(|at| agent::is_overlaid(plan, *at)).count(),
            source: prose.source,
        }
    }
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} agents, 30 bases at depth 3, 21 servers, 30 skills, 3 environments",
            self.agents
        )?;
        writeln!(f, "agents:       {}", self.declarations)?;
        writeln!(f, "all KDL:      {}", self.kdl)?;
        writeln!(f, "instructions: {}, made of {}", self.instructions, self.source)?;
        writeln!(f, "everything:   {}", self.all)?;
        for (stage, count) in &self.stages {
            writeln!(f, "stage {stage}: {count}")?;
        }
        writeln!(f, "with a block for prod: {}", self.overlaid)
    }
}
