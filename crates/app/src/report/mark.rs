//! Which report a commitment's number belongs to: said only where several are in force, since each
//! of them counts from 1.

use crate::list::ReportFilter;
use crate::{App, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Ask, MAX_PAGE};

/// The report that a number belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportMark {
    /// Its year.
    pub year: i64,
    /// Its title, where another report of the same year is in force too.
    pub title: Option<String>,
}

/// Marks by report; none where there is but one report to mix up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks(BTreeMap<String, ReportMark>);

impl Marks {
    /// Of these reports: id, year, title.
    pub fn of(reports: impl IntoIterator<Item = (String, i64, String)>) -> Self {
        let all: BTreeMap<String, (i64, String)> = reports
            .into_iter()
            .map(|(id, year, title)| (id, (year, title)))
            .collect();
        if all.len() < 2 {
            return Self::default();
        }
        let alike = |year: i64| all.values().filter(|(y, _)| *y == year).count() > 1;
        let mark = |(id, (year, title)): (&String, &(i64, String))| {
            let title = alike(*year).then(|| title.clone());
            (id.clone(), ReportMark { year: *year, title })
        };
        Self(all.iter().map(mark).collect())
    }

    /// What to say beside a number of this report.
    pub fn mark(&self, report: &str) -> Option<ReportMark> {
        self.0.get(report).cloned()
    }
}

/// Of all reports in force: one query.
pub(crate) async fn marks(app: &App) -> Result<Marks> {
    let issued = ReportFilter {
        statuses: vec!["issued".into()],
        ..ReportFilter::default()
    };
    let ask = Ask {
        limit: MAX_PAGE,
        ..Ask::default()
    };
    let page = crate::list::some(app, &issued, &ask).await?;
    let reports = page.rows.into_iter();
    Ok(Marks::of(reports.map(|r| (r.id, r.year, r.title))))
}

impl ReportMark {
    /// In one line, for files: `2026年《标题》`.
    pub(crate) fn words(&self) -> String {
        match &self.title {
            Some(title) => format!("{}年《{title}》", self.year),
            None => format!("{}年", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(some: &[(&str, i64)]) -> Marks {
        let report = |(id, year): &(&str, i64)| ((*id).to_owned(), *year, format!("报告{id}"));
        Marks::of(some.iter().map(report))
    }

    #[test]
    fn a_number_is_marked_only_where_it_could_be_anothers() {
        assert_eq!(marks(&[("a", 2026)]).mark("a"), None);
        let years = marks(&[("a", 2025), ("b", 2026)]);
        assert_eq!(years.mark("b").map(|m| m.words()), Some("2026年".into()));
        let alike = marks(&[("a", 2026), ("b", 2026)]);
        let words = alike.mark("a").map(|m| m.words());
        assert_eq!(words, Some("2026年《报告a》".into()));
    }
}
