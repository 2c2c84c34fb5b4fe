//! Marks and the tray: marking in an article, in search and on a term, the list of marks, and the file
//! that is written.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use pamphlet::tui::follow::Why;
use support::{Screen, library};

/// Down to side effects on home, at Catalyst, into the article.
const RISKS: &str = "down down down down down right enter";

/// What the bottom row says.
fn said(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

/// Types text, blanks and all.
fn typed(screen: &mut Screen, text: &str) {
    let keys: Vec<String> = text.split(' ').map(|word| format!("t:{word}")).collect();
    screen.press(&keys.join(" space "));
}

/// Asks for what is marked to be written to this file.
fn write(screen: &mut Screen, file: &Path) {
    screen.press("M w");
    typed(screen, file.to_str().unwrap());
    screen.press("enter");
}

#[test]
fn a_mark_is_a_sign_in_the_margin_of_the_article() {
    let mut screen = Screen::new(120, 36);
    assert_snapshot!(screen.press(RISKS).press("m").snapshot());
    let signs = |screen: &Screen| screen.text().matches('◆').count();
    assert_eq!(signs(&screen), 1);
    assert_eq!(signs(screen.press("m")), 0);
    assert!(said(&screen).starts_with("no longer marked: "), "{}", said(&screen));
}

#[test]
fn the_sign_stays_at_what_is_shown_of_a_passage_and_is_plain_in_ascii() {
    let mut screen = Screen::new(60, 14);
    screen.press(RISKS).press("j m j");
    let first = screen.text().lines().nth(1).unwrap().to_owned();
    assert!(first.starts_with('◆') || screen.text().contains('◆'), "{}", screen.text());
    screen.app.glyphs = pamphlet::tui::theme::ASCII;
    assert!(screen.text().lines().any(|line| line.starts_with('+')), "{}", screen.text());
}

#[test]
fn the_focus_and_a_match_say_which_passage_is_meant() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea enter m");
    assert!(screen.snapshot().contains("marked: "), "{}", screen.snapshot());
    let text = screen.text();
    let marked = text.lines().position(|line| line.starts_with('◆')).unwrap();
    let hit = text.lines().skip(marked).take(6).any(|line| line.contains("nausea"));
    assert!(hit, "{text}");
    screen.press("k k k k k k m");
    assert!(said(&screen).contains("(2 in all)"), "then the first one: {}", said(&screen));
    screen.press("/ t:tolerance enter m");
    assert!(said(&screen).contains("(3 in all)"), "{}", said(&screen));
    screen.press("m");
    assert!(said(&screen).starts_with("no longer marked: "), "{}", said(&screen));
}

#[test]
fn the_tray_lists_what_is_marked_in_search_and_on_a_term() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:dissociation f7 tab j m j");
    assert_eq!(screen.text().matches('◆').count(), 2, "{}", screen.text());
    screen.press("p t:BDNF enter m");
    assert!(screen.text().contains(" ◆ "), "{}", screen.text());
    assert!(said(&screen).contains("(3 in all)"), "{}", said(&screen));
    assert_snapshot!("tray_80x24", screen.press("M").snapshot());
    assert_snapshot!("tray_60x20", screen.resize(60, 20).snapshot());
    assert_snapshot!("tray_40x12", screen.resize(40, 12).press("G").snapshot());
}

#[test]
fn marks_are_removed_and_gone_to() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea tab m j m j m M j d");
    assert!(screen.text().contains("Marked to hand over"), "{}", screen.text());
    assert_eq!(screen.app.tray.marks().len(), 2);
    screen.press("G delete enter");
    assert_eq!(screen.app.tray.marks().len(), 1);
    assert!(screen.text().lines().any(|line| line.starts_with('◆')), "{}", screen.text());
    screen.press("backspace M X");
    assert_eq!(screen.app.tray.marks().len(), 0);
    assert!(screen.text().contains("Nothing is marked."), "{}", screen.text());
    assert_eq!(said(screen.press("w")), "nothing is marked");
    assert!(!screen.press("M").text().contains("Nothing is marked."));
    assert_eq!(said(screen.press("H down down down down down down c 3 m")), "nothing here to mark");
}

#[test]
fn a_term_that_is_marked_is_explained_again() {
    let mut screen = Screen::new(80, 24);
    screen.press("p t:BDNF enter m M enter");
    assert!(screen.text().contains("rain-derived neurotrophic factor ◆"), "{}", screen.text());
}

#[test]
fn a_file_is_written_by_its_name_and_says_what_the_command_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea tab m");
    for (name, start) in [("a page.md", "# Ketamine"), ("b.html", "<!DOCTYPE html>")] {
        let file = folder.path().join(name);
        write(&mut screen, &file);
        let expected = format!("1 mark written to {}", file.display());
        assert_eq!(said(&screen), expected.chars().take(78).collect::<String>());
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with(start) && text.contains("nausea"), "{text}");
        assert!(text.contains("Education, not medical advice."), "{text}");
        screen.press("M");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
}

#[test]
fn a_file_that_is_there_is_replaced_only_with_yes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "mine").unwrap();
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea tab m");
    write(&mut screen, &file);
    let text = screen.text();
    assert!(text.contains("y replaces it, n keeps it"), "{text}");
    for keys in ["enter", "x", "n"] {
        screen.press(keys);
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "{keys}");
    }
    assert!(screen.text().contains("name: "), "no leads back to the name: {}", screen.text());
    screen.press("enter esc enter y");
    assert!(fs::read_to_string(&file).unwrap().starts_with("# Ketamine"));
    assert!(said(&screen).starts_with("1 mark written to "), "{}", said(&screen));
}

#[test]
fn what_cannot_be_written_is_said_and_the_name_can_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(120, 24);
    screen.press("s t:nausea tab m M w t:risks enter");
    assert_eq!(said(&screen), "let the name end with .md or .html");
    screen.press("ctrl-u esc esc");
    let lost = folder.path().join("none/a.md");
    write(&mut screen, &lost);
    let path = lost.display();
    let expected = format!("cannot write {path}: No such file or directory (os error 2)");
    assert_eq!(said(&screen), expected);
    assert!(screen.text().contains(&format!("name: {path}")), "{}", screen.text());
    fs::create_dir(folder.path().join("none")).unwrap();
    screen.press("enter");
    assert!(lost.exists());
    fs::create_dir(folder.path().join("dir.md")).unwrap();
    screen.press("M");
    write(&mut screen, &folder.path().join("dir.md"));
    assert!(said(&screen).ends_with("it is no regular file"), "{}", said(&screen));
}

#[test]
fn the_questions_look_like_this() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea tab m M w t:risks.md");
    assert_snapshot!("tray_name", screen.snapshot());
    screen.press("esc ctrl-l");
    assert!(screen.text().contains("Marked to hand over"), "{}", screen.text());
}

const FIRST: &str =
    "+++\ntitle = \"T\"\nsource = \"Alpha\"\n+++\n## 副作用\n\n吐き気 🙂 one.\n\nTwo.\n\nThree.\n";

#[test]
fn marks_stay_at_their_words_when_the_library_changes() {
    let files =
        |text: &str| library([("drip/a.md", text), ("drip/b.md", &FIRST.replace("Alpha", "Beta"))]);
    let mut screen = Screen::of(files(FIRST), 80, 24);
    screen.press("p t:Alpha enter m / t:Two enter m / t:Three enter m");
    assert_eq!(screen.app.tray.marks().len(), 3, "{}", screen.text());
    let changed = FIRST.replace("Two.", "New.\n\nTwo.").replace("Three.", "Four.");
    screen.renew(files(&changed), Why::Changed("a.md changed".to_owned()));
    assert_eq!(screen.app.tray.marks().len(), 2);
    let notice = "1 mark taken away: what was marked has changed or is gone";
    assert_eq!(said(&screen), notice);
    let text = screen.press("M").text();
    assert!(
        text.contains("吐 き 気") && text.contains("Two.") && !text.contains("Four."),
        "{text}"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("副作用.md");
    screen.press("M");
    write(&mut screen, &file);
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("### 副作用\n\n> 吐き気 🙂 one.\n>\n> Two.\n"), "{written}");
}
