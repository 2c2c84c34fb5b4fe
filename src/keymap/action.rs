//! What keys can mean: every action, with its name, its words for people, and where it makes sense.

use std::fmt;

use Context::{Ask, Compare, Global, GoTo, Help, Home, Reader, Search, Tray};

/// A table of `keymap.toml`: where its keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere, after the table of the place itself.
    Global,
    /// The matrix of topics and sources, and the list of subjects.
    Home,
    /// An article.
    Reader,
    /// All sources on one topic.
    Compare,
    /// Search over everything.
    Search,
    /// The list of places to go to.
    GoTo,
    /// Help, and whatever else lies over a screen to be read.
    Help,
    /// What is marked to hand over.
    Tray,
    /// A question that is asked before a file is written.
    Ask,
}

impl Context {
    /// Every table, in the order in which they are shown.
    pub const ALL: [Self; 9] = [Global, Home, Reader, Compare, Search, GoTo, Help, Tray, Ask];

    /// The table's name in `keymap.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Global => "global",
            Home => "home",
            Reader => "reader",
            Compare => "compare",
            Search => "search",
            GoTo => "goto",
            Help => "help",
            Tray => "tray",
            Ask => "ask",
        }
    }

    /// The table of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }
}

impl fmt::Display for Context {
    /// Writes the table as it heads its keys: `[reader]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.name())
    }
}

/// What is said of one action.
struct Facts {
    name: &'static str,
    hint: &'static str,
    about: &'static str,
    contexts: &'static [Context],
}

/// Makes [`Action`] of one line an action: variant, name, hint, sentence, contexts.
macro_rules! actions {
    ($($variant:ident $name:literal $hint:literal $about:literal $contexts:expr;)+) => {
        /// What a key can mean: the only thing that can be bound.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = concat!("To ", $about, ".")] $variant,)+
        }

        impl Action {
            /// Every action, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const fn facts(self) -> Facts {
                match self {
                    $(Self::$variant => Facts {
                        name: $name, hint: $hint, about: $about, contexts: $contexts,
                    },)+
                }
            }
        }
    };
}

const EVERYWHERE: &[Context] = &[Global];
const PAGES: &[Context] = &[Reader, Compare, Help];
const TOPICS: &[Context] = &[Reader, Compare];
const ROWS: &[Context] = &[Home, Search, GoTo, Tray];
const COLUMNS: &[Context] = &[Home, Compare];
const ENDS: &[Context] = &[Home, Search, Tray];
const PAGING: &[Context] = &[Home, Reader, Compare, Search, GoTo, Help, Tray];
const OPENING: &[Context] = &[Home, Reader, Compare, Search, GoTo, Help, Tray];
const LINKS: &[Context] = &[Reader, Help];
const FIELDS: &[Context] = &[Search, GoTo];
const MARKING: &[Context] = &[Reader, Compare, Search, Help];

actions! {
    Quit "quit" "quit" "leave the program" EVERYWHERE;
    Back "back" "back" "go back to where you were" EVERYWHERE;
    Cancel "cancel" "close" "close what is open, else go back" EVERYWHERE;
    Home "home" "home" "go to the first screen" EVERYWHERE;
    Help "help" "keys" "show the keys that act here" EVERYWHERE;
    Search "search" "search" "search all articles" EVERYWHERE;
    GoTo "go_to" "go to" "go to a topic, source or heading" EVERYWHERE;
    Compare "compare" "compare" "compare all sources on this topic" EVERYWHERE;
    Tray "tray" "marked" "show what is marked to hand over" EVERYWHERE;
    Suspend "suspend" "suspend" "return to the shell; fg comes back" EVERYWHERE;
    Redraw "redraw" "redraw" "draw the screen anew" EVERYWHERE;
    NextTheme "next_theme" "theme" "change the colours" EVERYWHERE;
    Up "up" "up" "move up" ROWS;
    Down "down" "down" "move down" ROWS;
    Left "left" "previous source" "move to the source on the left" COLUMNS;
    Right "right" "next source" "move to the source on the right" COLUMNS;
    First "first" "first" "move to the first row" ENDS;
    Last "last" "last" "move to the last row" ENDS;
    Open "open" "read" "open what the cursor is on" OPENING;
    SwitchFocus "switch_focus" "box or list" "move between the box and the list" FIELDS;
    EarlierQuery "earlier_query" "earlier query" "recall an earlier query, or move up" &[Search];
    LaterQuery "later_query" "later query" "recall a later query, or move down" &[Search];
    Why "why" "why" "say why the passage was found" &[Search];
    ScrollDown "scroll_down" "down" "scroll down a line" PAGES;
    ScrollUp "scroll_up" "up" "scroll up a line" PAGES;
    HalfPageDown "half_page_down" "half down" "scroll down half a page" PAGES;
    HalfPageUp "half_page_up" "half up" "scroll up half a page" PAGES;
    PageDown "page_down" "page down" "go down a page" PAGING;
    PageUp "page_up" "page up" "go up a page" PAGING;
    GoTop "go_top" "top" "go to the top" PAGES;
    GoBottom "go_bottom" "bottom" "go to the bottom" PAGES;
    NextTopic "next_topic" "next topic" "go to the next topic" TOPICS;
    PreviousTopic "previous_topic" "previous topic" "go to the previous topic" TOPICS;
    NextSource "next_source" "next source" "read the next source on this topic" &[Reader];
    PreviousSource "previous_source" "previous source" "read the previous source on this topic" &[Reader];
    Find "find" "find" "find in this text" TOPICS;
    NextMatch "next_match" "next match" "go to the next match" TOPICS;
    PreviousMatch "previous_match" "previous match" "go to the previous match" TOPICS;
    NextLink "next_link" "next link" "step to the next term or link" LINKS;
    PreviousLink "previous_link" "previous link" "step to the previous term or link" LINKS;
    Define "define" "define" "explain the term" TOPICS;
    Outline "outline" "outline" "show or hide the outline" &[Reader];
    Narrow "narrow" "narrow" "narrow to a source or topic, or widen" &[Search];
    Widen "widen" "widen" "search every source and topic again" &[Search];
    AsTyped "as_typed" "as typed" "search words as typed, or like ones too" &[Search];
    SwitchSubjects "switch_subjects" "subjects" "search all subjects, or only this one" &[Search];
    Gaps "gaps" "gaps" "show what no source or only one says" &[Home];
    Resume "resume" "go on" "go on reading where you were" &[Home];
    Mark "mark" "mark" "mark to hand over, or no more" MARKING;
    Remove "remove" "remove" "take the mark away" &[Tray];
    Clear "clear" "remove all" "take all marks away" &[Tray];
    Keep "keep" "keep" "keep the marks for the next time, or not" &[Tray];
    Write "write" "write" "write what is marked to a file" &[Tray, Ask];
    Yes "yes" "replace" "replace the file" &[Ask];
    No "no" "leave it" "keep the file that is there" &[Ask];
    Card "card" "source" "show where the article comes from" TOPICS;
    TextView "text_view" "text" "show what the sources say" &[Compare];
    TermsView "terms_view" "terms" "show the terms that the sources use" &[Compare];
    FiguresView "figures_view" "figures" "show the figures that the sources give" &[Compare];
    FoldSilent "fold_silent" "fold silent" "fold the sources that say nothing" &[Compare];
    OnlyDiffering "only_differing" "differences" "keep only what not all sources share" &[Compare];
    Lock "lock" "scroll alone" "scroll sources together, or each alone" &[Compare];
}

impl Action {
    /// The name in `keymap.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What it does, in a phrase of at most 40 columns that begins with a verb.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.facts().about
    }

    /// One or two words to stand beside a key.
    #[must_use]
    pub fn hint(self) -> &'static str {
        self.facts().hint
    }

    /// Where it has a meaning of its own: [`Context::Global`] alone, or places.
    #[must_use]
    pub fn contexts(self) -> &'static [Context] {
        self.facts().contexts
    }

    /// Whether a table may bind it: global actions may be bound in any.
    #[must_use]
    pub fn acts_in(self, context: Context) -> bool {
        self.contexts().iter().any(|&c| c == context || c == Global)
    }

    /// Whether it may be done in a kiosk: nothing there leaves the program or writes a file. Every
    /// action is named, so that a new one is decided on.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "a list of fifty in lines that can be read")]
    pub fn in_kiosk(self) -> bool {
        use Action as A;
        match self {
            A::Quit | A::Suspend | A::Keep | A::Write | A::Yes | A::No => false,
            A::Back | A::Cancel | A::Home | A::Help | A::Search | A::GoTo | A::Compare => true,
            A::Tray | A::Redraw | A::NextTheme | A::Mark | A::Remove | A::Clear => true,
            A::Up | A::Down | A::Left | A::Right | A::First | A::Last | A::Open => true,
            A::SwitchFocus | A::EarlierQuery | A::LaterQuery | A::Why | A::AsTyped => true,
            A::ScrollDown | A::ScrollUp | A::HalfPageDown | A::HalfPageUp => true,
            A::PageDown | A::PageUp | A::GoTop | A::GoBottom => true,
            A::NextTopic | A::PreviousTopic | A::NextSource | A::PreviousSource => true,
            A::Find | A::NextMatch | A::PreviousMatch | A::NextLink | A::PreviousLink => true,
            A::Define | A::Outline | A::Narrow | A::Widen | A::SwitchSubjects | A::Gaps => true,
            A::Resume | A::Card | A::TextView | A::TermsView | A::FiguresView => true,
            A::FoldSilent | A::OnlyDiffering | A::Lock => true,
        }
    }

    /// The action of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_snake_case_and_lead_back_to_their_action() {
        for &action in Action::ALL {
            let name = action.name();
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
            assert_eq!(Action::named(name), Some(action));
        }
    }

    #[test]
    fn phrases_fit_their_column_and_no_two_are_alike() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            assert!(action.about().len() <= 40, "{}", action.about());
            assert!(action.hint().split(' ').count() <= 3, "{}", action.hint());
            assert!(seen.insert(action.about()), "{}", action.about());
        }
    }

    #[test]
    fn an_action_is_global_or_belongs_to_places() {
        for action in Action::ALL {
            let contexts = action.contexts();
            assert!(contexts == [Global] || !contexts.is_empty() && !contexts.contains(&Global));
            assert!(contexts.is_sorted(), "{}", action.name());
        }
    }

    #[test]
    fn tables_are_found_by_name_alone() {
        assert_eq!(Context::named("goto"), Some(GoTo));
        assert_eq!(Context::named("GoTo"), None);
        assert_eq!(GoTo.to_string(), "[goto]");
    }

    #[test]
    fn a_global_action_acts_in_every_table_and_others_in_their_own() {
        assert!(Action::Back.acts_in(Reader));
        assert!(Action::FoldSilent.acts_in(Compare));
        assert!(!Action::FoldSilent.acts_in(Global));
    }
}
