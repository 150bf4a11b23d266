//! What stands around a text and is none of it: page numbers, portal navigation, captions.

use super::lines::{Line, has_enumerator};

/// A line longer than this is body, never navigation; in characters.
const LONGEST_FURNITURE: usize = 60;
/// Lines looked at before the salutation or first section.
const LONGEST_HEAD: usize = 80;
/// Lines looked at behind the last paragraph.
const LONGEST_TAIL: usize = 80;

/// Drops lines that are a page number and nothing else; returns how many.
pub(super) fn drop_page_numbers(lines: &mut Vec<Line>) -> usize {
    let before = lines.len();
    let mut kept: Vec<Line> = Vec::with_capacity(before);
    let mut dropped = false;
    for mut line in lines.drain(..) {
        if is_page_number(&line.text) {
            dropped = true;
            continue;
        }
        line.blank_before |= std::mem::take(&mut dropped);
        kept.push(line);
    }
    *lines = kept;
    before - lines.len()
}

/// `— 3 —`, `- 3 -`, `·3·`, `第3页`, `第 3 页 共 20 页`, `Page 3 of 20`.
pub(crate) fn is_page_number(text: &str) -> bool {
    if text.chars().count() > 24 {
        return false;
    }
    let compact: String = text.chars().filter(|c| *c != ' ').collect();
    let lower = compact.to_ascii_lowercase();
    let bare = compact.trim_matches(['—', '-', '–', '－', '·', '•', '~', '─']);
    let dashed = bare.len() < compact.len() && is_number(bare);
    let number_page = |s: &str| {
        s.strip_prefix('第')
            .and_then(|s| s.strip_suffix('页'))
            .is_some_and(is_number)
    };
    let total = |s: &str| {
        s.strip_prefix('共')
            .and_then(|s| s.strip_suffix('页'))
            .is_some_and(is_number)
    };
    let of_total = compact.split_once('页').is_some_and(|(first, rest)| {
        is_number(first.trim_start_matches('第'))
            && total(rest.trim_start_matches(['，', ',', '/', '／']))
    });
    let english = lower
        .strip_prefix("page")
        .is_some_and(|rest| rest.split("of").all(is_number) && !rest.is_empty());
    dashed || number_page(&compact) || of_total || english
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Drops portal navigation before the body and footers behind it; returns how many lines.
pub(super) fn drop_navigation(lines: &mut Vec<Line>) -> usize {
    let before = lines.len();
    drop_head(lines);
    drop_tail(lines);
    before - lines.len()
}

fn drop_head(lines: &mut Vec<Line>) {
    let head = lines
        .iter()
        .take(LONGEST_HEAD)
        .position(|l| opens_body(&l.text))
        .unwrap_or(0);
    let mut drop = vec![false; head];
    for i in 0..head {
        let text = lines[i].text.as_str();
        if is_crumb_mark(text) {
            let neighbours = i.saturating_sub(1)..(i + 2).min(head);
            drop[neighbours].fill(true);
        } else if is_portal_line(text) || is_caption(text) {
            drop[i] = true;
            let waits_for_value =
                text.chars().count() <= 6 && text.ends_with(['：', ':']) && is_labelled(text);
            if waits_for_value
                && i + 1 < head
                && lines[i + 1].text.chars().count() <= 30
                && !lines[i + 1].text.ends_with("报告")
            {
                drop[i + 1] = true;
            }
        }
    }
    if drop.iter().any(|&d| d) {
        for i in 0..head {
            let again = lines[i + 1..head]
                .iter()
                .zip(&drop[i + 1..])
                .any(|(l, &gone)| !gone && l.text == lines[i].text);
            drop[i] |= again;
        }
    }
    let mut index = 0;
    lines.retain(|_| {
        index += 1;
        !drop.get(index - 1).copied().unwrap_or(false)
    });
}

fn drop_tail(lines: &mut Vec<Line>) {
    let floor = lines.len().saturating_sub(LONGEST_TAIL);
    let end = lines
        .iter()
        .rposition(|l| is_body(&l.text))
        .map_or(0, |i| i + 1)
        .max(floor);
    let mut footer = false;
    let mut index = 0;
    lines.retain(|line| {
        index += 1;
        if index <= end {
            return true;
        }
        footer |= is_site_footer(&line.text);
        !(footer || is_portal_line(&line.text) || is_crumb_mark(&line.text))
    });
}

/// The salutation, the first section heading or the first long paragraph.
fn opens_body(text: &str) -> bool {
    text.starts_with("各位")
        || text.starts_with("一、")
        || (text.chars().count() > LONGEST_FURNITURE && text.contains('。') && !is_caption(text))
}

/// A sentence, a heading or a term: something the report itself says.
fn is_body(text: &str) -> bool {
    let ends = text.ends_with(['。', '！', '；', '？', '”', '）']);
    !is_portal_line(text)
        && !is_site_footer(text)
        && ((ends && text.chars().count() >= 8) || has_enumerator(text))
}

fn is_crumb_mark(text: &str) -> bool {
    matches!(text, ">" | ">>" | "›" | "»" | "＞" | "/" | "|")
}

/// Buttons and fields of a portal's page.
const BUTTONS: [&str; 44] = [
    "下载",
    "打印",
    "全屏",
    "收藏",
    "加大",
    "还原",
    "减小",
    "】",
    "【",
    "大",
    "中",
    "小",
    "分享",
    "首页",
    "返回",
    "返回首页",
    "返回顶部",
    "关闭",
    "关闭窗口",
    "打印本页",
    "关闭本页",
    "无障碍",
    "无障碍浏览",
    "长者模式",
    "适老模式",
    "登录",
    "注册",
    "搜索",
    "English",
    "繁体",
    "简体",
    "上一篇",
    "下一篇",
    "相关链接",
    "相关附件",
    "扫一扫",
    "微信",
    "微博",
    "政务微博",
    "政务微信",
    "字号",
    "默认",
    "听全文",
    "播放",
];

/// Labels in front of what a portal says about a page.
const LABELS: [&str; 27] = [
    "来源",
    "时间",
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "日期",
    "作者",
    "字号",
    "字体",
    "分享",
    "分享到",
    "浏览次数",
    "浏览量",
    "点击数",
    "阅读",
    "责任编辑",
    "编辑",
    "信息来源",
    "稿件来源",
    "文章来源",
    "当前位置",
    "您的位置",
    "您当前的位置",
    "索引号",
    "发布机构",
    "打印",
];

fn is_portal_line(text: &str) -> bool {
    if text.chars().count() > LONGEST_FURNITURE {
        return false;
    }
    let bare = text.trim_matches(['【', '】', '[', ']', ' ', '：', ':', '·', '|']);
    BUTTONS.contains(&bare)
        || (bare.is_empty() && !text.is_empty())
        || is_labelled(text)
        || is_crumb_line(text)
        || is_font_switch(text)
}

/// `来源：…`, `【字号：`, `发布时间: …`.
fn is_labelled(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', ' ']);
    text.split_once(['：', ':'])
        .is_some_and(|(label, _)| LABELS.contains(&label.trim()))
}

/// `首页 > 政务公开 > 报告`.
fn is_crumb_line(text: &str) -> bool {
    let crumbs = text.split(['>', '›', '»', '＞']).count();
    crumbs >= 3 || (crumbs == 2 && text.starts_with("首页"))
}

/// `【大 中 小】`, `字体：大 中 小`.
fn is_font_switch(text: &str) -> bool {
    let letters: String = text
        .chars()
        .filter(|c| !" 【】[]|：:".contains(*c))
        .collect();
    matches!(
        letters.as_str(),
        "大中小" | "字号大中小" | "字体大中小" | "小中大"
    )
}

/// A photograph's caption: who gave the report, who took the picture.
fn is_caption(text: &str) -> bool {
    let length = text.chars().count();
    let photo = length <= 120 && text.contains("记者") && text.ends_with('摄');
    let giving = length <= 40 && text.trim_end_matches('。').ends_with("作政府工作报告");
    photo || giving
}

/// The foot of a portal's page.
fn is_site_footer(text: &str) -> bool {
    const CUES: [&str; 14] = [
        "版权所有",
        "网站地图",
        "联系我们",
        "ICP备",
        "公网安备",
        "网站标识码",
        "主办单位",
        "承办单位",
        "技术支持",
        "扫一扫",
        "关于我们",
        "Copyright",
        "相关阅读",
        "网站声明",
    ];
    text.chars().count() <= 2 * LONGEST_FURNITURE && CUES.iter().any(|cue| text.contains(cue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[&str]) -> Vec<Line> {
        text.iter().map(|t| Line::new(t)).collect()
    }

    fn words(lines: Vec<Line>) -> Vec<String> {
        lines.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn page_numbers_go_and_figures_stay() {
        let mut text = lines(&[
            "工作有序",
            "— 3 —",
            "推进",
            "- 12 -",
            "第 4 页",
            "第4页 共20页",
            "Page 3 of 9",
            "2.5",
            "2026",
            "第三页",
            "3",
        ]);
        assert_eq!(drop_page_numbers(&mut text), 5);
        assert!(text[1].blank_before);
        assert_eq!(
            words(text),
            ["工作有序", "推进", "2.5", "2026", "第三页", "3"]
        );
    }

    #[test]
    fn a_portals_head_goes_and_the_title_stays() {
        let mut text = lines(&[
            "分享:",
            "政府工作报告",
            "首页",
            ">",
            "政务公开",
            "下载",
            "【字号：",
            "大",
            "】",
            "政府工作报告",
            "——2026年1月8日在某会议上",
            "来源：云溪日报",
            "时间：",
            "2026-02-02 09:20",
            "云溪区区长 王某",
            "区长王某作政府工作报告。本报记者 李 某摄",
            "各位代表：",
            "下载",
            "各项工作有序推进，请予审议。",
        ]);
        drop_navigation(&mut text);
        assert_eq!(
            words(text),
            [
                "政府工作报告",
                "——2026年1月8日在某会议上",
                "云溪区区长 王某",
                "各位代表：",
                "下载",
                "各项工作有序推进，请予审议。"
            ]
        );
    }

    #[test]
    fn a_portals_foot_goes_and_annexes_stay() {
        let mut text = lines(&[
            "各位代表：",
            "让我们团结奋斗，再创佳绩！",
            "附件",
            "名词解释",
            "1. 三网：指三张网。",
            "责任编辑：张某",
            "【打印】",
            "网站地图 | 联系我们",
            "某市政府",
        ]);
        drop_navigation(&mut text);
        assert_eq!(
            words(text),
            [
                "各位代表：",
                "让我们团结奋斗，再创佳绩！",
                "附件",
                "名词解释",
                "1. 三网：指三张网。"
            ]
        );
    }
}
