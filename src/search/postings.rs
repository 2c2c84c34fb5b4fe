//! Postings: the passages that have a word, in a byte or two each.
//!
//! Each posting is the distance to the one before it as a variable-length integer (seven bits a
//! byte, the last byte below 128), whose lowest bit says that the word stands once in the text
//! and nowhere else. Without that bit one more byte has the fields and, in its lower three bits,
//! the count up to seven.

use super::fields::Fields;

/// The highest count that is kept.
const MOST: u8 = 7;

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
    /// How often the word counts, with the fields weighed and the text by its length.
    pub fn weight(self, length: f32) -> f32 {
        f32::from(self.count) / length + self.fields.weight()
    }

    /// Whether the word stands in the text, or in a heading over it.
    pub fn is_in_text_or_heading(self) -> bool {
        let fields = self.fields;
        self.count > 0 || fields.contains(Fields::HEADING) || fields.contains(Fields::ABOVE)
    }

    fn is_plain(self) -> bool {
        self.count == 1 && self.fields.is_empty()
    }
}

/// The postings of a word, in order of their units.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    bytes: Box<[u8]>,
    len: u32,
}

impl Postings {
    /// How many passages have the word.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// The postings in order.
    pub fn iter(&self) -> impl Iterator<Item = Posting> {
        let (mut bytes, mut next) = (self.bytes.iter().copied(), 0);
        std::iter::from_fn(move || read(&mut bytes, &mut next))
    }
}

fn read(bytes: &mut impl Iterator<Item = u8>, next: &mut u32) -> Option<Posting> {
    let head = bytes.next()?;
    let head = if head < 128 { u64::from(head) } else { read_on(bytes, head)? };
    let unit = *next + u32::try_from(head >> 1).ok()?;
    *next = unit + 1;
    if head & 1 == 1 {
        return Some(Posting { unit, fields: Fields::default(), count: 1 });
    }
    let rest = bytes.next()?;
    Some(Posting { unit, fields: Fields::from_bits(rest >> 3), count: rest & MOST })
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

    /// The finished list.
    pub fn finish(mut self) -> Postings {
        self.close();
        Postings { bytes: self.bytes.into_boxed_slice(), len: self.len }
    }

    fn close(&mut self) {
        let Some(posting) = self.open.take() else { return };
        let distance = u64::from(posting.unit - self.next);
        self.write(distance << 1 | u64::from(posting.is_plain()));
        if !posting.is_plain() {
            self.bytes.push(posting.fields.bits() << 3 | posting.count);
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
        assert_eq!(growing.finish().bytes.len(), 60);
    }

    proptest! {
        #[test]
        fn what_is_noted_is_read(
            notes in prop::collection::btree_map(any::<u32>().prop_map(|n| n >> 1), (1_u8..7, 0_u8..32), 0..40)
        ) {
            let mut growing = Growing::default();
            for (&unit, &(count, bits)) in &notes {
                (0..count).for_each(|_| growing.note(unit, Fields::TEXT));
                growing.note(unit, Fields::from_bits(bits));
            }
            let postings = growing.finish();
            let expected: Vec<_> = notes
                .iter()
                .map(|(&unit, &(count, bits))| Posting { unit, fields: Fields::from_bits(bits), count })
                .collect();
            prop_assert_eq!(postings.len(), expected.len());
            prop_assert_eq!(postings.iter().collect::<Vec<_>>(), expected);
        }
    }
}
