//! A commitment as a line of a list, in the reader's words.

use crate::format;
use crate::frame::with_query;
use crate::words::Lang;
use app::AsOf;
use app::ledger::{Named, ProgressView, Row};
use app::report::ReportMark;
use figure::Decimal;

/// One line.
pub struct RowView {
    /// Address of its page.
    pub href: String,
    /// Number in the ledger.
    pub no: u32,
    /// The report that number belongs to, where several are listed.
    pub report: Option<ReportMark>,
    /// Short name.
    pub title: String,
    /// Kind, by code.
    pub kind: &'static str,
    /// Heading of its section.
    pub section: String,
    /// Lead unit.
    pub lead: String,
    /// Supporting units.
    pub supporting: Vec<String>,
    /// Overseeing leader.
    pub leader: String,
    /// Last day, or a dash.
    pub deadline: String,
    /// Target in words, empty where there is none.
    pub target: String,
    /// True once an approved change altered it.
    pub target_changed: bool,
    /// How far it is.
    pub progress: Option<Bar>,
    /// Colour, by code.
    pub colour: &'static str,
    /// Why, in one sentence.
    pub reason: String,
    /// Since when.
    pub since: String,
    /// When it will change if nothing happens: day and colour.
    pub next_change: Option<(String, &'static str)>,
    /// What it needs next.
    pub next_step: String,
}

/// A progress bar; widths are in hundredths of a per cent of the bar, 0 to 10000.
pub struct Bar {
    /// Total so far, with its unit.
    pub total: String,
    /// Share of the target, in words, or a dash.
    pub ratio: String,
    /// Width done.
    pub done: u32,
    /// Where it should be by now.
    pub expected: Option<u32>,
    /// The same in words.
    pub expected_words: String,
}

/// Full width of a bar.
pub const BAR_WIDTH: u32 = 10_000;

/// Puts a line into the reader's words. Links keep the past moment shown.
pub fn row(row: &Row, lang: Lang, as_of: Option<AsOf>) -> RowView {
    let light = row.light.as_ref();
    let named = |n: &Option<Named>| n.as_ref().map(|n| n.name.clone()).unwrap_or_default();
    RowView {
        href: with_past(&format!("/ledger/{}", row.id), as_of),
        no: row.no,
        report: row.report.clone(),
        title: row.title.clone(),
        kind: row.kind.code(),
        section: row.section_title.clone(),
        lead: row
            .lead
            .as_ref()
            .map(|n| n.short.clone())
            .unwrap_or_default(),
        supporting: row.supporting.iter().map(|n| n.name.clone()).collect(),
        leader: named(&row.leader),
        deadline: row
            .deadline
            .map_or_else(|| "—".to_owned(), |d| d.to_string()),
        target: row.target_words.clone().unwrap_or_default(),
        target_changed: row.target_changed,
        progress: row.progress.as_ref().map(bar),
        colour: light.map_or("grey", |l| l.colour.code()),
        reason: light
            .map(|l| lang.pick(&l.reason_zh, &l.reason_en).to_owned())
            .unwrap_or_default(),
        since: light
            .map(|l| format::short_day(l.since, lang))
            .unwrap_or_default(),
        next_change: light
            .and_then(|l| l.next_change)
            .map(|(day, colour)| (format::short_day(day, lang), colour.code())),
        next_step: row
            .next_step
            .map(|s| lang.pick(s.zh, s.en).to_owned())
            .unwrap_or_default(),
    }
}

/// All of them.
pub fn rows(all: &[Row], lang: Lang, as_of: Option<AsOf>) -> Vec<RowView> {
    all.iter().map(|r| row(r, lang, as_of)).collect()
}

/// A path that keeps the past moment shown.
pub fn with_past(path: &str, as_of: Option<AsOf>) -> String {
    match as_of {
        Some(past) => with_query(path, "as_of", &past.to_string()),
        None => path.to_owned(),
    }
}

fn bar(progress: &ProgressView) -> Bar {
    let words =
        |percent: Option<Decimal>| percent.map_or_else(|| "—".to_owned(), |p| format!("{p}%"));
    Bar {
        total: progress.total_words.clone(),
        ratio: words(progress.ratio_percent),
        done: progress.ratio_percent.map_or(0, width),
        expected: progress.expected_percent.map(width),
        expected_words: words(progress.expected_percent),
    }
}

/// Hundredths of a per cent, kept inside the bar.
fn width(percent: Decimal) -> u32 {
    let scaled = (percent * Decimal::ONE_HUNDRED).round();
    u32::try_from(scaled).map_or(0, |w| w.min(BAR_WIDTH))
}

/// A total with its unit.
pub fn total_words(total: &commitment::Total) -> String {
    format!("{} {}", total.value.normalize(), total.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_leaves_its_track() {
        let widths = ["-3", "0", "50.5", "130"].map(|p| width(p.parse().unwrap()));
        assert_eq!(widths, [0, 0, 5050, BAR_WIDTH]);
    }
}
