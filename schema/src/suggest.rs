//! The nearest right name to a wrong one.

#[cfg(test)]
mod tests;

use std::fmt::Display;

/// The candidate that `name` was most likely meant to be; none where no candidate is near.
///
/// Near is an optimal string alignment distance of at most a third of the length, and at least one; case and the
/// difference of `_` and `-` do not count. For one search among few candidates; [`Candidates`] is for many.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut search = Search::new(name);
    for candidate in candidates {
        search.look_at(candidate);
    }
    search.best.map(|(_, candidate)| candidate)
}

/// Asks whether this was meant; what is said of it stands in backticks.
#[must_use]
pub fn question(near: impl Display) -> String {
    format!("did you mean `{near}`?")
}

/// Candidates for many searches, put in order once.
///
/// A search looks at all of them where they are few, and otherwise at those that begin or end most like the name, so that
/// the time of many searches among many candidates stays linear.
#[derive(Debug)]
pub struct Candidates<'a> {
    by_start: Vec<&'a str>,
    by_end: Vec<&'a str>,
}

/// How many candidates are few; of more, half as many are looked at in each order.
const FEW: usize = 1024;

impl<'a> Candidates<'a> {
    /// Puts these in order.
    #[must_use]
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_start: Vec<&'a str> = candidates.into_iter().collect();
        by_start.sort_unstable();
        by_start.dedup();
        let mut by_end = Vec::new();
        if by_start.len() > FEW {
            by_end.clone_from(&by_start);
            by_end.sort_unstable_by(|a, b| a.bytes().rev().cmp(b.bytes().rev()));
        }
        Self { by_start, by_end }
    }

    /// Whether there is no candidate at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.by_start.is_empty()
    }

    /// Whether a name is one of the candidates.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.by_start.binary_search(&name).is_ok()
    }

    /// The candidate nearest to a name, as [`nearest`] finds it.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&'a str> {
        if self.by_end.is_empty() {
            return nearest(name, self.by_start.iter().copied());
        }
        let start = self.by_start.partition_point(|other| *other < name);
        let end = self.by_end.partition_point(|other| other.bytes().rev().lt(name.bytes().rev()));
        nearest(name, around(&self.by_start, start).chain(around(&self.by_end, end)).copied())
    }
}

fn around<'s, 'a>(sorted: &'s [&'a str], at: usize) -> impl Iterator<Item = &'s &'a str> {
    let from = at.saturating_sub(FEW / 4);
    sorted.iter().skip(from).take(FEW / 2)
}

/// A search for the candidate nearest to one name.
struct Search<'a> {
    name: Vec<char>,
    other: Vec<char>,
    /// The row of the distance table being filled, and the two before it.
    rows: [Vec<usize>; 3],
    limit: usize,
    best: Option<(usize, &'a str)>,
}

/// Longer names than this are no slips of the finger, and the distance is quadratic.
const LONGEST: usize = 128;

impl<'a> Search<'a> {
    fn new(name: &str) -> Self {
        let mut search = Self {
            name: Vec::new(),
            other: Vec::new(),
            rows: [Vec::new(), Vec::new(), Vec::new()],
            limit: (name.chars().take(LONGEST).count() / 3).max(1),
            best: None,
        };
        if name.len() <= LONGEST {
            search.name.extend(folded(name));
        }
        search
    }

    /// Keeps the candidate where it is nearer than all before it, or as near and first by name.
    fn look_at(&mut self, candidate: &'a str) {
        let length = candidate.len();
        if self.name.is_empty() || length == 0 || length > LONGEST {
            return;
        }
        self.other.clear();
        self.other.extend(folded(candidate));
        let limit = self.best.map_or(self.limit, |(distance, _)| distance);
        let Some(distance) = self.distance(limit) else { return };
        if self.best.is_none_or(|best| (distance, candidate) < best) {
            self.best = Some((distance, candidate));
        }
    }

    /// The optimal string alignment distance of the name and the other one, if it is at most this.
    ///
    /// Source: Boytsov, Indexing methods for approximate dictionary searching, 2011, section 2.2.
    fn distance(&mut self, limit: usize) -> Option<usize> {
        let (name, other) = (&self.name, &self.other);
        if name.len().abs_diff(other.len()) > limit {
            return None;
        }
        let [row, last, before] = &mut self.rows;
        last.clear();
        last.extend(0..=other.len());
        let mut left = 0;
        for (at, wanted) in name.iter().enumerate() {
            row.clear();
            left = at + 1;
            row.push(left);
            let mut least = left;
            for (column, found) in other.iter().enumerate() {
                let above = last.get(column + 1)? + 1;
                let diagonal = last.get(column)? + usize::from(wanted != found);
                left = above.min(diagonal).min(left + 1);
                if at > 0
                    && column > 0
                    && other.get(column - 1) == Some(wanted)
                    && name.get(at - 1) == Some(found)
                {
                    left = left.min(before.get(column - 1)? + 1);
                }
                least = least.min(left);
                row.push(left);
            }
            // What a row cannot reach, the next can reach by a swap of two from the row before only.
            if least > limit && last.iter().all(|distance| *distance >= limit) {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        (left <= limit).then_some(left)
    }
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    let fold = |character: char| if character == '_' { '-' } else { character };
    name.chars().flat_map(char::to_lowercase).map(fold)
}
