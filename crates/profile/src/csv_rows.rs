//! Rows of a CSV file with their line numbers; one header line with known columns.

use crate::problem::Log;

/// Most rows in one file.
pub(crate) const ROWS_MAX: usize = 20_000;

/// One data row.
pub(crate) struct Row<'c> {
    /// Line in the file, from 1.
    pub(crate) line: usize,
    columns: &'c [&'c str],
    cells: Vec<String>,
}

impl Row<'_> {
    /// The trimmed cell of a column; empty for an unknown column.
    pub(crate) fn get(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|c| *c == column);
        index
            .and_then(|i| self.cells.get(i))
            .map_or("", |cell| cell.trim())
    }

    /// The parts of a cell that lists several, separated by `；` or `;`.
    pub(crate) fn list(&self, column: &str) -> Vec<&str> {
        let parts = self.get(column).split(['；', ';']);
        parts
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The cell, or a `cell_empty` problem.
    pub(crate) fn required<'a>(
        &'a self,
        column: &str,
        file: &str,
        log: &mut Log,
    ) -> Option<&'a str> {
        let cell = self.get(column);
        if cell.is_empty() {
            log.add(file, self.line, "cell_empty", format!("“{column}”不能为空"));
            return None;
        }
        Some(cell)
    }
}

/// Reads all rows whose shape is right; the others become problems with their line.
pub(crate) fn read<'c>(
    file: &str,
    text: &str,
    columns: &'c [&'c str],
    log: &mut Log,
) -> Vec<Row<'c>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header_fits = match records.next() {
        Some(Ok(header)) => header.iter().map(str::trim).eq(columns.iter().copied()),
        _ => false,
    };
    if !header_fits {
        log.add(
            file,
            1,
            "csv_header",
            format!("表头应为：{}", columns.join(",")),
        );
        return Vec::new();
    }
    let mut rows = Vec::new();
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as usize);
                log.add(
                    file,
                    line,
                    "csv_unreadable",
                    "此行无法读取，请检查引号和分隔符",
                );
                continue;
            }
        };
        let line = record.position().map_or(0, |p| p.line() as usize);
        if rows.len() == ROWS_MAX {
            log.add(
                file,
                line,
                "csv_too_long",
                format!("超过{ROWS_MAX}行的上限"),
            );
            break;
        }
        if record.iter().any(|cell| cell.contains('\n')) {
            log.add(
                file,
                line,
                "csv_unreadable",
                "单元格内有换行，多半是缺了一个引号",
            );
            continue;
        }
        if record.len() != columns.len() {
            let (want, got) = (columns.len(), record.len());
            log.add(
                file,
                line,
                "csv_columns",
                format!("应有{want}列，实有{got}列"),
            );
            continue;
        }
        let cells = record.iter().map(str::to_owned).collect();
        rows.push(Row {
            line,
            columns,
            cells,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_rows_are_kept_and_bad_ones_named_by_line() {
        let text = "a,b\n1,2\n3\n\"x,4\n5,6\n7,8\"\n";
        let mut log = Log::default();
        let rows = read("f.csv", text, &["a", "b"], &mut log);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].line, rows[0].get("b"), rows[0].get("nope")),
            (2, "2", "")
        );
        let problems = log.finish(Some(())).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.line, p.code)).collect();
        assert_eq!(seen, [(3, "csv_columns"), (4, "csv_unreadable")]);
    }

    #[test]
    fn a_wrong_header_reads_nothing() {
        let mut log = Log::default();
        assert!(read("f.csv", "a,c\n1,2\n", &["a", "b"], &mut log).is_empty());
        assert_eq!(log.finish(Some(())).unwrap_err()[0].code, "csv_header");
    }
}
