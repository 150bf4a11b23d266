//! Messages from a CSV file as people save it: several encodings, names of columns in two
//! languages, line breaks within quotes, rows of uneven length, labels that may be missing.

use crate::{Label, LearnError};

/// Largest file read, in bytes.
pub const FILE_BYTES_MAX: usize = 512 << 20;
/// Most rows of one file.
pub const ROWS_MAX: usize = 2_000_000;
/// Most characters of one message that are looked at; the rest decides nothing.
const TEXT_CHARS_MAX: usize = 20_000;

const ID: [&str; 6] = ["id", "编号", "留言编号", "工单编号", "案件编号", "序号"];
const TITLE: [&str; 6] = ["title", "标题", "主题", "留言主题", "工单标题", "subject"];
const BODY: [&str; 9] = [
    "body",
    "内容",
    "留言详情",
    "留言内容",
    "诉求内容",
    "正文",
    "text",
    "content",
    "description",
];
const TOKENS: [&str; 3] = ["tokens", "分词", "words"];

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its number in the file, or its row from 1 where there is none.
    pub id: String,
    /// Title, then body, as written; or words parted by blanks.
    pub text: String,
    /// Whether the text is given as words, without those that carry no meaning.
    pub tokenised: bool,
    /// What somebody called it.
    pub label: Option<Label>,
}

/// The messages of a file, and what was left aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// In the order of the file.
    pub messages: Vec<Message>,
    /// Rows without a label or without text, where a label was asked for.
    pub unusable: usize,
    /// The encoding that was recognised.
    pub encoding: &'static str,
}

/// Reads messages to be judged; every row becomes one message, also one without text.
/// A column `target` is read as label where it is there.
///
/// # Errors
/// A file that cannot be read, or has no column with text.
pub fn read_messages(bytes: &[u8], target: &str) -> Result<Reading, LearnError> {
    read(bytes, target, false)
}

/// Reads messages to learn from; rows without label or text are counted and left aside.
///
/// # Errors
/// As [`read_messages`], and a file without the column `target`.
pub fn read_labelled(bytes: &[u8], target: &str) -> Result<Reading, LearnError> {
    let mut reading = read(bytes, target, true)?;
    let all = reading.messages.len();
    reading
        .messages
        .retain(|m| m.label.is_some() && !m.text.trim().is_empty());
    reading.unusable = all - reading.messages.len();
    Ok(reading)
}

struct Columns {
    id: Option<usize>,
    title: Option<usize>,
    body: Option<usize>,
    tokens: Option<usize>,
    label: Option<usize>,
}

fn read(bytes: &[u8], target: &str, labelled: bool) -> Result<Reading, LearnError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(LearnError::TooLarge {
            bytes: bytes.len(),
            max: FILE_BYTES_MAX,
        });
    }
    let (text, encoding) = decode(bytes)?;
    let mut rows = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let header = rows.headers().map_err(|e| bad_row(&e))?.clone();
    if header.iter().all(|name| name.trim().is_empty()) {
        return Err(LearnError::Empty);
    }
    let columns = columns(&header, target, labelled)?;
    let mut messages = Vec::new();
    for (index, row) in rows.records().enumerate() {
        if index >= ROWS_MAX {
            return Err(LearnError::TooManyRows { max: ROWS_MAX });
        }
        let row = row.map_err(|e| bad_row(&e))?;
        messages.push(message(&row, &columns, index + 1)?);
    }
    Ok(Reading {
        messages,
        unusable: 0,
        encoding,
    })
}

/// The character that parts the cells of the first line: a tab or semicolon where there is no comma.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    match () {
        () if first.contains(',') => b',',
        () if first.contains('\t') => b'\t',
        () if first.contains(';') => b';',
        () => b',',
    }
}

fn columns(
    header: &csv::StringRecord,
    target: &str,
    labelled: bool,
) -> Result<Columns, LearnError> {
    let names: Vec<String> = header.iter().map(|n| n.trim().to_lowercase()).collect();
    let find = |wanted: &[&str]| {
        wanted
            .iter()
            .find_map(|w| names.iter().position(|n| n == w))
    };
    let found = || names.join("、").chars().take(200).collect::<String>();
    let target = target.trim().to_lowercase();
    let mut label = names.iter().position(|n| *n == target);
    if label.is_none() && target == "label" {
        label = find(&["一级标签", "一级分类", "标签", "分类", "类别", "category"]);
    }
    let columns = Columns {
        id: find(&ID),
        title: find(&TITLE),
        body: find(&BODY),
        tokens: find(&TOKENS),
        label,
    };
    if columns.title.is_none() && columns.body.is_none() && columns.tokens.is_none() {
        return Err(LearnError::NoTextColumn { found: found() });
    }
    if labelled && columns.label.is_none() {
        return Err(LearnError::NoLabelColumn {
            wanted: target,
            found: found(),
        });
    }
    Ok(columns)
}

fn message(
    row: &csv::StringRecord,
    columns: &Columns,
    number: usize,
) -> Result<Message, LearnError> {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let title = cell(columns.title);
    let body = cell(columns.body);
    let tokens = cell(columns.tokens);
    let tokenised = title.is_empty() && body.is_empty() && !tokens.is_empty();
    let whole = match (tokenised, title.is_empty()) {
        (true, _) => tokens.to_owned(),
        (false, true) => body.to_owned(),
        (false, false) => format!("{title}\n{body}"),
    };
    let line = row.position().map_or(0, csv::Position::line);
    let id = cell(columns.id);
    Ok(Message {
        id: if id.is_empty() {
            number.to_string()
        } else {
            id.to_owned()
        },
        text: whole.chars().take(TEXT_CHARS_MAX).collect(),
        tokenised,
        label: Label::read(cell(columns.label), line)?,
    })
}

/// A mark at the start decides; else what is no UTF-8 is taken for GB 18030.
fn decode(bytes: &[u8]) -> Result<(String, &'static str), LearnError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return accept(text, wrong, encoding.name());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), "UTF-8"));
    }
    let (text, wrong) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    accept(text, wrong, "GB18030")
}

/// A few bytes that were cut in the middle of a character do not spoil a file.
fn accept(
    text: std::borrow::Cow<'_, str>,
    wrong: bool,
    name: &'static str,
) -> Result<(String, &'static str), LearnError> {
    let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER);
    if wrong && bad.count() * 100 > text.chars().count() {
        return Err(LearnError::Encoding);
    }
    Ok((text.into_owned(), name))
}

fn bad_row(error: &csv::Error) -> LearnError {
    LearnError::Row {
        line: error.position().map_or(1, csv::Position::line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RAW: &str = "id,user,title,time,body,label\n7,u,路灯坏了,2020,\"第一行\n第二行，\"\"引用\"\"\",城乡建设\n8,u,,2020,没有标题,\n";

    #[test]
    fn quoted_line_breaks_and_missing_labels_are_read() {
        let got = read_messages(RAW.as_bytes(), "label").unwrap().messages;
        assert_eq!(got[0].text, "路灯坏了\n第一行\n第二行，\"引用\"");
        assert_eq!(got[0].label.as_ref().unwrap().as_str(), "城乡建设");
        assert_eq!((got[1].id.as_str(), &got[1].label), ("8", &None));
        let got = read_labelled(RAW.as_bytes(), "label").unwrap();
        assert_eq!((got.messages.len(), got.unusable), (1, 1));
    }

    #[test]
    fn marks_and_encodings_of_spreadsheets_are_understood() {
        let want = read_messages(RAW.as_bytes(), "label").unwrap().messages;
        let marked = [b"\xef\xbb\xbf", RAW.as_bytes()].concat();
        let (gbk, _, _) = encoding_rs::GBK.encode(RAW);
        let mut wide = vec![0xff, 0xfe];
        wide.extend(RAW.encode_utf16().flat_map(u16::to_le_bytes));
        for (bytes, name) in [
            (marked, "UTF-8"),
            (gbk.into_owned(), "GB18030"),
            (wide, "UTF-16LE"),
        ] {
            let got = read_messages(&bytes, "label").unwrap();
            assert_eq!((got.messages, got.encoding), (want.clone(), name));
        }
    }

    #[test]
    fn columns_may_be_more_fewer_and_named_in_chinese() {
        let got = read_labelled(
            "留言主题,其他,一级标签\n甲,x,交通运输\n乙\n".as_bytes(),
            "label",
        )
        .unwrap();
        assert_eq!(
            (got.messages[0].id.as_str(), got.messages[0].text.as_str()),
            ("1", "甲\n")
        );
        assert_eq!(got.unusable, 1);
        let got = read_messages(
            "tokens,label\n门口 路灯 损坏,城乡建设\n".as_bytes(),
            "label",
        )
        .unwrap();
        assert!(got.messages[0].tokenised);
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_name() {
        let code = |text: &str| read_labelled(text.as_bytes(), "label").unwrap_err().code();
        assert_eq!(code(""), "learn_empty_file");
        assert_eq!(code("a,b\n1,2\n"), "learn_no_text_column");
        assert_eq!(code("id,body\n1,2\n"), "learn_no_label_column");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_messages(&bytes, "label");
            let mut under_header = b"id,title,body,label\n".to_vec();
            under_header.extend(bytes);
            let _ = read_labelled(&under_header, "label");
        }

        #[test]
        fn what_a_spreadsheet_writes_comes_back(rows in prop::collection::vec(("[a-z0-9]{1,6}", "\\PC{0,12}", "[\\PC\n\",]{0,30}"), 1..12)) {
            let mut out = csv::Writer::from_writer(vec![]);
            out.write_record(["id", "title", "body"]).unwrap();
            for (id, title, body) in &rows {
                out.write_record([id, title, body]).unwrap();
            }
            let bytes = out.into_inner().unwrap();
            let got = read_messages(&bytes, "label").unwrap().messages;
            prop_assert_eq!(got.len(), rows.len());
            for (got, (id, title, _)) in got.iter().zip(&rows) {
                prop_assert_eq!(&got.id, id);
                prop_assert!(got.text.starts_with(title.trim()));
            }
        }
    }
}
