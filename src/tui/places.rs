//! Places of one library in another: the same subject, article, section and passage, by their ids
//! and their words, after files have been read or have changed.

use std::ops::Range;
use std::sync::Arc;

use super::document::{Anchor, What};
use crate::library::{Article, ArticleRef, Library, PassageRef, TermId, TopicId};

/// A library and the one that takes its place.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Whose places are looked for.
    pub old: &'a Library,
    /// Where they are looked for.
    pub new: &'a Library,
    same_words: bool,
}

impl<'a> Places<'a> {
    /// From one library to another.
    #[must_use]
    pub fn new(old: &'a Library, new: &'a Library) -> Self {
        let same_words = old.topics == new.topics && old.glossary.terms() == new.glossary.terms();
        Self { old, new, same_words }
    }

    /// The subject of the same id.
    #[must_use]
    pub fn subject(&self, subject: usize) -> Option<usize> {
        let id = &self.old.subjects.get(subject)?.id;
        same(&self.new.subjects, subject, |s| s.id == *id)
    }

    /// The article of the same id.
    #[must_use]
    pub fn article(&self, at: ArticleRef) -> Option<ArticleRef> {
        let id = &self.old.article(at).id;
        let subject = self.subject(at.subject)?;
        let articles = &self.new.subjects[subject].articles;
        same(articles, at.article, |a| a.id == *id).map(|article| ArticleRef { subject, article })
    }

    /// The topic of the same id.
    #[must_use]
    pub fn topic(&self, topic: TopicId) -> Option<TopicId> {
        let id = &self.old.topics.topic(topic).id;
        self.new.topics.iter().find(|(_, topic)| topic.id == *id).map(|(id, _)| id)
    }

    /// The term of the same name.
    #[must_use]
    pub fn term(&self, term: TermId) -> Option<TermId> {
        let name = &self.old.glossary.term(term).name;
        same(self.new.glossary.terms(), term.0, |t| t.name == *name).map(TermId)
    }

    /// The passage that says the same in the same article, or that stands where it stood.
    #[must_use]
    pub fn passage(&self, at: PassageRef) -> Option<PassageRef> {
        let article = self.article(at.article)?;
        let passage = self.versions(at.article, article).passage(at.passage)?;
        Some(PassageRef { article, passage: passage.here })
    }

    /// The passage that says the same in the same article.
    #[must_use]
    pub fn same_passage(&self, at: PassageRef) -> Option<PassageRef> {
        let article = self.article(at.article)?;
        let now = self.versions(at.article, article).passage(at.passage)?;
        now.same.then_some(PassageRef { article, passage: now.here })
    }

    /// An article of the old library and one of the new.
    #[must_use]
    pub fn versions(&self, old: ArticleRef, new: ArticleRef) -> Versions<'a> {
        Versions {
            old: &self.old.subjects[old.subject].articles[old.article],
            new: &self.new.subjects[new.subject].articles[new.article],
        }
    }

    /// Whether nothing that is shown of an article has changed, with the topics and terms in it.
    #[must_use]
    pub fn is_same(&self, old: ArticleRef, new: ArticleRef) -> bool {
        self.same_words && self.versions(old, new).is_same()
    }

    /// Whether a subject has the same articles in the same order, with their topics and terms.
    #[must_use]
    pub fn is_same_subject(&self, old: usize, new: usize) -> bool {
        let [old, new] = [&self.old.subjects[old].articles, &self.new.subjects[new].articles];
        let same = |(a, b): (&Arc<Article>, &Arc<Article>)| Arc::ptr_eq(a, b);
        self.same_words && old.len() == new.len() && old.iter().zip(new).all(same)
    }
}

/// The index of the thing that is meant, most likely where it was.
fn same<T>(things: &[T], likely: usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    let there = things.get(likely).is_some_and(&is_it);
    if there { Some(likely) } else { things.iter().position(is_it) }
}

/// An article before and after it may have changed.
#[derive(Clone, Copy)]
pub struct Versions<'a> {
    /// Before.
    pub old: &'a Arc<Article>,
    /// After.
    pub new: &'a Arc<Article>,
}

/// Where a thing is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now<T> {
    /// Its place.
    pub here: T,
    /// Whether it says the same; otherwise only what stands in its place is known.
    pub same: bool,
}

impl Versions<'_> {
    /// Whether they are one and the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        Arc::ptr_eq(self.old, self.new)
    }

    /// The section of the same id, else one with the same heading.
    #[must_use]
    pub fn section(&self, section: usize) -> Option<usize> {
        let old = self.old.sections.get(section)?;
        let by_id = same(&self.new.sections, section, |s| s.id == old.id);
        by_id.or_else(|| same(&self.new.sections, section, |s| s.heading == old.heading))
    }

    /// The passage with the same text, in the same section rather than in another and near its
    /// place; else the one that stands where it stood, if its section is still there.
    #[must_use]
    pub fn passage(&self, passage: usize) -> Option<Now<usize>> {
        if self.is_same() {
            return Some(Now { here: passage, same: true });
        }
        let here = self.same_passage(passage);
        here.map(|here| Now { here, same: true })
            .or_else(|| self.in_its_place(passage).map(|here| Now { here, same: false }))
    }

    fn same_passage(&self, passage: usize) -> Option<usize> {
        let old = self.old.passages.get(passage)?;
        let section = self.section(old.section);
        let place = self.place(passage);
        let says_it = |i: &usize| self.new.passages[*i].text == old.text;
        (0..self.new.passages.len()).filter(says_it).min_by_key(|&i| {
            let its = self.new.passages[i].section;
            let start = self.new.sections[its].passages.start;
            (Some(its) != section, (i - start).abs_diff(place), i.abs_diff(passage))
        })
    }

    /// Counted from the nearest passage before it in its section that says the same as before.
    fn in_its_place(&self, passage: usize) -> Option<usize> {
        let section = self.section(self.old.passages.get(passage)?.section)?;
        let room = self.new.sections[section].passages.clone();
        let before = (passage - self.place(passage)..passage).rev();
        let known = before.filter_map(|i| Some((i, self.same_passage(i)?)));
        let after = |(i, here): (usize, usize)| here + (passage - i);
        let mut known = known.filter(|(_, here)| room.contains(here)).map(after);
        let here = known.next().unwrap_or(room.start + self.place(passage));
        (!room.is_empty()).then(|| here.min(room.end - 1))
    }

    /// The place of a passage in its section, from 0.
    fn place(&self, passage: usize) -> usize {
        let section = self.old.passages[passage].section;
        passage.saturating_sub(self.old.sections[section].passages.start)
    }

    /// A stretch of a passage that says the same, if it still does.
    #[must_use]
    pub fn stretch(&self, passage: usize, range: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let now = self.passage(passage)?;
        let [old, new] = [&self.old.passages[passage].text, &self.new.passages.get(now.here)?.text];
        let start = offset(old, new, range.start);
        let end = start + range.len();
        let says_it =
            old.get(range.clone()).is_some_and(|words| new.get(start..end) == Some(words));
        says_it.then_some((now.here, start..end))
    }

    /// Where the text of an anchor is.
    #[must_use]
    pub fn anchor(&self, anchor: Anchor) -> Option<Now<Anchor>> {
        let Anchor { what, offset } = anchor;
        match what {
            What::Title => Some(within(anchor, what, &self.old.title, &self.new.title)),
            What::Note(_) => Some(Now { here: Anchor { what, offset }, same: true }),
            What::Heading(section) => {
                let here = self.section(section)?;
                let [old, new] = [&self.old.sections[section], &self.new.sections[here]];
                Some(within(anchor, What::Heading(here), &old.heading, &new.heading))
            }
            What::Passage(passage) => {
                let now = self.passage(passage)?;
                let [old, new] = [&self.old.passages[passage], &self.new.passages[now.here]];
                Some(within(anchor, What::Passage(now.here), &old.text, &new.text))
            }
        }
    }
}

fn within(anchor: Anchor, what: What, old: &str, new: &str) -> Now<Anchor> {
    let here = Anchor { what, offset: offset(old, new, anchor.offset) };
    Now { here, same: old == new }
}

/// Where a byte of a text is after the text has changed in one stretch: the same words before or
/// after it say so; inside of the stretch, its beginning.
fn offset(old: &str, new: &str, at: usize) -> usize {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = old.bytes().zip(new.bytes()).take_while(same).count();
    if at <= before {
        return floor(new, at);
    }
    let most = old.len().min(new.len()) - before;
    let after = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(same).count();
    let rest = old.len().saturating_sub(at);
    floor(new, if rest <= after { new.len() - rest } else { before })
}

/// The nearest beginning of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Topics;
    use crate::library::assemble::{TextFile, read_article};
    use proptest::prelude::*;

    fn article(body: &str) -> Arc<Article> {
        let text = format!("+++\ntitle = \"T\"\nsource = \"S\"\n+++\n{body}");
        let file = TextFile { name: "t.md".to_owned(), text: text.into() };
        read_article("s/t", &file, &Topics::default()).unwrap().0.into()
    }

    /// For each passage of a text the words that stand in its place in another.
    fn moved(old: &str, new: &str) -> Vec<Option<(String, bool)>> {
        let [old, new] = [article(old), article(new)];
        let versions = Versions { old: &old, new: &new };
        let text = |now: Now<usize>| (new.passages[now.here].text.clone(), now.same);
        (0..old.passages.len()).map(|i| versions.passage(i).map(text)).collect()
    }

    fn said(moved: &[Option<(String, bool)>]) -> Vec<Option<(&str, bool)>> {
        moved.iter().map(|now| now.as_ref().map(|(text, same)| (text.as_str(), *same))).collect()
    }

    #[test]
    fn passages_are_found_by_their_words_wherever_others_were_put() {
        let old = "## A\n\none\n\ntwo\n\n## B\n\nthree";
        let new = "## New\n\nzero\n\n## B\n\nnull\n\nthree\n\n## A\n\nnought\n\none\n\ntwo";
        let expected = ["one", "two", "three"].map(|text| Some((text, true)));
        assert_eq!(said(&moved(old, new)), expected);
    }

    #[test]
    fn a_passage_that_changed_is_the_one_after_what_stood_before_it() {
        let (old, new) = ("## A\n\none\n\ntwo\n\nthree", "## A\n\nzero\n\none\n\n2\n\nthree");
        let expected = [("one", true), ("2", false), ("three", true)].map(Some);
        assert_eq!(said(&moved(old, new)), expected);
    }

    #[test]
    fn of_passages_that_say_the_same_the_nearest_in_the_section_is_meant() {
        let (old, new) =
            ("## A\n\nyes\n\n## B\n\nyes", "## C\n\nyes\n\n## A\n\nyes\n\n## B\n\nyes");
        let [old, new] = [article(old), article(new)];
        let versions = Versions { old: &old, new: &new };
        assert_eq!([0, 1].map(|i| versions.passage(i).unwrap().here), [1, 2]);
    }

    #[test]
    fn passages_of_a_section_that_is_gone_are_gone() {
        let moved_to = moved("## A\n\none\n\n## B\n\ntwo", "## B\n\ntwo");
        assert_eq!(said(&moved_to), [None, Some(("two", true))]);
        assert_eq!(moved("## A\n\none\n\n## B\n\ntwo", "## A\n\n## B\n\ntwo")[0], None);
    }

    #[test]
    fn a_place_in_a_text_stays_at_its_words() {
        assert_eq!(offset("one two three", "one 2 three", 8), 6);
        assert_eq!(offset("one two three", "one two and three", 4), 4);
        assert_eq!(offset("one two three", "one three", 5), 5);
        assert_eq!(offset("aaaa", "aa", 3), 2);
    }

    proptest! {
        #[test]
        fn a_place_in_a_text_is_a_place_in_any_other(
            old in "[aé語 ]{0,12}", new in "[aé語 ]{0,12}", at in 0usize..40,
        ) {
            let at = floor(&old, at);
            let here = offset(&old, &new, at);
            prop_assert!(new.is_char_boundary(here));
            prop_assert!(old != new || here == at);
        }
    }
}
