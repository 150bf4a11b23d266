//! `xiuhua audit`: is the journal what was written, and seal what is there.
//!
//! `verify` ends with 0 and says what it checked, or with 1 and names the first row that was
//! altered, removed, inserted or reordered. Progress goes to standard error.

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{
    Algorithm, Beside, Checked, DistrictId, Location, Progress, Seal, Store, VerifyOutcome,
};

/// How often progress is told, in milliseconds.
const TELL_EVERY_MS: u64 = 500;

/// Verify and seal the journal.
#[derive(Debug, Args)]
pub struct AuditArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check every entry, head, state, seal and file, and that the database refuses changes.
    Verify {
        #[command(flatten)]
        place: Place,
        /// The hash of a seal that was written down elsewhere: it must still be among the seals.
        /// May be given several times.
        #[arg(long, value_name = "HASH")]
        kept: Vec<String>,
    },
    /// Seal all heads as they are now, under a day.
    Seal {
        #[command(flatten)]
        place: Place,
        /// The civil day to seal; today when absent.
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<String>,
        /// The digest: sm3 or sha256.
        #[arg(long, default_value = "sm3")]
        algorithm: Algorithm,
    },
    /// List the seals.
    Seals(Place),
}

#[derive(Debug, Args)]
struct Place {
    /// The data folder.
    #[arg(long, value_name = "DIR", env = "XIUHUA_DATA")]
    data: PathBuf,
    /// postgres://… instead of the SQLite file in the data folder.
    #[arg(long, value_name = "URL", env = "XIUHUA_DATABASE")]
    database: Option<String>,
    /// One district alone; all of them when absent.
    #[arg(long, value_name = "ID")]
    district: Option<String>,
}

/// Runs the command and prints to standard output.
///
/// # Errors
/// When the store cannot be opened or read; tampering is no error but exit code 1.
pub fn run(args: AuditArgs) -> anyhow::Result<ExitCode> {
    run_to(args, &mut std::io::stdout())
}

/// Runs the command and prints to `out`.
///
/// # Errors
/// As [`run`].
pub fn run_to(args: AuditArgs, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match args.what {
            What::Verify { place, kept } => {
                let (store, districts) = open(&place, Algorithm::default()).await?;
                let code = verify(&store, &districts, out).await?;
                if code != ExitCode::SUCCESS {
                    return Ok(code);
                }
                hold(&store, &districts, &kept, out).await
            }
            What::Seal {
                place,
                day,
                algorithm,
            } => {
                let (store, districts) = open(&place, algorithm).await?;
                seal(&store, &districts, day, out).await
            }
            What::Seals(place) => {
                let (store, districts) = open(&place, Algorithm::default()).await?;
                for district in &districts {
                    for seal in store.seals(district).await? {
                        writeln!(out, "{}", line(&seal))?;
                    }
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    })
}

/// Opens what is there; makes nothing.
async fn open(place: &Place, algorithm: Algorithm) -> anyhow::Result<(Store, Vec<DistrictId>)> {
    let at = Location::parse(&place.data, place.database.as_deref())?;
    if let Location::Sqlite { file } = &at
        && !file.exists()
    {
        bail!("没有找到数据文件 {}", file.display());
    }
    let store = Store::open(&at, algorithm)
        .await
        .with_context(|| at.to_string())?;
    let all = store.districts().await?;
    let districts = match &place.district {
        None => all,
        Some(id) => {
            let wanted = DistrictId::from(id.as_str());
            if !all.contains(&wanted) {
                bail!("数据中没有区 {id}");
            }
            vec![wanted]
        }
    };
    Ok((store, districts))
}

async fn verify(
    store: &Store,
    districts: &[DistrictId],
    out: &mut impl Write,
) -> anyhow::Result<ExitCode> {
    if districts.is_empty() {
        writeln!(out, "日志为空，无可校验")?;
    }
    for district in districts {
        let mut teller = Teller::new(district);
        let outcome = store
            .verify(district, |progress| teller.hear(progress))
            .await?;
        teller.end();
        match outcome {
            VerifyOutcome::Sound(checked) => match store.verify_beside(district).await? {
                Ok(beside) => writeln!(out, "{}", sound(district, &checked, beside))?,
                Err(fault) => return failed(&fault, out),
            },
            VerifyOutcome::Faulty(fault) => return failed(&fault, out),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn failed(what: &impl std::fmt::Display, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    writeln!(out, "校验未通过 FAILED {what}")?;
    Ok(ExitCode::from(1))
}

/// Whoever can write the whole store could make every seal anew; not those kept elsewhere.
async fn hold(
    store: &Store,
    districts: &[DistrictId],
    kept: &[String],
    out: &mut impl Write,
) -> anyhow::Result<ExitCode> {
    let mut there = vec![];
    for district in districts {
        there.extend(
            store
                .seals(district)
                .await?
                .into_iter()
                .map(|seal| seal.hash),
        );
    }
    // As `audit seals` prints it, with the digest's name before it, or without.
    let plain = |kept: &str| kept.rsplit(':').next().unwrap_or_default().to_lowercase();
    match kept.iter().find(|kept| !there.contains(&plain(kept))) {
        Some(gone) => failed(&format_args!("留存的封存已不在 [seal_gone]：{gone}"), out),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn sound(district: &DistrictId, checked: &Checked, beside: Beside) -> String {
    let range = checked.range_ms.map_or_else(String::new, |(from, to)| {
        let instant = |ms| jiff::Timestamp::from_millisecond(ms).map(calendar::format_instant);
        match (instant(from), instant(to)) {
            (Ok(from), Ok(to)) => format!("，自 {from} 至 {to}"),
            _ => String::new(),
        }
    });
    format!(
        "校验通过 OK district={district} 日志 {} 条（1–{}）、主体 {} 个、封存 {} 次（其后 {} 条待封存）、材料 {} 份{range}",
        checked.entries,
        checked.last_pos,
        checked.subjects,
        checked.seals,
        beside.unsealed,
        beside.files
    )
}

async fn seal(
    store: &Store,
    districts: &[DistrictId],
    day: Option<String>,
    out: &mut impl Write,
) -> anyhow::Result<ExitCode> {
    let day = match day {
        Some(day) => calendar::parse_date(&day)?,
        None => calendar::civil_date(jiff::Timestamp::now()),
    };
    for district in districts {
        let seal = store.seal_day(district, &day.to_string()).await?;
        writeln!(out, "{}", line(&seal))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn line(seal: &Seal) -> String {
    format!(
        "{} 第 {} 号 {} 日志 {}–{} 链 {} {}:{}",
        seal.district,
        seal.number,
        seal.day,
        seal.pos_from,
        seal.pos_to,
        seal.heads,
        seal.algorithm.code(),
        seal.hash
    )
}

/// Tells on standard error how far the run is, how fast, and how long it still takes.
struct Teller<'a> {
    district: &'a DistrictId,
    begun: Instant,
    told: Option<Instant>,
}

impl<'a> Teller<'a> {
    fn new(district: &'a DistrictId) -> Self {
        Self {
            district,
            begun: Instant::now(),
            told: None,
        }
    }

    fn hear(&mut self, progress: Progress) {
        let now = Instant::now();
        let since = now.duration_since(self.told.unwrap_or(self.begun));
        if since < Duration::from_millis(TELL_EVERY_MS) {
            return;
        }
        self.told = Some(now);
        let rate = progress.done as f64 / now.duration_since(self.begun).as_secs_f64();
        let left = progress.total.saturating_sub(progress.done) as f64 / rate.max(1.0);
        eprint!(
            "\r{} {}/{} 条，{rate:.0} 条/秒，还需 {left:.0} 秒   ",
            self.district, progress.done, progress.total
        );
    }

    fn end(&self) {
        if self.told.is_some() {
            eprintln!();
        }
    }
}
