//! How far a view is scrolled, in lines.

use std::ops::Range;

/// Lines that stay in view when a page is turned.
const OVERLAP: usize = 2;

/// The first line in view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    /// From 0. Every method leaves it where the last page is full, if there is that much.
    pub top: usize,
}

/// How much there is to see, and how much of it at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Lines of the whole.
    pub total: usize,
    /// Lines in view.
    pub page: usize,
}

impl Extent {
    /// The lowest first line: the one with which the last line comes into view.
    #[must_use]
    pub fn last_top(self) -> usize {
        self.total.saturating_sub(self.page)
    }
}

impl Scroll {
    /// Moves by lines, down if positive.
    pub fn by(&mut self, lines: isize, extent: Extent) {
        self.top = self.top.saturating_add_signed(lines).min(extent.last_top());
    }

    /// Moves by pages, down if positive; two lines of the page before stay in view.
    pub fn pages(&mut self, pages: isize, extent: Extent) {
        self.by(times(pages, extent.page.saturating_sub(OVERLAP)), extent);
    }

    /// Moves by half pages, down if positive.
    pub fn half_pages(&mut self, halves: isize, extent: Extent) {
        self.by(times(halves, extent.page / 2), extent);
    }

    /// Moves to the first line.
    pub fn to_top(&mut self) {
        self.top = 0;
    }

    /// Moves to the last page.
    pub fn to_bottom(&mut self, extent: Extent) {
        self.top = extent.last_top();
    }

    /// Moves as little as shows these lines with a margin above and below; the first of them if
    /// they are more than a page. A margin that leaves them no room gives way.
    pub fn reveal(&mut self, lines: &Range<usize>, margin: usize, extent: Extent) {
        let height = lines.len().max(1);
        let margin = margin.min(extent.page.saturating_sub(height) / 2);
        let highest = lines.start.saturating_sub(margin);
        let lowest = (lines.start + height + margin).saturating_sub(extent.page).min(highest);
        self.top = self.top.clamp(lowest, highest).min(extent.last_top());
    }

    /// Comes back into what there is, after it has changed.
    pub fn clamp(&mut self, extent: Extent) {
        self.by(0, extent);
    }
}

/// A step of at least one line, several times.
fn times(count: isize, step: usize) -> isize {
    count.saturating_mul(isize::try_from(step.max(1)).unwrap_or(isize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EXTENT: Extent = Extent { total: 100, page: 20 };

    fn at(top: usize) -> Scroll {
        Scroll { top }
    }

    fn moved(top: usize, change: impl Fn(&mut Scroll)) -> usize {
        let mut scroll = at(top);
        change(&mut scroll);
        scroll.top
    }

    #[test]
    fn it_stops_at_both_ends() {
        assert_eq!(moved(3, |s| s.by(-5, EXTENT)), 0);
        assert_eq!(moved(78, |s| s.by(5, EXTENT)), 80);
        assert_eq!(moved(0, |s| s.by(isize::MAX, EXTENT)), 80);
        assert_eq!(moved(9, |s| s.by(5, Extent { total: 4, page: 20 })), 0);
    }

    #[test]
    fn a_page_keeps_two_lines_and_a_half_page_is_half() {
        assert_eq!(moved(0, |s| s.pages(1, EXTENT)), 18);
        assert_eq!(moved(40, |s| s.pages(-1, EXTENT)), 22);
        assert_eq!(moved(0, |s| s.half_pages(2, EXTENT)), 20);
    }

    #[test]
    fn a_page_of_one_line_still_turns() {
        let small = Extent { total: 5, page: 1 };
        assert_eq!(moved(0, |s| s.pages(1, small)), 1);
        assert_eq!(moved(0, |s| s.half_pages(1, small)), 1);
    }

    #[test]
    fn the_ends_are_reached_at_once() {
        assert_eq!(moved(40, Scroll::to_top), 0);
        assert_eq!(moved(40, |s| s.to_bottom(EXTENT)), 80);
    }

    #[test]
    fn revealing_what_is_in_view_moves_nothing() {
        assert_eq!(moved(10, |s| s.reveal(&(15..16), 3, EXTENT)), 10);
    }

    #[test]
    fn revealing_moves_just_as_far_as_the_margin() {
        assert_eq!(moved(10, |s| s.reveal(&(50..51), 3, EXTENT)), 34);
        assert_eq!(moved(60, |s| s.reveal(&(50..51), 3, EXTENT)), 47);
    }

    #[test]
    fn of_more_than_a_page_the_first_lines_are_revealed() {
        assert_eq!(moved(0, |s| s.reveal(&(50..90), 3, EXTENT)), 50);
    }

    #[test]
    fn less_text_brings_the_view_back() {
        assert_eq!(moved(80, |s| s.clamp(Extent { total: 30, page: 20 })), 10);
    }

    proptest! {
        #[test]
        fn what_is_revealed_is_in_view(
            top in 0usize..200, start in 0usize..100, height in 1usize..10, margin in 0usize..30,
            page in 10usize..40,
        ) {
            let extent = Extent { total: 110, page };
            let top = moved(top, |s| s.reveal(&(start..start + height), margin, extent));
            prop_assert!(top <= start && start + height <= top + page);
            prop_assert!(top <= extent.last_top());
        }
    }
}
