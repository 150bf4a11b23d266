//! What the rows and columns of a sheet are: said once, remembered for the next of its kind.

use super::{Headings, Scope};
use crate::coded;
use crate::definition::Code;
use figure::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// What stands in the label column.
    RowsAre {
        /// Names of indicators.
        Indicators => "indicators", "指标";
        /// Names of places.
        Places => "places", "地区";
        /// Periods.
        Periods => "periods", "时期";
    }
}

coded! {
    /// What a column holds.
    Field {
        /// The value.
        Value => "value", "数值";
        /// Growth as published, in percent.
        Growth => "growth", "增速（%）";
        /// Growth as published, as a share of one: 0.052 for 5.2%.
        GrowthShare => "growth_share", "增速（0.052即5.2%）";
        /// Last year's value on today's caliber.
        ComparableBase => "comparable_base", "上年同期可比数";
        /// The unit of the row.
        Unit => "unit", "单位";
    }
}

/// What one column is. Parts that rows give are none here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// Column, from 0.
    pub column: usize,
    /// What it holds.
    pub field: Field,
    /// Indicator, where rows are not indicators.
    pub indicator: Option<Code>,
    /// Place, where rows are not places and the sheet is not of one place.
    pub place: Option<String>,
    /// What its values cover, as somebody who knows the sheet says.
    pub scope: Scope,
    /// Unit of its values where the sheet gives none.
    #[serde(default)]
    pub unit: Option<String>,
}

/// What a sheet of this kind is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Name (发改局固投月报).
    pub name: String,
    /// Column with the labels of the rows, from 0.
    pub label_column: usize,
    /// What the labels are.
    pub rows_are: RowsAre,
    /// Label → code of indicator or place, or period code. Labels not here are problems, unless they
    /// are in `passed_over`.
    pub rows: BTreeMap<String, String>,
    /// Labels that are left out on purpose (其中：).
    pub passed_over: Vec<String>,
    /// Label of a part → label of the whole that it may not exceed (其中：).
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    /// Columns that are read.
    pub columns: Vec<ColumnUse>,
    /// Place of the whole sheet.
    pub place: Option<String>,
    /// The lines of the headings when it was made, by column: another sheet must have the same.
    pub heading_lines: Vec<String>,
}

impl Mapping {
    /// Whether a sheet has the headings this mapping was made for; years and months in them may differ.
    pub fn fits(&self, headings: &Headings) -> bool {
        let wanted: Vec<String> = self.heading_lines.iter().map(|l| timeless(l)).collect();
        shape(headings) == wanted.join("\n")
    }

    /// A proposal for a sheet: every column whose heading says what it covers, with nothing assigned
    /// that the sheet does not say.
    pub fn proposed(
        name: &str,
        headings: &Headings,
        (rows_are, label_column): (RowsAre, usize),
    ) -> Self {
        let mut columns: Vec<ColumnUse> = vec![];
        for heading in headings.columns.iter().filter(|h| h.column != label_column) {
            let before = columns.iter().rfind(|c| c.field == Field::Value);
            let beside = before.is_some_and(|c| c.scope == Scope::Cumulative);
            let (field, scope) = match heading.scope {
                // 同比 right of a cumulative value is of that value.
                Scope::Growth if beside && !heading.line().contains('月') => {
                    (Field::Growth, Scope::CumulativeGrowth)
                }
                Scope::Growth | Scope::CumulativeGrowth => (Field::Growth, heading.scope),
                Scope::Cumulative | Scope::Current => (Field::Value, heading.scope),
                Scope::Unsaid if heading.line().ends_with("单位") => (Field::Unit, heading.scope),
                Scope::Unsaid => continue,
            };
            columns.push(ColumnUse {
                column: heading.column,
                field,
                indicator: None,
                place: None,
                scope,
                unit: None,
            });
        }
        Self {
            name: name.to_owned(),
            label_column,
            rows_are,
            rows: BTreeMap::new(),
            passed_over: vec![],
            parts: BTreeMap::new(),
            columns,
            place: None,
            heading_lines: headings.columns.iter().map(super::Heading::line).collect(),
        }
    }

    /// The period of a row where rows are periods.
    pub(super) fn period_of(&self, label: &str) -> Option<Period> {
        self.rows.get(label)?.parse().ok()
    }
}

/// The shape of a heading by which a sheet of the same kind is known again: the words of its columns
/// without years and months.
pub fn shape(headings: &Headings) -> String {
    let lines = headings.columns.iter().map(|h| timeless(&h.line()));
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading without its digits: 2026年10月 and 2026年11月 head the same column.
fn timeless(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect()
}
