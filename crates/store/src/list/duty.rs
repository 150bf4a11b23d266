//! What a unit owes: its commitments by what waits for it, the most urgent first.
//!
//! A duty stands in one of three groups: `now` (a supervision item to answer, a returned record to
//! mend, a light that is not green, or something due soon), `later` (goes as planned) and `done`
//! (nothing more is asked). Every sort begins with the group.

use super::{Listed, Listing, Sorting};
use crate::select::{Key, Select};
use crate::value::Value;
use crate::{DistrictId, Row, Store, StoreError};

/// Conditions on a unit's duties that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// Whose duties.
    pub unit: String,
    /// The last day that counts as soon, `YYYY-MM-DD`.
    pub soon: String,
    /// Today; a stored next day that has passed says nothing more, and the deadline counts.
    pub today: String,
    /// In one of these groups.
    pub groups: Vec<String>,
    /// `lead` or `supporting`.
    pub role: Option<String>,
    /// With a light of one of these colours.
    pub colours: Vec<String>,
    /// With these words in title or text.
    pub text: Option<String>,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The commitment.
    pub commitment: String,
    /// `now`, `later` or `done`.
    pub group: String,
    /// True where the unit leads.
    pub leads: bool,
    /// The supervision item to answer and its last day.
    pub asked: Option<(String, String)>,
    /// The returned record to mend.
    pub returned: Option<String>,
}

/// How many duties there are, by group and report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyCount {
    /// `now`, `later` or `done`.
    pub group: String,
    /// The report.
    pub report: String,
    /// Its year.
    pub year: i64,
    /// Its title.
    pub title: String,
    /// How many.
    pub count: i64,
}

// What waits is little beside what is owed, and is found once for the unit: `w0` the first supervision
// item of each commitment to answer, `w1` the first returned record to mend, each as its day and id.
macro_rules! from {
    () => {
        "commitment_unit AS w \
         JOIN commitment AS c ON c.district_id = w.district_id AND c.id = w.commitment_id \
         LEFT JOIN light AS l ON l.district_id = w.district_id AND l.commitment_id = w.commitment_id \
         LEFT JOIN (SELECT s.commitment_id, MIN(s.due_day || ' ' || s.id) AS first FROM supervision AS s \
         WHERE s.district_id = $1 AND s.owner_unit = $4 AND s.status = 'open' \
         GROUP BY s.commitment_id) AS w0 ON w0.commitment_id = w.commitment_id \
         LEFT JOIN (SELECT r.commitment_id, MIN(r.day || ' ' || r.id) AS first FROM record AS r \
         WHERE r.district_id = $1 AND r.claimed_unit = $4 AND r.status = 'returned' AND NOT EXISTS \
         (SELECT 1 FROM record AS n WHERE n.district_id = $1 AND n.commitment_id = r.commitment_id \
         AND n.resubmits = r.id) GROUP BY r.commitment_id) AS w1 ON w1.commitment_id = w.commitment_id"
    };
}
macro_rules! asked_day {
    () => {
        "SUBSTR(w0.first, 1, 10)"
    };
}
macro_rules! asked_id {
    () => {
        "SUBSTR(w0.first, 12)"
    };
}
macro_rules! returned_id {
    () => {
        "SUBSTR(w1.first, 12)"
    };
}
macro_rules! group {
    () => {
        "CASE WHEN w0.first IS NOT NULL OR w1.first IS NOT NULL THEN 0 \
         WHEN l.commitment_id IS NULL OR l.done THEN 2 WHEN l.colour IN ('red', 'yellow') \
         OR CASE WHEN l.next_due_day >= $3 THEN l.next_due_day ELSE c.deadline_day END <= $2 \
         THEN 0 ELSE 1 END"
    };
}
macro_rules! due {
    () => {
        concat!(
            "COALESCE(",
            asked_day!(),
            ", CASE WHEN l.next_due_day >= $3 THEN l.next_due_day ELSE c.deadline_day END)"
        )
    };
}

const LISTING: Listing = Listing {
    columns: concat!(
        "c.id, ",
        group!(),
        ", w.role, ",
        asked_id!(),
        ", ",
        asked_day!(),
        ", ",
        returned_id!()
    ),
    from: from!(),
    key: "w.district_id",
    sorts: &[
        Sorting {
            code: "urgency",
            keys: &[
                (group!(), Key::Number),
                ("w.role", Key::Text),
                (due!(), Key::Text),
                ("c.no", Key::Number),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "due",
            keys: &[
                (group!(), Key::Number),
                (due!(), Key::Text),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "light",
            keys: &[
                (group!(), Key::Number),
                ("COALESCE(l.colour_rank, 3)", Key::Number),
                ("c.deadline_day", Key::Text),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "no",
            keys: &[
                (group!(), Key::Number),
                ("c.report_id", Key::Text),
                ("c.no", Key::Number),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
    ],
};

/// Groups in the order of their rank.
const GROUPS: [&str; 3] = ["now", "later", "done"];

impl Listed for DutyFilter {
    type Row = Duty;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn fixed(&self) -> Vec<Value> {
        vec![
            Value::from(self.soon.as_str()),
            Value::from(self.today.as_str()),
            Value::from(self.unit.as_str()),
        ]
    }

    fn apply(&self, select: &mut Select) {
        let ranks = (0i64..).zip(GROUPS);
        let ranks = ranks.filter(|(_, group)| self.groups.iter().any(|g| g == group));
        let ranks: Vec<Value> = ranks.map(|(rank, _)| Value::I64(rank)).collect();
        select
            // PostgreSQL wants every parameter named, in counts too.
            .and("$2 >= $3", [])
            .and("w.unit = $4", [])
            .and("c.status = 'issued' AND c.kind <> 'principle'", [])
            .and_some("w.role = ?", self.role.as_deref())
            .and_in("COALESCE(l.colour, 'grey')", &self.colours, "")
            .and_among(group!(), ranks, "")
            .and_words(&["c.title", "c.body"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<Duty, StoreError> {
        let asked = row.maybe_text(3)?.zip(row.maybe_text(4)?);
        Ok(Duty {
            commitment: row.text(0)?,
            group: group_of(row, 1)?,
            leads: row.text(2)? == "lead",
            asked,
            returned: row.maybe_text(5)?,
        })
    }
}

fn group_of(row: &Row, at: usize) -> Result<String, StoreError> {
    let rank = usize::try_from(row.int(at)?).unwrap_or(GROUPS.len());
    let group = GROUPS.get(rank).copied().unwrap_or("done");
    Ok(group.to_owned())
}

impl Store {
    /// How many duties there are, by group and report: one query.
    pub async fn duty_counts(
        &self,
        district: &DistrictId,
        filter: &DutyFilter,
    ) -> Result<Vec<DutyCount>, StoreError> {
        let (text, params) = count_query(district, filter)?;
        let rows = self.query_built(text, params).await?;
        let count = |row: &Row| {
            Ok(DutyCount {
                group: group_of(row, 0)?,
                report: row.text(1)?,
                year: row.int(2)?,
                title: row.text(3)?,
                count: row.int(4)?,
            })
        };
        rows.iter().map(count).collect()
    }
}

/// The text and parameters of [`Store::duty_counts`].
pub(crate) fn count_query(
    district: &DistrictId,
    filter: &DutyFilter,
) -> Result<(String, Vec<Value>), StoreError> {
    let head = concat!(
        "SELECT ",
        group!(),
        ", c.report_id, COALESCE(q.year, 0), COALESCE(q.title, ''), COUNT(*) FROM ",
        from!(),
        " LEFT JOIN report AS q ON q.district_id = w.district_id AND q.id = c.report_id"
    );
    let mut select = Select::new(district, head, "w.district_id");
    select.fixed(filter.fixed());
    filter.apply(&mut select);
    select.tail(" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2 LIMIT 600");
    select.done()
}
