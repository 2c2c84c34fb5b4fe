//! The command line on the real program: what it prints, what it says, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use common::{LIBRARY, bare, pamphlet, printed};
use insta::assert_snapshot;
use rstest::rstest;

const IRON: [&str; 2] = ["--subject", "iron-infusion"];

fn iron(args: &[&str]) -> String {
    printed(0, &[args, &IRON].concat())
}

/// What the program says on stderr, after it ended with this code and printed nothing.
fn said(code: i32, args: &[&str]) -> String {
    let assert = pamphlet(LIBRARY, args).assert().code(code).stdout("");
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

#[test]
fn list_names_subjects_articles_sections_and_topics() {
    assert_snapshot!("list_text", printed(0, &["list"]));
    assert_snapshot!("list_markdown", iron(&["list", "--format", "markdown"]));
}

#[test]
fn coverage_is_the_matrix_and_columns_that_do_not_fit_go_below() {
    assert_snapshot!("coverage_text", iron(&["coverage"]));
    assert_snapshot!("coverage_60_ascii", iron(&["coverage", "--width", "60", "--ascii"]));
    assert_snapshot!("coverage_markdown", iron(&["coverage", "--format", "markdown"]));
}

#[test]
fn read_prints_an_article_with_what_its_page_states() {
    assert_snapshot!("read_text", printed(0, &["read", "north-clinic"]));
    assert_snapshot!("read_restated", printed(0, &["read", "river-health", "--width", "40"]));
    assert_snapshot!(
        "read_markdown",
        printed(0, &["read", "iron-infusion/north-clinic", "--format", "markdown"])
    );
}

#[test]
fn read_prints_a_section_with_its_subsections_or_one_passage() {
    assert_snapshot!("read_section", printed(0, &["read", "north-clinic#side-effects-and-risks"]));
    assert_snapshot!("read_passage", printed(0, &["read", "#short-term-side-effects.2"]));
}

#[test]
fn read_on_a_topic_prints_its_sections_and_says_what_is_a_mention() {
    assert_snapshot!("read_topic", printed(0, &["read", "river-health", "--topic", "risks"]));
    assert_snapshot!("read_silent", printed(1, &["read", "hill-practice", "--topic", "risks"]));
}

#[test]
fn compare_prints_every_source_and_the_silent_ones_say_so() {
    assert_snapshot!("compare_text", iron(&["compare", "side-effects"]));
    assert_snapshot!(
        "compare_markdown",
        iron(&["compare", "side-effects", "--format", "markdown"])
    );
}

#[test]
fn compare_keeps_to_named_sources_in_library_order() {
    let text = iron(&["compare", "side-effects", "--source", "hill", "--source", "north-clinic"]);
    let at = |name: &str| text.find(name);
    assert!(at("North Clinic").is_some() && at("North Clinic") < at("Hill Practice"), "{text}");
    assert_eq!(at("River Health"), None);
}

#[test]
fn a_topic_that_nobody_covers_is_answered_by_every_column_and_exit_1() {
    let text = printed(1, &[&["compare", "future-research"], &IRON[..]].concat());
    assert_eq!(text.matches("Not covered on this source's page").count(), 3);
    assert!(text.contains("(retrieved 2025-06-07)") && text.contains("(date not stated)"));
}

#[test]
fn search_prints_passages_best_first_with_their_ids() {
    assert_snapshot!("search_text", printed(0, &["search", "headache"]));
    assert_snapshot!(
        "search_markdown",
        printed(0, &["search", "headache", "--format", "markdown"])
    );
}

#[test]
fn search_explains_each_passage_where_it_is_asked_to() {
    let ask = ["search", "side", "headach", "zebra", "--explain", "--limit", "2"];
    assert_snapshot!("search_explain_text", printed(0, &ask));
    let markdown = printed(0, &[&ask[..], &["--format", "markdown"]].concat());
    assert_snapshot!("search_explain_markdown", markdown);
    assert!(!printed(0, &ask[..4]).contains("points"));
}

#[test]
fn search_says_what_it_corrected() {
    let text = printed(0, &["search", "haedache"]);
    assert!(text.contains("\nshowing \"headache\" for \"haedache\"\n"), "{text}");
}

#[test]
fn search_shows_what_is_near_and_says_that_it_is_not_the_same() {
    assert_snapshot!(
        "search_near",
        printed(0, &["search", "low iron", "--limit", "1", "--explain"])
    );
    let text = printed(0, &["search", "anaemia", "--limit", "1"]);
    assert!(text.contains("\nshowing \"anemia\" for \"anaemia\", another name for it\n"), "{text}");
    let text = printed(0, &["search", "anemia"]);
    assert!(!text.contains("low iron"), "{text}");
    let nothing = printed(1, &["search", "\"low iron\""]);
    assert!(nothing.starts_with("no passage speaks of \"low iron\""), "{nothing}");
}

#[test]
fn search_that_finds_nothing_says_what_was_searched() {
    assert_eq!(
        printed(1, &["search", "cystitis"]),
        "no passage speaks of \"cystitis\" — 4 articles, 12 sections, 136 words searched\n"
    );
}

#[test]
fn search_counts_each_word_alone_where_none_has_all() {
    let alone = "no passage has all of these: headache 3 · zebra 0";
    let query = ["search", "headache", "zebra"];
    let text = printed(0, &query);
    assert!(text.contains(&format!("\n{alone}\n")) && text.contains("lacks \"zebra\""), "{text}");
    let markdown = printed(0, &[&query[..], &["--format", "markdown"]].concat());
    assert!(markdown.contains(&format!("\n{alone}\n")), "{markdown}");
    let nothing = printed(1, &["search", "\"headache infusion\"", "zebra"]);
    assert!(nothing.ends_with("all of these: headache infusion 0 · zebra 0\n"), "{nothing}");
    let here = printed(1, &[&query[..], &["--source", "owl", "--width", "100"]].concat());
    let alone = "no passage here has all of these; in the whole library: headache 3 · zebra 0\n";
    assert!(here.replace(" ·\n", " · ").ends_with(alone), "{here}");
}

#[test]
fn search_says_where_else_a_word_stands_and_of_which_subject_a_passage_is() {
    assert_snapshot!("search_around", printed(0, &["search", "north", "nausea"]));
    let one = iron(&["search", "north", "nausea"]);
    assert!(!one.contains("Iron infusion"), "the one subject goes without saying: {one}");
}

#[test]
fn search_keeps_to_a_subject() {
    assert!(printed(0, &["search", "drowsiness"]).contains("Owl Clinic"));
    let nothing = printed(1, &["search", "drowsiness", "--subject", "iron-infusion"]);
    assert!(nothing.contains("3 articles"), "{nothing}");
}

#[test]
fn search_keeps_to_a_topic_a_source_and_a_number() {
    let some = printed(0, &["search", "iron", "--source", "river", "--topic", "overview"]);
    assert!(some.contains("river-health#what-is-it.1") && !some.contains("north-clinic"), "{some}");
    let one = printed(0, &["search", "iron", "--limit", "1"]);
    assert!(one.lines().next().unwrap().ends_with("; the best one follows"), "{one}");
    assert_eq!(one.matches("\n  iron-infusion/").count(), 1);
}

#[test]
fn matches_are_reversed_where_text_may_stand_out() {
    let text = printed(0, &["search", "nausea", "--color", "always"]);
    assert!(text.contains("\u{1b}[7mnausea\u{1b}[27m, for a day or two"), "{text:?}");
}

#[test]
fn keys_are_those_of_the_default_with_the_persons_own_over_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys.toml");
    fs::write(&file, "[global]\nquit = \"x\"\nsaerch = \"y\"\n").unwrap();
    let path = file.to_str().unwrap();
    let quit = |args: &[&str], variable: &str| {
        let mut command = bare();
        command.env("PAMPHLET_KEYMAP", variable).arg("keys").args(args);
        let output = command.assert().success().get_output().clone();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find(|line| line.starts_with("quit ")).unwrap().to_owned();
        (line, String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(
        quit(&[], ""),
        ("quit        q, Q, ctrl-c              leave the program".into(), String::new())
    );
    let fault = format!("pamphlet: {path}:3:1: unknown action `saerch`; did you mean `search`?\n");
    let own = "quit        x                         leave the program".to_owned();
    assert_eq!(quit(&[], path), (own.clone(), fault.clone()));
    assert_eq!(quit(&["--keymap", path], "/nowhere"), (own, fault));
}

#[test]
fn keys_are_a_table_in_markdown() {
    let text = printed(0, &["keys", "--format", "markdown"]);
    assert!(
        text.starts_with("### global\n\n| Keys | Action | What it does |\n| --- | --- | --- |\n")
    );
    assert!(text.contains("\n| `q`, `Q`, `ctrl-c` | `quit` | leave the program |\n"), "{text}");
}

#[test]
fn without_a_command_and_a_terminal_home_is_printed() {
    assert_snapshot!("home_one_subject", printed(0, &IRON));
    let several = printed(0, &[]);
    assert!(several.starts_with(&printed(0, &["list"])), "{several}");
    assert!(several.contains("pamphlet read ID"));
}

#[rstest]
#[case(&["read", "nort-clinic"], "nothing is called `nort-clinic`; did you mean `north-clinic`?")]
#[case(
    &["read", "north-clinic", "--topic", "bakground"],
    "no topic is called `bakground`; did you mean `background`?"
)]
#[case(
    &["read", "--topic", "risks"],
    "`read --topic` needs an ARTICLE, as in `pamphlet read ARTICLE --topic risks`; \
     for every source on a topic use `pamphlet compare risks`"
)]
#[case(
    &["coverage"],
    "the library has several subjects; say which with --subject: iron-infusion, sleep"
)]
#[case(
    &["compare", "risks"],
    "the library has several subjects; say which with --subject: iron-infusion, sleep"
)]
#[case(
    &["compare", "risks", "--source", "rivr-health"],
    "no source is called `rivr-health`; did you mean `river-health`?"
)]
#[case(
    &["compare", "risks", "--source", "clinic"],
    "`clinic` fits 2 sources: north-clinic, owl-clinic"
)]
#[case(
    &["compare", "risks", "--source", "zzz"],
    "no source is called `zzz`; there are: north-clinic, river-health, hill-practice, owl-clinic"
)]
#[case(
    &["search", "iron", "--topic", "overvew"],
    "no topic is called `overvew`; did you mean `overview`?"
)]
#[case(
    &["search", "source:clinic", "iron"],
    "`clinic` fits 2 sources: north-clinic, owl-clinic"
)]
#[case(&["search", "!!"], "the query has no word to look for")]
#[case(
    &["keys", "--keymap", "/nowhere"],
    "cannot read the keymap /nowhere: No such file or directory (os error 2)"
)]
#[case(
    &["list", "--subject", "slep"],
    "no subject is called `slep`; did you mean `sleep`?"
)]
fn an_unknown_name_ends_with_2_and_says_the_nearest(#[case] args: &[&str], #[case] message: &str) {
    assert_eq!(said(2, args), format!("pamphlet: {message}\n"));
}

#[rstest]
#[case(&["reed"])]
#[case(&["list", "--format", "yaml"])]
#[case(&["list", "--width", "19"])]
#[case(&["list", "--width", "1001"])]
#[case(&["list", "--theme", "neon"])]
#[case(&["search"])]
#[case(&["search", "iron", "--limit", "0"])]
#[case(&["list", "--json", "--format", "text"])]
#[case(&["read"])]
fn wrong_usage_ends_with_2(#[case] args: &[&str]) {
    assert!(said(2, args).starts_with("error: "));
}

#[test]
fn escape_sequences_in_arguments_never_come_back() {
    let nasty = "\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}iron\u{1b}[2J";
    let every: [&[&str]; 10] = [
        &["read", nasty],
        &["read", "north-clinic", "--topic", nasty],
        &["read", "--topic", nasty],
        &["compare", "risks", "--subject", "iron", "--source", nasty],
        &["list", "--subject", nasty],
        &["search", nasty],
        &["search", "iron", "--source", nasty],
        &["keys", "--keymap", nasty],
        &[nasty],
        &["list", "--format", nasty],
    ];
    for args in every {
        let output = pamphlet(LIBRARY, args).output().unwrap();
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8(all).unwrap();
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!all.contains(bad) && !all.contains("aGk="), "{args:?}: {all:?}");
    }
}

#[rstest]
#[case(&["list"])]
#[case(&["list", "--json"])]
#[case(&["coverage", "--subject", "iron-infusion"])]
#[case(&["read", "north-clinic"])]
#[case(&["compare", "risks", "--subject", "iron-infusion", "--json"])]
#[case(&["compare", "future-research", "--subject", "iron-infusion"])]
#[case(&["search", "headache"])]
#[case(&["search", "cystitis", "--json"])]
#[case(&["handout", "north-clinic"])]
#[case(&["keys"])]
#[case(&["completions", "bash"])]
#[case(&["man"])]
#[case(&["--help"])]
#[case(&[])]
fn a_closed_pipe_is_a_quiet_success(#[case] args: &[&str]) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.args(["--library", LIBRARY]).args(args).stdin(Stdio::null()).stdout(writer);
    let output = command.stderr(Stdio::piped()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_flag_goes_before_a_variable_a_variable_before_the_file() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("pamphlet");
    fs::create_dir(&folder).unwrap();
    let config = format!("library = {LIBRARY:?}\nwidth = 30\n");
    fs::write(folder.join("config.toml"), config).unwrap();
    let widest = |flags: &[&str], variable: &str| {
        let mut command = bare();
        command.env("XDG_CONFIG_HOME", home.path()).env("PAMPHLET_WIDTH", variable);
        command.args(["read", "#long-term-risks.1"]).args(flags);
        let output = command.env("PAMPHLET_LIBRARY", "").assert().success().get_output().clone();
        let text = String::from_utf8(output.stdout).unwrap();
        let passage = text.lines().filter(|line| line.starts_with("  "));
        passage.map(str::len).max().unwrap()
    };
    assert!((20..=30).contains(&widest(&[], "")));
    assert!((31..=50).contains(&widest(&[], "50")));
    assert!((51..=70).contains(&widest(&["--width", "70"], "50")));
}

#[test]
fn what_is_wrong_in_the_configuration_is_told_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    fs::write(&file, "thema = \"dark\"\nascii = true\n").unwrap();
    let config = file.to_str().unwrap();
    let assert = pamphlet(LIBRARY, &["list", "--config", config]).assert().success();
    assert
        .stderr(format!("pamphlet: {config}:1:1: unknown key `thema`; did you mean `theme`?\n"))
        .stdout(printed(0, &["list", "--ascii"]));
}

#[test]
fn a_configuration_asked_for_by_name_must_be_there() {
    assert_eq!(
        said(2, &["list", "--config", "/nowhere.toml"]),
        "pamphlet: cannot read the configuration /nowhere.toml: \
         No such file or directory (os error 2)\n"
    );
}

#[test]
fn every_theme_of_the_reader_may_be_asked_for() {
    for (name, _) in pamphlet::store::config::Theme::ALL {
        printed(0, &["list", "--theme", name]);
        let mut command = pamphlet(LIBRARY, &["list"]);
        command.env("PAMPHLET_THEME", name).assert().success().stderr("");
    }
}

#[test]
fn text_stands_out_only_where_it_was_asked_for_without_a_terminal() {
    let plain = printed(0, &["list"]);
    let styled = printed(0, &["--color", "always", "list"]);
    assert!(!plain.contains('\u{1b}'));
    assert!(styled.contains("\u{1b}[1mIron infusion\u{1b}["), "{styled:?}");
    assert_eq!(printed(0, &["list", "--color", "never"]), plain);
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [20, 31, 47, 72, 80, 120] {
        let width_text = width.to_string();
        let commands = [
            &["coverage"][..],
            &["read", "north-clinic"],
            &["compare", "risks"],
            &["search", "iron"],
        ];
        for args in commands {
            let text = iron(&[args, &["--width", &width_text]].concat());
            let whole = |line: &str| line.contains('/') && !line.contains(' ');
            for line in text.lines().filter(|line| !whole(line.trim())) {
                let columns = pamphlet::reflow::columns(line);
                assert!(columns <= width, "{columns} > {width}: {line}");
                assert!(args == ["coverage"] || columns <= 72, "{line}");
            }
        }
    }
}

#[test]
fn ascii_draws_nothing_else_around_the_text() {
    let commands = [
        &["list"][..],
        &["coverage"],
        &["read", "north-clinic"],
        &["compare", "risks"],
        &["search", "iron"],
    ];
    for args in commands {
        let text = iron(&[args, &["--ascii"]].concat());
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let manual = printed(0, &["man"]);
    let completions = printed(0, &["completions", "bash"]);
    for command in ["list", "coverage", "read", "search", "compare", "handout", "keys"] {
        assert!(manual.contains(&format!("PAMPHLET {}", command.to_uppercase())), "{command}");
        assert!(completions.contains(command), "{command}");
    }
}

/// What the program writes to a terminal of 60 columns.
fn on_terminal(args: &[&str], variables: &[(&str, &str)]) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    let size = PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.env_clear();
    command.args(["--library", LIBRARY, "--subject", "iron-infusion"]);
    command.args(args);
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut written = Vec::new();
    // A closed terminal is an error to its reader on Linux, and everything was read by then.
    let _ = reader.read_to_end(&mut written);
    assert!(child.wait().unwrap().success());
    String::from_utf8(written).unwrap().replace("\r\n", "\n")
}

#[test]
fn a_terminal_has_bold_headings_unless_it_is_told_not_to() {
    let bold = "\u{1b}[1mIron infusion\u{1b}[22m";
    assert!(on_terminal(&["coverage"], &[("TERM", "xterm")]).contains(bold));
    assert!(on_terminal(&["coverage"], &[("TERM", "xterm"), ("NO_COLOR", "")]).contains(bold));
    for plain in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let text = on_terminal(&["coverage"], &[("TERM", "xterm"), plain]);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert_eq!(text, iron(&["coverage", "--width", "60"]));
    }
}

#[test]
fn a_dumb_terminal_gets_what_home_shows() {
    assert_eq!(on_terminal(&[], &[("TERM", "dumb")]), iron(&["--width", "60"]));
}
