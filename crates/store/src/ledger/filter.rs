//! Which commitments.

use crate::select::Select;

/// In which role a unit is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnitRole {
    /// Lead or supporting.
    #[default]
    Any,
    /// Lead only.
    Lead,
    /// Supporting only.
    Supporting,
}

/// Conditions that must all hold; an empty list or `None` is no condition. Days are `YYYY-MM-DD`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this report.
    pub report: Option<String>,
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Of one of these kinds.
    pub kinds: Vec<String>,
    /// In this section (its labels joined by `/`) or below.
    pub section: Option<String>,
    /// Concerning one of these units; "mine" is one's own unit and those below.
    pub units: Vec<String>,
    /// In which role.
    pub role: UnitRole,
    /// Led or supported by one of these units, whatever else is asked: how far the asker may see.
    pub within: Vec<String>,
    /// Overseen by one of these leaders.
    pub leaders: Vec<String>,
    /// With a light of one of these colours; a commitment without a light is grey.
    pub colours: Vec<String>,
    /// Due on or after this day.
    pub due_after: Option<String>,
    /// Due on or before this day.
    pub due_before: Option<String>,
    /// Only those not done yet.
    pub open: bool,
    /// With these words in title or text (ASCII letters in either case).
    pub text: Option<String>,
    /// Whose light has had its colour since this day or later.
    pub changed_since: Option<String>,
    /// Whose light changes by itself on or before this day.
    pub changes_before: Option<String>,
}

const ANY_UNIT: &str =
    "c.id IN (SELECT u.commitment_id FROM commitment_unit AS u WHERE u.district_id = $1 AND u.unit";

impl Filter {
    pub(crate) fn conditions(&self, select: &mut Select) {
        select
            .and_some("c.report_id = ?", self.report.as_deref())
            .and_in("c.status", &self.statuses, "")
            .and_in("c.kind", &self.kinds, "")
            .and_in("c.leader", &self.leaders, "")
            .and_in("COALESCE(l.colour, 'grey')", &self.colours, "")
            .and_some("c.deadline_day >= ?", self.due_after.as_deref())
            .and_some("c.deadline_day <= ?", self.due_before.as_deref())
            .and_some("l.since_day >= ?", self.changed_since.as_deref())
            .and_some("l.next_change_day <= ?", self.changes_before.as_deref());
        if let Some(section) = &self.section {
            let (from, to) = (format!("{section}/"), format!("{section}0"));
            select.and(
                "(c.section_key = ? OR (c.section_key >= ? AND c.section_key < ?))",
                [section.into(), from.into(), to.into()],
            );
        }
        if self.open {
            select.and("COALESCE(l.done, FALSE) = FALSE", []);
        }
        select.and_words(&["c.title", "c.body"], self.text.as_deref());
        self.units(select);
        select.and_in(ANY_UNIT, &self.within, ")");
    }

    fn units(&self, select: &mut Select) {
        let of = match self.role {
            UnitRole::Any => ANY_UNIT,
            UnitRole::Lead => {
                "c.id IN (SELECT u.commitment_id FROM commitment_unit AS u WHERE u.district_id = $1 AND u.role = 'lead' AND u.unit"
            }
            UnitRole::Supporting => {
                "c.id IN (SELECT u.commitment_id FROM commitment_unit AS u WHERE u.district_id = $1 AND u.role = 'supporting' AND u.unit"
            }
        };
        select.and_in(of, &self.units, ")");
    }
}
