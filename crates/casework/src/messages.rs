//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// What a code says; none for a code this table does not know.
pub(crate) fn words(code: &str) -> Option<(&'static str, &'static str)> {
    MESSAGES
        .iter()
        .find(|(known, _, _)| *known == code)
        .map(|(_, zh, en)| (*zh, *en))
}

/// The template with its names filled in.
pub(crate) fn filled(template: &str, args: &[(&'static str, String)]) -> String {
    args.iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

/// Code, Chinese, English.
pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[
    ("no_case", "没有这件案件", "There is no such case"),
    ("calendar", "{zh}", "{en}"),
];
