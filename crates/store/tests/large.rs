//! Lists, map and counters among a million cases: how long they take on each engine.
//!
//! `cargo test --release -p xiuhua-store --test large -- --ignored --nocapture`

use jiff::civil::date;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use store::DistrictId;
use store::case::{
    Basis, CaseDimension, CaseFilter, CaseScope, CaseSort, CountAsk, CountBy, MapBox, Mark, Step,
};
use store::testing::{self, TestStore};

/// Cases.
const CASES: i64 = 1_000_000;
/// How often each question is asked.
const TIMES: usize = 100;

/// Rows as a year of cases has them: 2 in 100 open, 60 units, 18 subdistricts, 350 matters. Written
/// behind the store's back, because only reading is measured here.
async fn fill(test: &TestStore) {
    let numbers = match &test.at {
        store::Location::Sqlite { .. } => format!(
            "WITH RECURSIVE g(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM g WHERE n < {}) ",
            CASES - 1
        ),
        store::Location::Postgres { .. } => {
            format!(
                "WITH g(n) AS (SELECT generate_series(CAST(0 AS BIGINT), {})) ",
                CASES - 1
            )
        }
    };
    let id =
        "'k' || SUBSTR('0000000' || CAST(n AS TEXT), LENGTH('0000000' || CAST(n AS TEXT)) - 6)";
    let reported = "(1767196800000 + n * 31000)";
    let open = "((n * 7919) % 101 < 2)";
    let unit = "('u' || CAST((n * 31) % 60 AS TEXT))";
    let due =
        format!("(CASE WHEN {open} THEN {reported} + 432000000 ELSE 9223372036854775807 END)");
    let mut sql = format!(
        "INSERT INTO case_row (district_id, id, number, case_type, type_version, state, phase, \
         is_open, channel, title, matter, address, subdistrict, community, grid, lon_e6, lat_e6, \
         tile, owner_unit, owner_role, owner_person, handler, reported_day, reported_ms, entered_ms, \
         due_ms, paused, reworks, reopened, return_times, joined, alarms, anonymised, marks, \
         handle_due_ms, version) {numbers} SELECT 'here', {id}, 'CG' || UPPER({id}), 'city', 1, \
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
         {numbers} SELECT 'here', {id}, {unit}, 'handler', {open}, {reported}, {due} FROM g;"
    );
    sql.push_str("ANALYZE;");
    test.raw(&sql).await;
}

struct Asked<'a> {
    test: &'a TestStore,
    here: DistrictId,
    lines: String,
    worst: Duration,
}

impl Asked<'_> {
    async fn time<F: Future>(&mut self, name: &str, ask: impl Fn(usize) -> F) {
        let mut took = Vec::with_capacity(TIMES);
        for turn in 0..TIMES {
            let begun = Instant::now();
            ask(turn).await;
            took.push(begun.elapsed());
        }
        took.sort();
        let (half, last) = (took[TIMES / 2], took[TIMES - 2]);
        self.worst = self.worst.max(last);
        let _ = writeln!(self.lines, "{name:36} p50 {half:>10.1?}  p99 {last:>10.1?}");
    }

    async fn list(&mut self, name: &str, sort: CaseSort, filter: impl Fn(usize) -> CaseFilter) {
        let (test, here) = (self.test, self.here.clone());
        self.time(name, |turn| {
            let filter = filter(turn);
            let here = here.clone();
            async move {
                let page = test.store.case_list(&here, &filter, sort, None, 50).await;
                assert!(!page.unwrap().rows.is_empty());
            }
        })
        .await;
    }
}

async fn measure(test: TestStore) {
    let begun = Instant::now();
    fill(&test).await;
    let mut asked = Asked {
        test: &test,
        here: DistrictId::from("here"),
        lines: format!(
            "{}: {CASES} cases, filled in {:.0?}\n",
            test.at,
            begun.elapsed()
        ),
        worst: Duration::ZERO,
    };
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
    asked
        .list("newest", CaseSort::Reported, |_| of(&|_| ()))
        .await;
    asked
        .list("open by due", CaseSort::Due, |_| of(&|_| ()))
        .await;
    asked
        .list("of a unit, by due", CaseSort::Due, |t| {
            of(&|f| f.owners = unit(t))
        })
        .await;
    asked
        .list("of a handler, newest", CaseSort::Reported, |t| {
            of(&|f| f.handlers = unit(t))
        })
        .await;
    asked
        .list("own scope, newest", CaseSort::Reported, |t| {
            of(&|f| f.scope = within(t))
        })
        .await;
    asked
        .list("own scope, by due", CaseSort::Due, |t| {
            of(&|f| f.scope = within(t))
        })
        .await;
    asked
        .list("a matter, newest", CaseSort::Reported, |t| {
            of(&|f| f.matters = vec![format!("m{}", t % 350)])
        })
        .await;
    asked
        .list("a subdistrict and a matter", CaseSort::Reported, |t| {
            of(&|f| {
                f.matters = vec![format!("m{}", t % 350)];
                f.subdistricts = vec![format!("s{}", (t * 17) % 18)];
            })
        })
        .await;
    asked
        .list("handled late of a month", CaseSort::Reported, |_| {
            of(&|f| {
                f.reported_from = Some(1_769_788_800_000);
                f.reported_to = Some(1_772_208_000_000);
                f.marks = vec![Mark::Done(Step::Handle)];
            })
        })
        .await;
    asked
        .list("by number", CaseSort::Number, |t| {
            of(&|f| f.number = Some(format!("CGK{:07}", t * 997)))
        })
        .await;
    let (store, here) = (&test.store, &asked.here.clone());
    let map = of(&|f| {
        f.inside = Some(MapBox {
            west: 113.25,
            south: 23.12,
            east: 113.262,
            north: 23.13,
        });
    });
    let map = &map;
    asked
        .time("points of a part of the map", |_| async move {
            store.case_points(here, map, 500).await.unwrap();
        })
        .await;
    let open = &of(&|f| f.open = Some(true));
    asked
        .time("clusters of the open", |_| async move {
            store.case_clusters(here, open).await.unwrap();
        })
        .await;
    asked
        .time("open by unit", |_| async move {
            store
                .case_tally(here, open, CaseDimension::Owner)
                .await
                .unwrap();
        })
        .await;
    let late = &CountAsk {
        basis: Basis::Reported,
        by: CountBy::Unit,
        types: vec![],
        from: date(2026, 1, 1),
        to: date(2026, 12, 31),
    };
    asked
        .time("late of a year by unit", |_| async move {
            let late = store.case_late(here, late, Step::Handle, 1_790_000_000_000);
            late.await.unwrap();
        })
        .await;
    println!("{}worst p99 {:.1?}", asked.lines, asked.worst);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes"]
async fn a_million_cases_on_sqlite() {
    measure(testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes"]
async fn a_million_cases_on_postgres() {
    if let Some(test) = testing::postgres().await {
        measure(test).await;
    }
}
