//! Two-character words of a text and how telling each is.

use std::collections::{BTreeMap, BTreeSet};

/// Two-character words so general in official prose that they tell nothing of who acts.
const GENERAL: &[&str] = &[
    "推进", "推动", "建设", "发展", "提升", "提高", "加强", "强化", "完善", "健全", "实施", "深化",
    "优化", "促进", "加快", "打造", "构建", "开展", "落实", "支持", "工作", "机制", "体系", "水平",
    "能力", "重点", "项目", "服务", "管理", "行动", "高质", "质量", "创新", "平台", "保障", "改造",
    "增长", "新增", "全面", "持续", "统筹", "推广", "拓展", "培育", "引导", "组织", "制度", "政策",
    "综合", "协调", "指导", "监督", "以上", "左右", "不少", "少于", "力争", "确保", "计划", "工程",
    "试点", "示范", "特色", "品牌", "资源", "产业", "企业", "社会", "区域", "城市", "公共", "基层",
    "数字",
];

/// How much a general word counts beside another.
const GENERAL_WEIGHT: f64 = 0.15;

/// True for a word that tells nothing of who acts.
pub fn is_general(word: &str) -> bool {
    GENERAL.contains(&word)
}

/// The two-character words of `text`, in order, punctuation left out. The 年 of a date begins no word.
pub fn grams(text: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = text.chars().collect();
    let ends_date =
        |at: usize| matches!(chars[at], '年' | '月' | '日') && at > 0 && chars[at - 1].is_numeric();
    let words = chars.windows(2).enumerate();
    words
        .filter(|(at, w)| w.iter().all(|c| c.is_alphanumeric()) && !ends_date(*at))
        .map(|(_, w)| [w[0], w[1]])
        .collect()
}

/// True for the end of one word and the beginning of the next where one of them is general: the 年工 of
/// 青少年工作 tells no more than 工作 does.
fn straddles(words: &[[char; 2]], at: usize) -> bool {
    let general = |word: [char; 2]| is_general(&word.iter().collect::<String>());
    let [first, last] = words[at];
    let next = words.get(at + 1).filter(|next| next[0] == last);
    let before = at.checked_sub(1).map(|at| words[at]);
    let before = before.filter(|before| before[1] == first);
    !general(words[at]) && (next.is_some_and(|w| general(*w)) || before.is_some_and(general))
}

/// Weights of two-character words: rare among the units weighs more.
#[derive(Debug, Clone, Default)]
pub struct Telling {
    holders: BTreeMap<[char; 2], usize>,
    units: usize,
}

impl Telling {
    /// From each unit's texts.
    pub fn of<'a, T: IntoIterator<Item = &'a str>>(units: impl IntoIterator<Item = T>) -> Self {
        let mut out = Self::default();
        for texts in units {
            out.units += 1;
            let own: BTreeSet<[char; 2]> = texts.into_iter().flat_map(grams).collect();
            for gram in own {
                *out.holders.entry(gram).or_default() += 1;
            }
        }
        out
    }

    /// The words of a duty phrase with their weights; those that straddle a general word count as little,
    /// and what they lose goes to the others, so that a phrase found whole weighs the same.
    pub fn phrase(&self, text: &str) -> Vec<([char; 2], f64)> {
        let words = self.words(text);
        let grams: Vec<[char; 2]> = words.iter().map(|word| word.0).collect();
        let share = |at: usize| match straddles(&grams, at) {
            true => GENERAL_WEIGHT,
            false => 1.0,
        };
        let shared = |(at, word): (usize, &([char; 2], f64))| word.1 * share(at);
        let whole: f64 = words.iter().map(|word| word.1).sum();
        let left: f64 = words.iter().enumerate().map(shared).sum();
        let scale = if left > 0.0 { whole / left } else { 1.0 };
        let scaled = words.iter().enumerate();
        scaled.map(|it| (it.1.0, shared(it) * scale)).collect()
    }

    /// The words of a task with their weights.
    pub fn words(&self, text: &str) -> Vec<([char; 2], f64)> {
        let words = grams(text).into_iter();
        words.map(|word| (word, self.weight(word))).collect()
    }

    /// The weight of one word, at least 0.
    #[allow(clippy::cast_precision_loss)]
    pub fn weight(&self, gram: [char; 2]) -> f64 {
        let holders = self.holders.get(&gram).copied().unwrap_or(0);
        let rare = ((self.units + 1) as f64 / (holders + 1) as f64)
            .ln()
            .max(0.0)
            + 0.1;
        let word: String = gram.iter().collect();
        if is_general(&word) {
            rare * GENERAL_WEIGHT
        } else {
            rare
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more_and_general_ones_less() {
        let telling = Telling::of([vec!["养老机构"], vec!["医疗机构"], vec!["教育机构"]]);
        assert!(telling.weight(['养', '老']) > telling.weight(['机', '构']));
        assert!(telling.weight(['推', '进']) < telling.weight(['养', '老']));
        assert_eq!(grams("甲、乙丙"), [['乙', '丙']]);
        assert_eq!(grams("6年工作"), [['6', '年'], ['工', '作']]);
    }

    #[test]
    fn the_seam_before_a_general_word_tells_as_little() {
        let telling = Telling::of([vec!["青少年工作"], vec!["养老"], vec!["教育"]]);
        let weights: Vec<f64> = telling.phrase("青少年工作").iter().map(|w| w.1).collect();
        let [begins, ends, seam, general] = weights[..] else {
            panic!("four words: {weights:?}");
        };
        assert!(begins > 3.0 * seam && ends > 3.0 * seam && seam <= general);
    }
}
