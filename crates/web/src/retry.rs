//! A form that was refused, shown again with everything that was typed, what to mend, and after a
//! conflict with the version now stored, so that it can be sent once more after a look.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::own_path;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::units::Choice;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// What a field is filled with.
pub enum Input {
    /// Not shown.
    Hidden,
    /// One line.
    Line,
    /// Several lines.
    Long,
    /// A day.
    Day,
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these; the value joins codes with a comma.
    Several(Vec<Choice>),
    /// Files; they must be chosen again.
    Files,
}

/// One field as typed.
pub struct Field {
    name: &'static str,
    label: String,
    value: String,
    input: Input,
}

impl Field {
    fn holds(&self, code: &str) -> bool {
        self.value.split(',').any(|held| held == code)
    }
}

/// A form to send again.
pub struct Retry {
    action: String,
    back: String,
    fields: Vec<Field>,
    multipart: bool,
}

impl Retry {
    /// A form to `action`; `back` is the page it was on.
    pub fn to(action: String, back: &str) -> Self {
        let back = own_path(back).to_owned();
        let carried = Field {
            name: "back",
            label: String::new(),
            value: back.clone(),
            input: Input::Hidden,
        };
        Self {
            action,
            back,
            fields: vec![carried],
            multipart: false,
        }
    }
    /// A field; `label_key` is a catalogue key.
    pub fn field(
        mut self,
        name: &'static str,
        label_key: &str,
        value: impl ToString,
        input: Input,
    ) -> Self {
        self.multipart |= matches!(input, Input::Files);
        self.fields.push(Field {
            name,
            label: label_key.to_owned(),
            value: value.to_string(),
            input,
        });
        self
    }
    /// A hidden field.
    pub fn hidden(self, name: &'static str, value: impl ToString) -> Self {
        self.field(name, "", value, Input::Hidden)
    }
    /// A text of several lines.
    pub fn long(self, name: &'static str, label_key: &str, value: &str) -> Self {
        self.field(name, label_key, value, Input::Long)
    }

    /// The page, or the fault itself where typing again cannot help.
    pub fn answer(mut self, viewer: &Viewer, fault: Fault) -> Result<Response, Fault> {
        let mendable = [
            StatusCode::UNPROCESSABLE_ENTITY,
            StatusCode::BAD_REQUEST,
            StatusCode::CONFLICT,
            StatusCode::PAYLOAD_TOO_LARGE,
        ];
        if !mendable.contains(&fault.status) {
            return Err(fault);
        }
        let f = Frame::of(viewer, "retry.title");
        for field in &mut self.fields {
            if field.name == "version"
                && let Some(current) = fault.current_version
            {
                field.value = current.to_string();
            }
            if !field.label.is_empty() {
                field.label = f.t(&field.label);
            }
        }
        let problems = Problems::of(f.lang(), &fault);
        let conflict = fault.current_version.is_some();
        let page = RetryPage {
            f,
            form: self,
            problems,
            conflict,
        };
        Ok((fault.status, Html(page.render()?)).into_response())
    }
}

#[derive(Template)]
#[template(path = "retry.html")]
struct RetryPage {
    f: Frame,
    form: Retry,
    problems: Problems,
    conflict: bool,
}
