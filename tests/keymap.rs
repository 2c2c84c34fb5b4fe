//! The keymap from its texts to what keys mean, with the default as it is shipped.

use pamphlet::keymap::{
    Action, Binding, Context, Continuation, DEFAULT, Key, Keymap, Lookup, sequence,
};
use rstest::rstest;

fn keys(text: &str) -> Vec<Key> {
    sequence(text).unwrap_or_else(|error| panic!("{error}"))
}

fn mean(keymap: &Keymap, context: Context, typed: &str) -> Lookup {
    keymap.lookup(context, &keys(typed), false)
}

/// What a person's text is found to be wrong in.
fn faults(text: &str) -> Vec<String> {
    let (_, faults) = Keymap::load("k.toml", text);
    faults.iter().map(ToString::to_string).collect()
}

/// A person's keymap without faults.
fn load(text: &str) -> Keymap {
    let (keymap, faults) = Keymap::load("k.toml", text);
    assert_eq!(faults, []);
    keymap
}

// The default.

#[test]
fn the_default_has_no_faults_and_changes_nothing_over_itself() {
    assert_eq!(faults(DEFAULT), [""; 0]);
    assert_eq!(load(DEFAULT), Keymap::default());
}

#[test]
fn every_action_has_a_key_wherever_it_has_a_meaning() {
    let keymap = Keymap::default();
    for &context in &Context::ALL {
        let unbound: Vec<_> = keymap.bindings(context).filter(|b| b.keys.is_empty()).collect();
        assert_eq!(unbound, [], "{context}");
        for &action in Action::ALL.iter().filter(|a| a.contexts().contains(&context)) {
            assert!(!keymap.keys_for(context, action).is_empty(), "{} in {context}", action.name());
        }
    }
}

#[test]
fn every_global_action_has_a_key_in_every_context() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        for binding in keymap.global_bindings(context) {
            assert!(!binding.keys.is_empty(), "{} in {context}", binding.action.name());
        }
    }
}

#[test]
fn only_these_default_keys_of_a_place_mean_something_else_everywhere() {
    let keymap = Keymap::default();
    let mut hidden = Vec::new();
    for context in Context::ALL {
        for binding in keymap.bindings(context) {
            for key in binding.keys {
                match mean(&keymap, Context::Global, &key) {
                    Lookup::None => {}
                    Lookup::Action(global) if global == binding.action => {}
                    _ => hidden.push(format!("{context} {key}")),
                }
            }
        }
    }
    let expected = ["[reader] ctrl-p", "[compare] ctrl-p", "[search] ctrl-p", "[search] ?"];
    assert_eq!(
        hidden,
        [
            &expected[..],
            &["[goto] ctrl-p", "[help] q", "[help] ctrl-p", "[tray] q", "[tray] ctrl-p"]
        ]
        .concat()
    );
}

#[test]
fn no_default_key_is_one_that_consoles_take_or_that_a_keyboard_may_lack() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        for Binding { action, keys } in keymap.bindings(context) {
            let function = |key: &String| key.starts_with('f') && key.len() > 1;
            assert!(keys.is_empty() || !keys.iter().all(function), "{}", action.name());
            for key in keys {
                let taken = ["alt-up", "alt-down", "alt-left", "alt-right", "alt-f", "shift-page"];
                assert!(!taken.iter().any(|t| key.starts_with(t)), "{key}");
            }
        }
    }
}

#[rstest]
#[case("down", Action::ScrollDown)]
#[case("j", Action::ScrollDown)]
#[case("e", Action::ScrollDown)]
#[case("ctrl-n", Action::ScrollDown)]
#[case("ctrl-p", Action::ScrollUp)]
#[case("y", Action::ScrollUp)]
#[case("ctrl-d", Action::HalfPageDown)]
#[case("u", Action::HalfPageUp)]
#[case("space", Action::PageDown)]
#[case("ctrl-v", Action::PageDown)]
#[case("alt-v", Action::PageUp)]
#[case("ctrl-b", Action::PageUp)]
#[case("g g", Action::GoTop)]
#[case("alt-<", Action::GoTop)]
#[case("G", Action::GoBottom)]
#[case(">", Action::GoBottom)]
fn reading_takes_the_keys_of_vim_less_emacs_and_arrows(#[case] key: &str, #[case] action: Action) {
    for context in [Context::Reader, Context::Compare, Context::Help] {
        assert_eq!(mean(&Keymap::default(), context, key), Lookup::Action(action), "{context}");
    }
}

#[rstest]
#[case(Context::Reader, "h", Action::Back)]
#[case(Context::Reader, "left", Action::Back)]
#[case(Context::Reader, "l", Action::Open)]
#[case(Context::Reader, "ctrl-h", Action::Back)]
#[case(Context::Reader, "}", Action::NextSource)]
#[case(Context::Reader, "f3", Action::NextMatch)]
#[case(Context::Home, "h", Action::Left)]
#[case(Context::Home, "ctrl-p", Action::GoTo)]
#[case(Context::Compare, "right", Action::Right)]
#[case(Context::Help, "q", Action::Cancel)]
#[case(Context::Compare, "q", Action::Quit)]
#[case(Context::Search, "k", Action::Up)]
fn a_key_means_what_its_place_says_else_what_it_means_everywhere(
    #[case] context: Context,
    #[case] key: &str,
    #[case] action: Action,
) {
    assert_eq!(mean(&Keymap::default(), context, key), Lookup::Action(action));
}

// Look-up.

#[test]
fn a_sequence_waits_shows_what_may_follow_and_ends_in_its_action() {
    let keymap = load("[reader]\ngo_top = [\"g g\", \"g t t\"]\noutline = \"g o\"");
    let Lookup::Pending(next) = mean(&keymap, Context::Reader, "g") else { panic!("not pending") };
    let shown: Vec<String> = next.iter().map(|(key, to)| format!("{key} {to}")).collect();
    assert_eq!(shown, ["g top", "t …", "o outline"]);
    assert_eq!(next[1].1, Continuation::More);
    assert_eq!(mean(&keymap, Context::Reader, "g t t"), Lookup::Action(Action::GoTop));
    assert_eq!(mean(&keymap, Context::Reader, "g x"), Lookup::None);
    assert_eq!(mean(&keymap, Context::Reader, "z"), Lookup::None);
    assert_eq!(keymap.lookup(Context::Reader, &[], false), Lookup::None);
}

#[test]
fn a_sequence_of_the_place_wins_over_a_key_that_acts_everywhere() {
    let keymap = load("[global]\nhelp = \"g\"\nsearch = \"z z\"");
    assert!(matches!(mean(&keymap, Context::Reader, "g"), Lookup::Pending(_)));
    assert_eq!(mean(&keymap, Context::GoTo, "g"), Lookup::Action(Action::Help));
    assert_eq!(mean(&keymap, Context::Reader, "z z"), Lookup::Action(Action::Search));
    assert_eq!(keymap.keys_for(Context::Reader, Action::Help), [""; 0]);
    assert_eq!(keymap.keys_for(Context::GoTo, Action::Help), ["g"]);
}

#[test]
fn sequences_of_the_place_and_of_everywhere_wait_together() {
    let keymap = load("[global]\nhome = \"g h\"\nhelp = \"g g\"");
    let Lookup::Pending(next) = mean(&keymap, Context::Reader, "g") else { panic!("not pending") };
    let to: Vec<_> = next.iter().map(|(_, to)| *to).collect();
    assert_eq!(to, [Action::GoTop, Action::Home].map(Continuation::Action));
    assert_eq!(mean(&keymap, Context::Reader, "g h"), Lookup::Action(Action::Home));
    assert_eq!(mean(&keymap, Context::Reader, "g g"), Lookup::Action(Action::GoTop));
}

#[test]
fn a_key_of_the_place_shuts_off_sequences_of_everywhere() {
    let keymap = load("[global]\nhelp = \"o o\"");
    assert_eq!(mean(&keymap, Context::Reader, "o"), Lookup::Action(Action::Outline));
    assert_eq!(keymap.keys_for(Context::Reader, Action::Help), [""; 0]);
    let help = |b: &Binding| b.action == Action::Help;
    let keys = |context| keymap.global_bindings(context).find(help).unwrap().keys;
    assert_eq!(keys(Context::Reader), [""; 0]);
    assert_eq!(keys(Context::Home), ["o o"]);
}

#[rstest]
#[case("q", Lookup::Edit)]
#[case("G", Lookup::Edit)]
#[case("space", Lookup::Edit)]
#[case("?", Lookup::Edit)]
#[case("ctrl-a", Lookup::Edit)]
#[case("ctrl-h", Lookup::Edit)]
#[case("backspace", Lookup::Edit)]
#[case("left", Lookup::Edit)]
#[case("home", Lookup::Edit)]
#[case("ctrl-p", Lookup::Action(Action::Up))]
#[case("ctrl-n", Lookup::Action(Action::Down))]
#[case("alt-v", Lookup::Action(Action::PageUp))]
#[case("enter", Lookup::Action(Action::Open))]
#[case("tab", Lookup::Action(Action::SwitchFocus))]
#[case("esc", Lookup::Action(Action::Cancel))]
#[case("ctrl-c", Lookup::Action(Action::Quit))]
#[case("f1", Lookup::Action(Action::Help))]
#[case("f5", Lookup::None)]
#[case("alt-q", Lookup::None)]
fn in_a_text_field_keys_type_and_edit_and_only_others_act(
    #[case] key: &str,
    #[case] found: Lookup,
) {
    for context in [Context::Search, Context::GoTo] {
        assert_eq!(Keymap::default().lookup(context, &keys(key), true), found, "{context}");
    }
}

#[test]
fn a_question_mark_types_in_the_box_of_search_and_asks_why_in_its_list() {
    let keymap = Keymap::default();
    let means = |key, typing| keymap.lookup(Context::Search, &keys(key), typing);
    assert_eq!(means("?", true), Lookup::Edit);
    assert_eq!(means("?", false), Lookup::Action(Action::Why));
    assert_eq!(means("f3", true), Lookup::Action(Action::Why));
    assert_eq!(keymap.keys_for(Context::Search, Action::Help), ["f1"]);
}

#[test]
fn in_a_text_field_a_sequence_that_has_begun_takes_letters_and_a_broken_one_types() {
    let keymap = load("[search]\nopen = \"ctrl-x o\"");
    let typed = |text: &str| keymap.lookup(Context::Search, &keys(text), true);
    assert!(matches!(typed("ctrl-x"), Lookup::Pending(_)));
    assert_eq!(typed("ctrl-x o"), Lookup::Action(Action::Open));
    assert_eq!(typed("ctrl-x a"), Lookup::Edit);
    assert_eq!(typed("ctrl-x up"), Lookup::None);
}

#[test]
fn a_key_acts_in_whatever_form_it_arrives() {
    let (shifted, control) =
        (Key { shift: true, ..keys("g")[0] }, Key { ctrl: true, ..keys("L")[0] });
    let keymap = Keymap::default();
    let found = |key| keymap.lookup(Context::Reader, &[key], false);
    assert_eq!(found(shifted), Lookup::Action(Action::GoBottom));
    assert_eq!(found(control), Lookup::Action(Action::Redraw));
}

// A person's own.

#[test]
fn an_action_that_is_named_has_the_new_keys_alone_and_others_stay() {
    let keymap = load("[reader]\nscroll_down = [\"w\", \"z\"]\n");
    assert_eq!(keymap.keys_for(Context::Reader, Action::ScrollDown), ["w", "z"]);
    assert_eq!(mean(&keymap, Context::Reader, "j"), Lookup::None);
    assert_eq!(mean(&keymap, Context::Reader, "k"), Lookup::Action(Action::ScrollUp));
    assert_eq!(mean(&keymap, Context::Compare, "j"), Lookup::Action(Action::ScrollDown));
}

#[test]
fn an_empty_list_unbinds_and_the_action_is_still_listed() {
    let keymap = load("[compare]\nfold_silent = []\n[global]\nsuspend = []");
    assert_eq!(mean(&keymap, Context::Compare, "x"), Lookup::None);
    assert_eq!(keymap.keys_for(Context::Compare, Action::FoldSilent), [""; 0]);
    let listed: Vec<_> =
        keymap.bindings(Context::Compare).filter(|b| b.keys.is_empty()).map(|b| b.action).collect();
    assert_eq!(listed, [Action::FoldSilent]);
    assert!(keymap.bindings(Context::Global).any(|b| b.action == Action::Suspend));
}

#[test]
fn unbinding_in_a_place_leaves_the_key_of_everywhere() {
    let keymap = load("[reader]\nback = []");
    assert_eq!(mean(&keymap, Context::Reader, "h"), Lookup::None);
    assert_eq!(mean(&keymap, Context::Reader, "backspace"), Lookup::Action(Action::Back));
}

#[test]
fn a_wanted_key_goes_quietly_from_its_default_and_the_rest_of_that_stays() {
    let keymap = load("[reader]\ncard = \"j\"\noutline = \"g\"\nfind = \"d d\"");
    let all = |action| keymap.keys_for(Context::Reader, action);
    assert_eq!(mean(&keymap, Context::Reader, "j"), Lookup::Action(Action::Card));
    assert_eq!(all(Action::ScrollDown), ["down", "e", "ctrl-e", "ctrl-n"]);
    assert_eq!(all(Action::GoTop), ["home", "<", "alt-<"]);
    assert_eq!(all(Action::HalfPageDown), ["ctrl-d"]);
    assert_eq!(mean(&keymap, Context::Reader, "d d"), Lookup::Action(Action::Find));
}

#[test]
fn a_global_action_may_have_keys_of_its_own_in_a_place() {
    let keymap = load("[compare]\nquit = \"z\"");
    assert_eq!(keymap.keys_for(Context::Compare, Action::Quit), ["z", "q", "Q", "ctrl-c"]);
    assert_eq!(mean(&keymap, Context::Reader, "z"), Lookup::None);
    let here: Vec<_> = keymap.bindings(Context::Compare).map(|b| b.action).collect();
    assert!(here.contains(&Action::Quit) && !here.contains(&Action::Redraw));
}

#[test]
fn keys_that_the_place_takes_are_not_shown_for_what_they_mean_elsewhere() {
    let keymap = Keymap::default();
    assert_eq!(keymap.keys_for(Context::Reader, Action::GoTo), ["p"]);
    assert_eq!(keymap.keys_for(Context::Home, Action::GoTo), ["p", "ctrl-p"]);
    let back = keymap.keys_for(Context::Reader, Action::Back);
    assert_eq!(back, ["left", "h", "backspace", "ctrl-h", "ctrl-o"]);
}

#[test]
fn a_key_that_means_the_same_in_a_place_and_everywhere_is_shown_once() {
    let keymap = load("[reader]\nback = [\"backspace\", \"z\"]");
    let back = keymap.keys_for(Context::Reader, Action::Back);
    assert_eq!(back, ["backspace", "z", "ctrl-h", "ctrl-o"]);
}

#[test]
fn actions_are_listed_in_their_own_order() {
    use Action as A;
    let listed: Vec<_> = Keymap::default().bindings(Context::Home).map(|b| b.action).collect();
    let paging = [A::PageDown, A::PageUp];
    let rest = [A::Search, A::Up, A::Down, A::Left, A::Right, A::First, A::Last, A::Open];
    assert_eq!(listed, [rest.as_slice(), &paging, &[A::Gaps, A::Resume]].concat());
}

// Faults.

#[rstest]
#[case("[reeder]\nfind = \"z\"", "1:2: unknown table [reeder]; did you mean [reader]?")]
#[case(
    "[vim]",
    "1:2: unknown table [vim]: there are [global], [home], [reader], [compare], [search], [goto], [help], [tray] and [ask]"
)]
#[case("quit = \"z\"", "1:1: `quit` stands outside a table: put it under [global]")]
#[case("reader = \"z\"", "1:10: [reader] must be a table, not a string")]
#[case("[[reader]]\nfind = \"z\"", "1:1: [reader] must be a table, not a list")]
#[case(
    "[reader]\nscrol_down = \"z\"",
    "2:1: unknown action `scrol_down`; did you mean `scroll_down`?"
)]
#[case("[reader]\nfly = \"z\"", "2:1: unknown action `fly`")]
#[case(
    "[reader]\nfold_silent = \"z\"",
    "2:1: `fold_silent` has no meaning in [reader]: put it under [compare]"
)]
#[case(
    "[global]\ngo_top = \"z\"",
    "2:1: `go_top` has no meaning in [global]: put it under [reader], [compare] or [help]"
)]
#[case("[reader]\nfind = \"pgdwn\"", "2:8: unknown key `pgdwn`; did you mean `pgdn`?")]
#[case("[reader]\nfind = [\"z\",\n  \"é\", \"gg\"]", "3:8: unknown key `gg`")]
#[case("[reader]\nfind = \" \"", "2:8: no key: write `space` for the space bar, or `[]` to unbind")]
#[case(
    "[reader]\nfind = \"shift-1\"",
    "2:8: `shift-1` depends on the keyboard: write the character that it types"
)]
#[case("[reader]\nfind = \"f13\"", "2:8: no key `f13`: function keys go from `f1` to `f12`")]
#[case(
    "[reader]\nfind = \"z\"\ncard = [\"w\", \"z\"]",
    "3:14: `z` already means `find` (line 2), not `card`"
)]
#[case("[reader]\nfind = [\"z\", \"Z\", \"z\"]", "2:19: `z` stands twice for `find`")]
#[case(
    "[reader]\nfind = \"ctrl-i\"\ncard = \"tab\"",
    "3:8: `tab` already means `find` (line 2), not `card`"
)]
#[case(
    "[reader]\nfind = \"z\"\ncard = \"z z\"",
    "3:8: `z z` can never be finished: `z` already means `find` (line 2)"
)]
#[case(
    "[reader]\nfind = \"z z\"\ncard = \"z\"",
    "3:8: `z` would hide `z z`, which means `find` (line 2)"
)]
#[case("[reader]\nfind = 3", "2:8: `find` must be a key or a list of keys, not a number")]
#[case("[reader]\nfind = [\"z\", true]", "2:14: a key must be a string, not true or false")]
fn a_fault_is_told_with_its_place_and_what_was_meant(#[case] text: &str, #[case] fault: &str) {
    assert_eq!(faults(text), [format!("k.toml:{fault}")]);
}

#[test]
fn a_text_that_is_no_toml_is_left_out_whole() {
    let (keymap, faults) = Keymap::load("k.toml", "[reader]\nfind = \"z\"\ncard = \"w\nx = 1");
    assert_eq!(keymap, Keymap::default());
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!(fault.to_string(), "k.toml:3:10: invalid basic string, expected `\"`");
    assert!(fault.left_out);
}

#[test]
fn good_entries_stand_beside_faulty_ones_and_faults_come_in_order() {
    let text = "[reader]\nfind = \"z\"\ncard = [\"nokey\", \"w\"]\nfly = \"v\"\nopen = \"z\"\n\
        [nowhere]\nx = 1\n[global]\nquit = \"nokey\"";
    let (keymap, faults) = Keymap::load("k.toml", text);
    let lines: Vec<_> = faults.iter().map(|f| f.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 9]);
    assert!(faults.iter().all(|fault| !fault.left_out));
    assert_eq!(mean(&keymap, Context::Reader, "z"), Lookup::Action(Action::Find));
    assert_eq!(keymap.keys_for(Context::Reader, Action::Card), ["w"]);
}

#[test]
fn an_action_of_which_no_new_key_is_good_keeps_its_old_ones() {
    let text = "[reader]\nfind = \"z\"\nopen = \"z\"\ncard = [\"nokey\"]\noutline = 1";
    let (keymap, faults) = Keymap::load("k.toml", text);
    assert_eq!(faults.len(), 3);
    let first = |action| keymap.keys_for(Context::Reader, action).remove(0);
    assert_eq!([Action::Open, Action::Card, Action::Outline].map(first), ["enter", "i", "o"]);
}

#[test]
fn a_fault_cannot_drive_the_terminal() {
    let shown = faults("[reader]\n\"a\\u001b[31m\\nb\" = \"z\"\nfind = \"\\u001b]0;x\\u0007\"");
    assert_eq!(shown.len(), 2);
    assert!(!shown.concat().chars().any(char::is_control), "{shown:?}");
}
