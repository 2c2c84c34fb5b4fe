//! Import of whatever comes: no page makes it panic, none gets a control character through, and no
//! word is added, moved or lost unsaid.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::borrow::Cow;

use pamphlet::import::{Imported, Said, import};
use pamphlet::library::assemble::{TextFile, read_article};
use pamphlet::library::words::folded;
use pamphlet::library::{Article, Topics};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

const TOPICS: &str = "[[topic]]\nid = \"harm\"\nname = \"H\"\nabout = \".\"\nstrong = [\"what is w1w\"]\ntext = [\"w2w\", \"w3w\", \"w5w\"]\n";

fn imported(name: &str, bytes: &[u8]) -> Option<Imported> {
    import(name, bytes, &Said::default(), &Topics::parse("t", TOPICS).unwrap()).ok()
}

/// The article of an import, which has to be without faults.
fn article(imported: &Imported) -> Result<Article, TestCaseError> {
    let odd = |c: char| {
        !matches!(c, '\n' | '\t') && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))
    };
    prop_assert!(!imported.text.chars().any(odd), "{:?}", imported.text);
    let said = imported.dropped.iter().chain(&imported.notes);
    prop_assert!(said.clone().all(|line| !line.contains(|c: char| c.is_control())));
    let file = TextFile { name: "a.md".into(), text: Cow::Owned(imported.text.clone()) };
    let topics = Topics::parse("t", TOPICS).unwrap();
    let (article, faults) = read_article("s/a", &file, &topics)
        .map_err(|fault| TestCaseError::fail(format!("{fault}\n{}", imported.text)))?;
    prop_assert!(faults.is_empty(), "{faults:?}");
    Ok(article)
}

/// The words of an article, headings in their places.
fn words(article: &Article) -> Vec<String> {
    let mut words = Vec::new();
    for section in &article.sections {
        if !section.is_top() {
            words.extend(folded(&section.heading));
        }
        for passage in &article.passages[section.passages.clone()] {
            words.extend(folded(&passage.text));
        }
    }
    words
}

fn is_within(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|word| rest.any(|other| other == word))
}

/// A piece of a page; `W` stands for some new words.
const PIECES: &[&str] = &[
    "<h2>W</h2>",
    "<h3>W?</h3>",
    "<p>W, W, and W.</p>",
    "<p>W <b>W</b> <i>W</i>W</p>",
    "<ul><li>W</li><li>W<ul><li>W</li></ul></li></ul>",
    "<ol start=9><li><p>W</p><p>W</p></li><li>W</li></ol>",
    "<table><tr><th>W</th><th>W</th></tr><tr><td>W</td></tr></table>",
    "<table><tr><td colspan=2>W</td></tr><tr><td>W</td><td>W|W</td></tr></table>",
    "<blockquote><p>W</p>W</blockquote>",
    "<pre>W\n\n  W</pre>",
    "<div>W<div>W</div>W</div>",
    "<p><a href='https://a.example/(x'>W</a>W</p>",
    "<a href='#'><h3>W</h3><p>W</p></a>",
    "<dl><dt>W</dt><dd>W</dd><dt>W?</dt><dd>W</dd></dl>",
    "<details><summary>W</summary>W</details>",
    "<p>1. W * W _W_ `W` [W](W) # W &amp;copy; &lt;b&gt; ~~W~~</p>",
    "<p><b>What Is W</b></p>",
    "<span>W</span>",
    "W<br>W<br><br>W",
    "<section><header><h4>W {W}</h4></header><p>W</p></section>",
    "<p># W</p>",
    "<p>- W<br>+ W</p>",
    "<figure><img src=a><figcaption>W</figcaption></figure>",
    "<code>W `W</code>",
    "<td>W</td>",
    "</div>",
    "<b>",
    "<ul>W",
    "<li><h3>W</h3><p>W</p></li>",
];

/// A paragraph that a reader of pages takes for one.
const PROSE: &str = "<p>W, as W and W say, is what W has, and so W goes on to W, with W, W, and W until W comes to W, \
    where W and W are said to be W. In the end W is W, and W, for its part, remains W.</p>";

/// A page of pieces with prose between, and its words in order.
fn page(pieces: &[usize]) -> (String, Vec<String>) {
    let mut html = String::from("<html><body><article>");
    for &piece in pieces {
        html.push_str(PIECES[piece % PIECES.len()]);
        html.push_str(PROSE);
    }
    html.push_str("</article></body></html>");
    let mut numbered = String::new();
    for (i, part) in html.split('W').enumerate() {
        if i > 0 {
            numbered.extend([" w", &i.to_string(), "w "]);
        }
        numbered.push_str(part);
    }
    let words = numbered.split(['<', '>', ' ', '\n', '|']).map(str::to_owned);
    let is_word = |word: &String| {
        word.len() > 2
            && word.starts_with('w')
            && word.ends_with('w')
            && word[1..word.len() - 1].chars().all(|c| c.is_ascii_digit())
    };
    let words = words.filter(is_word).collect();
    (numbered, words)
}

fn is_numbered(word: &str) -> bool {
    word.len() > 2 && word.starts_with('w') && word.ends_with('w')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_make_a_sound_article_or_none(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        name in "(a|b c|)\\.(html|txt|md|pdf)",
    ) {
        if let Some(imported) = imported(&name, &bytes) {
            article(&imported)?;
        }
    }

    #[test]
    fn text_of_any_kind_makes_a_sound_article_or_none(text in "([ -~é\\x1b\u{9b}\u{202e}]{0,40}\n{0,3}){0,12}", name in "a\\.(txt|md)") {
        if let Some(imported) = imported(&name, text.as_bytes()) {
            article(&imported)?;
        }
    }

    #[test]
    fn tags_of_any_kind_make_a_sound_article_or_none(tags in "(<(/?)(p|div|b|a href=x|ul|li|table|tr|td|h2|pre|code|svg|script|title|template|select|form|button|dl|dt|details|summary|!--)>|&#27;\\[2J|w &#x202e;|}|#|`|\\|| w|\n){0,60}") {
        if let Some(imported) = imported("a.html", tags.as_bytes()) {
            article(&imported)?;
        }
    }

    #[test]
    fn words_of_text_are_kept_in_order_or_told(lines in proptest::collection::vec("(- |1\\. |    - |# |\\* )?([A-Z]?[a-z]{1,9}[ \t,&*_`<\\[]{1,2}){1,12}[.?:]?", 1..20)) {
        let text = lines.join("\n\n");
        let Some(imported) = imported("a.txt", text.as_bytes()) else { return Ok(()) };
        let article = article(&imported)?;
        // The number of an item is a mark of it and no word.
        let told = imported.dropped.join(" \n ");
        let named = if article.title == "a" { "" } else { &article.title };
        let words_of = |text: &str| folded(text).into_iter().filter(|word| word != "1").collect::<Vec<_>>();
        let whole = words_of(&text);
        let kept: Vec<_> = words(&article).into_iter().filter(|word| word != "1").collect();
        prop_assert!(is_within(&kept, &whole), "{kept:?}\n{whole:?}\n{}", imported.text);
        let all = kept.len() + words_of(&told).len() + words_of(named).len();
        prop_assert_eq!(all, whole.len(), "{}\n{:?}", imported.text, imported.dropped);
    }

    #[test]
    fn words_of_html_are_kept_in_order_or_told(pieces in proptest::collection::vec(0..PIECES.len(), 1..8)) {
        let (html, whole) = page(&pieces);
        let imported = imported("a.html", html.as_bytes()).unwrap();
        let kept: Vec<String> = words(&article(&imported)?).into_iter().filter(|word| is_numbered(word)).collect();
        prop_assert!(is_within(&kept, &whole), "{kept:?}\n{whole:?}\n{}", imported.text);
        let told = folded(&imported.dropped.join(" \n "));
        for word in &whole {
            prop_assert!(kept.contains(word) || told.contains(word), "{word} of {html}\n{}", imported.text);
        }
    }
}
