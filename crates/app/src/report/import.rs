//! A report comes in: file → text → reading → draft ledger, all in one transaction.

use super::{ReportView, show};
use crate::change_of::made;
use crate::progress::{OnProgress, Progress};
use crate::{Actor, App, AppError, FileIn, Result, ids, kinds};
use commitment::{Commitment, FileRef, OwnerProposal, Report, ReportStatus};
use document::SourceFormat;
use org::{Action, Resource};
use report::Reading;
use report::owners::Owners;
use store::Write;

/// Imports a report and drafts its ledger. `year` overrides the year read from the text.
pub async fn import(
    app: &App,
    actor: &Actor,
    file: FileIn,
    year: Option<i16>,
    progress: OnProgress<'_>,
) -> Result<ReportView> {
    app.require(actor, Action::Import, Resource::Report, &[])?;
    progress(Progress {
        stage: "read",
        done: 0,
        total: 4,
    });
    let read = read_off_thread(file.clone(), year).await?;
    progress(Progress {
        stage: "propose",
        done: 1,
        total: 4,
    });
    let id = ids::new_id();
    let drafts = drafts(app, &id, &read).await?;
    progress(Progress {
        stage: "store",
        done: 2,
        total: 4,
    });
    store(app, actor, &id, file, read, drafts).await?;
    progress(Progress {
        stage: "done",
        done: 4,
        total: 4,
    });
    show(app, actor, &id).await
}

struct Read {
    text: String,
    reading: Reading,
    notes: Vec<String>,
    media_type: String,
}

/// Reading takes up to a fifth of a second of pure computing: not on the async threads.
async fn read_off_thread(file: FileIn, year: Option<i16>) -> Result<Read> {
    let work = move || -> Result<Read> {
        let document = document::read(&file.name, &file.bytes)?;
        let reading = report::read(
            &document.text,
            &report::ReadOptions {
                year,
                ..Default::default()
            },
        )?;
        let notes = document.notes.iter().map(ToString::to_string).collect();
        Ok(Read {
            text: document.text,
            reading,
            notes,
            media_type: media_type(document.source_format).to_owned(),
        })
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| {
        AppError::new(
            crate::Kind::Unavailable,
            "report.read_failed",
            "读取报告时出错",
            "Reading the report failed",
        )
        .with_detail(e)
    })?
}

/// Owners are proposed section by section, so that neighbours help a clause that says little.
async fn drafts(app: &App, report: &str, read: &Read) -> Result<Vec<Commitment>> {
    let owners = Owners::new(
        crate::district::duties(&app.profile()),
        super::earlier::assignments(app).await?,
    );
    let proposals: Vec<Vec<OwnerProposal>> =
        super::proposals::for_reading(&owners, &read.reading, &read.text)
            .into_iter()
            .map(|some| some.into_iter().map(proposal).collect())
            .collect();
    let mut drafts = commitment::draft(&read.reading, &read.text, &proposals, ids::new_id);
    drafts
        .iter_mut()
        .for_each(|draft| draft.report = report.to_owned());
    Ok(drafts)
}

fn proposal(p: report::owners::Proposal) -> OwnerProposal {
    OwnerProposal {
        unit: p.unit,
        score_percent: u8::try_from(p.score / 10).unwrap_or(100),
        matched: p.matched,
    }
}

async fn store(
    app: &App,
    actor: &Actor,
    id: &str,
    file: FileIn,
    read: Read,
    drafts: Vec<Commitment>,
) -> Result<()> {
    let reading_json = serde_json::to_vec(&read.reading).map_err(|e| {
        AppError::new(
            crate::Kind::Unavailable,
            "report.unwritable",
            "解析结果无法保存",
            "The reading cannot be stored",
        )
        .with_detail(e)
    })?;
    let (file_hash, text_hash, reading_hash) = (
        hash(&file.bytes),
        hash(read.text.as_bytes()),
        hash(&reading_json),
    );
    let title = read
        .reading
        .front
        .title
        .clone()
        .unwrap_or_else(|| file.name.clone());
    let report = Report {
        id: id.to_owned(),
        title: format!("{}年{title}", read.reading.year),
        year: read.reading.year,
        status: ReportStatus::Reviewing,
        file: FileRef {
            hash: file_hash.clone(),
            name: file.name,
            media_type: read.media_type.clone(),
            bytes: file.bytes.len() as u64,
        },
        text_hash: text_hash.clone(),
        reading_hash: reading_hash.clone(),
        imported_by: actor.person.clone(),
        imported_at: app.now(),
        issued_by: None,
        issued_at: None,
        notes: read.notes,
        next_no: 0,
    };
    let mut changes = vec![made(kinds::REPORT, id, "report.import", &report)];
    for draft in drafts {
        changes.push(made(kinds::COMMITMENT, &draft.id, "draft.propose", &draft));
    }
    let writes = vec![
        blob(file_hash, &read.media_type, file.bytes),
        blob(
            text_hash,
            "text/plain; charset=utf-8",
            read.text.into_bytes(),
        ),
        blob(reading_hash, "application/json", reading_json),
    ];
    app.append_with(actor, changes, vec![], writes).await?;
    Ok(())
}

fn blob(hash: String, media_type: &str, bytes: Vec<u8>) -> Write {
    Write::PutBlob(store::Blob {
        hash,
        media_type: media_type.to_owned(),
        bytes,
    })
}

fn hash(bytes: &[u8]) -> String {
    crate::evidence::hash(bytes)
}

fn media_type(format: SourceFormat) -> &'static str {
    match format {
        SourceFormat::Text => "text/plain",
        SourceFormat::Markdown => "text/markdown",
        SourceFormat::Docx => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        SourceFormat::Pdf => "application/pdf",
        SourceFormat::Html => "text/html",
    }
}
