//! Chance that is the same for the same seed, on every computer and in every release.

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A source of made-up choices.
pub struct Chance(Pcg64Mcg);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(Pcg64Mcg::seed_from_u64(seed))
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        self.0.random_range(least..=most)
    }

    /// One of several. There must be one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.random_range(0..from.len())]
    }

    /// The place of one of several weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut drawn = self.between(1, weights.iter().sum());
        let reached = |weight: &u32| {
            let reached = drawn <= *weight;
            drawn = drawn.saturating_sub(*weight);
            reached
        };
        weights.iter().position(reached).unwrap_or(0)
    }

    /// Bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}
