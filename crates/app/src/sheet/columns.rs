//! The columns of the 任务分解表, and the table as text cells between file and ledger.

/// The usual columns of a task breakdown, and the mark by which a line finds its commitment again.
pub(super) const COLUMNS: [&str; 10] = [
    "序号",
    "任务",
    "量化目标",
    "牵头单位",
    "责任单位",
    "分管领导",
    "完成时限",
    "进展",
    "按案件计量",
    "标识",
];

/// Most lines of an imported sheet.
pub const LINES_MAX: usize = 5_000;
/// Longest cell, in characters.
pub const CELL_CHARS_MAX: usize = 4_000;

/// One line of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Line in the file, from 1 (the heading is usually 1).
    pub line: usize,
    pub no: String,
    pub text: String,
    pub target: String,
    pub lead: String,
    pub supporting: String,
    pub leader: String,
    pub deadline: String,
    pub progress: String,
    /// What counts, for those measured by cases; told, never read back.
    pub cases: String,
    pub mark: String,
}

impl Line {
    /// The cells in the order of [`COLUMNS`].
    pub fn cells(&self) -> [&str; 10] {
        [
            &self.no,
            &self.text,
            &self.target,
            &self.lead,
            &self.supporting,
            &self.leader,
            &self.deadline,
            &self.progress,
            &self.cases,
            &self.mark,
        ]
    }

    /// Puts a cell under its heading; headings that are none of ours are passed over.
    pub fn put(&mut self, heading: &str, cell: &str) {
        let place = match heading.trim() {
            "序号" => &mut self.no,
            "任务" => &mut self.text,
            "量化目标" => &mut self.target,
            "牵头单位" => &mut self.lead,
            "责任单位" => &mut self.supporting,
            "分管领导" => &mut self.leader,
            "完成时限" => &mut self.deadline,
            "进展" => &mut self.progress,
            "按案件计量" => &mut self.cases,
            "标识" => &mut self.mark,
            _ => return,
        };
        *place = cell.trim().to_owned();
    }

    /// The id in the mark, and the version the line was exported at where the mark has it.
    pub fn marked(&self) -> (&str, Option<i64>) {
        let versioned = self.mark.rsplit_once('@');
        match versioned.map(|(id, version)| (id.trim(), version.trim().parse())) {
            Some((id, Ok(version))) => (id, Some(version)),
            _ => (&self.mark, None),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.cells().iter().all(|cell| cell.is_empty())
    }
}
