//! A realistic workspace of any size: the same agents, seed and corpus give the same bytes.

mod agent;
mod base;
mod report;
mod shared;

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::prose::Prose;
use crate::random::Random;

pub use agent::{name, path};
pub use report::Distribution;

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many agents.
    pub agents: usize,
    /// What everything random comes from.
    pub seed: u64,
}

/// A file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its path in the workspace.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What agents are about; each has a server, a memory, a suite, a team and documents.
pub const AREAS: [&str; 20] = [
    "accounts",
    "analytics",
    "billing",
    "catalogue",
    "claims",
    "compliance",
    "finance",
    "fraud",
    "hiring",
    "identity",
    "inventory",
    "messaging",
    "orders",
    "payments",
    "platform",
    "pricing",
    "reporting",
    "returns",
    "search",
    "shipping",
];

/// The environments, in the order that agents move through them.
pub const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];

impl Plan {
    /// How many instruction files: one for five agents, and 2,000 as soon as there are as many agents.
    #[must_use]
    pub fn instruction_files(&self) -> usize {
        (self.agents / 5).max(self.agents.min(2_000))
    }

    /// All files, in the order of their making.
    #[must_use]
    pub fn files(&self, prose: &Prose) -> Vec<Made> {
        let mut files = shared::files(self, prose);
        files.extend(base::files(self, prose));
        files.par_extend(
            (0..self.instruction_files()).into_par_iter().map(|at| self.instructions(prose, at)),
        );
        files.par_extend((0..self.agents).into_par_iter().map(|at| agent::file(self, prose, at)));
        files
    }

    /// Writes its files below a folder and tells what they are.
    ///
    /// # Errors
    ///
    /// What the disk says.
    #[expect(clippy::disallowed_methods, reason = "the generator writes its workspace")]
    pub fn write(&self, prose: &Prose, files: &[Made], folder: &Path) -> io::Result<Distribution> {
        let mut folders: Vec<&Path> =
            files.iter().filter_map(|made| Path::new(&made.path).parent()).collect();
        folders.sort_unstable();
        folders.dedup();
        for below in folders {
            std::fs::create_dir_all(folder.join(below))?;
        }
        files
            .par_iter()
            .try_for_each(|made| std::fs::write(folder.join(&made.path), &made.text))?;
        Ok(Distribution::of(self, prose, files))
    }

    fn random(&self, stream: &str, at: usize) -> Random {
        Random::new(self.seed, stream, u64::try_from(at).unwrap_or(u64::MAX))
    }

    /// One instruction file; its size is log-uniform from 1 to 16 kB, so that the median is 4 kB.
    fn instructions(&self, prose: &Prose, at: usize) -> Made {
        let mut random = self.random("instructions", at);
        let octaves = u32::try_from(random.between(0, 3)).unwrap_or(0);
        let bytes = 1_000_usize << octaves;
        let bytes = bytes + random.below(bytes);
        let title = format!("How you work on {} ({at})", random.pick(&AREAS));
        let mut text = prose.text(&mut random, &title, bytes);
        if is_template(at) {
            text.push_str("\nAll amounts are in {{ currency }}.\n");
        }
        Made { path: instruction_path(at), text }
    }
}

/// Whether instructions use a parameter: one file in ten.
const fn is_template(at: usize) -> bool {
    at.is_multiple_of(10)
}

fn instruction_path(at: usize) -> String {
    format!("instructions/{:04}/{at:06}.md", at / 100)
}
