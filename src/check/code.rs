//! The kinds of findings: their names, how bad they are, and what to do.

use crate::library::FaultKind;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Something is left out, or untrue.
    Error,
    /// Something is read otherwise than it may be meant.
    Warning,
}

impl Severity {
    /// The word that JSON and people see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:literal $severity:ident $help:literal;)*) => {
        /// A kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the table of codes says what each is")]
        pub enum Code { $($code),* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The word that JSON and people see.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name),* }
            }

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// What to do.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$code => $help),* }
            }
        }
    };
}

codes! {
    FrontMatter "front-matter" Error "mend the front matter; until then the article is left out";
    Encoding "encoding" Error "save the file as UTF-8";
    Nesting "nesting" Error "write it with fewer lists and quotes in each other; until then the article is left out";
    Unreadable "unreadable" Error "put a regular, readable file in its place, or take it away";
    StrayArticle "stray-article" Error "move it into the folder of its subject";
    HeadingAttribute "heading-attribute" Error "write {topic=ID}, or {topic=ID also=ID} for further topics";
    UnknownTopic "unknown-topic" Error "name a topic of topics.toml";
    Topics "topics" Error "mend topics.toml; until then the bundled topics are used";
    Glossary "glossary" Error "mend glossary.toml; until then the bundled glossary is used";
    Subject "subject" Error "mend subject.toml; what cannot be read in it is not used";
    Keymap "keymap" Error "mend the keymap; the other keys hold";
    Config "config" Error "mend config.toml; the other settings hold";
    FutureDate "future-date" Error "write the day that the page states";
    DateOrder "date-order" Error "a page cannot be read before it was published: mend one of the days";
    BrokenLink "broken-link" Error "link to an article or section of the library";
    ConflictMarker "conflict-marker" Error "keep one of the two versions, and delete the three lines around them";
    ControlCharacter "control-character" Error "delete the character; readers never see it";
    UnnamedSource "unnamed-source" Warning "write who publishes the page; all without a name are one source";
    UnreadFile "unread-file" Warning "name it `.md`, or make an article of it with `pamphlet import`";
    OddMarkup "odd-markup" Warning "write it in Markdown";
    SkippedLevel "skipped-level" Warning "use the next level of heading";
    EmptyHeading "empty-heading" Warning "give the heading words, or delete it";
    DuplicateHeading "duplicate-heading" Warning "give one of the two another heading";
    NoContent "no-content" Warning "write what the source says, or delete the heading";
    GuessedTopic "guessed-topic" Warning "say it with {topic=ID} after the heading";
    NoTopic "no-topic" Warning "say it with {topic=ID} after the heading";
    MixedEncoding "mixed-encoding" Warning "write the character that is meant, and save the file as UTF-8";
    EmptyTerm "empty-term" Warning "write what is missing, or take it out";
    IdleCue "idle-cue" Warning "mend the spelling of the cue, or delete it";
    NameTwice "name-twice" Warning "take the name from one of them";
}

impl From<FaultKind> for Code {
    fn from(kind: FaultKind) -> Self {
        match kind {
            FaultKind::Unreadable => Self::Unreadable,
            FaultKind::Stray => Self::StrayArticle,
            FaultKind::Encoding => Self::Encoding,
            FaultKind::FrontMatter => Self::FrontMatter,
            FaultKind::Nesting => Self::Nesting,
            FaultKind::Attribute => Self::HeadingAttribute,
            FaultKind::UnknownTopic => Self::UnknownTopic,
            FaultKind::Topics => Self::Topics,
            FaultKind::Glossary => Self::Glossary,
            FaultKind::Subject => Self::Subject,
            FaultKind::Keymap => Self::Keymap,
            FaultKind::Config => Self::Config,
        }
    }
}
