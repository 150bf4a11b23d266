//! Labels of headings: 一、（一）1.（1）, each level beginning anew under the one above.

use crate::Block;

/// Levels of headings.
const LEVELS: usize = 4;

/// Counts headings.
#[derive(Debug, Clone, Default)]
pub struct Labels([u32; LEVELS]);

impl Labels {
    /// The label of the next heading of a level; a level beyond 1 to 4 counts as the nearest.
    pub fn next(&mut self, level: u8) -> String {
        let at = usize::from(level).clamp(1, LEVELS) - 1;
        self.0[at] = self.0[at].saturating_add(1);
        self.0[at + 1..].fill(0);
        let n = self.0[at];
        match at {
            0 => format!("{}、", chinese(n)),
            1 => format!("（{}）", chinese(n)),
            2 => format!("{n}."),
            _ => format!("（{n}）"),
        }
    }
}

/// Blocks with the label of each; empty where it is no heading.
pub fn labelled(blocks: &[Block]) -> Vec<(String, &Block)> {
    let mut labels = Labels::default();
    let label = |block: &Block| match block {
        Block::Heading { level, .. } => labels.next(*level),
        _ => String::new(),
    };
    let all: Vec<String> = blocks.iter().map(label).collect();
    all.into_iter().zip(blocks).collect()
}

/// 一 to 九十九; beyond it digits.
fn chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS[(d % 10) as usize];
    match n {
        0 => "零".to_owned(),
        1..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n)),
        _ => n.to_string(),
    }
}
