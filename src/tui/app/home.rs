//! Home: the matrix of topics and sources, with a cell cursor.

use ratatui::layout::Rect;

use crate::compare::{Cell, Matrix, matrix};
use crate::library::{Library, TopicId};
use crate::reflow::columns;
use crate::tui::layout;

/// The matrix of a subject and where the cursor is in it.
#[derive(Debug, Default)]
pub struct Home {
    /// What is covered by whom.
    pub matrix: Matrix,
    /// Index of a topic's row.
    pub row: usize,
    /// Index of a source's column.
    pub column: usize,
    /// Whether the cursor is on the topic's name, left of the first column, and means all sources.
    pub on_topic: bool,
}

impl Home {
    /// Home of a subject, at its first cell.
    #[must_use]
    pub fn new(library: &Library, subject: usize) -> Self {
        Self { matrix: matrix(library, subject), row: 0, column: 0, on_topic: false }
    }

    /// How home is divided: by the longest name of a topic and the number of sources.
    #[must_use]
    pub fn layout(&self, library: &Library, body: Rect) -> layout::Home {
        let names = library.topics.covered().map(|(_, topic)| columns(&topic.name));
        let widest = u16::try_from(names.max().unwrap_or(0)).unwrap_or(u16::MAX);
        layout::home(body, widest, self.columns())
    }

    /// Sources beside each other.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.matrix.rows.first().map_or(0, |row| row.cells.len())
    }

    /// The topic of the cursor.
    #[must_use]
    pub fn topic(&self) -> Option<TopicId> {
        self.matrix.rows.get(self.row).map(|row| row.topic)
    }

    /// The cell of the cursor; none where it is on the name of a topic.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        if self.on_topic {
            return None;
        }
        self.matrix.rows.get(self.row)?.cells.get(self.column)
    }

    /// Moves the cursor, staying inside; left of the first column it is on the topic's name.
    pub fn step(&mut self, rows: isize, columns: isize) {
        let last = |n: usize| n.saturating_sub(1);
        self.row = self.row.saturating_add_signed(rows).min(last(self.matrix.rows.len()));
        let was = std::mem::replace(&mut self.on_topic, columns < 0 && self.column == 0);
        match columns {
            0 => self.on_topic = was,
            _ if was => {}
            _ => self.column = self.column.saturating_add_signed(columns).min(last(self.columns())),
        }
    }

    /// The first column of the page that shows the cursor, where `shown` fit.
    #[must_use]
    pub fn first_column(&self, shown: usize) -> usize {
        let page = self.column / shown.max(1) * shown;
        page.min(self.columns().saturating_sub(shown))
    }
}
