//! The cases of a played sample, copied in the database itself until there are as many as wanted.

use crate::engine::Place;
use jiff::ToSpan;
use jiff::civil::date;
use org::UnitKind;
use profile::Profile;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use store::{DistrictId, Location};

/// Of a hundred cases so many are open.
const OPEN_IN_HUNDRED: i64 = 2;
/// People in all.
const PEOPLE: i64 = 10_000;
/// Days of counters.
const DAYS: usize = 365;
/// So many copies of each case have whole journal entries; those of others are there, but say nothing: a
/// million whole histories take 40 GiB.
const WHOLE_COPIES: i64 = 100;
/// Copies are reported so much earlier, one after another, in ms.
const STEP_MS: i64 = 3_600_000;
/// Days back are taken round after so many steps.
const STEPS: i64 = 5_900;

/// What the store holds now.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Filled {
    pub cases: i64,
    pub open: i64,
    pub entries: i64,
    pub people: i64,
    /// Records of the index of words, and how long it took to make.
    pub indexed: usize,
    pub index_seconds: f64,
}

/// Copies until there are about `wanted` cases, with units, states and journal entries; people and
/// counters besides.
pub(crate) async fn fill(
    place: &Place,
    district: &DistrictId,
    profile: &Profile,
    wanted: i64,
) -> anyhow::Result<Filled> {
    let mut database = Database::open(place).await?;
    let here = format!("'{}'", district.0);
    let count = |what: &str| format!("SELECT COUNT(*) FROM {what}");
    let of_open = |flag: &str| {
        let rows = format!("case_row WHERE district_id = {here} AND is_open = {flag}");
        count(&rows)
    };
    let open = database.number(&of_open("TRUE")).await?.max(1);
    let ended = database.number(&of_open("FALSE")).await?.max(1);
    let copies_open = (wanted * OPEN_IN_HUNDRED / 100 / open).max(1);
    let copies_ended = (wanted * (100 - OPEN_IN_HUNDRED) / 100 / ended).max(1);
    let entries = format!("SELECT MAX(pos) FROM journal WHERE district_id = {here}");
    let last = database.number(&entries).await?;
    let most = copies_open.max(copies_ended);
    database
        .run(&format!(
            "CREATE TABLE bench_copy AS {} SELECT n AS k FROM g;
             CREATE TABLE bench_pattern AS SELECT id, number, is_open, reported_ms FROM case_row \
               WHERE district_id = {here};
             CREATE TABLE bench_entry AS SELECT ROW_NUMBER() OVER (ORDER BY j.pos) AS n, j.pos AS pos, p.id AS id, \
               p.is_open AS is_open FROM journal AS j JOIN bench_pattern AS p ON p.id = j.subject_id \
               WHERE j.district_id = {here} AND j.subject_kind = 'case';",
            database.numbers(most),
        ))
        .await?;
    let per_copy = database.number(&count("bench_entry")).await?;
    let back = format!("({STEP_MS} * (c.k % {STEPS}))");
    // Ids begin with their time, as those of use do.
    let time = database.code(&format!("((p.reported_ms - {back}) / 65536)"));
    let id = format!("({time} || SUBSTR(p.id, 9))");
    let id = id.as_str();
    let asked = format!("c.k <= CASE WHEN p.is_open THEN {copies_open} ELSE {copies_ended} END");
    let new = |text: &str| {
        format!(
            "REPLACE(REPLACE({text}, p.id, {id}), p.number, p.number || '-' || CAST(c.k AS TEXT))"
        )
    };
    for (table, key, changed) in [
        (
            "case_row",
            "id",
            vec![
                ("id", id.to_owned()),
                ("number", "t.number || '-' || CAST(c.k AS TEXT)".to_owned()),
                (
                    "source_number",
                    "t.source_number || '-' || CAST(c.k AS TEXT)".to_owned(),
                ),
                ("tracking", "CAST(c.k AS TEXT) || t.tracking".to_owned()),
                ("reported_ms", format!("t.reported_ms - {back}")),
                ("entered_ms", format!("t.entered_ms - {back}")),
                ("lon_e6", "t.lon_e6 + (c.k * 137) % 2000 - 1000".to_owned()),
                ("lat_e6", "t.lat_e6 + (c.k * 149) % 2000 - 1000".to_owned()),
            ],
        ),
        (
            "case_unit",
            "case_id",
            vec![
                ("case_id", id.to_owned()),
                ("reported_ms", format!("t.reported_ms - {back}")),
            ],
        ),
        (
            "subject",
            "id",
            vec![
                ("id", id.to_owned()),
                ("state", database.earlier(&new("t.state"), &back)),
            ],
        ),
    ] {
        let kind = if table == "subject" {
            " AND t.kind = 'case'"
        } else {
            ""
        };
        let columns = database.columns(table).await?;
        let values = values(&columns, &changed);
        database
            .run(&format!(
                "INSERT INTO {table} ({}) SELECT {values} FROM bench_copy AS c CROSS JOIN bench_pattern AS p \
                 JOIN {table} AS t ON t.district_id = {here} AND t.{key} = p.id{kind} WHERE {asked};",
                columns.join(", ")
            ))
            .await?;
    }
    let columns = database.columns("journal").await?;
    let changed = [
        ("subject_id", id.to_owned()),
        ("pos", format!("{last} + (c.k - 1) * {per_copy} + e.n")),
        (
            "after",
            format!(
                "CASE WHEN c.k <= {WHOLE_COPIES} THEN {} ELSE '{{}}' END",
                new("t.after")
            ),
        ),
        (
            "before",
            format!("CASE WHEN c.k <= {WHOLE_COPIES} THEN t.before ELSE '{{}}' END"),
        ),
    ];
    let values = values(&columns, &changed);
    database
        .run(&format!(
            "INSERT INTO journal ({}) SELECT {values} FROM bench_copy AS c CROSS JOIN bench_entry AS e \
             JOIN bench_pattern AS p ON p.id = e.id JOIN journal AS t ON t.district_id = {here} AND t.pos = e.pos \
             WHERE {asked};
             UPDATE district_head SET next_pos = {last} + {most} * {per_copy} + 1 WHERE district_id = {here};",
            columns.join(", ")
        ))
        .await?;
    people(&mut database, &here).await?;
    counters(&mut database, &here, profile).await?;
    database
        .run("DROP TABLE bench_copy; DROP TABLE bench_pattern; DROP TABLE bench_entry;")
        .await?;
    let mut of = async |table: &str| {
        let text = format!("SELECT COUNT(*) FROM {table} WHERE district_id = {here}");
        database.number(&text).await
    };
    Ok(Filled {
        cases: of("case_row").await?,
        people: of("person").await?,
        open: database.number(&of_open("TRUE")).await?,
        entries: per_copy * copies_ended,
        indexed: 0,
        index_seconds: 0.0,
    })
}

async fn people(database: &mut Database, here: &str) -> anyhow::Result<()> {
    let numbers = database.numbers(PEOPLE);
    let pattern = database
        .text(&format!(
            "SELECT id FROM person WHERE district_id = {here} AND roles LIKE '%department_clerk%' ORDER BY id LIMIT 1"
        ))
        .await?;
    let id = format!("('{pattern}-' || CAST(g.n AS TEXT))");
    for (table, and, changed) in [
        (
            "person",
            "",
            vec![("id", id.clone()), ("login", id.clone())],
        ),
        (
            "subject",
            " AND t.kind = 'person'",
            vec![
                ("id", id.clone()),
                ("state", format!("REPLACE(t.state, t.id, {id})")),
            ],
        ),
    ] {
        let columns = database.columns(table).await?;
        let values = values(&columns, &changed);
        database
            .run(&format!(
                "INSERT INTO {table} ({}) {numbers} SELECT {values} FROM g CROSS JOIN {table} AS t \
                 WHERE t.district_id = {here} AND t.id = '{pattern}'{and};",
                columns.join(", ")
            ))
            .await?;
    }
    Ok(())
}

/// Counters of every unit and area of the profile, for each day and month of a year, of each type and
/// on both bases, where the sample left none.
async fn counters(database: &mut Database, here: &str, profile: &Profile) -> anyhow::Result<()> {
    let mut keys = String::new();
    for unit in profile.directory.iter() {
        let dimension = match unit.kind {
            UnitKind::Subdistrict => "subdistrict",
            UnitKind::Community => "community",
            _ => "unit",
        };
        let _ = write!(keys, "('{dimension}', '{}'),", unit.code);
    }
    for matter in &profile.matters {
        let _ = write!(keys, "('matter', '{}'),", matter.code);
    }
    let mut periods = String::new();
    let first = date(2025, 12, 1);
    let mut months = BTreeSet::new();
    for day in first.series(1.day()).take(DAYS) {
        let _ = write!(periods, "('{day}'),");
        months.insert(day.to_string()[..7].to_owned());
    }
    for month in months {
        let _ = write!(periods, "('{month}'),");
    }
    let mut types: Vec<&str> = profile.case_types.iter().map(|t| t.id.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let types: Vec<String> = types.iter().map(|id| format!("('{id}')")).collect();
    let columns = database.columns("case_count").await?;
    let zeros = ", 0".repeat(columns.len() - 9);
    database
        .run(&format!(
            "CREATE TABLE bench_key (dimension TEXT, code TEXT); INSERT INTO bench_key VALUES {};
             CREATE TABLE bench_period (period TEXT); INSERT INTO bench_period VALUES {};
             CREATE TABLE bench_type (id TEXT); INSERT INTO bench_type VALUES {};
             CREATE TABLE bench_basis (code TEXT); INSERT INTO bench_basis VALUES ('reported'), ('due');
             INSERT INTO case_count ({}) SELECT {here}, b.code, k.dimension, p.period, t.id, k.code, 4, 3, 0{zeros} \
             FROM bench_basis AS b CROSS JOIN bench_key AS k CROSS JOIN bench_period AS p CROSS JOIN bench_type AS t \
             WHERE 1 = 1 ON CONFLICT DO NOTHING;
             DROP TABLE bench_key; DROP TABLE bench_period; DROP TABLE bench_type; DROP TABLE bench_basis;",
            keys.trim_end_matches(','),
            periods.trim_end_matches(','),
            types.join(", "),
            columns.join(", ")
        ))
        .await
}

/// The columns as read from `t`, but those that change.
fn values(columns: &[String], changed: &[(&str, String)]) -> String {
    let value = |column: &String| {
        let new = changed.iter().find(|(name, _)| name == column);
        new.map_or_else(|| format!("t.{column}"), |(_, value)| value.clone())
    };
    columns.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// The database itself.
enum Database {
    Sqlite(rusqlite::Connection),
    Postgres(tokio_postgres::Client),
}

impl Database {
    async fn open(place: &Place) -> anyhow::Result<Self> {
        Ok(match place.location()? {
            Location::Sqlite { file } => {
                let connection = rusqlite::Connection::open(file)?;
                // Filling is not measured.
                connection.execute_batch(
                    "PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576; PRAGMA temp_store = MEMORY;",
                )?;
                Self::Sqlite(connection)
            }
            Location::Postgres { url } => {
                let (client, talking) =
                    tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
                tokio::spawn(talking);
                client.batch_execute("SET synchronous_commit = off").await?;
                Self::Postgres(client)
            }
        })
    }

    /// The numbers from 1 as a table `g (n)`.
    fn numbers(&self, last: i64) -> String {
        match self {
            Self::Sqlite(_) => format!(
                "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {last})"
            ),
            Self::Postgres(_) => {
                format!("WITH g(n) AS (SELECT generate_series(CAST(1 AS BIGINT), {last}))")
            }
        }
    }

    /// Eight hexadecimal digits of a number.
    fn code(&self, number: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("printf('%08x', {number})"),
            Self::Postgres(_) => format!("LPAD(TO_HEX({number}), 8, '0')"),
        }
    }

    /// A case's state, reported so many ms earlier.
    fn earlier(&self, state: &str, back: &str) -> String {
        let (was, is) = match self {
            Self::Sqlite(_) => {
                let was = "json_extract(t.state, '$.reported_at')".to_owned();
                let is = format!(
                    "strftime('%Y-%m-%dT%H:%M:%fZ', {was}, '-' || CAST({back} / 1000 AS TEXT) || ' seconds')"
                );
                (was, is)
            }
            Self::Postgres(_) => {
                let was = "(t.state::json->>'reported_at')".to_owned();
                let is = format!(
                    "TO_CHAR(({was}::timestamptz - MAKE_INTERVAL(secs => {back} / 1000)) AT TIME ZONE 'UTC',                      'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                );
                (was, is)
            }
        };
        format!("REPLACE({state}, '\"reported_at\":\"' || {was}, '\"reported_at\":\"' || {is})")
    }

    async fn run(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(connection) => {
                tokio::task::block_in_place(|| connection.execute_batch(text))?;
            }
            Self::Postgres(client) => client.batch_execute(text).await?,
        }
        Ok(())
    }

    async fn number(&mut self, text: &str) -> anyhow::Result<i64> {
        Ok(match self {
            Self::Sqlite(connection) => connection.query_row(text, [], |row| row.get(0))?,
            Self::Postgres(client) => client.query_one(text, &[]).await?.try_get(0)?,
        })
    }

    async fn text(&mut self, text: &str) -> anyhow::Result<String> {
        Ok(match self {
            Self::Sqlite(connection) => connection.query_row(text, [], |row| row.get(0))?,
            Self::Postgres(client) => client.query_one(text, &[]).await?.try_get(0)?,
        })
    }

    /// The columns of a table in order.
    async fn columns(&mut self, table: &str) -> anyhow::Result<Vec<String>> {
        Ok(match self {
            Self::Sqlite(connection) => {
                let mut asked = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
                let names = asked.query_map([table], |row| row.get(0))?;
                names.collect::<Result<_, _>>()?
            }
            Self::Postgres(client) => {
                let rows = client
                    .query(
                        "SELECT column_name::TEXT FROM information_schema.columns \
                         WHERE table_schema = CURRENT_SCHEMA() AND table_name = $1 ORDER BY ordinal_position",
                        &[&table],
                    )
                    .await?;
                rows.iter().map(|row| row.get(0)).collect()
            }
        })
    }
}
