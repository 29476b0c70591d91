//! Times two things in turns (A B, B A, …) and says how many times as long the one takes.

use std::time::Duration;

/// How long something takes.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures how long things take")]
pub fn timed(work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let began = std::time::Instant::now();
    work()?;
    Ok(began.elapsed())
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratio {
    /// Median of the first, in microseconds or megabytes.
    pub ours: f64,
    /// Median of the second, in the same unit.
    pub theirs: f64,
    /// Lower quartile, median and upper quartile of first ÷ second, pair by pair.
    pub quartiles: [f64; 3],
}

impl Ratio {
    /// Of so many pairs of the first and the second.
    pub fn of(measured: &[(f64, f64)]) -> Ratio {
        Ratio {
            ours: quantile(measured.iter().map(|(ours, _)| *ours), 0.5),
            theirs: quantile(measured.iter().map(|(_, theirs)| *theirs), 0.5),
            quartiles: [0.25, 0.5, 0.75].map(|at| quantile(measured.iter().map(|(ours, theirs)| ours / theirs), at)),
        }
    }
}

/// Compares two things over so many pairs, each side `times` over. At least eight pairs.
pub fn compare(
    pairs: usize,
    times: usize,
    ours: &mut dyn FnMut() -> anyhow::Result<()>,
    theirs: &mut dyn FnMut() -> anyhow::Result<()>,
) -> anyhow::Result<Ratio> {
    let several = |work: &mut dyn FnMut() -> anyhow::Result<()>| {
        timed(&mut || (0..times).try_for_each(|_| work())).map(|taken| taken.as_secs_f64() * 1e6 / times as f64)
    };
    let measured = in_turns(pairs, &mut || several(ours), &mut || several(theirs))?;
    Ok(Ratio::of(&measured))
}

/// Does two things in turns (A B, B A, …), each once unmeasured before. At least eight pairs.
pub fn in_turns<T>(
    pairs: usize,
    ours: &mut dyn FnMut() -> anyhow::Result<T>,
    theirs: &mut dyn FnMut() -> anyhow::Result<T>,
) -> anyhow::Result<Vec<(T, T)>> {
    ours()?;
    theirs()?;
    let pair = |pair: usize| {
        if pair.is_multiple_of(2) {
            return Ok((ours()?, theirs()?));
        }
        let second = theirs()?;
        Ok((ours()?, second))
    };
    (0..pairs.max(8)).map(pair).collect()
}

/// Lower quartile, median and upper quartile.
pub fn quartiles(values: &[f64]) -> [f64; 3] {
    [0.25, 0.5, 0.75].map(|at| quantile(values.iter().copied(), at))
}

fn quantile(values: impl Iterator<Item = f64>, at: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let place = (values.len().saturating_sub(1) as f64 * at).round() as usize;
    values.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_those_of_the_sorted_values() {
        let values = [4.0, 1.0, 3.0, 2.0, 5.0];
        assert_eq!([0.25, 0.5, 0.75].map(|at| quantile(values.into_iter(), at)), [2.0, 3.0, 4.0]);
    }

    #[test]
    fn both_sides_are_done_equally_often() {
        let (mut ours, mut theirs) = (0, 0);
        let count = |counter: &mut i32| {
            *counter += 1;
            Ok(())
        };
        compare(9, 3, &mut || count(&mut ours), &mut || count(&mut theirs)).expect("a comparison");
        assert_eq!((ours, theirs), (30, 30));
    }
}
