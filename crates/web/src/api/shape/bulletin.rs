//! Bulletins: rows, drafts, sealed ones.

use super::{Day, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of sealed bulletins.
#[derive(Serialize, ToSchema)]
pub struct BulletinPage {
    pub rows: Vec<BulletinRow>,
    /// For `after`; null on the last page.
    pub next: Option<String>,
    /// All that match.
    pub total: Option<i64>,
}

/// A sealed bulletin as a row.
#[derive(Serialize, ToSchema)]
pub struct BulletinRow {
    /// `minutes-2026-3`.
    pub id: String,
    /// `daily`, `agenda`, `minutes`, `ten_day`, `monthly`.
    pub kind: String,
    /// In Chinese.
    pub kind_zh: String,
    /// What it speaks of: `2026-11-23`, `2026-W48`, `2026-11-X2`, `2026-11`.
    pub period: String,
    /// In words.
    pub period_zh: String,
    /// As printed.
    pub number_zh: String,
    /// Title.
    pub title: String,
    /// Name of the unit that issued it.
    pub unit_name: String,
    /// The day as known on.
    pub known_on: Day,
    /// When it was issued.
    pub issued_at: Instant,
    /// Who issued it.
    pub issued_by: String,
    /// SM3 of the file, hex.
    pub file_hash: String,
}

/// A bulletin before it is sealed.
#[derive(Serialize, ToSchema)]
pub struct BulletinDraft {
    /// What it says.
    pub model: BulletinModel,
    /// Named by the one who issues it.
    pub digest: String,
    /// The bulletin of this kind and period that is sealed already.
    pub sealed: Option<String>,
    /// `issue`: this person may issue it.
    pub may: Vec<String>,
}

/// A sealed bulletin; its digests were found to fit.
#[derive(Serialize, ToSchema)]
pub struct SealedBulletin {
    /// `minutes-2026-3`.
    pub id: String,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_at: Instant,
    /// SM3 of the content, hex.
    pub model_hash: String,
    /// SM3 of the file, hex.
    pub file_hash: String,
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// What it says.
    pub model: BulletinModel,
}

/// What a bulletin says.
#[derive(Serialize, ToSchema)]
pub struct BulletinModel {
    /// The version of the layout of its file.
    pub layout: u32,
    /// `daily`, `agenda`, `minutes`, `ten_day`, `monthly`.
    pub kind: String,
    /// What it speaks of, as a code.
    pub period: String,
    /// The red mark at the top.
    pub mark: String,
    /// Year of its number.
    pub year: i16,
    /// Its number in the year; 0 of a draft.
    pub no: u32,
    /// Name of the unit that issues it.
    pub issuer: String,
    /// The day of issue; none of a draft.
    pub issued_on: Option<Day>,
    /// The day as known on.
    pub known_on: Day,
    /// What addresses begin with in the file.
    pub base: String,
    /// Title.
    pub title: String,
    /// The text.
    pub blocks: Vec<BulletinBlock>,
    /// Who gets copies.
    pub copies: String,
}

/// A part of the text. Which members it has follows from `block`.
#[derive(Serialize, ToSchema)]
pub struct BulletinBlock {
    /// `heading`, `paragraph`, `note`, `table`.
    pub block: String,
    /// Of a heading: 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of a paragraph or note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Vec<BulletinRun>>,
    /// Of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<BulletinColumn>>,
    /// Of a table: rows of cells of pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<Vec<Vec<BulletinRun>>>>,
}

/// A piece of text; a number with its workings.
#[derive(Serialize, ToSchema)]
pub struct BulletinRun {
    /// The words.
    pub text: String,
    /// The page that shows the workings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A column of a table.
#[derive(Serialize, ToSchema)]
pub struct BulletinColumn {
    /// Heading.
    pub name: String,
    /// Share of the width.
    pub width: u16,
    /// Numbers, written to the right.
    pub number: bool,
}

/// What was sealed.
#[derive(Serialize, ToSchema)]
pub struct BulletinIssued {
    /// `minutes-2026-3`.
    pub id: String,
    /// SM3 of the content, hex.
    pub model_hash: String,
    /// SM3 of the file, hex.
    pub file_hash: String,
}
