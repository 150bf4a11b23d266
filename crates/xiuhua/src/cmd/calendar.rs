//! `xiuhua calendar`: due instants, single days and yearly notices on the command line.
//!
//! Standard output carries the answer alone; warnings and errors go to standard error.
//! Bad input ends with exit code 2 and a stable code in brackets.

mod text;

use calendar::{
    Calendar, CalendarError, Due, DutyHours, Extension, Lang, Limit, Options, Pause,
    notices_from_csv, parse_date, parse_instant, shipped_notices,
};
use clap::{Args, Subcommand, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use text::{due_text, year_text};

/// Largest notice file read, in bytes.
const NOTICE_FILE_BYTES_MAX: u64 = 1 << 20;
/// Exit code for input that cannot be used.
const EXIT_BAD_INPUT: u8 = 2;

/// Working time: due instants, days, notices.
#[derive(Debug, Args)]
pub struct CalendarArgs {
    #[command(subcommand)]
    what: What,
    /// Further holiday notices as CSV (date,kind,name[,part,year,version,issued,place,title]).
    #[arg(long, global = true, value_name = "FILE")]
    notices: Vec<PathBuf>,
    /// A place whose own notices count too (repeatable).
    #[arg(long, global = true, value_name = "NAME")]
    place: Vec<String>,
    /// Language of explanations, warnings and errors.
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh)]
    lang: Language,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the instant at which a limit runs out (ISO 8601).
    Due(DueArgs),
    /// Say whether a day is worked, and why.
    Day {
        /// The civil day, such as 2026-10-01.
        date: String,
    },
    /// List the notices of a year.
    Year {
        /// The year, such as 2026.
        year: i16,
    },
}

#[derive(Debug, Args)]
struct DueArgs {
    /// When the limit starts: 2026-09-24T16:30 (Asia/Shanghai), with an offset, or a date.
    #[arg(long, value_name = "INSTANT")]
    from: String,
    /// The limit: a number with h, wh (working hours), wd (working days), d or mo.
    #[arg(long, value_name = "LIMIT")]
    limit: String,
    /// Print each day and why it counts or not, then the due instant.
    #[arg(long)]
    explain: bool,
    /// End with the duty hours of the last day instead of 24:00.
    #[arg(long)]
    close: bool,
    /// Do not move an end in days or months off a day that is not worked.
    #[arg(long)]
    no_roll: bool,
    /// The clock stands still: FROM..TO or FROM..TO=REASON (repeatable).
    #[arg(long, value_name = "FROM..TO")]
    pause: Vec<String>,
    /// A further limit: LIMIT or LIMIT=REASON (repeatable, in order).
    #[arg(long, value_name = "LIMIT")]
    extend: Vec<String>,
    /// Duty hours, such as "mon-fri 09:00-12:00,13:00-17:00; sat 09:00-12:00".
    #[arg(long, value_name = "HOURS")]
    duty_hours: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

/// What keeps a command from answering: its stable code and its message.
struct Refusal {
    code: &'static str,
    message: String,
}

/// Runs the command and prints its answer.
///
/// # Errors
/// Only when standard output cannot be written; bad input is reported with exit code 2.
pub fn run(args: CalendarArgs) -> anyhow::Result<ExitCode> {
    let lang = match args.lang {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    };
    match answer(&args, lang) {
        Ok(answer) => {
            if let Some(warning) = answer.warning {
                eprintln!("{warning}");
            }
            std::io::stdout().lock().write_all(answer.text.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            eprintln!("{} [{}]", refusal.message, refusal.code);
            Ok(ExitCode::from(EXIT_BAD_INPUT))
        }
    }
}

/// What goes to standard output, and what to warn of.
struct Answer {
    text: String,
    warning: Option<String>,
}

fn answer(args: &CalendarArgs, lang: Lang) -> Result<Answer, Refusal> {
    let said = |error: CalendarError| refusal(&error, lang);
    let calendar = load(&args.notices, &args.place, lang)?;
    match &args.what {
        What::Due(due) => {
            let found = reckon(&calendar, due).map_err(said)?;
            let warning = found.certainty.warning(lang);
            Ok(Answer {
                text: due_text(&found, due.explain, lang),
                warning,
            })
        }
        What::Day { date } => {
            let day = calendar.day(parse_date(date).map_err(said)?);
            let warning = calendar.certainty(day.date, day.date).warning(lang);
            Ok(Answer {
                text: format!("{} {}\n", day.date, day.kind.text(lang)),
                warning,
            })
        }
        What::Year { year } => Ok(year_text(&calendar, *year, lang)),
    }
}

fn load(files: &[PathBuf], places: &[String], lang: Lang) -> Result<Calendar, Refusal> {
    let said = |error: CalendarError| refusal(&error, lang);
    let mut notices = shipped_notices().map_err(said)?;
    for file in files {
        let text = read(file, lang)?;
        let found = notices_from_csv(&text).map_err(|error| {
            let Refusal { code, message } = said(error);
            Refusal {
                code,
                message: format!("{}: {message}", file.display()),
            }
        })?;
        notices.extend(found);
    }
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    Calendar::new(notices, &places).map_err(said)
}

fn read(file: &Path, lang: Lang) -> Result<String, Refusal> {
    let wrong = |why: String| {
        let message = match lang {
            Lang::Zh => format!("读不了放假通知文件 {}：{why}", file.display()),
            Lang::En => format!("cannot read notice file {}: {why}", file.display()),
        };
        Refusal {
            code: "calendar.notice.file",
            message,
        }
    };
    let size = std::fs::metadata(file)
        .map_err(|error| wrong(error.to_string()))?
        .len();
    if size > NOTICE_FILE_BYTES_MAX {
        return Err(wrong(format!("> {NOTICE_FILE_BYTES_MAX} B")));
    }
    std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))
}

fn reckon(calendar: &Calendar, args: &DueArgs) -> Result<Due, CalendarError> {
    let options = Options {
        roll: !args.no_roll,
        close: args.close,
        duty: args
            .duty_hours
            .as_deref()
            .map_or(Ok(DutyHours::default()), str::parse)?,
        pauses: args
            .pause
            .iter()
            .map(|text| pause(text))
            .collect::<Result<_, _>>()?,
        extensions: args
            .extend
            .iter()
            .map(|text| extension(text))
            .collect::<Result<_, _>>()?,
    };
    calendar.due(
        parse_instant(&args.from)?,
        args.limit.parse::<Limit>()?,
        &options,
    )
}

fn pause(text: &str) -> Result<Pause, CalendarError> {
    let (span, reason) = text.split_once('=').unwrap_or((text, ""));
    let (from, to) = span
        .split_once("..")
        .ok_or_else(|| CalendarError::Instant(span.to_owned()))?;
    Ok(Pause {
        from: parse_instant(from)?,
        to: parse_instant(to)?,
        reason: reason.to_owned(),
    })
}

fn extension(text: &str) -> Result<Extension, CalendarError> {
    let (limit, reason) = text.split_once('=').unwrap_or((text, ""));
    Ok(Extension {
        limit: limit.parse()?,
        reason: reason.to_owned(),
    })
}

fn refusal(error: &CalendarError, lang: Lang) -> Refusal {
    let message = match lang {
        Lang::Zh => error.to_string(),
        Lang::En => error.english(),
    };
    Refusal {
        code: error.code(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        calendar: CalendarArgs,
    }

    fn ask(words: &[&str]) -> Result<Answer, Refusal> {
        let line = ["calendar"].iter().chain(words);
        let args = Cli::try_parse_from(line).unwrap().calendar;
        answer(&args, Lang::En)
    }

    fn text(words: &[&str]) -> String {
        ask(words).ok().unwrap().text
    }

    const FROM: [&str; 3] = ["due", "--from", "2026-09-24T16:30"];

    #[test]
    fn due_prints_the_instant_alone() {
        let words = [&FROM[..], &["--limit", "5wd"]].concat();
        assert_eq!(text(&words), "2026-10-09T23:59:59+08:00\n");
        let close = [&words[..], &["--close"]].concat();
        assert_eq!(text(&close), "2026-10-09T17:00:00+08:00\n");
        let longer = [
            &words[..],
            &[
                "--extend",
                "1wd=complex",
                "--pause",
                "2026-09-28..2026-09-29",
            ],
        ];
        assert_eq!(text(&longer.concat()), "2026-10-12T23:59:59+08:00\n");
    }

    #[test]
    fn explain_names_each_day_and_ends_with_the_instant() {
        let explained = text(&[&FROM[..], &["--limit", "5wd", "--explain"]].concat());
        let lines: Vec<&str> = explained.lines().collect();
        assert_eq!(lines.len(), 17);
        assert!(lines[7].ends_with("holiday (National Day)"));
        assert_eq!(lines[16], "2026-10-09T23:59:59+08:00");
    }

    #[test]
    fn beyond_the_last_notice_warns_beside_the_answer() {
        let answer = ask(&["due", "--from", "2026-12-30", "--limit", "5wd"])
            .ok()
            .unwrap();
        assert!(answer.warning.unwrap().contains("2026-12-31"));
        assert!(
            ask(&[&FROM[..], &["--limit", "5wd"]].concat())
                .ok()
                .unwrap()
                .warning
                .is_none()
        );
        assert!(ask(&["year", "2027"]).ok().unwrap().warning.is_some());
    }

    #[test]
    fn bad_input_has_a_stable_code() {
        let code = |words: &[&str]| ask(&[&FROM[..], words].concat()).err().unwrap().code;
        assert_eq!(code(&["--limit", "5"]), "calendar.limit.syntax");
        assert_eq!(code(&["--limit", "0d"]), "calendar.limit.range");
        assert_eq!(
            code(&["--limit", "1d", "--pause", "2026-10-01"]),
            "calendar.instant.syntax"
        );
        assert_eq!(
            code(&["--limit", "1d", "--duty-hours", "9-5"]),
            "calendar.duty"
        );
        assert_eq!(
            code(&["--limit", "1d", "--notices", "no/such/file"]),
            "calendar.notice.file"
        );
    }

    #[test]
    fn days_and_years_are_told() {
        assert_eq!(
            text(&["day", "2026-09-20"]),
            "2026-09-20 make-up workday (National Day)\n"
        );
        assert!(text(&["year", "2020"]).starts_with("2020 version 2 issued 2020-01-26\n"));
    }
}
