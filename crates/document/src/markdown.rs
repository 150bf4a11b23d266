//! Markdown's marks removed, its tables rendered as lines.

use crate::normalise::lines::CELL_BREAK;

/// Plain lines of a Markdown text and the number of tables in it. Bold and heading marks are left
/// to [`crate::normalise`].
pub(crate) fn to_plain(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut tables = 0;
    let mut in_table = false;
    for raw in text.lines() {
        let line = raw.trim();
        if line.starts_with("```") || line.starts_with("~~~") || is_rule(line) {
            out.push('\n');
            continue;
        }
        let row = table_cells(line);
        tables += usize::from(row.is_some() && !in_table);
        in_table = row.is_some();
        match row {
            Some(cells) if cells.iter().all(|c| is_table_rule(c)) => continue,
            Some(cells) => out.push_str(
                &cells
                    .iter()
                    .map(|c| inline(c))
                    .collect::<Vec<_>>()
                    .join(&CELL_BREAK.to_string()),
            ),
            None => {
                let indent = raw.len() - raw.trim_start().len();
                out.push_str(&raw[..indent]);
                out.push_str(&inline(strip_block_marks(line)));
            }
        }
        out.push('\n');
    }
    (out, tables)
}

/// `---`, `***`, `===`: a rule or the underline of a heading.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && ["-", "*", "_", "="]
            .iter()
            .any(|mark| line.trim_start_matches(mark).is_empty())
}

fn table_cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

fn is_table_rule(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'))
}

fn strip_block_marks(line: &str) -> &str {
    let line = line.trim_start_matches('>').trim_start();
    ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
}

/// Links become their words, pictures vanish, backslashes before marks vanish.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '!', '\\', '`']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let picture = rest.starts_with("![");
        if let Some((words, after)) = link(&rest[usize::from(picture)..]) {
            if !picture {
                out.push_str(words);
            }
            rest = after;
        } else if rest.starts_with('`') {
            rest = &rest[1..];
        } else if rest.starts_with('\\')
            && rest[1..].starts_with(|c: char| c.is_ascii_punctuation())
        {
            out.push_str(&rest[1..2]);
            rest = &rest[2..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// `[words](address)` at the start: the words and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = rest.split_once(')')?;
    (!words.contains('[')).then_some((words, after))
}

#[cfg(test)]
mod tests {
    use super::to_plain;

    #[test]
    fn marks_of_markdown_go() {
        let (text, tables) = to_plain(
            "- 推进[项目](http://x)\\*建设![图](a.png)\n\n---\n> 引文[1]\n```\n代码\n```\n`四上`企业!",
        );
        assert_eq!(text, "推进项目*建设\n\n\n引文[1]\n\n代码\n\n四上企业!\n");
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_table_becomes_lines() {
        let (text, tables) = to_plain("| 指标 | 目标 |\n|---|:--:|\n| 总量 | 增长5% |\n\n正文");
        assert_eq!(text, "指标｜目标\n总量｜增长5%\n\n正文\n");
        assert_eq!(tables, 1);
    }
}
