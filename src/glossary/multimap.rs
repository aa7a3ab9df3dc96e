//! A table from keys to values that is made once and then only read.

/// Values by key, several for one key where there are, in the order in which they were given.
///
/// Keys are hashes already, so the first bits of one say where its row is: one look at `heads` tells that most
/// words of a text have none. A hash map of lists was the alternative; it asks the allocator for each of tens of
/// thousands of lists, which was a fifth of a start.
#[derive(Clone, Debug)]
pub(super) struct Multimap<V> {
    /// Where the keys begin that start with these bits, and where the last ones end.
    heads: Vec<u32>,
    /// Bits of a key that are not looked at.
    shift: u32,
    /// Ascending.
    keys: Vec<u64>,
    /// Beside the keys.
    values: Vec<V>,
}

impl<V> Default for Multimap<V> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// The first bits of `key`, `shift` left out: never more than there are rows, which are in memory.
fn head(key: u64, shift: u32) -> usize {
    usize::try_from(key >> shift).expect("no more bits than the places of a list have")
}

impl<V> Multimap<V> {
    /// The table of `rows`.
    ///
    /// # Panics
    ///
    /// Panics if there are more than four thousand million.
    pub(super) fn new(mut rows: Vec<(u64, V)>) -> Self {
        rows.sort_by_key(|(key, _)| *key);
        let bits = rows.len().next_power_of_two().trailing_zeros().max(1);
        let shift = u64::BITS - bits;
        let mut heads = vec![0_u32; (1 << bits) + 1];
        for (key, _) in &rows {
            heads[head(*key, shift) + 1] += 1;
        }
        let mut sum = 0_u32;
        for head in &mut heads {
            sum = sum.checked_add(*head).expect("glossaries of fewer rows than u32 counts");
            *head = sum;
        }
        let (keys, values) = rows.into_iter().unzip();
        Self { heads, shift, keys, values }
    }

    /// True if it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The values of `key`.
    pub(super) fn get(&self, key: u64) -> &[V] {
        let head = head(key, self.shift);
        let (from, until) = (self.heads[head] as usize, self.heads[head + 1] as usize);
        let here = &self.keys[from..until];
        let Some(first) = here.iter().position(|&other| other == key) else { return &[] };
        let many = here[first..].iter().take_while(|&&other| other == key).count();
        &self.values[from + first..from + first + many]
    }
}

#[cfg(test)]
mod tests {
    use super::Multimap;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn an_empty_table_has_nothing() {
        assert!(Multimap::<u8>::default().is_empty());
        assert!(Multimap::<u8>::default().get(u64::MAX).is_empty());
    }

    proptest! {
        #[test]
        fn it_says_what_a_map_of_lists_says(
            rows in proptest::collection::vec((prop_oneof![0..8_u64, any::<u64>()], any::<u8>()), 0..200),
            others in proptest::collection::vec(any::<u64>(), 0..20),
        ) {
            let mut lists: HashMap<u64, Vec<u8>> = HashMap::new();
            for &(key, value) in &rows {
                lists.entry(key).or_default().push(value);
            }
            let table = Multimap::new(rows);
            for key in lists.keys().copied().chain(others) {
                prop_assert_eq!(table.get(key), lists.get(&key).map_or(&[][..], Vec::as_slice));
            }
        }
    }
}
