use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::library::assemble::{SubjectFiles, TextFile};
use crate::library::{Glossary, Source, Term, Topics};

const TEXT: &str = "\
Intro.

## Risks

It may cause:

- nausea
- a headache

| When | What |
|------|------|
| day 1 | rest |
| day 2 | walk |

### Long-term

Nobody knows.
";

/// Two articles of one subject with the same text, and a glossary of two terms.
fn library() -> Library {
    let term = |name: &str| Term {
        name: name.to_owned(),
        definition: format!("What {name} is."),
        ..Term::default()
    };
    let glossary = Glossary::new(vec![term("nausea"), term("headache")]);
    let mut library = Library::new(Topics::default(), glossary);
    let file = |stem: &str, facts: &str| {
        let text = format!("+++\ntitle = \"T {stem}\"\nsource = \"S {stem}\"\n{facts}+++\n{TEXT}");
        (stem.to_owned(), TextFile { name: stem.to_owned(), text: text.into() })
    };
    let facts = "place = \"Provo\"\nurl = \"https://a.example/x\"\nretrieved = 2024-05-01\n\
        edition = \"restated\"\n";
    let articles = vec![file("a", facts), file("b", "")];
    library.add_subject(SubjectFiles { id: "drip".to_owned(), facts: None, articles });
    library
}

fn at(article: usize, passage: usize) -> Piece {
    Piece::Passage(PassageRef { article: ArticleRef { subject: 0, article }, passage })
}

/// Article, section and passages of each quote.
fn quotes(handout: &Handout) -> Vec<(usize, usize, Vec<usize>)> {
    let of = |quoted: &Quoted| {
        let article = quoted.article.article;
        quoted.sections.iter().map(|(s, own)| (article, *s, own.clone())).collect::<Vec<_>>()
    };
    let quoted = handout.parts.iter().filter_map(|part| match part {
        Part::Quoted(quoted) => Some(of(quoted)),
        Part::Terms(_) => None,
    });
    quoted.flatten().collect()
}

#[test]
fn pieces_stand_in_the_order_in_which_they_were_picked_and_once() {
    let library = library();
    let pieces = [at(1, 2), at(0, 0), at(0, 2), at(1, 2), at(0, 3), Piece::Term(TermId(1))];
    let handout = Handout::new(&library, &pieces);
    assert_eq!(quotes(&handout), [(1, 1, vec![2]), (0, 0, vec![0]), (0, 1, vec![2, 3])]);
    assert_eq!(handout.parts.len(), 3);
    assert_eq!(handout.parts[2], Part::Terms(vec![TermId(1)]));
    assert_eq!(handout.title, "drip");
}

#[test]
fn a_row_brings_the_head_of_its_table_and_a_section_all_below_it() {
    let library = library();
    assert_eq!(quotes(&Handout::new(&library, &[at(0, 6)])), [(0, 1, vec![4, 6])]);
    let section = SectionRef { article: ArticleRef::default(), section: 1 };
    let whole = Handout::new(&library, &[Piece::Section(section)]);
    assert_eq!(quotes(&whole), [(0, 1, vec![1, 2, 3, 4, 5, 6]), (0, 2, vec![7])]);
    let article = Handout::new(&library, &[Piece::Article(ArticleRef::default())]);
    assert_eq!(quotes(&article).len(), 3);
    assert!(Handout::new(&library, &[]).is_empty());
}

#[test]
fn the_ending_of_a_name_says_the_form() {
    let forms = ["a.md", "b.HTML", "c.htm", "d.txt", "md", ".markdown"].map(Form::of_name);
    let (markdown, html) = (Some(Form::Markdown), Some(Form::Html));
    assert_eq!(forms, [markdown, html, html, None, None, markdown]);
}

/// An article with the same text in every place that a file fills.
fn filled(text: &str) -> (Library, Handout) {
    let mut library = library();
    let plain = |text: &str| text.replace('\n', " ");
    let subject = &mut library.subjects[0];
    subject.title = plain(text);
    for article in &mut subject.articles {
        let mut changed = article.as_ref().clone();
        changed.title = plain(text);
        changed.source = Source { id: String::new(), name: plain(text), place: Some(plain(text)) };
        changed.url = Some(plain(text));
        changed.language = plain(text);
        for section in &mut changed.sections {
            section.heading = plain(text);
        }
        for passage in &mut changed.passages {
            passage.text = text.to_owned();
            if let Kind::Row { cells, .. } = &mut passage.kind {
                for cell in cells {
                    *cell = 0..text.len();
                }
            }
        }
        // Code after a list, and a table without its head.
        changed.passages[4].kind = Kind::Code;
        *article = changed.into();
    }
    let term = Term { name: plain(text), definition: plain(text), ..Term::default() };
    library.glossary = Glossary::new(vec![term]);
    let pieces = [Piece::Article(ArticleRef::default()), Piece::Term(TermId(0))];
    let handout = Handout::new(&library, &pieces);
    (library, handout)
}

/// Everything of a page between `<` and `>`, but for the value of `lang`, which is a text.
fn tags(html: &str) -> Vec<String> {
    let ends = html.split('<').skip(1).map(|rest| rest.split_once('>').unwrap().0);
    let without_value = |tag: &str| match tag.strip_prefix("blockquote lang=\"") {
        Some(rest) => {
            assert_eq!(rest.find('"'), Some(rest.len() - 1), "{rest}");
            "blockquote lang".to_owned()
        }
        None => tag.to_owned(),
    };
    ends.map(without_value).collect()
}

/// The elements of a Markdown page, without its words.
fn elements(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let structure = |event: Event| match event {
        Event::Text(_) | Event::SoftBreak | Event::HardBreak => None,
        Event::Start(Tag::CodeBlock(_)) => Some("code".to_owned()),
        other => Some(format!("{other:?}")),
    };
    Parser::new_ext(markdown, options).filter_map(structure).collect()
}

/// Text that is likely to mean something to a reader of markup.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{1,6}",
        "[<>&\"'`*_#|~=+\\-\\[\\]()!\\\\:.0-9]{1,6}",
        Just("<script>alert(1)</script>".to_owned()),
        Just("\" onload=\"x".to_owned()),
        Just("]]>-->".to_owned()),
        Just("```".to_owned()),
        Just("&lt;b&gt;&#60;".to_owned()),
        Just("![x](http://a.example/b.png)".to_owned()),
        Just("日本語 🙂".to_owned()),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| format!("x{}x", pieces.concat()))
}

proptest! {
    #[test]
    fn nothing_of_an_article_becomes_html(text in nasty(), more in nasty()) {
        let text = format!("{text}\n{more}");
        let (library, handout) = filled(&text);
        let (other, plain) = filled("plain\nwords");
        let html = handout.written(&library, Form::Html);
        prop_assert_eq!(tags(&html), tags(&plain.written(&other, Form::Html)));
        let lines = text.lines().map(|line| format!("<p>{}", html::escaped(line)));
        prop_assert!(html.contains(&lines.take(1).collect::<String>()), "{html}");
    }

    #[test]
    fn nothing_of_an_article_becomes_markdown(text in nasty()) {
        let (library, handout) = filled(&text);
        let (other, plain) = filled("plain");
        let markdown = handout.written(&library, Form::Markdown);
        let expected = elements(&plain.written(&other, Form::Markdown));
        prop_assert_eq!(elements(&markdown), expected, "{}", markdown);
    }
}
