//! How well a sequence keeps its order: the most elements that can stay while the rest is taken out so that
//! none comes before a smaller one. A person can check it: "2,223 of 2,223 are in order".

/// The places (in growing order) of a longest run that never falls.
pub(super) fn longest_rising<T: Ord>(values: &[T]) -> Vec<usize> {
    // `ends[n]` is the place of the smallest value a rising run of n + 1 values can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] <= *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(place) = next {
        run.push(place);
        next = before[place];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::longest_rising;

    #[test]
    fn the_longest_run_is_found() {
        let cases: [(&[i32], usize); 6] = [
            (&[], 0),
            (&[3], 1),
            (&[1, 2, 2, 3], 4),
            (&[3, 2, 1], 1),
            (&[1, 9, 2, 8, 3, 7, 4], 4),
            (&[5, 1, 2, 3, 0], 3),
        ];
        for (values, expected) in cases {
            assert_eq!(longest_rising(values).len(), expected, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn it_rises_and_none_is_longer(values in proptest::collection::vec(0..6_u8, 0..10)) {
            let run = longest_rising(&values);
            prop_assert!(run.windows(2).all(|pair| pair[0] < pair[1] && values[pair[0]] <= values[pair[1]]));
            let longest = (0..1_u32 << values.len())
                .filter(|chosen| {
                    let kept: Vec<u8> = (0..values.len()).filter(|place| chosen >> place & 1 == 1).map(|place| values[place]).collect();
                    kept.is_sorted()
                })
                .map(u32::count_ones)
                .max();
            prop_assert_eq!(u32::try_from(run.len()).ok(), longest);
        }
    }
}
