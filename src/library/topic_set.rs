//! Sets of topics, a bit each: every passage of a library has one.

use super::TopicId;

/// Some of the topics of a library, which has at most [`TopicSet::MOST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TopicSet(u64);

impl TopicSet {
    /// How many topics a library may have.
    pub const MOST: usize = 64;

    /// Whether a topic is one of them.
    #[must_use]
    pub fn contains(self, topic: TopicId) -> bool {
        self.0 & bit(topic) != 0
    }

    /// Adds a topic.
    pub fn insert(&mut self, topic: TopicId) {
        self.0 |= bit(topic);
    }

    /// The topics of both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The topics of this set that are not of the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The topics in reading order.
    pub fn iter(self) -> impl Iterator<Item = TopicId> {
        (0..Self::MOST).map(TopicId).filter(move |&topic| self.contains(topic))
    }
}

impl FromIterator<TopicId> for TopicSet {
    fn from_iter<T: IntoIterator<Item = TopicId>>(topics: T) -> Self {
        let mut set = Self::default();
        topics.into_iter().for_each(|topic| set.insert(topic));
        set
    }
}

/// The bit of a topic; none for one that no library has.
fn bit(topic: TopicId) -> u64 {
    u32::try_from(topic.0).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_set_has_what_was_put_in(
            a in prop::collection::btree_set(0..TopicSet::MOST, 0..9),
            b in prop::collection::btree_set(0..TopicSet::MOST, 0..9),
        ) {
            let set = |topics: &BTreeSet<usize>| topics.iter().copied().map(TopicId).collect();
            let (first, second): (TopicSet, TopicSet) = (set(&a), set(&b));
            let all: BTreeSet<usize> = first.with(second).iter().map(|topic| topic.0).collect();
            prop_assert_eq!(all, &a | &b);
            let rest: BTreeSet<usize> = first.without(second).iter().map(|topic| topic.0).collect();
            prop_assert_eq!(rest, &a - &b);
            prop_assert!(a.iter().all(|&topic| first.contains(TopicId(topic))));
            prop_assert_eq!(first.iter().count(), a.len());
        }
    }
}
