//! Lists, map and figures among a million cases: how long each question takes, and how many queries.

use crate::engine::{Engine, Kind};
use crate::table::{Table, thousands};
use jiff::civil::date;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use store::DistrictId;
use store::case::{
    Basis, CaseDimension, CaseFilter, CaseScope, CaseSort, CountAsk, CountBy, MapBox, Mark, Step,
};
use store::testing::{self, TestStore};

/// How often each question is asked.
const TIMES: usize = 100;
/// Bars of `p99`, in ms: lists, the map, dashboards.
const LIST: &str = "20";
const MAP: &str = "30";
const FIGURES: &str = "100";

pub(crate) async fn measure(engine: &Engine, cases: i64) -> anyhow::Result<Option<Table>> {
    let test = match engine.kind {
        Kind::Sqlite => testing::sqlite().await,
        Kind::Postgres => match testing::postgres().await {
            Some(test) => test,
            None => return Ok(None),
        },
    };
    let begun = Instant::now();
    fill(&test, cases).await;
    let filled = begun.elapsed();
    let mut asked = Asked {
        test: &test,
        here: DistrictId::from("here"),
        table: Table::new(
            format!("{}: among {} cases", engine.name(), thousands(cases as f64)),
            &["question", "queries", "p50 ms", "p99 ms", "bar p99"],
        ),
    };
    asked.lists().await;
    asked.map().await;
    asked.figures().await;
    asked.table.note(format!(
        "Each asked {TIMES} times by one caller, answers read and decoded. A year of cases, 2 in 100 open, \
         60 units, 18 subdistricts, 350 matters, written as rows in {:.0} s; PostgreSQL has swept and taken \
         its statistics, as it does by itself. How many queries a whole page costs is held by tests.",
        filled.as_secs_f64()
    ));
    Ok(Some(asked.table))
}

/// Rows as a year of cases has them. Written behind the store's back, because only reading is
/// measured here.
async fn fill(test: &TestStore, cases: i64) {
    let last = cases - 1;
    let sqlite = matches!(&test.at, store::Location::Sqlite { .. });
    let numbers = |last: i64| match sqlite {
        true => format!(
            "WITH RECURSIVE g(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM g WHERE n < {last}) "
        ),
        false => {
            format!("WITH g(n) AS (SELECT generate_series(CAST(0 AS BIGINT), {last})) ")
        }
    };
    let all = numbers(last);
    let id =
        "'k' || SUBSTR('0000000' || CAST(n AS TEXT), LENGTH('0000000' || CAST(n AS TEXT)) - 6)";
    let step_ms = 31_000_000_000 / cases.max(1);
    let reported = format!("(1767196800000 + n * {step_ms})");
    let open = "((n * 7919) % 101 < 2)";
    let unit = "('u' || CAST((n * 31) % 60 AS TEXT))";
    let due =
        format!("(CASE WHEN {open} THEN {reported} + 432000000 ELSE 9223372036854775807 END)");
    let mut sql = format!(
        "INSERT INTO case_row (district_id, id, number, case_type, type_version, state, phase, \
         is_open, channel, title, matter, address, subdistrict, community, grid, lon_e6, lat_e6, \
         tile, owner_unit, owner_role, owner_person, handler, reported_day, reported_ms, entered_ms, \
         due_ms, paused, reworks, reopened, return_times, joined, alarms, anonymised, marks, \
         handle_due_ms, version) {all} SELECT 'here', {id}, 'CG' || UPPER({id}), 'city', 1, \
         CASE WHEN {open} THEN 'handling' ELSE 'closed' END, \
         CASE WHEN {open} THEN 'handle' ELSE 'closed' END, {open}, 'portal', 'title of a case', \
         'm' || CAST((n * 17) % 350 AS TEXT), 'an address', 's' || CAST(n % 18 AS TEXT), \
         'c' || CAST(n % 222 AS TEXT), 'g' || CAST(n % 1138 AS TEXT), \
         113240000 + (n * 137) % 60000, 23110000 + (n * 149) % 60000, \
         CAST(53385 + (n * 137) % 11 AS TEXT) || '-' || CAST(28457 + (n * 149) % 12 AS TEXT), \
         CASE WHEN {open} THEN {unit} ELSE '' END, '', '', {unit}, '2026-01-01', {reported}, \
         {reported}, {due}, FALSE, 0, 0, 0, 0, 0, FALSE, \
         CASE WHEN {open} THEN 512 ELSE 3584 END, {reported} + 432000000, 1 FROM g;"
    );
    let _ = write!(
        sql,
        "INSERT INTO case_unit (district_id, case_id, unit, role, is_open, reported_ms, due_ms) \
         {all} SELECT 'here', {id}, {unit}, 'handler', {open}, {reported}, {due} FROM g;"
    );
    for (periods, name) in [(12, "'2026-' || %"), (28, "'2026-11-' || %")] {
        let two =
            "SUBSTR('0' || CAST(n / 60 + 1 AS TEXT), LENGTH('0' || CAST(n / 60 + 1 AS TEXT)) - 1)";
        let period = name.replace('%', two);
        let zeros = ", 0".repeat(33);
        let _ = write!(
            sql,
            "INSERT INTO case_count {} SELECT 'here', 'reported', 'unit', {period}, 'city', \
             'u' || CAST(n % 60 AS TEXT), 40, 39{zeros} FROM g;",
            numbers(60 * periods - 1)
        );
    }
    test.raw(&sql).await;
    test.raw(if sqlite { "ANALYZE" } else { "VACUUM ANALYZE" })
        .await;
}

struct Asked<'a> {
    test: &'a TestStore,
    here: DistrictId,
    table: Table,
}

impl Asked<'_> {
    async fn time<F: Future>(&mut self, name: &str, bar: &str, ask: impl Fn(usize) -> F) {
        let mut took = Vec::with_capacity(TIMES);
        let mut queries = 0;
        for turn in 0..TIMES {
            let begun = Instant::now();
            let (_, count) = store::counting(ask(turn)).await;
            took.push(begun.elapsed());
            queries = queries.max(count);
        }
        took.sort();
        let ms = |at: Duration| format!("{:.1}", at.as_secs_f64() * 1e3);
        self.table.row([
            name.to_owned(),
            queries.to_string(),
            ms(took[TIMES / 2]),
            ms(took[TIMES - 2]),
            bar.to_owned(),
        ]);
    }

    async fn list(&mut self, name: &str, sort: CaseSort, filter: impl Fn(usize) -> CaseFilter) {
        let (test, here) = (self.test, self.here.clone());
        self.time(name, LIST, |turn| {
            let (filter, here) = (filter(turn), here.clone());
            async move {
                let page = test.store.case_list(&here, &filter, sort, None, 50).await;
                assert!(
                    page.is_ok_and(|page| !page.rows.is_empty()),
                    "an empty list"
                );
            }
        })
        .await;
    }

    async fn lists(&mut self) {
        let of = |change: &dyn Fn(&mut CaseFilter)| {
            let mut filter = CaseFilter::default();
            change(&mut filter);
            filter
        };
        let within = |turn: usize| CaseScope::Within {
            units: vec![format!("u{}", turn % 60)],
            subdistricts: vec![format!("s{}", turn % 18)],
            communities: vec![],
        };
        let unit = |turn: usize| vec![format!("u{}", turn % 60)];
        let (newest, due) = (CaseSort::Reported, CaseSort::Due);
        self.list("newest", newest, |_| of(&|_| ())).await;
        self.list("open by due", due, |_| of(&|_| ())).await;
        self.list("of a unit, by due", due, |t| of(&|f| f.owners = unit(t)))
            .await;
        self.list("of a handler, newest", newest, |t| {
            of(&|f| f.handlers = unit(t))
        })
        .await;
        self.list("own scope, newest", newest, |t| {
            of(&|f| f.scope = within(t))
        })
        .await;
        self.list("own scope, by due", due, |t| of(&|f| f.scope = within(t)))
            .await;
        self.list("a matter, newest", newest, |t| {
            of(&|f| f.matters = vec![format!("m{}", t % 350)])
        })
        .await;
        self.list("a subdistrict and a matter", newest, |t| {
            of(&|f| {
                f.matters = vec![format!("m{}", t % 350)];
                f.subdistricts = vec![format!("s{}", (t * 17) % 18)];
            })
        })
        .await;
        self.list("handled late of a month", newest, |_| {
            of(&|f| {
                f.reported_from = Some(1_769_788_800_000);
                f.reported_to = Some(1_772_208_000_000);
                f.marks = vec![Mark::Done(Step::Handle)];
            })
        })
        .await;
        self.list("by number", CaseSort::Number, |t| {
            of(&|f| f.number = Some(format!("CGK{:07}", t * 97)))
        })
        .await;
    }

    async fn map(&mut self) {
        let (store, here) = (&self.test.store, &self.here.clone());
        let part = &CaseFilter {
            inside: Some(MapBox {
                west: 113.25,
                south: 23.12,
                east: 113.262,
                north: 23.13,
            }),
            ..CaseFilter::default()
        };
        let open = &open();
        self.time("points of a part of the map", MAP, |_| async move {
            store.case_points(here, part, 500).await.is_ok()
        })
        .await;
        self.time("clusters of the open", MAP, |_| async move {
            store.case_clusters(here, open).await.is_ok()
        })
        .await;
    }

    async fn figures(&mut self) {
        let (store, here) = (&self.test.store, &self.here.clone());
        let open = &open();
        self.time("open by unit", FIGURES, |_| async move {
            let found = store.case_tally(here, open, CaseDimension::Owner).await;
            assert!(found.is_ok_and(|it| it.len() == 60), "not every unit");
        })
        .await;
        let year = &CountAsk {
            basis: Basis::Reported,
            by: CountBy::Unit,
            types: vec![],
            from: date(2026, 1, 1),
            to: date(2026, 11, 20),
        };
        self.time("figures of a year by unit", FIGURES, |_| async move {
            let found = store.case_counts(here, year).await;
            assert!(found.is_ok_and(|it| it.len() == 60), "not every unit");
        })
        .await;
        self.time("late of a year by unit", FIGURES, |_| async move {
            let late = store.case_late(here, year, 1_810_000_000_000);
            assert!(late.await.is_ok_and(|it| !it.is_empty()), "nothing is late");
        })
        .await;
    }
}

fn open() -> CaseFilter {
    CaseFilter {
        open: Some(true),
        ..CaseFilter::default()
    }
}
