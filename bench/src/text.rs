//! Report texts of any size, made from a real one by repeating its paragraphs in another order.

use crate::sample::Chance;

/// Fixed, so that every run reads the same texts.
const SEED: u64 = 2026;

/// A Markdown report of about `length` code points with the sections of `report`, each as large a
/// part of the whole as it was.
pub(crate) fn of_length(report: &str, length: usize) -> String {
    let whole = report.chars().count().max(1);
    let mut chance = Chance::seeded(SEED);
    let mut text = String::new();
    for section in sections(report) {
        let wanted = section.chars().count() * length / whole;
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        let mut paragraphs: Vec<&str> = body
            .split("\n\n")
            .filter(|p| !p.trim().is_empty())
            .collect();
        let mut have = heading.chars().count();
        text.push_str(heading);
        text.push_str("\n\n");
        'fill: while !paragraphs.is_empty() {
            for paragraph in &paragraphs {
                if have >= wanted {
                    break 'fill;
                }
                have += paragraph.chars().count() + 2;
                text.push_str(paragraph.trim());
                text.push_str("\n\n");
            }
            chance.shuffle(&mut paragraphs);
        }
    }
    text
}

/// From one second-level heading to the next; what stands before the first is a section too.
fn sections(report: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = report
        .match_indices("\n## ")
        .map(|(at, _)| at + 1)
        .collect();
    starts.insert(0, 0);
    starts.push(report.len());
    starts
        .windows(2)
        .map(|pair| &report[pair[0]..pair[1]])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_keeps_the_sections() {
        let report = "题\n\n首段。\n\n## 一、甲\n\n一二三四五。\n\n六七八九十。\n\n## 二、乙\n\n子丑寅卯。\n";
        let text = of_length(report, 500);
        assert!((450..=550).contains(&text.chars().count()));
        assert_eq!(text.matches("## ").count(), 2);
        assert_eq!(text, of_length(report, 500));
    }
}
