//! Tables: cells side by side and wrapped in their columns, or a card a row where that is too narrow.

use std::ops::Range;

use super::builder::{Builder, column16, is_row};
use super::{Lead, Segment, What};
use crate::library::{Article, Kind, Passage};
use crate::reflow::{columns, wrap};

/// Blank columns between two cells.
const GAP: usize = 2;
/// A column that has to wrap is never narrower than this.
const NARROWEST: usize = 8;
/// Nor narrower than its longest word, up to this length.
const LONG_WORD: usize = 20;
/// Columns by which the further lines of a card's entry stand in.
const HANG: usize = 2;

/// Lays out the rows of one table, given as indices of passages; only the first can be its head.
pub(super) fn lay_out(builder: &mut Builder, rows: &[usize]) {
    let lead = builder.quoted(builder.article.passages[rows[0]].quotes);
    let table: Vec<_> = rows.iter().map(|&i| &builder.article.passages[i]).collect();
    match widths(&table, builder.room_after(lead)) {
        Some(widths) => side_by_side(builder, rows, lead, &widths),
        None => cards(builder, rows, lead),
    }
}

/// Puts the head of a table before its first row, where passages were chosen without it.
pub(super) fn with_heads(article: &Article, passages: &[usize]) -> Vec<usize> {
    let mut whole: Vec<usize> = Vec::with_capacity(passages.len());
    let mut head = None;
    for &index in passages {
        let row = &article.passages[index];
        let next_row = |&last: &usize| last + 1 == index && is_row(row) && !is_head(row);
        if !whole.last().is_some_and(next_row) {
            let head_before = std::mem::replace(&mut head, head_of(article, index));
            whole.extend(head.filter(|_| head != head_before && head != Some(index)));
        }
        whole.push(index);
    }
    whole
}

/// The head of the table that a row is in.
fn head_of(article: &Article, index: usize) -> Option<usize> {
    let in_table = |&i: &usize| {
        let passage = &article.passages[i];
        is_row(passage) && passage.section == article.passages[index].section
    };
    let mut above = (0..=index).rev().take_while(in_table);
    above.find(|&i| is_head(&article.passages[i]))
}

fn is_head(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Row { header: true, .. })
}

fn cells(passage: &Passage) -> &[Range<usize>] {
    match &passage.kind {
        Kind::Row { cells, .. } => cells,
        _ => &[],
    }
}

fn cell(passage: &Passage, index: usize) -> Option<Range<usize>> {
    cells(passage).get(index).filter(|cell| !cell.is_empty()).cloned()
}

/// A width for each column, or none if the table does not fit side by side.
///
/// Columns are as wide as their content where all fit. Else the widest give way, down to one
/// common width, but none below its floor: its longest word within bounds.
fn widths(table: &[&Passage], room: usize) -> Option<Vec<usize>> {
    let (natural, floors) = measure(table);
    let room = room.checked_sub(GAP * natural.len().saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let at = |level: usize| natural.iter().zip(&floors).map(move |(&n, &f)| level.clamp(f, n));
    let level = (NARROWEST..=room).rev().find(|&level| at(level).sum::<usize>() <= room)?;
    let mut widths: Vec<usize> = at(level).collect();
    let spare = room - widths.iter().sum::<usize>();
    let narrowed = widths.iter_mut().zip(&natural).filter(|(width, natural)| **width < **natural);
    narrowed.take(spare).for_each(|(width, _)| *width += 1);
    Some(widths)
}

/// For each column its widest line, and the width below which it is not to go.
fn measure(table: &[&Passage]) -> (Vec<usize>, Vec<usize>) {
    let count = table.iter().map(|row| cells(row).len()).max().unwrap_or(0);
    let texts = |i: usize| table.iter().filter_map(move |row| Some(&row.text[cell(row, i)?]));
    let widest = |i: usize| texts(i).flat_map(str::lines).map(columns).max().unwrap_or(0);
    let word = |i: usize| texts(i).flat_map(str::split_whitespace).map(columns).max().unwrap_or(0);
    let natural: Vec<_> = (0..count).map(widest).collect();
    let floors = (0..count).map(|i| word(i).clamp(NARROWEST, LONG_WORD).min(natural[i])).collect();
    (natural, floors)
}

/// Wraps a cell; the ranges are bytes of the row's text.
fn wrap_cell(row: &Passage, cell: &Range<usize>, width: usize, first: usize) -> Vec<Range<usize>> {
    let lines = wrap(&row.text[cell.clone()], width, first);
    lines.into_iter().map(|line| cell.start + line.start..cell.start + line.end).collect()
}

/// Rows under each other, with blank lines between them if any is more than one line high.
fn side_by_side(builder: &mut Builder, rows: &[usize], lead: Lead, widths: &[usize]) {
    let article = builder.article;
    let wrapped: Vec<_> = rows.iter().map(|&i| wrap_row(&article.passages[i], widths)).collect();
    let height = |row: &Vec<Vec<Range<usize>>>| row.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let spaced = wrapped.iter().any(|row| height(row) > 1);
    for (i, row) in wrapped.iter().enumerate() {
        if i > 0 && spaced {
            builder.blank(article.passages[rows[i]].quotes);
        }
        builder.count(row.iter().map(Vec::len).sum());
        let block = builder.open(What::Passage(rows[i]));
        for line in 0..height(row) {
            builder.push(block, lead, segments(row, line, block, lead, widths));
        }
    }
}

/// The lines of each cell of a row.
fn wrap_row(row: &Passage, widths: &[usize]) -> Vec<Vec<Range<usize>>> {
    let lines =
        |(i, &width)| cell(row, i).map(|cell| wrap_cell(row, &cell, width, 0)).unwrap_or_default();
    widths.iter().enumerate().map(lines).collect()
}

/// The cells that reach a line of their row.
fn segments(
    row: &[Vec<Range<usize>>],
    line: usize,
    block: usize,
    lead: Lead,
    widths: &[usize],
) -> Vec<Segment> {
    let starts = widths.iter().scan(lead.columns(), |next, width| {
        let start = *next;
        *next += width + GAP;
        Some(start)
    });
    let reaching = row.iter().zip(starts).filter_map(|(cell, column)| {
        let range = cell.get(line).filter(|range| !range.is_empty())?.clone();
        Some(Segment { block, column: column16(column), range, colon: false })
    });
    reaching.collect()
}

/// One card a row, with a blank line between cards; the head labels the entries.
fn cards(builder: &mut Builder, rows: &[usize], lead: Lead) {
    let article = builder.article;
    let has_head = rows.len() > 1 && is_head(&article.passages[rows[0]]);
    let head = has_head.then(|| builder.open(What::Passage(rows[0])));
    let labels = head.map(|block| Cells { block, row: &article.passages[rows[0]] });
    for (i, &index) in rows[usize::from(has_head)..].iter().enumerate() {
        let row = &article.passages[index];
        if i > 0 {
            builder.blank(row.quotes);
        }
        let texts = Cells { block: builder.open(What::Passage(index)), row };
        Card { builder, lead, labels, texts }.lay_out();
        if let Some(head) = head.filter(|_| i == 0) {
            builder.show_with(head, texts.block);
        }
    }
}

/// A table row and the block that shows it.
#[derive(Clone, Copy)]
struct Cells<'a> {
    block: usize,
    row: &'a Passage,
}

impl Cells<'_> {
    fn segment(self, column: usize, range: Range<usize>) -> Segment {
        Segment { block: self.block, column: column16(column), range, colon: false }
    }
}

/// A table row as a card: under each other its cells, each after the label from the head.
struct Card<'b, 'a> {
    builder: &'b mut Builder<'a>,
    lead: Lead,
    labels: Option<Cells<'a>>,
    texts: Cells<'a>,
}

impl Card<'_, '_> {
    fn lay_out(&mut self) {
        let labels = self.labels.map_or(0, |labels| cells(labels.row).len());
        for entry in 0..labels.max(cells(self.texts.row).len()) {
            let text = cell(self.texts.row, entry);
            match self.labels.and_then(|labels| Some((labels, cell(labels.row, entry)?))) {
                Some((labels, label)) => self.labelled(labels, &label, text),
                None => self.unlabelled(text),
            }
        }
    }

    fn unlabelled(&mut self, text: Option<Range<usize>>) {
        for range in self.lines_of(text, self.lead, 0) {
            self.line(self.lead, range);
        }
    }

    /// The text follows its label on the same line if any of it fits there.
    fn labelled(&mut self, labels: Cells, label: &Range<usize>, text: Option<Range<usize>>) {
        let room = self.builder.room_after(self.lead);
        let mut above = wrap_cell(labels.row, label, room - 1, 0);
        let last = above.pop().unwrap_or_default();
        let column = self.lead.columns();
        let beside = column + columns(&labels.row.text[last.clone()]) + 2;
        for range in above {
            self.push(self.lead, vec![labels.segment(column, range)]);
        }
        let hanging = Lead { indent: self.lead.indent + HANG.min(room / 2), ..self.lead };
        let mut lines = self.lines_of(text, hanging, beside.saturating_sub(hanging.columns()));
        let mut line = vec![Segment { colon: true, ..labels.segment(column, last) }];
        let first = lines.next().filter(|range| !range.is_empty());
        line.extend(first.map(|range| self.texts.segment(beside, range)));
        self.push(self.lead, line);
        lines.for_each(|range| self.line(hanging, range));
    }

    /// A cell's lines after a lead, with some more columns taken on the first.
    fn lines_of(
        &self,
        text: Option<Range<usize>>,
        lead: Lead,
        taken: usize,
    ) -> std::vec::IntoIter<Range<usize>> {
        let width = self.builder.room_after(lead);
        text.map(|cell| wrap_cell(self.texts.row, &cell, width, taken))
            .unwrap_or_default()
            .into_iter()
    }

    fn line(&mut self, lead: Lead, range: Range<usize>) {
        self.push(lead, vec![self.texts.segment(lead.columns(), range)]);
    }

    fn push(&mut self, lead: Lead, segments: Vec<Segment>) {
        self.builder.count(1);
        self.builder.push(self.texts.block, lead, segments);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::super::tests::{article, drawn};

    const TABLE: &str = "| Effect | How often it was seen |\n|--|--|\n\
        | Nausea | 4 in 10 people |\n| Dizziness | 2 in 10 people, for an hour |";

    fn laid_out(text: &str, width: usize) -> String {
        let article = article(text);
        let all: Vec<_> = (0..article.passages.len()).collect();
        drawn(&Document::passages(&article, &all, false, width), &article)
    }

    #[test]
    fn a_table_that_fits_has_columns_as_wide_as_their_content() {
        assert_eq!(
            laid_out(TABLE, 60),
            "Effect     How often it was seen\nNausea     4 in 10 people\n\
             Dizziness  2 in 10 people, for an hour"
        );
    }

    #[test]
    fn the_widest_column_gives_way_and_wraps_in_its_cells() {
        assert_eq!(
            laid_out(TABLE, 30),
            "Effect     How often it was\n           seen\n\nNausea     4 in 10 people\n\n\
             Dizziness  2 in 10 people, for\n           an hour"
        );
    }

    #[test]
    fn a_table_too_narrow_for_its_columns_becomes_cards() {
        assert_eq!(
            laid_out(TABLE, 18),
            "Effect: Nausea\nHow often it was\nseen: 4 in 10\n  people\n\n\
             Effect: Dizziness\nHow often it was\nseen: 2 in 10\n  people, for an\n  hour"
        );
    }

    #[test]
    fn no_column_is_cut_below_its_longest_word() {
        let table = "| a b c d e f g | hallucinations |\n|--|--|\n| x | y |";
        assert_eq!(laid_out(table, 24), "a b c d   hallucinations\ne f g\n\nx         y");
    }

    #[test]
    fn an_empty_cell_keeps_its_label_and_its_column() {
        let table = "| Drug | Dose | Unit |\n|--|--|--|\n| one | | mg |";
        assert_eq!(laid_out(table, 40), "Drug  Dose  Unit\none         mg");
        assert_eq!(laid_out(table, 12), "Drug: one\nDose:\nUnit: mg");
    }

    #[test]
    fn a_head_alone_is_shown_also_where_it_is_too_narrow() {
        assert_eq!(laid_out("| Drug | Dose |\n|--|--|", 8), "Drug\nDose");
    }

    #[test]
    fn a_chosen_row_comes_with_the_head_of_its_table_once() {
        let article = article(TABLE);
        let chosen = |rows: &[usize]| {
            drawn(&Document::passages(&article, rows, false, 60), &article).lines().count()
        };
        assert_eq!((chosen(&[2]), chosen(&[1, 2]), chosen(&[0, 2]), chosen(&[0])), (2, 3, 2, 1));
    }

    #[test]
    fn two_tables_stand_apart() {
        let text = format!("{TABLE}\n\n{}", "| A |\n|--|\n| b |");
        assert!(laid_out(&text, 60).ends_with("for an hour\n\nA\nb"));
    }

    #[test]
    fn the_head_of_cards_is_found_at_the_first_card() {
        let article = article(TABLE);
        let document = Document::passages(&article, &[0, 1, 2], false, 18);
        let label = article.passages[0].text.find("seen").unwrap();
        assert_eq!(document.line_of_passage(0, label), Some(2));
        let dizziness = article.passages[2].text.find("an hour").unwrap();
        assert_eq!(document.line_of_passage(2, dizziness), Some(8));
    }
}
