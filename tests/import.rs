//! Import on the real program: what becomes of a page, what is said of it, and what is refused.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{bare, pamphlet};
use insta::assert_snapshot;
use pamphlet::library::words::folded;
use rstest::rstest;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");

/// What a run prints and says, after it ended with this code in the folder of the pages.
fn run(code: i32, args: &[&str]) -> (String, String) {
    run_in(Path::new(PAGES), code, args)
}

fn run_in(folder: &Path, code: i32, args: &[&str]) -> (String, String) {
    let assert = bare().current_dir(folder).arg("import").args(args).assert().code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&assert.get_output().stdout), text(&assert.get_output().stderr))
}

/// The first line that a run says of a page made of these bytes.
fn said_of(code: i32, name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let (_, said) = run_in(folder.path(), code, &[name]);
    said.lines().next().unwrap().to_owned()
}

/// The words that a library shows of an article, title first, in order.
fn shown(article: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("s")).unwrap();
    fs::write(folder.path().join("s/a.md"), article).unwrap();
    let library = folder.path().to_str().unwrap();
    let json = pamphlet(library, &["read", "s/a", "--json"]).assert().success().stderr("");
    let json: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    let text = |value: &serde_json::Value| folded(value.as_str().unwrap());
    let mut words = text(&json["article"]["title"]);
    for section in json["sections"].as_array().unwrap() {
        if !section["id"].as_str().unwrap().ends_with("#top") {
            words.extend(text(&section["heading"]));
        }
        for passage in section["passages"].as_array().unwrap() {
            words.extend(text(&passage["text"]));
        }
    }
    words
}

#[rstest]
#[case("light-box.html")]
#[case("owl-faq.html")]
#[case("iron-drip.txt")]
#[case("night-notes.md")]
fn a_page_becomes_an_article(#[case] page: &str) {
    let (article, said) = run(0, &[page]);
    assert_snapshot!(format!("import_{page}"), format!("{article}\n――― stderr ―――\n{said}"));
}

#[rstest]
#[case("light-box.html", "light-box.words.txt")]
#[case("owl-faq.html", "owl-faq.words.txt")]
#[case("iron-drip.txt", "iron-drip.words.txt")]
fn every_word_of_the_main_content_stands_in_its_order_and_no_other(
    #[case] page: &str,
    #[case] expected: &str,
) {
    let expected = fs::read_to_string(Path::new(PAGES).join(expected)).unwrap();
    assert_eq!(shown(&run(0, &[page]).0), folded(&expected));
}

#[test]
fn what_the_person_says_goes_before_the_page() {
    let (article, _) = run(
        0,
        &[
            "light-box.html",
            "--title",
            "Light \"boxes\"",
            "--source",
            "S",
            "--place",
            "P",
            "--url",
            "u",
            "--retrieved",
            "2024-05-01",
        ],
    );
    let head = article.split("+++").nth(1).unwrap();
    assert_snapshot!("import_said", head);
}

#[test]
fn articles_go_into_a_library_which_is_sound_then() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_str().unwrap();
    let to = ["light-box.html", "iron-drip.txt", "--output", library, "--subject", "drips"];
    let (printed, said) = run(0, &to);
    let said = said.replace(library, "LIBRARY");
    let first: Vec<&str> = said.lines().filter(|line| line.contains(" of 2)")).collect();
    let expected = [
        "pamphlet: light-box.html (1 of 2): written to LIBRARY/drips/light-box.md: 217 words in 8 sections",
        "pamphlet: iron-drip.txt (2 of 2): written to LIBRARY/drips/iron-drip.md: 180 words in 8 sections",
    ];
    assert_eq!((printed.as_str(), first), ("", expected.to_vec()));
    assert_eq!(
        fs::read_to_string(folder.path().join("drips/iron-drip.md")).unwrap(),
        run(0, &["iron-drip.txt"]).0
    );
    let checked = bare().args(["check", library, "--json"]).assert().success();
    let report: serde_json::Value = serde_json::from_slice(&checked.get_output().stdout).unwrap();
    assert_eq!(report["errors"], 0, "{report:#}");
}

#[test]
fn an_article_that_is_there_is_kept_unless_force_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_str().unwrap();
    let to = ["iron-drip.txt", "--output", library, "--subject", "drips"];
    run(0, &to);
    let file = folder.path().join("drips/iron-drip.md");
    fs::write(&file, "mine").unwrap();
    for more in [&[][..], &["--dry-run"]] {
        let (_, said) = run(2, &[&to[..], more].concat());
        let expected = format!(
            "pamphlet: iron-drip.txt: {} is there already; --force replaces it\n",
            file.display()
        );
        assert_eq!(said, expected);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    run(0, &[&to[..], &["--force"]].concat());
    assert!(fs::read_to_string(&file).unwrap().starts_with("+++\ntitle"));
    assert_eq!(fs::read_dir(folder.path().join("drips")).unwrap().count(), 1);
}

#[test]
fn a_dry_run_writes_and_prints_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_str().unwrap();
    let (_, said) =
        run(0, &["iron-drip.txt", "--output", library, "--subject", "drips", "--dry-run"]);
    assert!(said.contains(": would be written to "), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let (printed, said) = run(0, &["iron-drip.txt", "--dry-run"]);
    assert!(printed.is_empty() && said.contains(": would be printed: "), "{said}");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "%PDF-1.7").unwrap();
    fs::write(folder.path().join("b.txt"), "Owls\n\nOwls wait in the barn until it is dark.\n")
        .unwrap();
    fs::create_dir(folder.path().join("c.txt")).unwrap();
    let (printed, said) = run_in(folder.path(), 2, &["a.html", "b.txt", "c.txt", "d.txt"]);
    assert!(printed.contains("# Owls"), "{printed}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines[0].starts_with("pamphlet: a.html (1 of 4): this is a PDF, not a page: "),
        "{said}"
    );
    assert!(lines[1].starts_with("pamphlet: b.txt (2 of 4): printed: "), "{said}");
    assert_eq!(lines[3], "pamphlet: c.txt (3 of 4): cannot read it: it is no regular file");
    assert!(
        lines[4].starts_with("pamphlet: d.txt (4 of 4): cannot read it: No such file"),
        "{said}"
    );
}

#[test]
fn files_that_would_have_one_name_are_not_written_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_str().unwrap();
    for name in ["Owl Notes.txt", "owl-notes.txt"] {
        fs::write(folder.path().join(name), "Owls\n\nOwls wait in the barn until it is dark.\n")
            .unwrap();
    }
    let to =
        ["Owl Notes.txt", "owl-notes.txt", "--output", library, "--subject", "owls", "--force"];
    let (_, said) = run_in(folder.path(), 2, &to);
    assert!(said.contains("another of these files is already written to"), "{said}");
}

#[rstest]
#[case(b"", "the file is empty: save the page again")]
#[case(
    b"%PDF-1.4\n",
    "this is a PDF, not a page: open it, copy its text into a file and import that"
)]
#[case(
    b"\x89PNG\r\n\x1a\n\0\0",
    "this is a PNG picture, not a page: type the words that it shows into a file and import that"
)]
#[case(
    b"PK\x03\x04\0\0",
    "this is a ZIP archive or an office document, not a page: open it, copy its text into a file and import that"
)]
#[case(b"\x7fELF\0", "this is a program, not a page: save the page again, as HTML or as text")]
#[case(
    b" \n\t",
    "no text to read in it: a page that fills itself in by script has to be saved from the browser once it is shown"
)]
fn what_is_no_page_is_refused(#[case] bytes: &[u8], #[case] message: &str) {
    assert_eq!(said_of(2, "a.html", bytes), format!("pamphlet: a.html: {message}"));
}

#[test]
fn a_page_without_text_is_refused() {
    for page in ["<html></html>", "<div id=app></div><script>start()</script>", "<img src=a alt=b>"]
    {
        let said = said_of(2, "a.html", page.as_bytes());
        assert!(said.starts_with("pamphlet: a.html: no text to read in it"), "{page}: {said}");
    }
}

#[test]
fn a_page_of_50_megabytes_is_refused() {
    let page = format!("<p>{}", "owls wait ".repeat(5 << 20));
    let expected =
        "pamphlet: a.html: larger than 32 MB: save the page without its pictures, or copy its text";
    assert_eq!(said_of(2, "a.html", page.as_bytes()), expected);
}

#[test]
fn elements_without_end_are_refused() {
    for open in ["<div>", "<b>", "<table><td>", "<ul><li>", "<blockquote>"] {
        let page = format!("{}Owls wait.", open.repeat(100_000));
        let said = said_of(2, "a.html", page.as_bytes());
        assert!(
            said.contains("its elements lie more than 400 deep in each other"),
            "{open}: {said}"
        );
    }
}

#[test]
fn elements_as_deep_as_they_may_be_are_read() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</ul>"),
        ("<b><i>", "</i></b>"),
    ] {
        let depth = if open.len() > 12 || open == "<div>" { 399 } else { 199 };
        let page =
            format!("<p>Owls wait.</p>{}Owls hunt.{}", open.repeat(depth), close.repeat(depth));
        assert!(said_of(0, "a.html", page.as_bytes()).contains(": printed: "), "{open}");
    }
}

#[test]
fn what_drives_a_terminal_gets_nowhere() {
    let page = "<title>A\u{1b}]0;x\u{7} title</title><p>One &#27;[31mred word &amp;#27;[2J &#x202e;here\
        \u{1b}[5m.</p><p>And a second paragraph, so that there is something to read in it.</p>";
    let folder = tempfile::tempdir().unwrap();
    let name = "a \u{1b}[31mb\nc.html";
    fs::write(folder.path().join(name), page).unwrap();
    let to = ["--output", ".", "--subject", "s"];
    let (printed, said) = run_in(folder.path(), 0, &[name]);
    run_in(folder.path(), 0, &[&[name], &to[..]].concat());
    let written = fs::read_to_string(folder.path().join("s/a-31mb-c.md")).unwrap();
    assert_eq!(written, printed);
    for text in [&printed, &said] {
        assert!(
            !text.chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')),
            "{text:?}"
        );
    }
    assert!(said.starts_with("pamphlet: a b c.html: printed"), "{said:?}");
    assert!(printed.contains("One red word \\&#27;\\[2J here."), "{printed}");
}

/// What is printed and said of a page of this name and text.
fn imported(name: &str, text: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    run_in(folder.path(), 0, &[name])
}

const WAITS: &str = "The owl waits for its prey in the old barn, and it never hurries to get it.";

#[test]
fn a_heading_that_is_furniture_goes_where_nothing_stands_under_it() {
    let text = format!(
        "<title>Owls</title><main><h1>Owls</h1><p>{WAITS}</p><h2>Contact us</h2><h3>At night</h3><p>{WAITS}</p>\
         <h2>Share this page</h2><div class=share-bar>Tweet it</div><h2>Risks</h2><p>{WAITS}</p>\
         <h2>Read more</h2></main>"
    );
    let (printed, said) = imported("a.html", &text);
    let headings: Vec<_> = printed.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["# Owls", "## Contact us", "### At night", "## Risks"]);
    for label in ["Share this page", "Read more"] {
        assert!(said.contains(&format!("pamphlet: a.html: left out: {label}\n")), "{said}");
    }
}

#[test]
fn what_a_click_shows_and_a_warning_beside_the_text_are_text() {
    let text = format!(
        "<title>Owls</title><article><h1>Owls</h1><p>{WAITS}</p><aside class=warning><p>Do not feed it by hand.</p>\
         </aside><button>Does it bite?</button><div hidden><p>It does at night.</p></div>\
         <button class=accordion-title>Food</button><div style='display: none'><p>It eats mice.</p></div>\
         <aside class=related-posts><p><a href=/mice>More on the mice of the barn</a></p></aside></article>"
    );
    let (printed, said) = imported("a.html", &text);
    let shown = "Do not feed it by hand.\n\n## Does it bite?\n\nIt does at night.\n\n## Food\n\nIt eats mice.\n";
    assert!(printed.ends_with(shown), "{printed}");
    assert!(said.ends_with("left out: More on the mice of the barn\n"), "{said}");
}

#[test]
fn a_cell_that_takes_several_rows_leaves_each_of_them_its_column() {
    let text = format!(
        "<title>Owls</title><article><p>{WAITS}</p><table><tr><th>How bad</th><th>What</th><th>When</th></tr>\
         <tr><td rowspan=2>Mild</td><td>Bite</td><td rowspan=2>Night</td></tr><tr><td>Scratch</td></tr>\
         <tr><td colspan=2>None known</td><td>Day</td></tr></table></article>"
    );
    let (printed, _) = imported("a.html", &text);
    let rows: Vec<_> = printed.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert_eq!(rows, ["| Mild | Bite | Night |", "|  | Scratch |  |", "| None known |  | Day |"]);
}

#[test]
fn a_page_that_is_built_of_sections_is_taken_as_a_whole_and_that_is_said() {
    let section = |title: &str| {
        format!("<div class=section><div><h2>{title}</h2><div><p>{WAITS}</p></div></div></div>")
    };
    let text = format!(
        "<title>Owls</title><body><nav><a href=/>Home</a></nav>{}{}{}{}\
         <div id=comments><p>I was bitten by one of them, twice, and it hurt.</p></div><a class=button href=/book>Book now</a></body>",
        section("What is it?"),
        section("Risks"),
        section("Food"),
        section("Night")
    );
    let (printed, said) = imported("a.html", &text);
    let headings: Vec<_> = printed.lines().filter(|line| line.starts_with("##")).collect();
    assert_eq!(headings, ["## What is it?", "## Risks", "## Food", "## Night"]);
    assert!(said.contains("all of the page is here: look it through\n"), "{said}");
    assert!(said.ends_with("left out: Book now\n"), "{said}");
    assert!(
        said.contains("left out: I was bitten by one of them, twice, and it hurt.\n"),
        "{said}"
    );
}

#[test]
fn a_list_of_side_effects_at_the_end_of_a_text_stays_and_what_hangs_below_it_goes() {
    let text =
        format!("Owls\n\n{WAITS}\n\nSide Effects\n\nBites\nA sore wing\n\nBook a visit today!\n");
    let (printed, said) = imported("a.txt", &text);
    assert!(printed.ends_with("\n## Side Effects\n\n- Bites\n- A sore wing\n"), "{printed}");
    assert!(said.ends_with("pamphlet: a.txt: left out: Book a visit today!\n"), "{said}");
}

#[test]
fn who_holds_the_rights_in_a_text_publishes_it() {
    let text =
        format!("Owl Clinic\n\nOwls\n\n{WAITS}\n\n© 2024 Owl Clinic. All rights reserved.\n");
    let (printed, _) = imported("a.txt", &text);
    assert!(printed.starts_with("+++\ntitle = \"Owls\"\nsource = \"Owl Clinic\"\n"), "{printed}");
}

#[test]
fn the_charset_is_told_where_it_is_not_utf8() {
    let text = "Owls\n\nThe owl\u{2019}s caf\u{e9} opens when it is dark in the old barn.\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let text = text.replace('\u{2019}', "\u{92}");
    let latin = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap());
    for (bytes, name) in [(utf16, "UTF-16LE"), (latin.collect(), "windows-1252")] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), bytes).unwrap();
        let (printed, said) = run_in(folder.path(), 0, &["a.txt"]);
        assert!(printed.contains("The owl’s café opens"), "{printed}");
        assert!(said.contains(&format!("pamphlet: a.txt: read as {name}\n")), "{said}");
    }
}

#[test]
fn a_full_disk_and_a_folder_that_takes_nothing_are_errors() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    let done =
        command.current_dir(PAGES).args(["import", "iron-drip.txt"]).stdout(full).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(said, "pamphlet: cannot write: No space left on device (os error 28)\n");
    let (_, said) = run(2, &["iron-drip.txt", "--output", "/proc", "--subject", "drips"]);
    assert!(said.starts_with("pamphlet: iron-drip.txt: cannot write /proc/drips: "), "{said}");
    let (_, said) = run(2, &["iron-drip.txt", "--output", "/no/such", "--subject", "drips"]);
    assert_eq!(said, "pamphlet: iron-drip.txt: no such folder: /no/such\n");
}

#[rstest]
#[case(&["a", "--output", "."], "say what the pages are about with --subject ID: articles go to ./ID")]
#[case(
    &["a", "--output", ".", "--subject", "My Owls"],
    "`My Owls` is no id: use lower case and hyphens, as in `my-owls`"
)]
#[case(&["a", "b", "--title", "T"], "--title is for one page: import the pages one by one")]
#[case(&["a", "b", "--url", "u"], "--url is for one page: import the pages one by one")]
#[case(&["a", "--retrieved", "yesterday"], "`yesterday` is not a day: write it as 2024-05-01")]
fn options_that_do_not_fit_are_named(#[case] args: &[&str], #[case] message: &str) {
    assert_eq!(run(2, args).1, format!("pamphlet: {message}\n"));
}

#[test]
fn force_without_a_library_is_wrong_usage() {
    assert!(run(2, &["a", "--force"]).1.starts_with("error: "));
}

#[test]
fn topics_of_the_library_in_use_decide() {
    let folder = tempfile::tempdir().unwrap();
    let topics = "[[topic]]\nid = \"harm\"\nname = \"Harm\"\nabout = \".\"\nstrong = [\"harm\"]\ntext = [\"tooth\"]\n";
    fs::write(folder.path().join("topics.toml"), topics).unwrap();
    let page = "Owls\n\nOwls wait in the barn until it is dark.\n\nThe Harm They Do\n\nWhen They Bite\n\nA tooth is what no owl has, and so it uses its bill.\n";
    fs::write(folder.path().join("a.txt"), page).unwrap();
    let (printed, _) = run_in(folder.path(), 0, &["a.txt", "--library", "."]);
    assert!(
        printed.contains("## The Harm They Do\n\n### When They Bite {topic=harm}\n"),
        "{printed}"
    );
}
