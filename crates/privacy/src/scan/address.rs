//! Door and room in an address: 12号3栋2单元502房. What ends at the building or the street number is a
//! public place and left alone; what leads to a room is somebody's home.

use super::Span;
use super::chars::han_digit;

/// Words behind a number, the longest first, and whether they name a room.
const PARTS: [(&str, bool); 16] = [
    ("号楼", false),
    ("号院", false),
    ("号房", true),
    ("号铺", true),
    ("单元", false),
    ("号", false),
    ("號", false),
    ("栋", false),
    ("幢", false),
    ("座", false),
    ("梯", false),
    ("楼", false),
    ("层", false),
    ("房", true),
    ("室", true),
    ("户", true),
];
/// What follows a bare number that is a count or a day and no room.
const COUNTED: &str = "人个元米年月日时分秒次件度路宗条台辆岁平天名位份吨公%";

struct Part {
    end: usize,
    digits: usize,
    word: &'static str,
    room: bool,
}

pub(super) fn find(plain: &[char]) -> Vec<Span> {
    let mut found = vec![];
    let mut at = 0;
    while at < plain.len() {
        let inside = at > 0 && is_number(plain[at - 1]);
        match (!inside).then(|| chain(plain, at)).flatten() {
            Some(span) => {
                at = span.end;
                found.push(span);
            }
            None => at += 1,
        }
    }
    found
}

/// Parts that follow one another from a place on; a span where they lead to a room.
fn chain(plain: &[char], start: usize) -> Option<Span> {
    let mut end = start;
    let mut parts: Vec<Part> = vec![];
    while let Some(part) = part(plain, end) {
        end = part.end;
        parts.push(part);
    }
    let first = parts.first()?;
    let day = matches!(first.word, "号") && start > 0 && plain[start - 1] == '月';
    if day {
        return None;
    }
    let bare = bare_room(plain, end).filter(|_| parts.iter().any(|p| p.word != "户"));
    let room = parts
        .iter()
        .any(|p| p.room && (parts.len() > 1 || (p.word != "户" && (3..=4).contains(&p.digits))));
    (room || bare.is_some()).then_some(Span {
        start,
        end: bare.unwrap_or(end),
    })
}

fn part(plain: &[char], start: usize) -> Option<Part> {
    let digits = plain[start..]
        .iter()
        .take(5)
        .take_while(|c| is_number(**c))
        .count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let rest = &plain[start + digits..];
    let (word, room) = PARTS
        .iter()
        .find(|(word, _)| super::chars::starts_with(rest, word))?;
    let end = start + digits + word.chars().count();
    let line = *word == "号" && matches!(plain.get(end), Some('线'));
    let meeting = *room && matches!(plain.get(end), Some('内' | '外')) && digits < 3;
    (!line && !meeting).then_some(Part {
        end,
        digits,
        word,
        room: *room,
    })
}

/// Three or four digits right behind the last part, and nothing that makes them a count.
fn bare_room(plain: &[char], start: usize) -> Option<usize> {
    let dash = usize::from(plain.get(start) == Some(&'-'));
    let start = start + dash;
    let digits = plain
        .get(start..)?
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let end = start + digits;
    let after = plain.get(end);
    let counted =
        after.is_some_and(|c| *c == '*' || COUNTED.contains(*c) || c.is_ascii_alphanumeric());
    let decimal = after == Some(&'.') || after == Some(&'-');
    ((3..=4).contains(&digits) && !counted && !decimal).then_some(end)
}

fn is_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || han_digit(c).is_some() || c == '十'
}
