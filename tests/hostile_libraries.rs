//! Libraries that nobody keeps on purpose: whatever stands in a file or a folder, every command
//! answers in time, says what it left out, and prints nothing that could drive a terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;
mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pamphlet::store::folder;
use support::Screen;
use tempfile::TempDir;

/// Only what hangs takes as long, without optimisation and beside other tests too.
const PATIENCE: Duration = Duration::from_secs(60);

/// Every way out of a library of which `tea/b` is an article.
const WAYS_OUT: &[&[&str]] = &[
    &["list"],
    &["list", "--json"],
    &["list", "--format", "markdown"],
    &["coverage"],
    &["coverage", "--gaps"],
    &["coverage", "--json"],
    &["compare", "side-effects"],
    &["compare", "side-effects", "--json"],
    &["compare", "side-effects", "--format", "markdown"],
    &["search", "nausea"],
    &["search", "nausea", "--json", "--explain"],
    &["check"],
    &["check", "--json"],
];

/// What prints one article.
const OF_AN_ARTICLE: &[&[&str]] = &[
    &["read"],
    &["read", "--json"],
    &["read", "--format", "markdown"],
    &["handout", "--format", "html"],
    &["handout", "--format", "markdown"],
];

/// What drives terminals, hides, or spells one of these in Markdown.
const DRIVING: &[&str] = &[
    "\u{1b}[31mred\u{1b}[2J",
    "\u{1b}]8;;http://example.org\u{7}link\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;cGF5bG9hZA==\u{7}",
    "\u{1b}]0;title",
    "\u{1b}Pq#0;2;0;0;0\u{1b}\\ \u{1b}_apc\u{1b}\\ \u{1b}^pm\u{1b}\\ \u{1b}Xsos\u{1b}\\",
    "\u{90}dcs\u{9c} \u{9b}31m \u{9d}52;c;x\u{7} \u{85}",
    "&#27;[31m &#x9b;2J &#x202e;evil &#0; `\u{1b}[5n`",
    "[a](http://x/\u{1b}]0;y\u{7} \"&#27;[2J\") ![b](\u{202e})",
    "\u{202e}bidi\u{2066}\u{200f} ze\u{200b}ro\u{feff} \u{2028}\u{2029}\u{e0041}",
    "n\u{0}ul b\u{8}ack d\u{7f}el v\u{b}t f\u{c}f car\rriage\r\nreturn \u{7}bell \u{e}so",
    "e\u{301}\u{301}\u{301} \u{1f469}\u{200d}\u{1f469} \u{200d}x",
    "| \u{1b}[1m | b |\n|---|---|\n| \u{9b}2J | \u{202e} |",
    "## \u{1b}]0;heading\u{7} side effects\n\n\u{1b}[",
];

/// Pieces that are written over and over on one line or one a line.
const REPEATED: &[&str] = &[
    "a",
    "word ",
    "*",
    "*a_ ",
    "**a *b ",
    "[",
    "[a](",
    "[a][",
    "`",
    "![](",
    "<",
    "<a ",
    "<?",
    "<!--",
    "|",
    "&amp;",
    "&#x1b;[31m",
    "\\",
    "e\u{301}",
    "\u{301}",
    "\u{1f469}\u{200d}",
    "氯",
    "9 mg ",
    "1/2 of ",
    "9.",
    "9-",
    "May 2024 ",
    "http://",
    "ketamine may cause nausea ",
    "a-",
    "a'",
    "e.g. ",
    "(",
    "\"",
    "~~a ~b ",
    "\u{1b}",
    "\u{1b}[3",
    "\u{1b}]0;x",
    "\u{9b}31m",
    "\u{202e}a",
    "\u{200b}a",
    "\u{0}",
    "\r",
    "\t",
    " ",
    "# a\n",
    "###### f\n\na\n\n##### e\n\n",
    "- item\n",
    "1. item\n",
    "It may cause nausea.\n\n",
    "[a](b.md) ",
    "[a](no.md) ",
    "[r]: /x\n",
    "<div>\n\n",
    "---\n\n",
    "a\\\n",
    "    code\n\n",
    "> a\n\n",
    "## x {topic=usse}\n\n",
    "It took 9 mg.\n",
    "> > > ",
    "- - - ",
    "{a=b} ",
    "|c|d|\n",
];

/// A folder whose `tea/b.md` is like any other article.
fn folder() -> TempDir {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("tea")).unwrap();
    article(root.path(), "b", "It may cause nausea, for 40 minutes.");
    root
}

fn article(root: &Path, name: &str, text: &str) {
    let head = format!("+++\ntitle = \"T {name}\"\nsource = \"S {name}\"\n+++\n");
    let text = format!("{head}\n## Side effects\n\n{text}\n");
    fs::write(root.join("tea").join(format!("{name}.md")), text).unwrap();
}

/// Characters that could drive a terminal, hide, or reorder what it shows.
fn is_bad(c: char) -> bool {
    let hidden = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    (c.is_control() && c != '\n') || hidden
}

/// What a command prints, once it ended in time and without harm.
#[track_caller]
fn prints(root: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = common::bare();
    match args {
        ["check", rest @ ..] => command.arg("check").arg(root).args(rest),
        args => command.arg("--library").arg(root).args(args),
    };
    let output = command.timeout(PATIENCE).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|b| String::from_utf8(b).unwrap());
    let told = err.chars().take(2000).collect::<String>();
    let code = output.status.code().unwrap_or_else(|| panic!("{args:?} was ended: {told}"));
    assert!(code <= 2, "{args:?} ended with {code}: {told}");
    for text in [&out, &err] {
        assert!(
            !text.contains(is_bad),
            "{args:?} prints {:?}",
            text.find(is_bad).map(|at| &text[at..])
        );
    }
    if args.contains(&"--json") && code < 2 {
        serde_json::from_str::<serde_json::Value>(&out).unwrap();
    }
    (code, out, err)
}

#[track_caller]
fn goes_all_ways_out(root: &Path) {
    for args in WAYS_OUT {
        prints(root, args);
    }
}

#[track_caller]
fn article_goes_all_ways_out(root: &Path, name: &str) {
    for args in OF_AN_ARTICLE {
        let id = format!("tea/{name}");
        let (code, _, err) = prints(root, &[&args[..1], &[&id], &args[1..]].concat());
        assert_eq!(code, 0, "{name} {args:?}: {err}");
    }
}

/// Draws every kind of screen of a folder, in two sizes.
fn is_drawn(root: &Path) {
    let mut screen = Screen::of(folder::library(root).unwrap(), 100, 30);
    let stations = [
        "enter",
        "G",
        "i",
        "esc",
        "tab",
        "o",
        "/ t:nausea enter",
        "esc",
        "c",
        "2",
        "down",
        "3",
        "1 right",
        "G",
        "esc esc H",
        "u",
        "esc",
        "p",
        "t:side",
        "esc esc",
        "s t:nausea",
        "tab f3",
        "esc",
        "enter",
        "m M",
        "esc",
        "?",
    ];
    for keys in stations {
        screen.press(keys);
        for (columns, rows) in [(50, 16), (100, 30)] {
            let text = screen.resize(columns, rows).text();
            assert!(!text.contains(is_bad), "{keys}: {text:?}");
        }
    }
}

#[test]
fn what_drives_a_terminal_reaches_it_on_no_way_out() {
    let root = folder();
    for (i, text) in DRIVING.iter().enumerate() {
        let text =
            format!("It may cause nausea. {text}\n\n{text}\n\n- {text} 9 mg\n\n## {text}\n\nEnd");
        article(root.path(), &format!("a{i:02}"), &text);
    }
    let driving = "\\u001b]0;x\\u0007\\u009b2J\\u202Ea";
    let facts =
        ["place", "url", "author", "language"].map(|key| format!("{key} = \"{driving}\"\n"));
    let front = format!(
        "+++\ntitle = \"{driving} t\"\nsource = \"{driving} s\"\naliases = [\"{driving}\"]\n"
    );
    let text = front + &facts.concat() + "+++\n## Side effects\n\nIt may cause nausea.\n";
    fs::write(root.path().join("tea/front.md"), text).unwrap();
    fs::write(root.path().join("tea/bad\u{1b}]0;x\u{7}\u{202e}.md"), "no \u{1b}[31m front")
        .unwrap();
    fs::write(root.path().join("tea/key.md"), "+++\n\"\u{9b}2J\\u001b[3m\" = 1\n+++\n").unwrap();
    let facts =
        format!("title = \"{driving} T\"\nabout = \"{driving}\"\norder = [\"{driving}\"]\n");
    fs::write(root.path().join("tea/subject.toml"), facts).unwrap();
    let term = format!(
        "[[term]]\nname = \"nausea{driving}\"\naliases = [\"cause\"]\ndefinition = \"{driving}\"\n"
    );
    fs::write(root.path().join("glossary.toml"), term).unwrap();
    let topic = format!(
        "[[topic]]\nid = \"side-effects\"\nname = \"N{driving}\"\nabout = \"{driving}\"\nstrong = [\"side effect*\"]\n"
    );
    fs::write(root.path().join("topics.toml"), topic).unwrap();
    goes_all_ways_out(root.path());
    for i in 0..DRIVING.len() {
        article_goes_all_ways_out(root.path(), &format!("a{i:02}"));
    }
    article_goes_all_ways_out(root.path(), "front");
    is_drawn(root.path());
    let (_, _, err) = prints(root.path(), &["list"]);
    assert!(err.contains("no front matter"), "{err}");
}

#[test]
fn floods_of_any_piece_of_markup_are_answered() {
    let root = folder();
    for (i, piece) in REPEATED.iter().enumerate() {
        article(root.path(), &format!("a{i:02}"), &piece.repeat(1500 / piece.len()));
    }
    goes_all_ways_out(root.path());
    article_goes_all_ways_out(root.path(), "a00");
    is_drawn(root.path());
}

#[test]
fn large_and_deep_texts_are_answered_or_left_out_by_name() {
    let root = folder();
    let columns = |cell: &str| cell.repeat(1000) + "|\n";
    let table = columns("|a") + &columns("|-") + &columns("|b").repeat(20);
    article(root.path(), "table", &table);
    article(root.path(), "line", &"word ".repeat(2_000_000));
    article(root.path(), "headings", &"# a\n".repeat(100_000));
    article(
        root.path(),
        "long-heading",
        &format!("# {}\n\n{}", "risks ".repeat(10_000), "## x\n\ny\n\n".repeat(1000)),
    );
    for (name, text) in [
        ("lists", "- ".repeat(10_000) + "deep"),
        ("quotes", ">".repeat(10_000) + " deep\n" + &"lazy\n".repeat(10_000)),
        ("steps", (0..300).map(|i| "  ".repeat(i) + "- a\n").collect()),
    ] {
        article(root.path(), name, &text);
    }
    for args in
        [&["list"][..], &["search", "nausea"], &["compare", "side-effects", "--json"], &["check"]]
    {
        let (_, out, err) = prints(root.path(), args);
        for name in ["lists", "quotes", "steps"] {
            let told = format!("tea/{name}.md:");
            let line = out.lines().chain(err.lines()).find(|line| line.contains(&told));
            assert!(
                line.is_some_and(|line| line.contains("more than 100 deep")),
                "{args:?}: {line:?}"
            );
        }
    }
    article_goes_all_ways_out(root.path(), "table");
    article_goes_all_ways_out(root.path(), "long-heading");
}

#[test]
fn ten_megabytes_on_a_line_are_printed_whole() {
    let root = folder();
    article(root.path(), "line", &("word ".repeat(2_000_000) + "end-of-it"));
    let (_, out, _) = prints(root.path(), &["read", "tea/line"]);
    assert!(out.contains("end-of-it") && out.matches("word").count() == 2_000_000);
}

/// Values for any TOML file that only a machine writes.
fn bombs() -> [String; 5] {
    [
        format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("x = {}1{}", "{a=".repeat(50_000), "}".repeat(50_000)),
        format!("a{} = 1", ".a".repeat(50_000)),
        format!("x = {}", "[".repeat(100_000)),
        format!("[{}]", vec!["a"; 50_000].join(".")),
    ]
}

#[test]
fn what_is_too_much_for_toml_is_left_out_and_named_wherever_it_stands() {
    for bomb in bombs() {
        let root = folder();
        let front = format!("+++\ntitle = \"T\"\nsource = \"S\"\n{bomb}\n+++\n\nText.\n");
        fs::write(root.path().join("tea/z.md"), front).unwrap();
        for name in ["topics.toml", "glossary.toml", "tea/subject.toml", "config", "keymap"] {
            fs::write(root.path().join(name), &bomb).unwrap();
        }
        let own = ["config", "keymap"].map(|name| root.path().join(name).display().to_string());
        let with = ["--config", &own[0], "--keymap", &own[1]];
        let (code, _, err) = prints(root.path(), &[&["list"], &with[..]].concat());
        assert_eq!(code, 0, "{err}");
        for name in ["topics.toml", "glossary.toml", "tea/subject.toml", "tea/z.md", "config"] {
            assert!(err.contains(name), "{name} is not in {err}");
        }
        assert_eq!(prints(root.path(), &[&["check"], &with[..]].concat()).0, 1);
        assert_eq!(prints(root.path(), &[&["keys"], &with[..]].concat()).0, 0);
    }
}

/// So many entries, each with its number.
fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

#[test]
fn long_lists_in_toml_are_answered() {
    let root = folder();
    let at = |name: &str| root.path().join(name);
    let topic = "[[topic]]\nid = \"side-effects\"\nname = \"Risks\"\nabout = \".\"\n";
    let cues =
        format!("strong = [\"side effect*\", {}]\n", many(20_000, |i| format!("\"side x{i}\",")));
    fs::write(at("topics.toml"), [topic, &cues].concat()).unwrap();
    let term = |i| {
        format!("[[term]]\nname = \"may x{i}\"\naliases = [\"cause y{i}\"]\ndefinition = \".\"\n")
    };
    fs::write(at("glossary.toml"), many(20_000, term)).unwrap();
    let order = many(20_000, |i| format!("\"x{i}\","));
    fs::write(at("tea/subject.toml"), format!("order = [{order}]")).unwrap();
    fs::write(at("config"), many(20_000, |i| format!("k{i} = 1\n"))).unwrap();
    fs::write(at("keymap"), "[reader]\n".to_owned() + &many(20_000, |i| format!("k{i} = 1\n")))
        .unwrap();
    article(root.path(), "topics", &many(2000, |i| format!("## h{i} {{topic=usse}}\n\n")));
    let own = ["config", "keymap"].map(|name| at(name).display().to_string());
    let with = ["--config", &own[0], "--keymap", &own[1]];
    for args in [["list"], ["check"], ["keys"]] {
        let (_, out, err) = prints(root.path(), &[&args, &with[..]].concat());
        assert!(out.lines().count() + err.lines().count() < 40_000, "{args:?}");
    }
}

#[test]
fn a_cue_that_takes_too_long_to_look_for_is_no_cue() {
    let root = folder();
    article(root.path(), "a", &"a ".repeat(200));
    let topic = "[[topic]]\nid = \"risks\"\nname = \"Risks\"\nabout = \".\"\n";
    for cue in ["a .. ".repeat(12) + "z", "a ".repeat(100_000)] {
        fs::write(root.path().join("topics.toml"), format!("{topic}text = [\"{cue}\"]\n")).unwrap();
        let (_, _, err) = prints(root.path(), &["list"]);
        assert!(err.contains("a cue has at most"), "{err}");
    }
}

#[test]
fn a_configuration_without_end_is_refused() {
    let root = folder();
    for option in ["--config", "--keymap"] {
        let (code, _, err) = prints(root.path(), &["keys", option, "/dev/zero"]);
        assert_eq!((code, err.contains("it has more than 256 KB")), (2, true), "{err}");
    }
}

#[test]
fn only_regular_files_are_opened_and_whatever_else_stands_there_is_named() {
    let root = folder();
    let tea = root.path().join("tea");
    assert!(Command::new("mkfifo").arg(tea.join("pipe.md")).status().unwrap().success());
    assert!(
        Command::new("mkfifo").arg(root.path().join("topics.toml")).status().unwrap().success()
    );
    symlink("/dev/zero", tea.join("device.md")).unwrap();
    symlink("b.md", tea.join("link.md")).unwrap();
    symlink("loop.md", tea.join("loop.md")).unwrap();
    symlink(".", root.path().join("again")).unwrap();
    symlink("/", tea.join("root")).unwrap();
    fs::create_dir(tea.join("folder.md")).unwrap();
    fs::create_dir_all(tea.join("x/".repeat(200))).unwrap();
    fs::create_dir_all(root.path().join("y/".repeat(200))).unwrap();
    let _socket = UnixListener::bind(tea.join("socket.md")).unwrap();
    fs::write(tea.join("latin.md"), b"+++\ntitle = \"\xe9\"\n").unwrap();
    fs::write(tea.join("null.md"), [0; 5000]).unwrap();
    fs::write(tea.join("empty.md"), "").unwrap();
    fs::write(tea.join("secret.md"), "+++\n").unwrap();
    fs::set_permissions(tea.join("secret.md"), fs::Permissions::from_mode(0o0)).unwrap();
    let vast = fs::File::create(tea.join("vast.md")).unwrap();
    vast.set_len(1 << 40).unwrap();
    let (code, out, err) = prints(root.path(), &["list"]);
    assert!(code == 0 && out.contains("tea/b"), "{out}{err}");
    for name in
        ["pipe", "device", "link", "loop", "socket", "latin", "null", "empty", "secret", "vast"]
    {
        assert!(err.contains(&format!("tea/{name}.md:")), "{name} is not in:\n{err}");
    }
    goes_all_ways_out(root.path());
    is_drawn(root.path());
}

#[test]
fn files_that_grow_shrink_and_vanish_while_they_are_read_do_no_harm() {
    let root = folder();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for i in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                for name in ["x", "y", "z"] {
                    article(root.path(), name, &"It may cause nausea. ".repeat(i % 7 * 1000));
                }
                let gone = root.path().join("tea").join(["x.md", "y.md"][i % 2]);
                fs::remove_file(&gone).unwrap();
                fs::File::options()
                    .write(true)
                    .open(root.path().join("tea/z.md"))
                    .unwrap()
                    .set_len(99)
                    .unwrap();
            }
        });
        for args in [WAYS_OUT, WAYS_OUT].concat() {
            assert!(prints(root.path(), args).0 < 2, "{args:?}");
        }
        done.store(true, Ordering::Relaxed);
    });
}
