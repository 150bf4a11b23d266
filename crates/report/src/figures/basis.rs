//! Level, growth, share, points, multiple, rank or duration, from the verb that governs a value.

use figure::Basis;

use super::{
    token::{Form, Token},
    words::{ending, within},
};
use crate::{Direction, MultipleSense};

#[rustfmt::skip]
const UP: &[&str] = &["增长", "增速", "增幅", "涨幅", "增长率", "增加", "增收", "增产", "增值", "上涨", "上升", "回升", "提升", "提高", "提速", "扩大", "扩容", "增", "涨", "攀升", "跃升", "提增", "多增", "放大", "增长预期", "上浮", "增量"];
#[rustfmt::skip]
const DOWN: &[&str] = &["下降", "降低", "减少", "压减", "压缩", "缩短", "缩减", "缩小", "降", "减", "下跌", "跌", "回落", "降幅", "减幅", "下滑", "节约", "节省", "少", "下调", "降本", "减排", "收窄", "压降", "递减", "改善", "节水", "节能"];
/// Nouns of change: 增速达5% is growth, while 提高到5% is a level reached.
#[rustfmt::skip]
const NOUNS: &[&str] = &["增长", "增速", "增幅", "涨幅", "增长率", "降幅", "减幅", "下降", "上涨"];
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "约", "近", "超", "超过", "突破", "逾", "高于", "不低于", "不少于", "不超过", "不高于", "低于", "达", "达到", "为", "在", "了", "实现", "分别", "均", "各", "保持", "保持在", "稳定", "稳定在", "控制", "控制在", "快于", "至少", "不到",
    "分别为", "分别达", "分别达到", "都", "预计", "再", "接近", "将近", "幅度", "目标", "率",
];

/// What a value is a figure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nature {
    /// The basis.
    pub basis: Basis,
    /// Up or down, for changes.
    pub direction: Option<Direction>,
    /// For multiples.
    pub sense: Option<MultipleSense>,
    /// False where the decision is a fallback.
    pub sure: bool,
}

/// The nature of `token`. `from..at` is the lead: the clause up to the value (or up to the first
/// value of a list that shares one verb), `to` is the end of the clause.
pub fn nature(chars: &[char], token: &Token, from: usize, at: usize, to: usize) -> Nature {
    let plain = |basis| Nature {
        basis,
        direction: None,
        sense: None,
        sure: true,
    };
    match token.form {
        Form::Rank => return plain(Basis::Rank),
        Form::Part => return plain(Basis::Share),
        Form::Ratio | Form::Medal => return plain(Basis::Level),
        Form::Doubling => {
            return Nature {
                basis: Basis::Multiple,
                direction: Some(Direction::Up),
                sense: Some(MultipleSense::To),
                sure: true,
            };
        }
        Form::TwoDigit => {
            return Nature {
                basis: Basis::Growth,
                direction: Some(Direction::Up),
                sense: None,
                sure: true,
            };
        }
        _ => {}
    }
    match token.unit.as_str() {
        "%" | "‰" => share_or_growth(chars, token, from, at),
        "百分点" => Nature {
            basis: Basis::ChangePoints,
            direction: points_direction(chars, from, at),
            sense: None,
            sure: true,
        },
        "倍" => multiple(chars, from, at),
        "天" if within(
            chars,
            super::words::clause_start(chars, at),
            at,
            &["天数", "日数"],
        ) =>
        {
            plain(Basis::Level)
        }
        "年" | "个月" | "天" | "日" | "小时" | "分钟" | "秒" | "个工作日" | "次" | "届" => {
            lasting(chars, token, at, to)
        }
        _ => plain(Basis::Level),
    }
}

/// The verb of change that ends the lead, past linking words: direction, and whether 至 or 到
/// stands between.
fn change_verb(chars: &[char], from: usize, at: usize) -> Option<(Direction, bool)> {
    let mut end = at;
    let mut reached = false;
    for _ in 0..6 {
        if let Some((word, direction)) = verb(chars, from, end) {
            if reached && !NOUNS.contains(&word) {
                return Some((direction, true));
            }
            let to = matches!(chars.get(end), Some('至' | '到'));
            return Some((direction, to));
        }
        if let Some(word) = ending(&chars[..end], end, &["至", "到"])
            .filter(|_| ending(&chars[..end], end, &["达到", "不到"]).is_none())
        {
            end -= word.chars().count();
            reached = true;
            continue;
        }
        let word = ending(&chars[..end], end, LINKS).filter(|w| end - w.chars().count() >= from)?;
        end -= word.chars().count();
    }
    None
}

fn verb(chars: &[char], from: usize, end: usize) -> Option<(&'static str, Direction)> {
    let up = ending(chars, end, UP).map(|w| (w, Direction::Up));
    let down = ending(chars, end, DOWN).map(|w| (w, Direction::Down));
    let best = match (up, down) {
        (Some(u), Some(d)) => Some(if u.0.len() >= d.0.len() { u } else { d }),
        (u, d) => u.or(d),
    };
    best.filter(|(w, _)| end - w.chars().count() >= from)
}

fn share_or_growth(chars: &[char], token: &Token, from: usize, at: usize) -> Nature {
    let nature = |basis, direction, sure| Nature {
        basis,
        direction,
        sense: None,
        sure,
    };
    if let Some((direction, to)) = change_verb(chars, from, at) {
        let noun = to && ends_with_change_noun(chars, from, at);
        if !to || noun {
            return nature(Basis::Growth, Some(direction), true);
        }
        return nature(Basis::Share, None, true);
    }
    #[rustfmt::skip]
    const SHARE: &[&str] = &["率", "占", "比重", "比例", "占比", "水平", "覆盖", "达", "至", "到", "强度", "比", "贡献", "程度", "度"];
    let led_by_share = within(chars, from, at, SHARE);
    let noun_of_growth = within(chars, from, at, &["增速", "增长", "涨幅", "增幅", "降幅"]);
    if noun_of_growth && !within(chars, from, at, &["占", "率", "比重", "贡献"]) {
        return nature(Basis::Growth, Some(Direction::Up), false);
    }
    let object = [
        ("压减", Direction::Down),
        ("减少", Direction::Down),
        ("降低", Direction::Down),
        ("压缩", Direction::Down),
        ("缩短", Direction::Down),
        ("下降", Direction::Down),
        ("节约", Direction::Down),
        ("提高", Direction::Up),
        ("提升", Direction::Up),
        ("增加", Direction::Up),
        ("下调", Direction::Down),
    ];
    if !led_by_share
        && token.form != Form::Fraction
        && let Some((_, direction)) = object.iter().find(|(w, _)| within(chars, from, at, &[w]))
    {
        return nature(Basis::Growth, Some(*direction), false);
    }
    nature(Basis::Share, None, led_by_share)
}

/// 增速达到5%: the noun of change holds although 到 follows.
fn ends_with_change_noun(chars: &[char], from: usize, at: usize) -> bool {
    let tail = at.saturating_sub(6).max(from);
    within(chars, tail, at, &["增速", "增幅", "涨幅", "增长率", "降幅"])
}

fn points_direction(chars: &[char], from: usize, at: usize) -> Option<Direction> {
    if let Some((direction, _)) = change_verb(chars, from, at) {
        return Some(direction);
    }
    let down = within(
        chars,
        from,
        at,
        &["低于", "下降", "降低", "减少", "收窄", "回落", "缩小"],
    );
    let up = within(
        chars,
        from,
        at,
        &[
            "高于", "赶超", "超", "提高", "提升", "增加", "快于", "高出", "高", "领先", "扩大",
            "上升",
        ],
    );
    match (up, down) {
        (_, true) => Some(Direction::Down),
        (true, false) => Some(Direction::Up),
        _ => None,
    }
}

fn multiple(chars: &[char], from: usize, at: usize) -> Nature {
    let nature = |direction, sense| Nature {
        basis: Basis::Multiple,
        direction,
        sense: Some(sense),
        sure: true,
    };
    match change_verb(chars, from, at) {
        Some((direction, false)) => nature(Some(direction), MultipleSense::IncreaseBy),
        Some((direction, true)) => nature(Some(direction), MultipleSense::To),
        None => nature(None, MultipleSense::To),
    }
}

/// 连续9年居首位 is a placing; 连续26个月保持增长 is a duration. 次 is a count unless it runs on.
fn lasting(chars: &[char], token: &Token, at: usize, to: usize) -> Nature {
    let plain = |basis, sure| Nature {
        basis,
        direction: None,
        sense: None,
        sure,
    };
    let running = ending(
        chars,
        at,
        &["连续", "保持", "蝉联", "连续近", "连续超", "连续超过"],
    )
    .is_some();
    if !running && matches!(token.unit.as_str(), "次" | "届") {
        return plain(Basis::Level, true);
    }
    if !running {
        return plain(Basis::Duration, true);
    }
    #[rustfmt::skip]
    const PLACED: &[&str] = &["第一", "第二", "第三", "第", "首位", "居全", "居首", "位居", "稳居", "居各", "居中", "居大", "居世", "居第", "居前", "居同", "居西", "居东", "获", "评", "优秀", "A级", "领先", "排名", "位列", "名列", "前列", "前三", "前十", "唯一", "荣膺", "优等", "最", "冠", "入选", "上榜", "好”", "A等", "优胜", "先进", "表彰", "激励", "达标"];
    if within(chars, token.span.end, to, PLACED) {
        plain(Basis::Rank, true)
    } else {
        plain(Basis::Duration, token.unit != "次")
    }
}
