//! The rules of this repository: who imports whom, how long files are, what is generated, what is depended on.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "these tests read the repository and ask Cargo and git about it"
)]

#[cfg(test)]
mod dependencies;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod files;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod rules;
