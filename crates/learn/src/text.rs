//! From a message to its words, so that raw text and text already cut look alike.

use crate::Message;
use jieba_rs::Jieba;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Words that hold sentences together and say nothing of the matter; closed classes only.
const SILENT: &str = "的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 自己 这 那 \
    我们 你们 他们 她们 它们 他 她 它 您 咱 咱们 俺 本人 大家 这个 那个 这些 那些 这样 那样 这里 那里 哪 哪里 什么 \
    怎么 怎样 怎么办 为什么 为何 如何 多少 几 谁 啊 吧 呢 吗 呀 哦 嘛 哈 么 啦 之 其 与 及 以及 或 或者 而 而且 但 但是 \
    因 因为 由于 所以 因此 于是 如果 要是 若 虽然 尽管 即使 只要 只有 不但 不仅 并 并且 且 从 自 自从 由 被 把 将 让 使 \
    给 对 对于 关于 向 往 朝 跟 同 为 为了 以 按 按照 根据 依 比 至 至于 于 等 等等 地 得 过 所 则 却 才 又 再 还 还是 \
    已经 曾 曾经 正 正在 可 可以 能 能够 应 应该 应当 必须 便 即 既 又是 就是 也是 都是 不是 是否 是不是 有没有 能否 可否 \
    这种 那种 各 各种 每 某 另 另外 其他 其它 其中 之后 之前 以后 以前 当 当时 时 时候 目前 现在 如今 今天 此 该 本 \
    只 仅 最 更 更加 太 非常 十分 特别 比较 几乎 大概 左右 来 来说 下 中 里 内 外 前 后 间 多 个 些 点 次 年 月 日 号";

static SILENT_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SILENT.split_whitespace().collect());

/// Longest word kept, in characters; longer runs are numbers of papers and addresses of pages.
const WORD_CHARS_MAX: usize = 20;

/// The words of a message that carry meaning, in order.
pub(crate) fn words(message: &Message) -> Vec<String> {
    let text = plain(&message.text);
    let cut: Vec<&str> = if message.tokenised || is_cut(&text) {
        text.split_whitespace().collect()
    } else {
        let joined = text.split_whitespace();
        return keep(
            joined
                .flat_map(|part| JIEBA.cut(part, true))
                .map(|token| token.word),
        );
    };
    keep(cut.into_iter())
}

/// Whether somebody has parted the words by blanks already: no Chinese writer does.
fn is_cut(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let blanks = text.split_whitespace().count();
    han >= 20 && blanks * 5 > han && !text.contains(['，', '。', ','])
}

/// Compatibility forms undone, small letters, simplified characters.
fn plain(text: &str) -> String {
    let folded: String = text.nfkc().collect::<String>().to_lowercase();
    hanconv::t2s(&folded)
}

fn keep<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .filter(|w| w.chars().count() <= WORD_CHARS_MAX)
        .filter(|w| !SILENT_WORDS.contains(w))
        .map(str::to_owned)
        .collect()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str, tokenised: bool) -> Message {
        Message {
            id: "1".into(),
            text: text.into(),
            tokenised,
            label: None,
        }
    }

    #[test]
    fn raw_text_and_words_already_cut_look_alike() {
        let raw = words(&message("小区的路灯坏了，请尽快维修！", false));
        let cut = words(&message("小区 路灯 坏 请 尽快 维修", true));
        assert_eq!(raw, cut);
    }

    #[test]
    fn wide_capital_and_traditional_writing_is_folded() {
        assert_eq!(
            words(&message("Ａ３區", false)),
            words(&message("a3区", false))
        );
    }

    #[test]
    fn words_in_a_body_are_taken_as_words() {
        let text = "小区 门口 路灯 损坏 夜里 出行 危险 物业 公司 推诿 居民 多次 反映 希望 尽快 安排 维修 消除 隐患";
        assert_eq!(words(&message(text, false)), words(&message(text, true)));
    }

    #[test]
    fn nothing_said_is_no_word() {
        assert!(words(&message("……！ 的 \n", false)).is_empty());
    }
}
