//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// The words of this crate's refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages;

impl refusal::Table for Messages {
    const ALL: &'static [refusal::Message] = MESSAGES;
}

/// Why something was refused.
pub type Refusal = refusal::Refusal<Messages>;

/// Code, Chinese, English.
#[rustfmt::skip]
pub(crate) const MESSAGES: &[refusal::Message] = &[
    ("period_of_kind", "{kind}的时期无法识别，请按所示格式填写", "That is no period of this kind of bulletin"),
    ("period_not_over", "{period}尚未结束，不能编发", "{period} is not over"),
    ("bulletin_too_long", "内容过长：最多{max}段", "Too long: at most {max} blocks"),
    ("table_too_long", "表格过长：最多{max}格", "A table is too long: at most {max} cells"),
    ("text_too_long", "文字过长，最多{max}字", "Too long; at most {max} characters"),
    ("layout_unknown", "本程序不认识第{layout}版版式", "This program does not know layout {layout}"),
    ("model_unreadable", "封存的内容无法读取", "The sealed content cannot be read"),
    ("base_unreadable", "网址应为 http:// 或 https:// 开头的主机地址", "The address must be http:// or https:// and a host"),
    ("not_frozen", "该周的会议议程尚未确定", "The agenda of that week is not frozen"),
    ("not_minuted", "该次会议的纪要尚未形成", "That meeting has no minutes yet"),
    ("review_not_issued", "该旬复盘尚未印发，请先完成复盘", "The review of those ten days is not issued yet"),
    ("file_not_written", "文件无法生成", "The file could not be written"),
];
