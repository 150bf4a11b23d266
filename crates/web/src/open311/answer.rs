//! One tree, written as XML or JSON.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Number, Value};
use std::fmt::Write;

/// A format of the protocol, chosen by the suffix of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.xml`.
    Xml,
    /// `.json`.
    Json,
}

impl Format {
    /// By the suffix of a path.
    pub fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "xml" => Some(Self::Xml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The media type, without a charset: clients compare the whole header. XML names its encoding
    /// itself, JSON has only one.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xml => "text/xml",
            Self::Json => "application/json",
        }
    }
}

/// A value of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing: `null`, or an empty element.
    Null,
    /// Words.
    Text(String),
    /// A number.
    Number(Number),
    /// Yes or no.
    Flag(bool),
    /// Things of a name.
    List(&'static str, Vec<Node>),
    /// Named values in order.
    Map(Vec<(&'static str, Node)>),
}

impl Node {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// Words, or nothing.
    pub fn maybe(words: Option<impl Into<String>>) -> Self {
        words.map_or(Self::Null, |w| Self::Text(w.into()))
    }

    /// Millionths as a number of degrees.
    pub fn degrees(millionths: i64) -> Self {
        Number::from_f64(millionths as f64 / 1e6).map_or(Self::Null, Self::Number)
    }

    fn json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Text(words) => Value::String(words.clone()),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Flag(flag) => Value::Bool(*flag),
            Self::List(_, items) => items.iter().map(Self::json).collect(),
            Self::Map(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|(key, value)| (key.to_string(), value.json()));
                Value::Object(pairs.collect())
            }
        }
    }

    fn xml(&self, name: &str, into: &mut String) {
        let _ = write!(into, "<{name}>");
        match self {
            Self::Null => {}
            Self::Text(words) => escape(words, into),
            Self::Number(number) => {
                let _ = write!(into, "{number}");
            }
            Self::Flag(flag) => {
                let _ = write!(into, "{flag}");
            }
            Self::List(item, items) => items.iter().for_each(|one| one.xml(item, into)),
            Self::Map(pairs) => pairs.iter().for_each(|(key, value)| value.xml(key, into)),
        }
        let _ = write!(into, "</{name}>");
    }
}

/// Characters that XML 1.0 does not know are left out.
fn escape(words: &str, into: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '\t' | '\n' => into.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() => {}
            other => into.push(other),
        }
    }
}

/// An answer; `root` is the name of the whole in XML.
pub fn write(status: StatusCode, format: Format, root: &str, node: &Node) -> Response {
    let text = match format {
        Format::Json => node.json().to_string(),
        Format::Xml => {
            let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
            node.xml(root, &mut text);
            text.push('\n');
            text
        }
    };
    let mut response = (status, Body::from(text)).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(format.media_type());
    headers.insert(header::CONTENT_TYPE, kind);
    // Open data without cookies: pages of other places may read it.
    let all = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Node {
        Node::List(
            "request",
            vec![Node::Map(vec![
                ("id", Node::text("a<b>&\"c\u{1}\u{FFFF}\n")),
                ("lat", Node::degrees(23_129_075)),
                ("media_url", Node::Null),
                ("open", Node::Flag(true)),
            ])],
        )
    }

    fn xml(node: &Node) -> String {
        let mut text = String::new();
        node.xml("service_requests", &mut text);
        text
    }

    #[test]
    fn both_formats_say_the_same() {
        assert_eq!(
            xml(&sample()),
            "<service_requests><request><id>a&lt;b&gt;&amp;\"c\n</id><lat>23.129075</lat>\
             <media_url></media_url><open>true</open></request></service_requests>"
        );
        assert_eq!(
            sample().json(),
            serde_json::json!([{"id": "a<b>&\"c\u{1}\u{FFFF}\n", "lat": 23.129075, "media_url": null, "open": true}])
        );
        assert_eq!(
            xml(&Node::List("request", vec![])),
            "<service_requests></service_requests>"
        );
    }

    #[test]
    fn the_suffix_alone_names_the_format() {
        assert_eq!(Format::of("/open311/v2/services.xml"), Some(Format::Xml));
        assert_eq!(
            Format::of("/open311/v2/requests/a.b.json"),
            Some(Format::Json)
        );
        assert_eq!(Format::of("/open311/v2/services"), None);
        assert_eq!(Format::of("/open311/v2/services.JSON"), None);
    }
}
