//! A draft as somebody gives it: a file, or the present rule edited.

use super::state::{Draft, Kind};
use crate::{App, AppError, FileIn, Kind as ErrorKind, Result, duty};
use ::duty::sheet::LineChange;
use jiff::ToSpan;

/// Largest file or text of a draft, in bytes: 4 MiB.
pub const DRAFT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Problems of a file told at once.
const PROBLEMS_MAX: usize = 5;
/// Longest name of a notice, in characters.
const NAME_CHARS_MAX: usize = 40;

/// A draft as given. A file goes before the text.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What it is of.
    pub kind: Option<Kind>,
    /// The file, where one was chosen; for the duty list there has to be one.
    pub file: Option<FileIn>,
    /// The text, for clocks, light rules and notices.
    pub text: String,
    /// Name of a notice: small letters, digits and `-`.
    pub name: String,
    /// In thousandths; none: the model's own.
    pub threshold: Option<u32>,
    /// Whether the platform dispatches by itself.
    pub automatic: bool,
}

/// Reads and checks it against the rule in force. Errors: `rehearsal.kind`, `rehearsal.file`,
/// `rehearsal.sheet`, `rehearsal.text`, `rehearsal.nothing`, `rehearsal.name`, `learning.threshold`.
pub(super) async fn read(app: &App, given: Given) -> Result<Draft> {
    let kind = given.kind.ok_or_else(|| {
        let (zh, en) = ("请选择规则的种类", "Choose which rule");
        AppError::field("kind", "rehearsal.kind", zh, en)
    })?;
    match kind {
        Kind::DutyList => sheet(app, given.file).await,
        Kind::Clocks => clocks(app, text(given)?),
        Kind::LightRules => lights(app, text(given)?),
        Kind::Notice => notice(app, &given.name.clone(), text(given)?),
        Kind::Dispatch => dispatch(app, given.threshold, given.automatic).await,
    }
}

async fn sheet(app: &App, file: Option<FileIn>) -> Result<Draft> {
    let file = file.ok_or_else(|| {
        let (zh, en) = ("请选择履职清单的表格", "Choose a sheet of the duty list");
        AppError::field("file", "rehearsal.file", zh, en)
    })?;
    small(file.bytes.len())?;
    let (found, _) = duty::compared(app, file).await?;
    if found.errors > 0 {
        let wrong = found.lines.iter().filter_map(|line| match &line.change {
            LineChange::Error { zh, .. } => Some(format!("第{}行：{zh}", line.line)),
            _ => None,
        });
        return Err(unsound("file", "rehearsal.sheet", wrong.collect()));
    }
    if found.after.is_empty() {
        return Err(nothing("file"));
    }
    Ok(Draft::DutyList {
        changed: found.changed,
        after: found.after,
    })
}

fn text(given: Given) -> Result<String> {
    let text = match given.file {
        Some(file) => {
            small(file.bytes.len())?;
            String::from_utf8(file.bytes).map_err(|_| {
                let (zh, en) = ("文件应为UTF-8文本", "The file has to be text in UTF-8");
                AppError::field("file", "rehearsal.file", zh, en)
            })?
        }
        None => given.text,
    };
    small(text.len())?;
    // Forms send lines with both signs.
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn clocks(app: &App, text: String) -> Result<Draft> {
    let profile = app.profile();
    let kind = profile.case_type(&text).map_err(problems)?;
    let versions: Vec<_> = profile.case_types.versions(&kind.id).collect();
    let Some(last) = versions.last() else {
        let (zh, en) = ("没有这个案件类型", "No such case type");
        return Err(AppError::field("text", "rehearsal.text", zh, en));
    };
    if kind.version <= last.version {
        let next = last.version + 1;
        let zh = format!("已有第{}版，草案请写 version = {next}", last.version);
        let en = format!(
            "There is a version {}; write version = {next}",
            last.version
        );
        return Err(AppError::field("text", "rehearsal.text", zh, en));
    }
    let same = |now: &casework::CaseType| {
        (&now.clocks, &now.co_handling, &now.whistle)
            == (&kind.clocks, &kind.co_handling, &kind.whistle)
    };
    if profile
        .case_types
        .current(&kind.id, app.today())
        .is_some_and(same)
    {
        return Err(nothing("text"));
    }
    Ok(Draft::Clocks {
        case_type: kind.id,
        text,
    })
}

fn lights(app: &App, text: String) -> Result<Draft> {
    let spec = profile::light_rule(&text).map_err(problems)?;
    let profile = app.profile();
    if let Some(now) = profile.light_rule_on(app.today()) {
        let (version, from) = (now.rule.version, now.rule.valid_from);
        let dated = profile.with_light_rule(&spec, version, from);
        let same =
            |one: &profile::LightRuleSpec| one.rule == now.rule && one.overrides == now.overrides;
        if dated.light_rule_on(app.today()).is_some_and(same) {
            return Err(nothing("text"));
        }
    }
    Ok(Draft::LightRules { text })
}

fn notice(app: &App, name: &str, text: String) -> Result<Draft> {
    let name = name.trim();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > NAME_CHARS_MAX || !name.chars().all(plain) {
        return Err(AppError::field(
            "name",
            "rehearsal.name",
            format!("通知的名称用小写字母、数字和连字符，至多{NAME_CHARS_MAX}个"),
            format!(
                "Name the notice by small letters, digits and hyphens, at most {NAME_CHARS_MAX}"
            ),
        ));
    }
    let days = profile::notice(name, &text).map_err(problems)?;
    let profile = app.profile();
    if profile.with_notice(&days).notices == profile.notices {
        return Err(nothing("text"));
    }
    // A calendar that cannot be made of it is found here.
    crate::district::calendar_of(&profile.with_notice(&days))?;
    Ok(Draft::Notice {
        name: name.to_owned(),
        text,
    })
}

async fn dispatch(app: &App, threshold: Option<u32>, automatic: bool) -> Result<Draft> {
    crate::learning::check_threshold(threshold)?;
    let now = crate::learning::in_force(app).await?;
    let chosen = now.head.as_ref().and_then(|head| head.state.threshold);
    if (chosen, now.automatic()) == (threshold, automatic) {
        return Err(nothing("threshold"));
    }
    Ok(Draft::Dispatch {
        threshold,
        automatic,
    })
}

/// The text that a draft of a kind begins with, where the present rule is one: the light rule in force, and
/// each case type, with the number of its next version.
pub(super) fn beginnings(app: &App) -> Vec<(Kind, String, String)> {
    let profile = app.profile();
    let mut found = vec![];
    if let Some(text) = profile.sources.get("lights.toml") {
        let last = text.rfind("[[rule]]").map_or("", |at| &text[at..]);
        found.push((Kind::LightRules, String::new(), last.to_owned()));
    }
    for (file, text) in &profile.sources {
        if !file.starts_with("case_types/") {
            continue;
        }
        let Ok(kind) = profile.case_type(text) else {
            continue;
        };
        let latest = profile.case_types.versions(&kind.id).next_back();
        if latest.is_some_and(|latest| latest.version == kind.version) {
            let old = format!("version = {}", kind.version);
            let new = format!("version = {}", kind.version + 1);
            found.push((Kind::Clocks, kind.name, text.replacen(&old, &new, 1)));
        }
    }
    let tomorrow = app.today().saturating_add(1.day());
    let text = format!("date,kind,name\n{tomorrow},stop,\n");
    found.push((Kind::Notice, String::new(), text));
    found
}

fn small(bytes: usize) -> Result<()> {
    if bytes <= DRAFT_BYTES_MAX {
        return Ok(());
    }
    let mib = DRAFT_BYTES_MAX >> 20;
    Err(AppError::new(
        ErrorKind::TooLarge,
        "rehearsal.too_large",
        format!("草案至多{mib} MiB"),
        format!("At most {mib} MiB"),
    ))
}

fn problems(found: Vec<profile::Problem>) -> AppError {
    let words = |p: &profile::Problem| match p.line {
        0 => p.message_zh.clone(),
        line => format!("第{line}行：{}", p.message_zh),
    };
    unsound("text", "rehearsal.text", found.iter().map(words).collect())
}

fn unsound(field: &str, code: &'static str, wrong: Vec<String>) -> AppError {
    let count = wrong.len();
    let told: Vec<String> = wrong.into_iter().take(PROBLEMS_MAX).collect();
    let zh = format!("草案有{count}处须改：{}", told.join("；"));
    let en = format!("{count} problems in the draft: {}", told.join("; "));
    AppError::field(field, code, zh, en)
}

fn nothing(field: &str) -> AppError {
    let zh = "草案与现行规则相同，无须预演";
    let en = "The draft says what the rule in force says";
    AppError::field(field, "rehearsal.nothing", zh, en)
}
