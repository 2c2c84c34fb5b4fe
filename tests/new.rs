//! `pamphlet new` on the real program.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::bare;
use tempfile::TempDir;

/// Exit code, stdout and stderr of `pamphlet new` in a folder.
fn new(here: &Path, args: &[&str]) -> (i32, String, String) {
    let ran = bare().current_dir(here).arg("new").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
}

fn is(ran: &(i32, String, String), code: i32, out: &str, err: &str) {
    assert_eq!(*ran, (code, out.to_owned(), err.to_owned()));
}

#[test]
fn a_library_is_started_that_loads_and_says_what_is_still_to_write() {
    let here = TempDir::new().unwrap();
    let written = "lib/treatment/subject.toml\nlib/treatment/first-clinic.md\n";
    is(&new(here.path(), &["lib"]), 0, written, "");
    let run = |args: &[&str]| {
        let ran = bare().current_dir(here.path()).args(args).assert().code(0).stderr("");
        String::from_utf8(ran.get_output().stdout.clone()).unwrap()
    };
    let said = run(&["check", "lib"]);
    assert!(said.ends_with("0 errors, 4 warnings\n"), "{said}");
    assert_eq!(said.matches("warning[no-content]").count(), 4, "{said}");
    let listed = run(&["--library", "lib", "list", "--json"]);
    for fact in ["\"Treatment\"", "\"First clinic\"", "\"mechanism\"", "\"side-effects\""] {
        assert!(listed.contains(fact), "{fact}: {listed}");
    }
    assert!(!run(&["--library", "lib", "read", "first-clinic"]).contains("Comments like this"));
}

#[test]
fn a_subject_and_an_article_have_the_names_that_are_given() {
    let here = TempDir::new().unwrap();
    let args = ["lib", "--subject", "iron-infusion", "--article", "river-health"];
    let folder = "lib/iron-infusion";
    is(
        &new(here.path(), &args),
        0,
        &format!("{folder}/subject.toml\n{folder}/river-health.md\n"),
        "",
    );
    let article = fs::read_to_string(here.path().join(folder).join("river-health.md")).unwrap();
    assert!(article.contains("title = \"Iron infusion\"\nsource = \"River health\""), "{article}");
}

#[test]
fn what_is_there_stays_as_it_is_and_is_named() {
    let here = TempDir::new().unwrap();
    new(here.path(), &["lib"]);
    let subject = here.path().join("lib/treatment/subject.toml");
    fs::write(&subject, "title = \"Mine\"\n").unwrap();
    let there = "pamphlet: lib/treatment/subject.toml is there already\n";
    let second = new(here.path(), &["lib", "--article", "second"]);
    is(&second, 0, "lib/treatment/second.md\n", there);
    let both = format!("{there}pamphlet: lib/treatment/second.md is there already\n");
    is(&new(here.path(), &["lib", "--article", "second"]), 2, "", &both);
    assert_eq!(fs::read_to_string(subject).unwrap(), "title = \"Mine\"\n");
}

#[test]
fn a_name_that_is_no_id_and_a_place_that_cannot_be_are_said() {
    let here = TempDir::new().unwrap();
    let no_id =
        "pamphlet: `Iron Infusion` is no id: use lower case and hyphens, as in `iron-infusion`\n";
    is(&new(here.path(), &["lib", "--subject", "Iron Infusion"]), 2, "", no_id);
    let up = new(here.path(), &["lib", "--article", "../up"]);
    assert_eq!((up.0, up.1.as_str()), (2, ""));
    fs::create_dir_all(here.path().join("old/tea")).unwrap();
    let which =
        "pamphlet: old has subjects: name the one that is meant, or a new one, with --subject ID\n";
    is(&new(here.path(), &["old"]), 2, "", which);
    fs::remove_dir_all(here.path().join("old")).unwrap();
    let no_folder = "pamphlet: lib/s/a.md is named like an article: name the library's folder, and the \
                     article with --subject ID --article NAME\n";
    is(&new(here.path(), &["lib/s/a.md"]), 2, "", no_folder);
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 0, "nothing was written");
    fs::write(here.path().join("file"), "").unwrap();
    let (code, out, err) = new(here.path(), &["file"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("pamphlet: cannot write file: "), "{err}");
}
