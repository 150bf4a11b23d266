//! Near copies of one message: the same person sending again, or a text that many send.

use crate::document::Document;
use std::collections::HashMap;

/// A word in more messages than this tells no copies.
const COMMON: usize = 60;
/// Candidates compared a message.
const CANDIDATES_MAX: usize = 8;
/// Two messages that share more than this part of their words are copies.
const ALIKE: f64 = 0.6;

/// The group of each document: copies have the same number.
pub(crate) fn groups(documents: &[Document]) -> Vec<usize> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        for word in &document.words {
            holders.entry(*word).or_default().push(at);
        }
    }
    let mut leader: Vec<usize> = (0..documents.len()).collect();
    let mut shared: HashMap<usize, u32> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        shared.clear();
        let rare = document.words.iter().filter_map(|w| holders.get(w));
        for earlier in rare.filter(|h| h.len() <= COMMON).flatten() {
            if *earlier < at {
                *shared.entry(*earlier).or_default() += 1;
            }
        }
        let mut candidates: Vec<(usize, u32)> = shared.iter().map(|(a, n)| (*a, *n)).collect();
        candidates.sort_unstable_by_key(|(a, n)| (std::cmp::Reverse(*n), *a));
        for (earlier, _) in candidates.into_iter().take(CANDIDATES_MAX) {
            if alike(&document.words, &documents[earlier].words) > ALIKE {
                let (a, b) = (find(&mut leader, at), find(&mut leader, earlier));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    (0..documents.len())
        .map(|at| find(&mut leader, at))
        .collect()
}

fn find(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// Shared words as a part of all words of both; both lists ascending.
#[allow(clippy::cast_precision_loss)]
fn alike(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Message;

    #[test]
    fn copies_are_found_in_either_form_and_others_stay_apart() {
        let make = |text: &str, tokenised| {
            Document::of(&Message {
                id: String::new(),
                text: text.into(),
                tokenised,
                label: None,
            })
        };
        let all = [
            make("小区的路灯坏了三个月，物业公司不管，请尽快维修", false),
            make("公交车经常晚点，请增加班次", false),
            make("小区 路灯 坏 三个 物业公司 不管 请 尽快 维修", true),
        ];
        let got = groups(&all);
        assert_eq!(got[0], got[2]);
        assert_ne!(got[0], got[1]);
    }
}
