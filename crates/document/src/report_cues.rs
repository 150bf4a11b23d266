//! Whether a text is a government work report, by the marks every such report has.

use crate::normalise::lines::is_han;
use crate::refusal::Refusal;

/// Shortest report, in Chinese characters.
const SHORTEST_REPORT: usize = 800;
/// Lines at the start among which the title stands.
const TITLE_LINES: usize = 12;
/// Fewest figures with a unit in a report.
const FEWEST_FIGURES: usize = 8;
/// Fewest of the six marks a report must show.
const FEWEST_MARKS: usize = 5;

/// Says whether a text (raw or normalised) is a government work report.
///
/// Six marks are looked for: enough Chinese text, a title naming a report, the address to the
/// assembly, numbered sections, a year's work looked back on or planned, figures with units.
///
/// # Errors
/// [`Refusal::NotAReport`] naming what is missing when fewer than five are found or the text is
/// too short.
pub fn looks_like_report(text: &str) -> Result<(), Refusal> {
    let marks = [
        (
            text.chars().filter(|&c| is_han(c)).count() >= SHORTEST_REPORT,
            "篇幅太短",
        ),
        (names_a_report(text), "没有“工作报告”标题"),
        (addresses_assembly(text), "没有“向大会报告工作”等开头语"),
        (sections(text) >= 2, "没有“一、二、三”等分部分标题"),
        (tells_a_year(text), "没有年度回顾或年度安排"),
        (figures(text) >= FEWEST_FIGURES, "几乎没有带单位的数字"),
    ];
    let found = marks.iter().filter(|(found, _)| *found).count();
    if marks[0].0 && found >= FEWEST_MARKS {
        return Ok(());
    }
    let missing: Vec<&str> = marks
        .iter()
        .filter(|(found, _)| !found)
        .map(|(_, what)| *what)
        .collect();
    Err(Refusal::NotAReport {
        missing: missing.join("，"),
    })
}

fn names_a_report(text: &str) -> bool {
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .take(TITLE_LINES)
        .any(|l| l.contains("工作报告") || l.contains("工作報告"))
}

fn addresses_assembly(text: &str) -> bool {
    [
        "各位代表",
        "请予审议",
        "向大会报告",
        "向大会作",
        "請予審議",
        "向大會報告",
    ]
    .iter()
    .any(|cue| text.contains(cue))
}

fn sections(text: &str) -> usize {
    text.lines()
        .filter(|line| {
            ["一、", "二、", "三、", "四、"].iter().any(|n| {
                line.trim_start_matches(['#', '*', ' ', '\u{3000}'])
                    .starts_with(n)
            })
        })
        .count()
}

fn tells_a_year(text: &str) -> bool {
    let looks_back = [
        "工作回顾",
        "发展回顾",
        "过去一年",
        "一年来",
        "过去五年",
        "过去的一年",
        "這一年",
        "这一年",
    ];
    let plans = [
        "预期目标",
        "工作安排",
        "重点工作",
        "主要任务",
        "目标任务",
        "今年工作",
        "年工作",
        "總體要求",
        "总体要求",
    ];
    [looks_back.as_slice(), plans.as_slice()]
        .concat()
        .iter()
        .any(|cue| text.contains(cue))
}

/// Figures followed by a unit.
fn figures(text: &str) -> usize {
    let chars: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    chars
        .windows(2)
        .filter(|pair| {
            pair[0].is_ascii_digit()
                && "%％个家项万亿元户公条所套米次处件倍千余多".contains(pair[1])
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> String {
        let paragraph = "过去一年，新增就业1.2万人，改造小区12个，完成投资23亿元，增长5.2%，各项工作有序推进，群众获得感持续增强。\n".repeat(20);
        format!(
            "政府工作报告\n各位代表：\n现在，我向大会报告工作，请予审议。\n一、2025年工作回顾\n{paragraph}二、2026年工作安排\n{paragraph}"
        )
    }

    #[test]
    fn a_report_is_known() {
        assert_eq!(looks_like_report(&report()), Ok(()));
    }

    #[test]
    fn a_report_without_its_title_is_known() {
        assert_eq!(
            looks_like_report(&report().replace("政府工作报告", "")),
            Ok(())
        );
    }

    #[test]
    fn other_texts_are_refused_with_what_is_missing() {
        let story = "山间的小路弯弯曲曲，孩子们背着书包走向学校，阳光洒在田野上，微风轻轻吹过。\n"
            .repeat(60);
        let refusal = looks_like_report(&story).unwrap_err();
        assert_eq!(refusal.code(), "not_a_report");
        assert!(refusal.to_string().contains("没有“工作报告”标题"));
        assert!(looks_like_report("政府工作报告\n各位代表：\n一、回顾\n二、工作安排").is_err());
        assert!(looks_like_report("").is_err());
    }
}
