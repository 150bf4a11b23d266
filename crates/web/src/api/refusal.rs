//! What the API itself refuses, before any action is asked.

use crate::edge::fault::Fault;
use axum::http::StatusCode;

/// 428: a write without `If-Match`.
pub fn version_missing() -> Fault {
    let zh = "请在 If-Match 中写明所依据的版本，例如 If-Match: \"3\"";
    refusal(
        StatusCode::PRECONDITION_REQUIRED,
        "if_match.missing",
        zh,
        "Name the version seen in If-Match, such as \"3\"",
    )
}

/// 400: an `If-Match` that is no single version.
pub fn version_unreadable() -> Fault {
    let zh = "If-Match 应为一个加引号的版本号，例如 \"3\"";
    refusal(
        StatusCode::BAD_REQUEST,
        "if_match.unreadable",
        zh,
        "If-Match is one version in quotation marks, such as \"3\"",
    )
}

/// 415: a body in a form that this address does not take.
pub fn media_type(wanted: &str) -> Fault {
    let zh = format!("请求体的类型应为 {wanted}");
    refusal(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "body.media_type",
        &zh,
        &format!("Send the body as {wanted}"),
    )
}

/// 400: a body that is no JSON or no form.
pub fn unreadable(why: impl std::fmt::Display) -> Fault {
    refusal(
        StatusCode::BAD_REQUEST,
        "body.unreadable",
        &format!("请求体无法读取：{why}"),
        &format!("The body cannot be read: {why}"),
    )
}

/// 422: JSON that does not fit the schema.
pub fn unfitting(why: impl std::fmt::Display) -> Fault {
    let (zh, en) = (
        format!("请求内容与接口文档不符：{why}"),
        format!("The content does not fit the schema: {why}"),
    );
    refusal(StatusCode::UNPROCESSABLE_ENTITY, "body.unfitting", &zh, &en)
}

/// 404: nothing under this address that the caller may see.
pub fn missing() -> Fault {
    refusal(
        StatusCode::NOT_FOUND,
        "not_found",
        "没有找到，或您无权查看",
        "Nothing here that you may see",
    )
}

/// 403: the first password has not been changed yet.
pub fn password_first() -> Fault {
    refusal(
        StatusCode::FORBIDDEN,
        "password.first",
        "首次登录须先修改密码",
        "Change the first password before anything else",
    )
}

fn refusal(status: StatusCode, code: &str, zh: &str, en: &str) -> Fault {
    Fault {
        status,
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        fields: vec![],
        current_version: None,
    }
}
