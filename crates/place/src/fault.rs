//! What is wrong with a set of areas, and where on the ground.

use geo::MultiPolygon;

/// Most faults told of one set.
pub const FAULTS_MAX: usize = 200;

/// One thing to mend. `code` is stable, `message_zh` is for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Stable code, such as `area_overlap` or `area_gap`.
    pub code: &'static str,
    /// What is wrong, with names and sizes.
    pub message_zh: String,
    /// Codes of the areas meant.
    pub areas: Vec<String>,
    /// The file, where it came from one.
    pub file: String,
    /// Line in the file, from 1; 0 where the whole file or no file is meant.
    pub line: usize,
    /// The piece of ground: what overlaps, what nobody covers, what lies outside.
    pub geometry: Option<MultiPolygon<f64>>,
}

impl Fault {
    pub(crate) fn new(code: &'static str, message_zh: impl Into<String>) -> Self {
        Self {
            code,
            message_zh: message_zh.into(),
            areas: vec![],
            file: String::new(),
            line: 0,
            geometry: None,
        }
    }

    pub(crate) fn of(mut self, areas: &[&str]) -> Self {
        self.areas = areas.iter().map(|code| (*code).to_owned()).collect();
        self
    }

    pub(crate) fn at(mut self, file: &str, line: usize) -> Self {
        self.file = file.to_owned();
        self.line = line;
        self
    }

    pub(crate) fn with(mut self, geometry: MultiPolygon<f64>) -> Self {
        self.geometry = Some(geometry);
        self
    }

    /// As a GeoJSON feature: the piece of ground with code, words and areas as properties.
    pub fn feature(&self) -> String {
        let geometry = self
            .geometry
            .as_ref()
            .map_or_else(|| "null".to_owned(), crate::write::geometry);
        let properties = serde_json::json!({
            "code": self.code,
            "message": self.message_zh,
            "areas": self.areas,
        });
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    }
}
