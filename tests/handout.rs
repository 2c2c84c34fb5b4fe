//! The page to hand over on the real program: what it holds, where it goes, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{LIBRARY, pamphlet, printed};
use insta::assert_snapshot;
use rstest::rstest;

const IDS: [&str; 4] =
    ["handout", "north-clinic#side-effects-and-risks", "river-health#what-is-it.1", "owl-clinic"];

/// What the program says on stderr, after it ended with this code and printed nothing.
fn said(code: i32, args: &[&str]) -> String {
    let assert = pamphlet(LIBRARY, args).assert().code(code).stdout("");
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_handout_quotes_with_source_and_ends_with_the_disclaimer() {
    assert_snapshot!("handout_markdown", printed(0, &IDS));
    assert_snapshot!("handout_html", printed(0, &[&IDS[..], &["--format", "html"]].concat()));
    assert!(printed(0, &IDS).ends_with("\nEducation, not medical advice.\n"));
}

#[test]
fn a_file_has_the_form_of_its_name_and_the_same_text() {
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [("a.html", "html"), ("a.md", "markdown"), ("a", "markdown")] {
        let file = folder.path().join(name);
        let to = ["--output", file.to_str().unwrap()];
        assert_eq!(printed(0, &[&IDS[..], &to].concat()), "");
        let expected = printed(0, &[&IDS[..], &["--format", format]].concat());
        assert_eq!(fs::read_to_string(&file).unwrap(), expected, "{name}");
    }
    let file = folder.path().join("b.html");
    let to = ["--output", file.to_str().unwrap(), "--format", "markdown"];
    printed(0, &[&IDS[..], &to].concat());
    assert!(fs::read_to_string(&file).unwrap().starts_with("# "), "what is asked for goes first");
}

#[test]
fn a_document_is_not_written_under_a_name_that_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.PDF");
    let path = file.to_str().unwrap();
    let expected = format!(
        "pamphlet: a handout is Markdown or HTML: give {path} a name that ends in .md or .html\n"
    );
    assert_eq!(said(2, &[&IDS[..], &["--output", path]].concat()), expected);
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_file_that_is_there_is_kept_unless_force_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    let path = file.to_str().unwrap();
    fs::write(&file, "mine").unwrap();
    let to = [&IDS[..], &["--output", path]].concat();
    let expected = format!("pamphlet: {path} is there already; --force replaces it\n");
    assert_eq!(said(2, &to), expected);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(printed(0, &[&to[..], &["--force"]].concat()), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), printed(0, &IDS));
    assert_eq!(names(folder.path()), ["page.md"]);
}

#[test]
fn what_cannot_be_written_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let lost = format!("{path}/none/page.md");
    let to = |file: &str| said(2, &[&IDS[..], &["--output", file]].concat());
    assert_eq!(
        to(&lost),
        format!("pamphlet: cannot write {lost}: No such file or directory (os error 2)\n")
    );
    assert_eq!(to(path), format!("pamphlet: cannot write {path}: it is no regular file\n"));
    let device = [&IDS[..], &["--output", "/dev/null", "--force"]].concat();
    assert_eq!(said(2, &device), "pamphlet: cannot write /dev/null: it is no regular file\n");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[rstest]
#[case(
    &["handout", "north-clinic#side-efects-and-risks"],
    "nothing is called `north-clinic#side-efects-and-risks`; did you mean `north-clinic#side-effects-and-risks`?"
)]
#[case(&["handout", "north-clinic", "\u{1b}[2Jnort-clinic"], "nothing is called `nort-clinic`; did you mean `north-clinic`?")]
fn an_unknown_id_names_the_nearest_and_writes_nothing(
    #[case] args: &[&str],
    #[case] message: &str,
) {
    assert_eq!(said(2, args), format!("pamphlet: {message}\n"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    said(2, &[args, &["--output", file.to_str().unwrap()]].concat());
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_term_is_explained_by_its_name_or_another_in_any_number() {
    let page = printed(0, &["handout", "anemia"]);
    assert!(page.starts_with("# Terms\n") && page.contains("anemia"), "{page}");
    assert_eq!(printed(0, &["handout", "Anaemia"]), page);
    assert!(
        said(2, &["handout", "low iron"]).starts_with("pamphlet: nothing is called `low iron`")
    );
}

#[rstest]
#[case(&["handout"])]
#[case(&["handout", "north-clinic", "--format", "pdf"])]
#[case(&["handout", "north-clinic", "--force"])]
fn wrong_usage_ends_with_2(#[case] args: &[&str]) {
    assert!(said(2, args).starts_with("error: "));
}

#[test]
fn a_section_where_nothing_stands_is_nothing_found() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drip")).unwrap();
    let text = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n## Empty\n\n## Full\n\nText.\n";
    fs::write(folder.path().join("drip/a.md"), text).unwrap();
    let library = folder.path().to_str().unwrap();
    pamphlet(library, &["handout", "a#empty"]).assert().code(1).stdout("").stderr("");
    pamphlet(library, &["handout", "a#empty", "a#full"]).assert().code(0);
}

#[test]
fn markup_other_scripts_and_pictures_stand_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drip")).unwrap();
    let text = "+++\ntitle = \"<b>T</b> & 副作用\"\nsource = \"S\"\nurl = \"javascript:alert(1)\"\n\
        language = \"ja\"\n+++\n## 副作用 \\<i>\n\n吐き気🙂 \\<script>alert(1)\\</script> \
        [here](https://a.example/?a=1&b=2)\n\n```\n</pre><img src=x>\n```\n";
    fs::write(folder.path().join("drip/a.md"), text).unwrap();
    let library = folder.path().to_str().unwrap();
    let written = |form: &str| {
        let assert = pamphlet(library, &["handout", "drip/a", "--format", form]).assert().success();
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    };
    assert_snapshot!("handout_nasty_markdown", written("markdown"));
    let html = written("html");
    let (_, body) = html.split_once("<body>").unwrap();
    assert_snapshot!("handout_nasty_html", body);
}
