//! Postings: the passages that have a word, in a byte or two each.
//!
//! Words in few passages are a list. Each posting is the distance to the one before it as a
//! variable-length integer (seven bits a byte, the last byte below 128), whose lowest bit says that
//! the word stands once in the text and nowhere else. Without that bit one more byte has the fields
//! and, in its lower three bits, the count up to seven.
//!
//! Words in more than an eighth of all passages (*the*, *of*, those of a topic's name) are a bit for each
//! passage, with the same byte where it is not the usual one of the word: where such a word stands is
//! known without reading a list, and in which passages it stands alike.

use super::bits::{Bits, Ranked, below, bit, ones};
use super::fields::Fields;

/// The highest count that is kept.
const MOST: u8 = 7;

/// A word in more passages than one of so many is kept as sets, which take no more bytes than a
/// list would from twice as many passages on.
const MANY: usize = 8;

/// A word in a passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    /// Number of the passage in the index.
    pub unit: u32,
    /// Fields with the word, apart from the text.
    pub fields: Fields,
    /// How often the word stands in the text.
    pub count: u8,
}

impl Posting {
    /// How often the word counts, with the fields weighed and each time in the text as it is told.
    pub fn weight(self, once: f32) -> f32 {
        f32::from(self.count) * once + self.fields.weight()
    }

    /// Whether the word stands in the text, or in a heading over it.
    pub fn is_in_text_or_heading(self) -> bool {
        let fields = self.fields;
        self.count > 0 || fields.contains(Fields::HEADING) || fields.contains(Fields::ABOVE)
    }

    /// The posting of a word that stands once in the text and nowhere else.
    pub fn plain(unit: u32) -> Self {
        Self { unit, fields: Fields::default(), count: 1 }
    }

    /// Whether the word stands once in the text and nowhere else.
    pub fn is_plain(self) -> bool {
        self.count == 1 && self.fields.is_empty()
    }

    /// A posting whose fields and count are in a byte.
    fn with(unit: u32, rest: u8) -> Self {
        Self { unit, fields: Fields::from_bits(rest >> 3), count: rest & MOST }
    }

    /// Fields and count.
    fn rest(self) -> u8 {
        self.fields.bits() << 3 | self.count
    }
}

/// The postings of a word, in order of their units.
#[derive(Debug, Clone)]
pub enum Postings {
    /// Of a word in few passages.
    Few(Few),
    /// Of a word in many passages; the box keeps the others small.
    Many(Box<Many>),
}

/// Postings as a list.
#[derive(Debug, Clone, Default)]
pub struct Few {
    bytes: Box<[u8]>,
    len: u32,
}

/// Postings as sets.
#[derive(Debug, Clone)]
pub struct Many {
    len: u32,
    units: Bits,
    /// Fields and count in most of the units.
    usual: u8,
    /// The units in which they are others.
    more: Bits,
    /// Fields and count of each of those.
    bytes: Box<[u8]>,
}

impl Postings {
    /// How many passages have the word.
    pub fn len(&self) -> usize {
        match self {
            Self::Few(few) => few.len as usize,
            Self::Many(many) => many.len as usize,
        }
    }

    /// Adds the passages that have the word to a set.
    pub fn add_to(&self, units: &mut Bits) {
        match self {
            Self::Few(few) => few.each(|posting| units.insert(posting.unit)),
            Self::Many(many) => units.add(&many.units),
        }
    }

    /// The passages that have a word of many in the usual way, and whether that is in the text.
    pub fn usual(&self) -> Option<(Bits, bool)> {
        let Self::Many(many) = self else { return None };
        let mut units = many.units.clone();
        units.remove(&many.more);
        Some((units, many.usual & MOST > 0))
    }

    /// Visits the postings, in order.
    pub fn each(&self, visit: impl FnMut(Posting)) {
        match self {
            Self::Few(few) => few.each(visit),
            Self::Many(many) => many.each(visit),
        }
    }

    /// Visits the postings of the units in a set, in order, each with its unit's place there.
    pub fn each_in(&self, units: &Ranked, mut visit: impl FnMut(usize, Posting)) {
        match self {
            Self::Few(few) => few.each(|posting| {
                if let Some(place) = units.place(posting.unit) {
                    visit(place, posting);
                }
            }),
            Self::Many(many) => many.each_in(units, visit),
        }
    }
}

impl Few {
    fn each(&self, mut visit: impl FnMut(Posting)) {
        let (mut bytes, mut next) = (self.bytes.iter().copied(), 0);
        while let Some(posting) = read(&mut bytes, &mut next) {
            visit(posting);
        }
    }

    /// The same as sets.
    fn many(&self, units: usize) -> Many {
        let mut often = [0_usize; 256];
        self.each(|posting| often[usize::from(posting.rest())] += 1);
        let usual = (0..=u8::MAX).max_by_key(|&rest| often[usize::from(rest)]).unwrap_or_default();
        let (mut all, mut more) = (Bits::none(units), Bits::none(units));
        let mut bytes = Vec::new();
        self.each(|posting| {
            all.insert(posting.unit);
            if posting.rest() != usual {
                more.insert(posting.unit);
                bytes.push(posting.rest());
            }
        });
        Many { len: self.len, units: all, usual, more, bytes: bytes.into_boxed_slice() }
    }
}

impl Many {
    fn each(&self, mut visit: impl FnMut(Posting)) {
        let mut rest = self.bytes.iter();
        for unit in self.units.iter() {
            let rest = self.more.contains(unit).then(|| rest.next()).flatten();
            visit(Posting::with(unit, *rest.unwrap_or(&self.usual)));
        }
    }

    fn each_in(&self, units: &Ranked, mut visit: impl FnMut(usize, Posting)) {
        let blocks = self.units.blocks().iter().zip(self.more.blocks()).zip(units.blocks());
        let mut bytes = &self.bytes[..];
        for (first, ((&own, &more), (asked, places))) in (0..).step_by(64).zip(blocks) {
            for (place, unit) in (places..).zip(ones(asked, first)) {
                // Without a branch on `more`: which comes next cannot be foretold.
                let rest = bytes.get(below(more, unit)).map_or(self.usual, |&rest| rest);
                let rest = if more & bit(unit) == 0 { self.usual } else { rest };
                if own & bit(unit) != 0 {
                    visit(place, Posting::with(unit, rest));
                }
            }
            bytes = &bytes[more.count_ones() as usize..];
        }
    }
}

fn read(bytes: &mut impl Iterator<Item = u8>, next: &mut u32) -> Option<Posting> {
    let head = bytes.next()?;
    let head = if head < 128 { u64::from(head) } else { read_on(bytes, head)? };
    let unit = *next + u32::try_from(head >> 1).ok()?;
    *next = unit + 1;
    if head & 1 == 1 {
        return Some(Posting::plain(unit));
    }
    Some(Posting::with(unit, bytes.next()?))
}

/// Takes a number from the front.
fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut left = bytes.iter().copied();
    let first = left.next()?;
    let number = if first < 128 { u64::from(first) } else { read_on(&mut left, first)? };
    *bytes = &bytes[bytes.len() - left.len()..];
    Some(number)
}

/// The rest of a number of several bytes.
fn read_on(bytes: &mut impl Iterator<Item = u8>, first: u8) -> Option<u64> {
    let mut number = u64::from(first & 127);
    for shift in [7, 14, 21, 28, 35] {
        let byte = bytes.next()?;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    Some(number)
}

/// Postings that were written among others.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// How many bytes they take.
    pub bytes: usize,
    len: u32,
    /// The unit after the last one.
    next: u32,
}

/// Postings while the text is being read.
#[derive(Debug, Clone, Default)]
pub struct Growing {
    bytes: Vec<u8>,
    len: u32,
    next: u32,
    open: Option<Posting>,
}

impl Growing {
    /// Notes the word once more, in a unit that is not before the last one noted.
    pub fn note(&mut self, unit: u32, field: Fields) {
        if self.open.is_none_or(|open| open.unit != unit) {
            self.close();
            self.open = Some(Posting { unit, ..Posting::default() });
        }
        if let Some(open) = &mut self.open {
            open.count = (open.count + u8::from(field.contains(Fields::TEXT))).min(MOST);
            open.fields |= Fields::from_bits(field.bits());
        }
    }

    /// Writes all that was noted.
    pub fn write_to(mut self, out: &mut Vec<u8>) -> Stretch {
        self.close();
        out.extend_from_slice(&self.bytes);
        Stretch { bytes: self.bytes.len(), len: self.len, next: self.next }
    }

    /// Adds postings of units that are counted from `base` on, which none noted here reaches.
    pub fn append(&mut self, stretch: Stretch, mut bytes: &[u8], base: u32) {
        self.close();
        let Some(head) = read_number(&mut bytes) else { return };
        // Only the first distance is to something before.
        let distance = (head >> 1) + u64::from(base - self.next);
        self.write(distance << 1 | head & 1);
        self.bytes.extend_from_slice(bytes);
        self.next = base + stretch.next;
        self.len += stretch.len;
    }

    /// The finished postings of an index of so many units.
    pub fn finish(mut self, units: usize) -> Postings {
        self.close();
        let few = Few { bytes: self.bytes.into_boxed_slice(), len: self.len };
        match few.len as usize {
            len if len > units / MANY => Postings::Many(Box::new(few.many(units))),
            _ => Postings::Few(few),
        }
    }

    fn close(&mut self) {
        let Some(posting) = self.open.take() else { return };
        let distance = u64::from(posting.unit - self.next);
        self.write(distance << 1 | u64::from(posting.is_plain()));
        if !posting.is_plain() {
            self.bytes.push(posting.rest());
        }
        self.next = posting.unit + 1;
        self.len += 1;
    }

    fn write(&mut self, mut number: u64) {
        while number >= 128 {
            self.bytes.push(low_bits(number) | 128);
            number >>= 7;
        }
        self.bytes.push(low_bits(number));
    }
}

fn low_bits(number: u64) -> u8 {
    (number & 127).to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_that_stands_once_takes_one_byte() {
        let mut growing = Growing::default();
        (0..60).for_each(|unit| growing.note(unit, Fields::TEXT));
        let Postings::Few(few) = growing.finish(60 * MANY) else { panic!("too many") };
        assert_eq!(few.bytes.len(), 60);
    }

    type Notes = std::collections::BTreeMap<u32, (u8, u8)>;

    fn grown(notes: &Notes, units: usize) -> (Postings, Vec<Posting>) {
        let mut growing = Growing::default();
        for (&unit, &(count, bits)) in notes {
            (0..count).for_each(|_| growing.note(unit, Fields::TEXT));
            growing.note(unit, Fields::from_bits(bits));
        }
        let posting = |(&unit, &(count, bits)): (&u32, &(u8, u8))| Posting {
            unit,
            fields: Fields::from_bits(bits),
            count,
        };
        (growing.finish(units), notes.iter().map(posting).collect())
    }

    fn all(postings: &Postings) -> Vec<Posting> {
        let mut all = Vec::new();
        postings.each(|posting| all.push(posting));
        all
    }

    proptest! {
        #[test]
        fn what_is_noted_is_read(
            notes in prop::collection::btree_map(any::<u32>().prop_map(|n| n >> 1), (1_u8..7, 0_u8..32), 0..40)
        ) {
            let (postings, expected) = grown(&notes, usize::MAX);
            prop_assert_eq!(postings.len(), expected.len());
            prop_assert_eq!(all(&postings), expected);
        }

        #[test]
        fn what_is_noted_in_two_parts_is_one_list(
            notes in prop::collection::btree_map(0_u32..100_000, (1_u8..7, 0_u8..32), 0..40),
            base in 0_u32..100_000,
        ) {
            let note = |growing: &mut Growing, unit, (count, bits)| {
                (0..count).for_each(|_| growing.note(unit, Fields::TEXT));
                growing.note(unit, Fields::from_bits(bits));
            };
            let [mut whole, mut first, mut next] = <[Growing; 3]>::default();
            for (&unit, &counts) in &notes {
                note(&mut whole, unit, counts);
                match unit.checked_sub(base) {
                    Some(unit) => note(&mut next, unit, counts),
                    None => note(&mut first, unit, counts),
                }
            }
            let mut bytes = Vec::new();
            let stretch = next.write_to(&mut bytes);
            prop_assert_eq!(stretch.bytes, bytes.len());
            first.append(stretch, &bytes, base);
            let (whole, parts) = (whole.finish(usize::MAX), first.finish(usize::MAX));
            prop_assert_eq!(parts.len(), whole.len());
            prop_assert_eq!(all(&parts), all(&whole));
        }

        #[test]
        fn lists_and_sets_tell_the_same(
            notes in prop::collection::btree_map(0_u32..300, (1_u8..7, 0_u8..32), 0..80),
            asked in prop::collection::btree_set(0_u32..300, 0..80),
        ) {
            let mut bits = Bits::none(300);
            for &unit in &asked {
                bits.insert(unit);
            }
            let asked = Ranked::new(bits);
            for units in [300, usize::MAX] {
                let (postings, expected) = grown(&notes, units);
                prop_assert_eq!(matches!(postings, Postings::Few(_)), notes.len() <= units / MANY);
                prop_assert_eq!(all(&postings), &expected[..]);
                let mut units = Bits::none(300);
                postings.add_to(&mut units);
                prop_assert!(units.iter().eq(notes.keys().copied()));
                let mut within = Vec::new();
                postings.each_in(&asked, |place, posting| within.push((place, posting)));
                if let Some((usual, in_text)) = postings.usual() {
                    let of = |unit: u32| expected.iter().find(|p| p.unit == unit).unwrap();
                    let rests: std::collections::BTreeSet<_> =
                        usual.iter().map(|unit| (of(unit).count, of(unit).fields.bits())).collect();
                    prop_assert_eq!(rests.len(), 1);
                    prop_assert!(rests.iter().all(|(count, _)| (*count > 0) == in_text));
                }
                let place = |p: Posting| asked.place(p.unit).map(|place| (place, p));
                prop_assert_eq!(within, expected.into_iter().filter_map(place).collect::<Vec<_>>());
            }
        }
    }
}
