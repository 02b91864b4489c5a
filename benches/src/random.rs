//! Numbers that look random and come from a seed.

/// A generator of numbers: SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// A generator of its own for one thing among many, so that each can be made by itself.
    #[must_use]
    pub fn new(seed: u64, stream: &str, index: u64) -> Self {
        let name = stream
            .bytes()
            .fold(seed, |sum, byte| sum.rotate_left(7) ^ u64::from(byte).wrapping_mul(0x9E37_79B9));
        let mut random = Self { state: name ^ index.wrapping_mul(0xD605_BBB5_8C8A_BC53) };
        random.number();
        random
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below the bound, or 0 where the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.number() % bound).unwrap_or(0)
    }

    /// A number from the first to the last, both included.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// Whether something happens that happens this often in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of these; an empty text where there is none.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    /// So many different ones of these, in their order.
    pub fn some<'a>(&mut self, from: &[&'a str], count: usize) -> Vec<&'a str> {
        let mut left = count.min(from.len());
        let mut picked = Vec::with_capacity(left);
        for (at, one) in from.iter().enumerate() {
            if self.below(from.len() - at) < left {
                picked.push(*one);
                left -= 1;
            }
        }
        picked
    }
}
