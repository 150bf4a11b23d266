//! The endpoint, its services, and what each asks for.

use super::{no_service, set_up};
use crate::duty::in_force;
use crate::{App, Result};
use casework::{CaseType, FieldType};
use profile::{Open311Mode, Open311Service, open311_datatype};

/// The endpoint as its discovery document names it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// `jurisdiction_id`.
    pub jurisdiction: String,
    /// Whom to ask.
    pub contact: String,
    /// Where keys come from.
    pub key_service: String,
    /// When it last changed, as `2026-11-23 08:00`.
    pub changeset: String,
    /// The real thing, or a trial.
    pub production: bool,
}

/// A service of the list.
#[derive(Debug, Clone)]
pub struct ServiceView {
    /// `service_code`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The group it stands in.
    pub group: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// It has a definition with attributes.
    pub metadata: bool,
    /// `realtime` or `batch`.
    pub mode: &'static str,
}

/// What a service asks for.
#[derive(Debug, Clone)]
pub struct Definition {
    /// `service_code`.
    pub code: String,
    /// In order.
    pub attributes: Vec<Attribute>,
}

/// One thing asked for.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// A field of the case type, or `matter`.
    pub code: String,
    /// `string`, `text`, `number`, `datetime` or `singlevaluelist`.
    pub datatype: &'static str,
    /// A report without it is refused.
    pub required: bool,
    /// What it is.
    pub description: String,
    /// Unit or bound of a value, where it has one.
    pub hint: Option<String>,
    /// Keys and names of a list.
    pub values: Vec<(String, String)>,
}

/// The endpoint. Errors: `open311.off`.
pub fn endpoint(app: &App) -> Result<Endpoint> {
    let profile = app.profile();
    let own = set_up(&profile)?;
    Ok(Endpoint {
        jurisdiction: own.jurisdiction.clone(),
        contact: own.contact.clone(),
        key_service: own.key_service.clone(),
        changeset: own.changeset.clone(),
        production: own.production,
    })
}

/// All services in the order of the file. Errors: `open311.off`.
pub fn services(app: &App) -> Result<Vec<ServiceView>> {
    let profile = app.profile();
    let view = |s: &Open311Service| ServiceView {
        code: s.code.clone(),
        name: s.name.clone(),
        description: s.description.clone(),
        group: s.group.clone(),
        keywords: s.keywords.clone(),
        metadata: s.matters.len() > 1 || !s.fields.is_empty(),
        mode: match s.mode {
            Open311Mode::Realtime => "realtime",
            Open311Mode::Batch => "batch",
        },
    };
    Ok(set_up(&profile)?.services.iter().map(view).collect())
}

/// What a service asks for; a service of several matters asks which, and takes no answer as well.
/// Errors: `open311.service_code`.
pub async fn definition(app: &App, code: &str) -> Result<Definition> {
    let profile = app.profile();
    let service = set_up(&profile)?.service(code);
    let service = service.ok_or_else(|| no_service(code))?;
    let duties = in_force(app, app.today()).await?;
    let mut attributes = vec![];
    if service.matters.len() > 1 {
        let named = service.matters.iter().filter_map(|c| duties.matter(c));
        attributes.push(Attribute {
            code: "matter".to_owned(),
            datatype: "singlevaluelist",
            required: false,
            description: "事项".to_owned(),
            hint: None,
            values: named
                .map(|m| (m.code.to_string(), m.name.clone()))
                .collect(),
        });
    }
    let kind = profile.case_types.current(&service.case_type, app.today());
    let fields = service.fields.iter();
    attributes.extend(fields.filter_map(|key| attribute(kind?, key)));
    Ok(Definition {
        code: service.code.clone(),
        attributes,
    })
}

fn attribute(kind: &CaseType, key: &str) -> Option<Attribute> {
    let field = kind.field(key)?;
    let values = match field.kind {
        FieldType::Flag => vec![
            ("true".to_owned(), "是".to_owned()),
            ("false".to_owned(), "否".to_owned()),
        ],
        _ => field.choices.clone(),
    };
    Some(Attribute {
        code: field.key.clone(),
        datatype: open311_datatype(field.kind)?,
        required: field.required_at.as_deref() == Some(kind.initial.as_str()),
        description: field.label.clone(),
        hint: field.unit.clone(),
        values,
    })
}
