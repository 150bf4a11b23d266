//! The journal by pages.

use crate::district::day_start;
use crate::ledger::{EntryView, named_entries};
use crate::list::{self, Ask, Column, JournalFilter, Page, Say, Sheet};
use crate::{Actor, App, FileOut, Format, Result, words};
use jiff::civil::Date;
use org::{Action, Resource};

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct JournalQuery {
    /// Kind of subject.
    pub kind: Option<String>,
    /// Who, by sign-in name.
    pub actor: Option<String>,
    /// What, by code.
    pub action: Option<String>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// In which order, from where on, how many.
    pub ask: Ask,
}

/// A page of the whole journal, the latest first unless asked otherwise; not counted, since it only
/// ever grows. Two queries.
pub async fn page(app: &App, actor: &Actor, query: &JournalQuery) -> Result<Page<EntryView>> {
    app.require(actor, Action::List, Resource::Journal, &[])?;
    some(app, query, &list::for_people(&query.ask)).await
}

/// The same entries as a file; the words of codes come from the caller.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &JournalQuery,
    format: Format,
    say: Say<'_>,
) -> Result<FileOut> {
    for right in [Action::List, Action::Export] {
        app.require(actor, right, Resource::Journal, &[])?;
    }
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let mut page = some(app, query, &ask).await?;
        for line in &mut page.rows {
            line.action = say("entry", &line.action);
            line.kind = say("subject", &line.kind);
        }
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "日志", format)
}

const COLUMNS: &[Column<EntryView>] = &[
    Column {
        heading: "位次",
        width: 8,
        cell: |l| l.pos.to_string(),
    },
    Column {
        heading: "时间",
        width: 18,
        cell: |l| {
            let at = jiff::Timestamp::from_millisecond(l.at_ms);
            at.map(words::minute).unwrap_or_default()
        },
    },
    Column {
        heading: "经办人",
        width: 16,
        cell: |l| l.actor_name.clone(),
    },
    Column {
        heading: "登录名",
        width: 18,
        cell: |l| l.actor.clone(),
    },
    Column {
        heading: "动作",
        width: 16,
        cell: |l| l.action.clone(),
    },
    Column {
        heading: "对象",
        width: 12,
        cell: |l| l.kind.clone(),
    },
    Column {
        heading: "对象标识",
        width: 34,
        cell: |l| l.id.clone(),
    },
    Column {
        heading: "第几笔",
        width: 8,
        cell: |l| l.seq.to_string(),
    },
    Column {
        heading: "理由",
        width: 40,
        cell: |l| l.reason.clone().unwrap_or_default(),
    },
    Column {
        heading: "变动前",
        width: 40,
        cell: |l| facts(&l.before),
    },
    Column {
        heading: "变动后",
        width: 40,
        cell: |l| facts(&l.after),
    },
    Column {
        heading: "摘要",
        width: 66,
        cell: |l| l.hash.clone(),
    },
];

/// Most characters of a cell with facts; a spreadsheet takes 32,767.
const FACTS_CHARS_MAX: usize = 4_000;

fn facts(value: &serde_json::Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(FACTS_CHARS_MAX) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

async fn some(app: &App, query: &JournalQuery, ask: &Ask) -> Result<Page<EntryView>> {
    let start = |day: Date| Ok::<_, crate::AppError>(day_start(day)?.as_millisecond());
    let morrow = query.to.and_then(|day| day.tomorrow().ok());
    let filter = JournalFilter {
        kind: query.kind.clone(),
        actor: query.actor.clone(),
        action: query.action.clone(),
        from_ms: query.from.map(start).transpose()?,
        to_ms: morrow.map(start).transpose()?,
    };
    let page = list::some(app, &filter, ask).await?;
    let rows = named_entries(app, page.rows).await?;
    Ok(Page {
        rows,
        next: page.next,
        total: None,
    })
}
