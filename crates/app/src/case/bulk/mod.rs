//! All cases of a filter as one file that is never whole in memory: rows are read by key, 200 at a
//! time, and written as they come. The reader's pace is the writer's.

mod columns;
mod csv;
mod geojson;
mod parquet;

use super::events::masked;
use super::reach;
use super::row::Row;
use crate::duty::in_force;
use crate::{Actor, App, Result};
use columns::Line;
use org::Action;
use store::case::{CaseFilter, CaseOrder, CaseSort};

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkFormat {
    /// CSV, UTF-8 with its mark.
    Csv,
    /// A GeoJSON FeatureCollection, WGS 84.
    GeoJson,
    /// Parquet in groups of [`parquet::GROUP_ROWS`] rows.
    Parquet,
}

impl BulkFormat {
    /// By its code: `csv`, `geojson`, `parquet`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "csv" => Some(Self::Csv),
            "geojson" => Some(Self::GeoJson),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// The code, which is the ending of the file's name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Parquet => "parquet",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::GeoJson => "application/geo+json",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Turns lines into bytes.
trait Writer: Send {
    /// What the file begins with.
    fn head(&mut self) -> Result<Vec<u8>>;
    /// The next lines; nothing yet where they are kept until there are enough.
    fn lines(&mut self, lines: Vec<Line>) -> Result<Vec<u8>>;
    /// What is left, and how the file ends.
    fn tail(&mut self) -> Result<Vec<u8>>;
}

/// A file on its way.
pub struct Bulk {
    app: App,
    filter: CaseFilter,
    writer: Box<dyn Writer>,
    format: BulkFormat,
    after: Option<String>,
    at: Part,
}

#[derive(PartialEq, Eq)]
enum Part {
    Head,
    Rows,
    Done,
}

impl Bulk {
    /// Begins a file of the cases that the actor may both see and take away, the oldest first.
    /// Errors: `auth.forbidden`.
    pub fn open(app: &App, actor: &Actor, filter: &CaseFilter, format: BulkFormat) -> Result<Self> {
        let scope = reach::scope(app, actor, &[Action::List, Action::Export])?;
        let writer: Box<dyn Writer> = match format {
            BulkFormat::Csv => Box::new(csv::Csv),
            BulkFormat::GeoJson => Box::new(geojson::GeoJson::default()),
            BulkFormat::Parquet => Box::new(parquet::Parquet::new()?),
        };
        Ok(Self {
            app: app.clone(),
            filter: CaseFilter {
                scope,
                ..filter.clone()
            },
            writer,
            format,
            after: None,
            at: Part::Head,
        })
    }

    /// The file's name.
    pub fn name(&self) -> String {
        format!("案件-{}.{}", self.app.today(), self.format.code())
    }

    /// The next bytes; none at the end. After an error the file is broken off.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        loop {
            let bytes = match self.at {
                Part::Head => {
                    self.at = Part::Rows;
                    self.writer.head()?
                }
                Part::Rows => {
                    let (lines, ended) = self.page().await?;
                    let mut bytes = self.writer.lines(lines)?;
                    if ended {
                        self.at = Part::Done;
                        bytes.extend(self.writer.tail()?);
                    }
                    bytes
                }
                Part::Done => return Ok(None),
            };
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
    }

    async fn page(&mut self) -> Result<(Vec<Line>, bool)> {
        let app = &self.app;
        let oldest = CaseOrder {
            by: CaseSort::Reported,
            reversed: true,
        };
        let after = self.after.as_deref();
        let store = app.store();
        let page = store
            .case_list(app.district(), &self.filter, oldest, after, store::MAX_PAGE)
            .await?;
        let duties = in_force(app, app.today()).await?;
        let (profile, now) = (app.profile(), app.now());
        let line = |row: &store::case::CaseRow| Line {
            case: masked(Row::of(&profile, &duties, row, now)),
            community: row.community.clone(),
            grid: row.grid.clone(),
            point_e6: row.lon_e6.zip(row.lat_e6),
        };
        let lines = page.rows.iter().map(line).collect();
        self.after = page.next;
        Ok((lines, self.after.is_none()))
    }
}

#[cfg(test)]
mod tests;
