//! What every call carries: who asks how often, in which format and language, of which jurisdiction.

use super::answer::{self, Format, Node};
use super::args::Args;
use crate::edge::fault::Fault;
use crate::edge::limit;
use crate::edge::prefs::Prefs;
use crate::edge::remote::Remote;
use crate::state::Web;
use crate::words::Lang;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;

/// Longest name of a host, in bytes.
const HOST_BYTES_MAX: usize = 255;

/// One call.
pub struct Call {
    /// By the suffix of the address.
    pub format: Format,
    /// The query.
    pub args: Args,
    /// Of words for people.
    pub lang: Lang,
    /// Where this server was asked: scheme and host.
    pub base: String,
}

impl FromRequestParts<Web> for Call {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let Remote(remote) = Remote::from_request_parts(parts, web).await?;
        limit::portal(web, &remote)?;
        let format = Format::of(parts.uri.path());
        let format = format.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
        let args = Args::parse(parts.uri.query().unwrap_or_default().as_bytes())?;
        app::open311::check_jurisdiction(web.app(), args.get("jurisdiction_id"))?;
        Ok(Self {
            format,
            args,
            lang: parts
                .extensions
                .get::<Prefs>()
                .copied()
                .unwrap_or_default()
                .lang,
            base: base(parts, web.options().secure_cookies),
        })
    }
}

impl Call {
    /// A good answer; `root` is the name of the whole in XML.
    pub fn answer(&self, root: &str, node: &Node) -> Response {
        answer::write(StatusCode::OK, self.format, root, node)
    }

    /// The last part of an address without its suffix.
    pub fn named<'a>(&self, file: &'a str) -> &'a str {
        file.rsplit_once('.').map_or(file, |(name, _)| name)
    }
}

/// Scheme and host as the client wrote them; none where it wrote no plain host.
fn base(parts: &Parts, secure: bool) -> String {
    let host = parts.headers.get(header::HOST);
    let host = host.and_then(|h| h.to_str().ok()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if host.is_empty() || host.len() > HOST_BYTES_MAX || !host.chars().all(plain) {
        return String::new();
    }
    format!("{}://{host}", if secure { "https" } else { "http" })
}

/// Every other address below `/open311`.
pub async fn nowhere() -> Fault {
    Fault::of(StatusCode::NOT_FOUND, "no_page")
}
