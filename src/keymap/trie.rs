//! The sequences of one table as a trie: no sequence can be the beginning of another.

use super::action::Action;
use super::notation::Key;

/// What may be typed next, in the order in which it was bound.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trie(Vec<(Key, Node)>);

/// What a key leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// The end of a sequence.
    Action(Action),
    /// Further keys.
    More(Trie),
}

/// A sequence and what it means.
pub(super) type Bound = (Vec<Key>, Action);

impl Trie {
    /// Binds a sequence; one of no keys binds nothing.
    ///
    /// # Errors
    /// A sequence in the way, which stays: the same one, its beginning, or one that it begins.
    pub fn insert(&mut self, keys: &[Key], action: Action) -> Result<(), Bound> {
        let Some((&key, rest)) = keys.split_first() else { return Ok(()) };
        let clash = match self.0.iter_mut().find(|(k, _)| *k == key) {
            None => {
                self.0.push((key, Node::new(rest, action)));
                return Ok(());
            }
            Some((_, Node::More(next))) if !rest.is_empty() => next.insert(rest, action),
            Some((_, node)) => node.sequences().into_iter().next().map_or(Ok(()), Err),
        };
        clash.map_err(|bound| after(key, bound))
    }

    /// The trie of those sequences alone whose action is kept.
    pub fn keeping(&self, is_kept: impl Fn(Action) -> bool) -> Self {
        let mut trie = Self::default();
        for (keys, action) in self.sequences().into_iter().filter(|(_, a)| is_kept(*a)) {
            let clash = trie.insert(&keys, action);
            debug_assert!(clash.is_ok(), "no two sequences of a trie clash");
        }
        trie
    }

    /// What the keys lead to.
    pub fn find(&self, keys: &[Key]) -> Option<&Node> {
        let (key, rest) = keys.split_first()?;
        match self.0.iter().find(|(k, _)| k == key)? {
            (_, Node::More(next)) if !rest.is_empty() => next.find(rest),
            (_, node) => rest.is_empty().then_some(node),
        }
    }

    /// The keys that may come next.
    pub fn next(&self) -> impl Iterator<Item = (Key, &Node)> {
        self.0.iter().map(|(key, node)| (*key, node))
    }

    /// Every sequence, in the order in which the first keys were bound.
    pub fn sequences(&self) -> Vec<Bound> {
        self.next()
            .flat_map(|(key, node)| {
                node.sequences().into_iter().map(move |bound| after(key, bound))
            })
            .collect()
    }

    /// The sequences that mean an action, in the same order.
    pub fn sequences_for(&self, action: Action) -> Vec<Vec<Key>> {
        self.next()
            .flat_map(|(key, node)| {
                node.sequences_for(action).into_iter().map(move |keys| [vec![key], keys].concat())
            })
            .collect()
    }
}

impl Node {
    fn new(rest: &[Key], action: Action) -> Self {
        match rest.split_first() {
            None => Self::Action(action),
            Some((&key, rest)) => Self::More(Trie(vec![(key, Self::new(rest, action))])),
        }
    }

    fn sequences(&self) -> Vec<Bound> {
        match self {
            Self::Action(action) => vec![(Vec::new(), *action)],
            Self::More(next) => next.sequences(),
        }
    }

    fn sequences_for(&self, action: Action) -> Vec<Vec<Key>> {
        match self {
            Self::Action(own) => Vec::from_iter((*own == action).then(Vec::new)),
            Self::More(next) => next.sequences_for(action),
        }
    }
}

fn after(key: Key, (mut keys, action): Bound) -> Bound {
    keys.insert(0, key);
    (keys, action)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keymap::notation::sequence;

    fn trie(bound: &[(&str, Action)]) -> Trie {
        let mut trie = Trie::default();
        for (keys, action) in bound {
            trie.insert(&sequence(keys).unwrap(), *action).unwrap();
        }
        trie
    }

    fn clash(keys: &str) -> Option<Bound> {
        let mut trie =
            trie(&[("g g", Action::GoTop), ("g t x", Action::NextTopic), ("q", Action::Quit)]);
        let before = trie.clone();
        let clash = trie.insert(&sequence(keys).unwrap(), Action::Help).err();
        assert!(clash.is_none() || trie == before);
        clash
    }

    #[test]
    fn a_sequence_in_the_way_is_told_and_stays() {
        let bound = |keys, action| Some((sequence(keys).unwrap(), action));
        assert_eq!(clash("g g"), bound("g g", Action::GoTop));
        assert_eq!(clash("g"), bound("g g", Action::GoTop));
        assert_eq!(clash("g t"), bound("g t x", Action::NextTopic));
        assert_eq!(clash("q q q"), bound("q", Action::Quit));
        assert_eq!(clash("g h"), None);
    }

    #[test]
    fn keys_lead_to_an_action_to_more_keys_or_nowhere() {
        let trie = trie(&[("g g", Action::GoTop), ("q", Action::Quit)]);
        let find = |keys: &str| trie.find(&sequence(keys).unwrap()).cloned();
        assert_eq!(find("q"), Some(Node::Action(Action::Quit)));
        assert_eq!(find("g g"), Some(Node::Action(Action::GoTop)));
        assert!(matches!(find("g"), Some(Node::More(next)) if next.next().count() == 1));
        assert_eq!(find("q q"), None);
        assert_eq!(find("g x"), None);
        assert_eq!(trie.find(&[]), None);
    }

    proptest! {
        #[test]
        fn whatever_went_in_is_found_and_nothing_else(
            bound in prop::collection::vec(
                (prop::collection::vec(0..3usize, 1..4), 0..Action::ALL.len()), 0..20,
            ),
        ) {
            let key = |i: usize| "abc"[i..=i].parse::<Key>().unwrap();
            let mut trie = Trie::default();
            let mut kept: Vec<Bound> = Vec::new();
            for (keys, action) in bound {
                let keys: Vec<Key> = keys.into_iter().map(key).collect();
                let clashes = kept.iter().any(|(k, _)| k.starts_with(&keys) || keys.starts_with(k));
                let inserted = trie.insert(&keys, Action::ALL[action]);
                prop_assert_eq!(inserted.is_err(), clashes);
                if !clashes {
                    kept.push((keys, Action::ALL[action]));
                }
            }
            for (keys, action) in &kept {
                prop_assert_eq!(trie.find(keys), Some(&Node::Action(*action)));
                prop_assert!(trie.sequences_for(*action).contains(keys));
            }
            let all: usize = Action::ALL.iter().map(|a| trie.sequences_for(*a).len()).sum();
            prop_assert_eq!(all, kept.len());
            prop_assert_eq!(trie.sequences().len(), kept.len());
        }
    }
}
