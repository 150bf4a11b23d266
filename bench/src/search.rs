//! Search among many cases: how fast the index is made from the records, and how long questions take.

use crate::engine::{Engine, Kind};
use crate::table::{Table, thousands};
use search::{Aliases, Facet, Query};
use std::fmt::Write as _;
use std::time::Instant;
use store::DistrictId;
use store::search::SearchAsk;
use store::testing::{self, TestStore};

/// How often each question is asked.
const TIMES: usize = 60;
/// Rows of one insertion.
const ROWS: i64 = 2_000;
/// Bars: seconds for a million records; p99 of a question, in ms.
const REBUILD_BAR_SECONDS: f64 = 60.0;
const QUESTION: &str = "100";

const STREETS: [&str; 12] = [
    "示例东路",
    "示例西街",
    "望江里",
    "石桥巷",
    "榕树头",
    "书院街",
    "盐运巷",
    "长堤",
    "木排头",
    "竹丝岗",
    "水荫路",
    "荔枝湾",
];
const WHAT: [&str; 16] = [
    "人行道井盖破损松动",
    "路灯不亮",
    "占道经营影响通行",
    "建筑垃圾乱堆放",
    "下水道堵塞污水外溢",
    "共享单车乱停放",
    "夜间施工噪声扰民",
    "绿化带树枝折断",
    "消防通道被占用",
    "广告牌松动有坠落危险",
    "餐饮油烟扰民",
    "流浪犬出没",
    "公交站亭玻璃破裂",
    "道路坑洼积水",
    "电动自行车楼道充电",
    "墙面乱张贴小广告",
];
const MORE: [&str; 8] = [
    "附近居民出行不便，希望尽快处理",
    "老人和小孩经过时容易绊倒",
    "已经持续一周，多次反映没有结果",
    "昨晚下雨以后更加严重",
    "请安排人员到现场查看",
    "邻近学校门口，上下学时段车流量大",
    "商户承诺整改但没有落实",
    "希望回复处理结果",
];

pub(crate) async fn measure(engine: &Engine, cases: i64) -> anyhow::Result<Option<Table>> {
    let test = match engine.kind {
        Kind::Sqlite => testing::sqlite().await,
        Kind::Postgres => match testing::postgres().await {
            Some(test) => test,
            None => return Ok(None),
        },
    };
    fill(&test, cases).await;
    let here = DistrictId::from("here");
    let begun = Instant::now();
    let made = test.store.search_rebuild(&here, |_| ()).await?;
    let took = begun.elapsed().as_secs_f64();
    let mut table = Table::new(
        format!(
            "{}: search among {} cases",
            engine.name(),
            thousands(cases as f64)
        ),
        &[
            "question", "found", "queries", "p50 ms", "p99 ms", "bar p99",
        ],
    );
    for (name, words, unit) in [
        ("a word of 1 in 16", "井盖", None),
        ("two words", "路灯 书院街", None),
        ("Pinyin", "jinggai", None),
        ("initials", "rxd", None),
        ("one number", "CG0000777", None),
        ("a word, one unit of 60", "油烟", Some("u7")),
        ("what nobody wrote", "潜水艇", None),
    ] {
        question(&test, &here, (name, words, unit), &mut table).await?;
    }
    table.note(format!(
        "{} records were indexed in {took:.1} s, {:.0} a second: {:.0} s for a million (bar {REBUILD_BAR_SECONDS:.0}). \
         Texts of some 60 characters; each question asked {TIMES} times by one caller, 40 newest found.",
        thousands(made.records as f64),
        made.records as f64 / took,
        1e6 / (made.records as f64 / took)
    ));
    Ok(Some(table))
}

async fn question(
    test: &TestStore,
    here: &DistrictId,
    (name, words, unit): (&str, &str, Option<&str>),
    table: &mut Table,
) -> anyhow::Result<()> {
    let words = Query::read(words, &Aliases::default());
    let mut codes = Query::default();
    if let Some(unit) = unit {
        codes.also([Facet::Unit.term(unit)]);
    }
    let ask = SearchAsk {
        kind: "case",
        words: &words,
        codes: &codes,
        from: None,
        to: None,
        after: None,
        limit: 40,
    };
    let (mut took, mut found, mut queries) = (Vec::new(), 0, 0);
    for _ in 0..TIMES {
        let begun = Instant::now();
        let (answer, count) = store::counting(test.store.search(here, &ask)).await;
        took.push(begun.elapsed());
        found = answer?.len();
        queries = count;
    }
    took.sort();
    let ms = |at: usize| format!("{:.1}", took[at].as_secs_f64() * 1e3);
    table.row([
        name.to_owned(),
        found.to_string(),
        queries.to_string(),
        ms(TIMES / 2),
        ms(TIMES - 1),
        QUESTION.to_owned(),
    ]);
    Ok(())
}

/// States as rows, written behind the store's back: only the index is measured here.
async fn fill(test: &TestStore, cases: i64) {
    for from in (0..cases).step_by(ROWS as usize) {
        let mut sql =
            "INSERT INTO subject (district_id, kind, id, seq, hash, state) VALUES ".to_owned();
        for n in from..cases.min(from + ROWS) {
            let at = n as usize;
            let (street, what) = (STREETS[at * 7 % 12], WHAT[at % 16]);
            let (more, again) = (MORE[at * 5 % 8], MORE[(at * 11 + 3) % 8]);
            let day = 1 + n * 27 / cases.max(1);
            let _ = write!(
                sql,
                "{}('here', 'case', 'k{n:07}', 1, '', '{{\"number\":\"CG{n:07}\",\"title\":\"{street}{what}\",\
                 \"fields\":{{\"description\":{{\"text\":\"{street}{}号{what}，{more}，{again}\"}}}},\
                 \"place\":{{\"address\":\"{street}{}号\",\"subdistrict\":\"s{}\"}},\"owner\":{{\"unit\":\"u{}\"}},\
                 \"matter\":\"m{}\",\"state\":\"handling\",\"case_type\":\"city\",\
                 \"reported_at\":\"2026-11-{day:02}T{:02}:{:02}:00Z\"}}')",
                if n > from { "," } else { "" },
                n % 300,
                n % 300,
                n % 18,
                n % 60,
                n % 350,
                n % 24,
                n % 60,
            );
        }
        test.raw(&sql).await;
    }
    let sqlite = matches!(&test.at, store::Location::Sqlite { .. });
    test.raw(if sqlite { "ANALYZE" } else { "VACUUM ANALYZE" })
        .await;
}
