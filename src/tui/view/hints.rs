//! The bottom row: the keys that matter here, from the keymap; a notice, a pending sequence or a
//! text field takes its place.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::pen::{Pen, width};
use crate::keymap::{self, Action, Context, Lookup};
use crate::library::said::NOT_ADVICE;
use crate::reflow::wrap;
use crate::tui::app::compare::{Compare, View};
use crate::tui::app::field::Field;
use crate::tui::app::home::Home;
use crate::tui::app::page::{Of, Page};
use crate::tui::app::search::Search;
use crate::tui::app::tray::Asks;
use crate::tui::app::{App, Overlay, Screen};

/// Draws the bottom row, unless a text field stands there.
pub fn draw(app: &App, pen: &mut Pen) {
    if matches!(app.overlay, Some(Overlay::Find(_))) {
        return;
    }
    let row = app.frame().hints;
    let area = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    if let Some(notice) = &app.notice {
        self::notice(app, notice, pen, area);
    } else if !app.pending.is_empty() {
        pending(app, pen, area);
    } else {
        keys(app, pen, area);
    }
}

/// A notice, over as many rows from the bottom as it needs.
fn notice(app: &App, text: &str, pen: &mut Pen, area: Rect) {
    let lines = wrap(text, usize::from(area.width), 0);
    let above = u16::try_from(lines.len() - 1).unwrap_or(u16::MAX).min(area.y);
    let rows = Rect { y: area.y - above, height: above + 1, ..area };
    if above > 0 {
        let cleared = Rect { x: rows.x - 1, width: rows.width + 2, ..rows };
        pen.fill(cleared, app.theme.text);
    }
    for (row, line) in (0..rows.height).zip(lines) {
        pen.line(rows, row, &text[line], app.theme.notice);
    }
}

/// The keys typed so far and what may follow.
fn pending(app: &App, pen: &mut Pen, area: Rect) {
    let typed: Vec<String> = app.pending.iter().map(ToString::to_string).collect();
    let mut spans = vec![(format!("{} ", typed.join(" ")), app.theme.key)];
    if let Lookup::Pending(next) = app.keymap.lookup(app.context(), &app.pending, false) {
        for (key, action) in next {
            spans.push((format!(" {key}"), app.theme.key));
            spans.push((format!(" {action}  "), app.theme.dim));
        }
    }
    put(pen, area, &spans);
}

fn put(pen: &mut Pen, area: Rect, spans: &[(String, Style)]) {
    let spans: Vec<_> = spans.iter().map(|(text, style)| (text.as_str(), *style)).collect();
    pen.spans(area, 0, &spans);
}

/// As many hints as fit, help always last, and the disclaimer where there is still room.
fn keys(app: &App, pen: &mut Pen, area: Rect) {
    let help = hint(app, Action::Help).filter(|_| app.overlay.is_none());
    let dot = format!(" {} ", app.glyphs.dot);
    let length = |(key, text): &(String, String)| width(key) + width(text) + width(&dot);
    let mut room = area.width.saturating_sub(help.as_ref().map_or(0, length));
    let mut shown = Vec::new();
    for hint in wanted(app).iter().filter_map(|&action| hint(app, action)) {
        let Some(left) = room.checked_sub(length(&hint)) else { break };
        room = left;
        shown.push(hint);
    }
    let mut spans = Vec::new();
    for (key, text) in shown.into_iter().chain(help) {
        let lead = if spans.is_empty() { String::new() } else { dot.clone() };
        spans.extend([(lead, app.theme.dim), (key, app.theme.key), (text, app.theme.text)]);
    }
    put(pen, area, &spans);
    let most = width(NOT_ADVICE);
    if most <= room {
        pen.put(area.right() - most, area.y, most, NOT_ADVICE, app.theme.dim);
    }
}

/// A key and, after a blank, what it is for here.
fn hint(app: &App, action: Action) -> Option<(String, String)> {
    let key = key(app, app.context(), action)?;
    Some((key, format!(" {}", meaning(app, action))))
}

/// What an action is for here, in a word or two.
fn meaning(app: &App, action: Action) -> &'static str {
    let search = match (&app.screen, action) {
        (_, Action::Back) if app.kiosk && app.is_at_the_start() => return "leave",
        (Screen::Search(search), _) => search,
        (Screen::Home(home), Action::Open) if opens_topic(app, home) => {
            return Action::Compare.hint();
        }
        _ => return action.hint(),
    };
    match (action, search.chosen()) {
        (Action::Open, Some(facet)) if search.facets.is_only(facet) => Action::Widen.hint(),
        (Action::Open, Some(_)) => Action::Narrow.hint(),
        (Action::SwitchSubjects, _) if search.only => "all subjects",
        (Action::SwitchSubjects, _) => "one subject",
        _ => action.hint(),
    }
}

/// Whether what the cursor is on at home opens all sources on its topic.
fn opens_topic(app: &App, home: &Home) -> bool {
    home.on_topic || home.layout(&app.library, app.frame().body).list
}

/// The key to show: for what works everywhere the one that works everywhere, if it does here.
/// While letters type, one that is none.
pub fn key(app: &App, context: Context, action: Action) -> Option<String> {
    let mut here = app.keymap.keys_for(context, action);
    here.retain(|key| !app.is_typing() || !types(key));
    let everywhere = app.keymap.keys_for(Context::Global, action);
    let common = everywhere.into_iter().find(|key| here.contains(key));
    common.or_else(|| here.into_iter().next())
}

/// Whether a sequence begins with what edits a text field.
fn types(keys: &str) -> bool {
    keymap::sequence(keys).is_ok_and(|keys| keys.first().is_some_and(|key| key.is_editing()))
}

/// The actions that matter most beside help, first the most.
fn wanted(app: &App) -> Vec<Action> {
    use Action as A;
    let fixed: &[Action] = match (&app.overlay, &app.screen) {
        (Some(Overlay::GoTo(_)), _) => &[A::Open, A::SwitchFocus, A::Cancel],
        (Some(Overlay::Page(page)), _) if page.leads() => {
            &[A::NextLink, A::Open, A::Mark, A::Cancel]
        }
        (Some(Overlay::Page(Page { of: Of::Term(_), .. })), _) => &[A::Cancel, A::Mark],
        (Some(Overlay::Tray(listing)), _) => match listing.asks {
            Asks::Nothing if app.tray.marks().is_empty() => &[A::Cancel],
            Asks::Nothing => &[A::Open, A::Write, A::Remove, A::Clear, A::Cancel],
            Asks::Name(_) => &[A::Write, A::Cancel],
            Asks::Replace(_) => &[A::Yes, A::No],
        },
        (Some(_), _) => &[A::Cancel],
        (None, Screen::Subjects(_)) => &[A::Open, A::Search, A::GoTo, A::Quit],
        (None, Screen::Home(home)) if home.layout(&app.library, app.frame().body).list => {
            &[A::Open, A::Search, A::GoTo, A::Quit]
        }
        (None, Screen::Home(home)) if home.on_topic => &[A::Open, A::Search, A::GoTo, A::Quit],
        (None, Screen::Home(_)) => &[A::Open, A::Compare, A::Search, A::GoTo, A::Gaps, A::Quit],
        (None, Screen::Reader(reader)) if reader.outline.is_some() => {
            &[A::Open, A::Outline, A::Cancel]
        }
        (None, Screen::Reader(reader)) if reader.found.is_some() => {
            &[A::NextMatch, A::PreviousMatch, A::Cancel, A::Find, A::Compare, A::Mark]
        }
        (None, Screen::Reader(_)) if !app.tray.marks().is_empty() => MARKING,
        (None, Screen::Reader(_)) => READER,
        (None, Screen::Compare(compare)) => return self::compare(app, compare),
        (None, Screen::Search(search)) => return self::search(app, search),
    };
    let mut wanted = fixed.to_vec();
    if app.kiosk && wanted.contains(&A::Quit) {
        wanted.insert(1, A::Back);
    }
    wanted
}

/// The actions that matter in search, for what has the focus there; up and down are named where they
/// go through earlier queries.
fn search(app: &App, search: &Search) -> Vec<Action> {
    use Action as A;
    if search.facet.is_some() {
        return vec![A::Open, A::Cancel];
    }
    let recalled = app.is_typing() && search.recalled(&app.history).is_some();
    let recalls = app.is_typing() && search.row == 0 && !app.history.is_empty();
    let offered = [
        (A::Open, search.hit().is_some() || app.index.is_none()),
        (A::EarlierQuery, recalled),
        (A::LaterQuery, recalled),
        (A::Narrow, !search.facets.list.is_empty()),
        (A::Widen, search.facets.list.iter().any(|facet| facet.chosen)),
        (A::SwitchSubjects, app.library.subjects.len() > 1),
        (A::SwitchFocus, search.hit().is_some()),
        (A::Why, search.hit().is_some()),
        (A::EarlierQuery, recalls && !recalled),
        (A::Cancel, true),
    ];
    offered.into_iter().filter(|(_, here)| *here).map(|(action, _)| action).collect()
}

/// What comes first once something is found in a text.
const FOUND: [Action; 3] = [Action::NextMatch, Action::PreviousMatch, Action::Cancel];

const READER: &[Action] = &[
    Action::Back,
    Action::NextSource,
    Action::NextTopic,
    Action::Compare,
    Action::Find,
    Action::Search,
    Action::Mark,
    Action::Outline,
    Action::Card,
];

/// In an article once something is marked.
const MARKING: &[Action] = &[
    Action::Back,
    Action::Mark,
    Action::Tray,
    Action::NextSource,
    Action::NextTopic,
    Action::Compare,
    Action::Find,
    Action::Search,
];

/// The actions that matter in compare: to the next source early where some are on other pages, to the
/// tray once something is marked.
fn compare(app: &App, compare: &Compare) -> Vec<Action> {
    let paged = compare.view == View::Text && compare.sheet.page.len() < compare.sheet.cells.len();
    let marked = !app.tray.marks().is_empty();
    let mut wanted = in_view(compare.view).to_vec();
    wanted.retain(|action| *action != Action::Right || compare.view != View::Text);
    if paged && compare.focus + 1 < compare.sheet.cells.len() {
        wanted.insert(2, Action::Right);
    }
    if compare.view == View::Text && compare.found.is_some() {
        wanted.splice(0..0, FOUND);
    }
    if marked {
        wanted.retain(|action| *action != Action::Mark);
        wanted.splice(1..1, [Action::Mark, Action::Tray]);
    }
    wanted
}

/// The actions that matter in a view of compare.
fn in_view(view: View) -> &'static [Action] {
    use Action as A;
    match view {
        View::Text => &[
            A::Back,
            A::Open,
            A::TermsView,
            A::FiguresView,
            A::NextTopic,
            A::Right,
            A::Find,
            A::Mark,
            A::FoldSilent,
            A::OnlyDiffering,
            A::Lock,
            A::Search,
        ],
        View::Terms => &[
            A::Back,
            A::Open,
            A::Define,
            A::TextView,
            A::FiguresView,
            A::Mark,
            A::NextTopic,
            A::OnlyDiffering,
            A::FoldSilent,
        ],
        View::Figures => &[
            A::Back,
            A::Open,
            A::TextView,
            A::TermsView,
            A::Mark,
            A::NextTopic,
            A::OnlyDiffering,
            A::FoldSilent,
            A::Card,
        ],
    }
}

/// Draws the text field of find over the bottom row; returns where its cursor is.
pub fn draw_field(app: &App, field: &Field, pen: &mut Pen) -> Position {
    let row = app.frame().hints;
    pen.fill(row, app.theme.text);
    let count = match &app.screen {
        Screen::Reader(reader) => reader.found.as_ref().map(count),
        Screen::Compare(compare) => compare.found.as_ref().map(|found| place(found.position())),
        _ => None,
    };
    let count = count.unwrap_or_default();
    let right = width(&count) + 1;
    pen.put(row.right().saturating_sub(right), row.y, right, &count, app.theme.dim);
    let area = Rect { x: row.x + 1, width: row.width.saturating_sub(right + 2), ..row };
    field_at(app, field, "find: ", pen, area)
}

/// "4 of 14", or that there is none.
pub fn count(found: &crate::tui::find::Found) -> String {
    place(found.position())
}

/// A place among all: "4 of 14", or that there is none.
pub fn place(position: (usize, usize)) -> String {
    match position {
        (0, _) => "no match here".to_owned(),
        (at, all) => format!("{at} of {all}"),
    }
}

/// Draws a text field with its label on the first row of an area, the end in view; returns where
/// the cursor is.
pub fn field_at(app: &App, field: &Field, label: &str, pen: &mut Pen, area: Rect) -> Position {
    let used = pen.line(area, 0, label, app.theme.key);
    let room = usize::from(area.width.saturating_sub(used + 1)).max(1);
    let hidden = field.cursor().saturating_sub(room);
    let text = skip_columns(field.text(), hidden);
    pen.line(
        Rect { x: area.x + used, width: area.width.saturating_sub(used), ..area },
        0,
        text,
        app.theme.text,
    );
    let column = u16::try_from(field.cursor() - hidden).unwrap_or(0);
    Position::new(area.x + used + column, area.y)
}

/// The text without its first columns.
fn skip_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().find(|(_, c)| {
        let here = used;
        used += crate::reflow::columns(c.encode_utf8(&mut [0; 4]));
        here >= columns
    });
    start.map_or("", |(at, _)| &text[at..])
}
