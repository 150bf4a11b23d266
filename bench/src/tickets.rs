//! Another system's tickets are imported: rows a second, and whether the last are as fast as the first.

use crate::engine::Engine;
use crate::table::{Table, thousands};
use crate::template::read_profile;
use anyhow::Context;
use app::case::{TicketFile, import};
use app::{App, FileIn, OpenOptions, Progress, SystemClock};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Kinds of appeals, as files write them.
const KINDS: [&str; 5] = ["咨询", "求助", "投诉", "举报", "建议"];
/// Share of the file that the first and the last figure are taken from.
const PART: u64 = 5;

pub(crate) async fn measure(profile: &Path, engine: &Engine, lines: u64) -> anyhow::Result<Table> {
    let place = engine.place("tickets").await?;
    let options = OpenOptions {
        data_dir: place.data.clone(),
        database: place.database.clone(),
        key_file: None,
        profile: read_profile(profile)?,
        clock: Arc::new(SystemClock::default()),
        algorithm: store::Algorithm::Sm3,
    };
    let app = App::open(options).await?;
    let file = TicketFile::read(FileIn {
        name: "tickets.csv".into(),
        bytes: file(0, lines).into_bytes(),
    })
    .await?;
    let mut table = Table::new(
        format!(
            "{}: {} tickets are imported",
            engine.name(),
            thousands(lines as f64)
        ),
        &[
            "what",
            "s",
            "rows/s",
            "first fifth",
            "last fifth",
            "most resident MiB",
        ],
    );
    for (what, dry) in [
        ("tried", true),
        ("tried and written", false),
        ("again", false),
    ] {
        let steps: Mutex<Vec<(Progress, Instant)>> = Mutex::default();
        let note = |step: Progress| {
            if let Ok(mut steps) = steps.lock() {
                steps.push((step, Instant::now()));
            }
        };
        let begun = Instant::now();
        let done = import(&app, &app.operator(), "热线", &file, dry, &note).await?;
        let took = begun.elapsed().as_secs_f64();
        anyhow::ensure!(
            done.wrong == 0,
            "{} lines are wrong: {:?}",
            done.wrong,
            done.problems.first()
        );
        let steps = steps.into_inner().map_err(|_| anyhow::anyhow!("lost"))?;
        let (first, last) = parts(&steps, if dry { "check" } else { "write" });
        table.row([
            what.to_owned(),
            format!("{took:.1}"),
            thousands(lines as f64 / took),
            first,
            last,
            format!("{:.0}", most_resident_mib()?),
        ]);
    }
    table.note(
        "Rows a second of the first and of the last fifth of the writing (of the trying, where nothing is \
         written). Bar: 15,000 rows/s, flat. A third of the tickets has a reporter, sealed under a key of its own. \
         The file is imported a second time: every ticket is known. Memory is the whole process, its file included.",
    );
    app.close().await;
    Ok(table)
}

/// Rows a second of the first and of the last part of a stage.
fn parts(steps: &[(Progress, Instant)], stage: &str) -> (String, String) {
    let of: Vec<_> = steps.iter().filter(|(it, _)| it.stage == stage).collect();
    let (Some((first, begun)), Some((last, ended))) = (of.first(), of.last()) else {
        return ("–".into(), "–".into());
    };
    let span = (last.done - first.done) / PART;
    let rate = |from: u64, to: u64, took: f64| thousands((to - from) as f64 / took.max(1e-9));
    let early = of.iter().find(|(it, _)| it.done >= first.done + span);
    let late = of.iter().rfind(|(it, _)| it.done + span <= last.done);
    let early = early.map(|(it, at)| rate(first.done, it.done, (*at - *begun).as_secs_f64()));
    let late = late.map(|(it, at)| rate(it.done, last.done, (*ended - *at).as_secs_f64()));
    let or = |it: Option<String>| it.unwrap_or_else(|| "–".into());
    (or(early), or(late))
}

/// Tickets of a year: invented, none like another, the same in every run.
pub(crate) fn file(first: u64, lines: u64) -> String {
    let mut text = String::from(
        "来源编号,案件类型,标题,内容,地址,经度,纬度,诉求人,联系电话,受理时间,诉求类别\n",
    );
    for n in first..first + lines {
        let kind = KINDS[n as usize % KINDS.len()];
        let (day, month) = (n % 28 + 1, (n - first) * 10 / lines.max(1) + 1);
        let who = match n % 3 {
            0 => format!("虚构{n},139{:08}", n % 100_000_000),
            _ => ",".to_owned(),
        };
        let _ = writeln!(
            text,
            "HL{n:08},12345诉求,示例工单{n}：路灯不亮,示例：楼下路灯已有{}天不亮请尽快安排检修,示例路{}号,113.{},23.{},{who},2026-{month:02}-{day:02} {:02}:{:02},{kind}",
            n % 30,
            n % 900,
            240_000 + n * 137 % 60_000,
            110_000 + n * 149 % 40_000,
            n % 24,
            n % 60,
        );
    }
    text
}

/// The most memory this process ever had, in MiB.
fn most_resident_mib() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib = line
        .and_then(|line| line.split_whitespace().nth(1))
        .context("no VmHWM")?;
    Ok(kib.parse::<f64>()? / 1024.0)
}
