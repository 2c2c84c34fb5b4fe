//! Bits: sets of units, a bit each.
//!
//! Words that stand in very many passages, what filters admit and what is found are such sets: 600,000
//! units take 75 kB, and two sets are put together 64 units at a time.

use std::ops::Range;

/// A set of units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    blocks: Vec<u64>,
}

impl Bits {
    /// No unit of so many.
    pub fn none(units: usize) -> Self {
        Self { blocks: vec![0; units.div_ceil(64)] }
    }

    /// All units of so many.
    pub fn all(units: usize) -> Self {
        let mut bits = Self::none(units);
        bits.insert_range(0..u32::try_from(units).unwrap_or(u32::MAX));
        bits
    }

    /// Adds a unit.
    pub fn insert(&mut self, unit: u32) {
        self.blocks[block(unit)] |= bit(unit);
    }

    /// Adds units in a row.
    pub fn insert_range(&mut self, units: Range<u32>) {
        for (block, mask) in masks(units) {
            self.blocks[block] |= mask;
        }
    }

    /// Whether a unit is in the set.
    pub fn contains(&self, unit: u32) -> bool {
        self.blocks[block(unit)] & bit(unit) != 0
    }

    /// Whether no unit is.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|&block| block == 0)
    }

    /// How many units are in the set.
    pub fn count(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// How many of some units in a row are in the set.
    pub fn count_in(&self, units: Range<u32>) -> usize {
        masks(units).map(|(block, mask)| (self.blocks[block] & mask).count_ones() as usize).sum()
    }

    /// How many units are in another set too.
    pub fn count_shared(&self, other: &Self) -> usize {
        let shared = self.blocks.iter().zip(&other.blocks).map(|(one, other)| one & other);
        shared.map(|block| block.count_ones() as usize).sum()
    }

    /// Adds the units of another set.
    pub fn add(&mut self, other: &Self) {
        self.each(other, |own, other| *own |= other);
    }

    /// Keeps the units that are in another set too.
    pub fn keep(&mut self, other: &Self) {
        self.each(other, |own, other| *own &= other);
    }

    /// Takes out the units of another set.
    pub fn remove(&mut self, other: &Self) {
        self.each(other, |own, other| *own &= !other);
    }

    /// Adds the units that two sets share.
    pub fn add_shared(&mut self, one: &Self, other: &Self) {
        let shared = one.blocks.iter().zip(&other.blocks).map(|(one, other)| one & other);
        self.blocks.iter_mut().zip(shared).for_each(|(own, shared)| *own |= shared);
    }

    /// The units in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).step_by(64).zip(&self.blocks).flat_map(|(first, &block)| ones(block, first))
    }

    /// The units as blocks of 64, the first one in the lowest bit.
    pub fn blocks(&self) -> &[u64] {
        &self.blocks
    }

    fn each(&mut self, other: &Self, change: impl Fn(&mut u64, u64)) {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(own, &other)| change(own, other));
    }
}

/// The units of a block, of which the lowest bit is `first`.
pub fn ones(mut block: u64, first: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let lowest = (block != 0).then(|| block.trailing_zeros())?;
        block &= block - 1;
        Some(first + lowest)
    })
}

/// A set of units that tells the place of each in it.
#[derive(Debug, Default)]
pub struct Ranked {
    bits: Bits,
    /// How many units come before each block.
    before: Vec<u32>,
    len: usize,
}

impl Ranked {
    /// The places of a set's units.
    pub fn new(bits: Bits) -> Self {
        let mut len = 0;
        let count = |block: &u64| {
            let before = len;
            len += block.count_ones();
            before
        };
        let before = bits.blocks.iter().map(count).collect();
        Self { bits, before, len: len as usize }
    }

    /// The set.
    pub fn bits(&self) -> &Bits {
        &self.bits
    }

    /// The units as blocks of 64, each with the place of its first unit.
    pub fn blocks(&self) -> impl Iterator<Item = (u64, usize)> {
        self.bits.blocks.iter().zip(&self.before).map(|(&block, &before)| (block, before as usize))
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The places of the units that are in another set too.
    pub fn shared(&self, other: &Bits) -> impl Iterator<Item = usize> {
        let blocks = self.blocks().zip(&other.blocks);
        blocks
            .flat_map(|((own, places), other)| {
                (places..).zip(ones(own, 0)).filter(move |(_, unit)| other & (1 << unit) != 0)
            })
            .map(|(place, _)| place)
    }

    /// The place of a unit, if it is in the set.
    pub fn place(&self, unit: u32) -> Option<usize> {
        let block = block(unit);
        let before = || self.before[block] as usize + below(self.bits.blocks[block], unit);
        self.bits.contains(unit).then(before)
    }
}

fn block(unit: u32) -> usize {
    (unit / 64) as usize
}

/// A unit's bit in its block.
pub fn bit(unit: u32) -> u64 {
    1 << (unit % 64)
}

/// How many units of a unit's block come before it.
pub fn below(block: u64, unit: u32) -> usize {
    (block & (bit(unit) - 1)).count_ones() as usize
}

/// The blocks that some units in a row touch, each with their bits in it.
fn masks(units: Range<u32>) -> impl Iterator<Item = (usize, u64)> {
    let (first, last) = (units.start / 64, units.end.div_ceil(64));
    let blocks = if units.is_empty() { 0..0 } else { first..last };
    blocks.map(move |at| {
        let from = units.start.saturating_sub(at * 64);
        let to = (units.end - at * 64).min(64);
        (at as usize, (u64::MAX << from) & (u64::MAX >> (64 - to)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const UNITS: u32 = 300;

    fn sets() -> impl Strategy<Value = BTreeSet<u32>> {
        prop::collection::btree_set(0..UNITS, 0..80)
    }

    fn bits(units: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::none(UNITS as usize);
        for &unit in units {
            bits.insert(unit);
        }
        bits
    }

    fn set(bits: &Bits) -> BTreeSet<u32> {
        bits.iter().collect()
    }

    proptest! {
        #[test]
        fn sets_are_put_together_as_sets_are(a in sets(), b in sets(), c in sets()) {
            let changed = |change: &dyn Fn(&mut Bits)| {
                let mut bits = bits(&a);
                change(&mut bits);
                set(&bits)
            };
            prop_assert_eq!(changed(&|bits| bits.add(&self::bits(&b))), &a | &b);
            prop_assert_eq!(changed(&|bits| bits.keep(&self::bits(&b))), &a & &b);
            prop_assert_eq!(changed(&|bits| bits.remove(&self::bits(&b))), &a - &b);
            let shared = &b & &c;
            let add_shared = |x: &mut Bits| x.add_shared(&self::bits(&b), &self::bits(&c));
            prop_assert_eq!(changed(&add_shared), &a | &shared);
            prop_assert_eq!(bits(&b).count_shared(&self::bits(&c)), shared.len());
            prop_assert_eq!((bits(&a).count(), bits(&a).is_empty()), (a.len(), a.is_empty()));
        }

        #[test]
        fn rows_of_units_are_added_and_counted(a in sets(), from in 0..UNITS, to in 0..UNITS) {
            let row: BTreeSet<u32> = (from..to).collect();
            let to = to.max(from);
            prop_assert_eq!(bits(&a).count_in(from..to), (&a & &row).len());
            let mut with = bits(&a);
            with.insert_range(from..to);
            prop_assert_eq!(set(&with), &a | &row);
        }

        #[test]
        fn each_unit_has_its_place(a in sets(), other in 0..UNITS) {
            let ranked = Ranked::new(bits(&a));
            prop_assert_eq!(ranked.len(), a.len());
            let places: Vec<_> = a.iter().filter_map(|&unit| ranked.place(unit)).collect();
            prop_assert_eq!(places, (0..a.len()).collect::<Vec<_>>());
            prop_assert_eq!(ranked.place(other).is_some(), a.contains(&other));
        }
    }
}
