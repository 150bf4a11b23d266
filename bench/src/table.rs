//! A table of figures, for the terminal and for Markdown.

/// A titled table; every row has as many cells as the head.
pub(crate) struct Table {
    title: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    pub(crate) fn new(title: impl Into<String>, head: &[&'static str]) -> Self {
        Self {
            title: title.into(),
            head: head.to_vec(),
            rows: vec![],
            notes: vec![],
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    pub(crate) fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    pub(crate) fn plain(&self) -> String {
        let head: Vec<String> = self.head.iter().map(ToString::to_string).collect();
        let lines: Vec<&Vec<String>> = std::iter::once(&head).chain(&self.rows).collect();
        let width = |column: usize| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| columns(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let mut text = format!("== {}\n", self.title);
        for line in lines {
            for (cell, width) in line.iter().zip(&widths) {
                let gap = width + 2 - columns(cell);
                text.push_str(cell);
                text.extend(std::iter::repeat_n(' ', gap));
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        self.notes
            .iter()
            .for_each(|note| text.push_str(&format!("   {note}\n")));
        text
    }

    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let head: Vec<String> = self.head.iter().map(ToString::to_string).collect();
        let mut text = format!("### {}\n\n{}", self.title, line(&head));
        text.push_str(&format!("|{}\n", "---|".repeat(self.head.len())));
        self.rows.iter().for_each(|row| text.push_str(&line(row)));
        self.notes
            .iter()
            .for_each(|note| text.push_str(&format!("\n{note}\n")));
        text
    }
}

/// How wide a text is on a terminal: Chinese takes two columns.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{2E80}' { 2 } else { 1 })
        .sum()
}

/// A figure with its thousands set apart.
pub(crate) fn thousands(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_rows_are_set_out() {
        assert_eq!(thousands(1_234_567.4), "1,234,567");
        assert_eq!(thousands(999.0), "999");
        let mut table = Table::new("T", &["a", "b"]);
        table.row(["字".into(), "1".into()]);
        assert_eq!(table.plain(), "== T\na   b\n字  1\n");
        assert_eq!(
            table.markdown(),
            "### T\n\n| a | b |\n|---|---|\n| 字 | 1 |\n"
        );
    }
}
