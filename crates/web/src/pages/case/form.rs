//! A form of a case as sent: texts by name, files by the kind of evidence.

use crate::edge::fault::Fault;
use app::FileIn;
use app::case::{ActCmd, EvidenceIn, PlaceIn};
use axum::extract::Multipart;
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// Most parts of a form, files included.
const PARTS_MAX: usize = 80;
/// Names of fields of the type begin so.
const FIELD: &str = "f_";
/// Names of files begin so; the rest is the kind of evidence.
const FILE: &str = "e_";

/// A limit from its number and its unit, such as `3wd`; none where no number is given.
pub fn limit(count: &str, unit: &str) -> Option<String> {
    let count = crate::input::given(count)?;
    Some(format!("{}{unit}", count.trim()))
}

/// A form as sent.
#[derive(Debug, Default)]
pub struct CaseForm {
    /// Texts by name; several of one name are joined by commas.
    pub texts: BTreeMap<String, String>,
    /// Files.
    pub files: Vec<EvidenceIn>,
}

impl CaseForm {
    /// Reads a multipart form.
    pub async fn read(mut parts: Multipart) -> Result<Self, Fault> {
        let unreadable = |_| Fault::of(StatusCode::BAD_REQUEST, "unreadable");
        let mut form = Self::default();
        let mut seen = 0;
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            seen += 1;
            if seen > PARTS_MAX {
                return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
            }
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(kind) = name.strip_prefix(FILE) {
                let file = part.file_name().unwrap_or_default().to_owned();
                let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
                if !file.is_empty() || !bytes.is_empty() {
                    form.files.push(EvidenceIn {
                        file: FileIn { name: file, bytes },
                        kind: kind.to_owned(),
                        at: None,
                        at_place: None,
                    });
                }
                continue;
            }
            let text = part.text().await.map_err(unreadable)?;
            let held = form.texts.entry(name).or_default();
            if !held.is_empty() && !text.is_empty() {
                held.push(',');
            }
            held.push_str(&text);
        }
        Ok(form)
    }

    /// A text, empty where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// A text that says something.
    pub fn given(&self, name: &str) -> Option<String> {
        crate::input::given(self.text(name))
    }

    /// The version the form was shown with.
    pub fn version(&self) -> Result<i64, Fault> {
        let read = self.text("version").parse().ok();
        read.ok_or_else(|| Fault::of(StatusCode::BAD_REQUEST, "unreadable"))
    }

    /// Values of the type's fields.
    pub fn fields(&self) -> BTreeMap<String, String> {
        let own = self.texts.iter().filter_map(|(name, value)| {
            let key = name.strip_prefix(FIELD)?;
            Some((key.to_owned(), value.clone()))
        });
        own.collect()
    }

    /// A place, where anything of it was given.
    pub fn place(&self) -> Result<Option<PlaceIn>, Fault> {
        let degree = |name: &'static str| -> Result<Option<f64>, Fault> {
            let Some(text) = self.given(name) else {
                return Ok(None);
            };
            let read = text.trim().parse().ok();
            let read = read.filter(|d: &f64| d.is_finite());
            read.map(Some)
                .ok_or_else(|| crate::input::wrong(name, "input.number"))
        };
        let place = PlaceIn {
            lon: degree("lon")?,
            lat: degree("lat")?,
            address: self.text("address").to_owned(),
            how: self.text("how").to_owned(),
        };
        Ok((!place.is_empty()).then_some(place))
    }

    /// As an action.
    pub fn act(self) -> Result<ActCmd, Fault> {
        let flag = |name: &str| match self.text(name) {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
        Ok(ActCmd {
            action: self.text("action").to_owned(),
            reason: self.given("reason"),
            gives: self.fields(),
            matter: self.given("matter"),
            grade: self.given("grade"),
            place: self.place()?,
            unit: self.given("unit"),
            entry: self.given("entry"),
            limit: limit(self.text("limit_count"), self.text("limit_unit")),
            text: self.given("text").or_else(|| self.given("template")),
            solved: flag("solved"),
            treated_well: flag("treated_well"),
            score: self.text("score").parse().ok(),
            reached: flag("reached"),
            evidence: self.files,
        })
    }
}
