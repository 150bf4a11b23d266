//! Places where a sentence can be cut in two.

/// A place to cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Code points that stay before it.
    pub at: usize,
    /// Words before.
    pub first: String,
    /// Words behind.
    pub second: String,
}

/// Most places offered.
const CUTS_MAX: usize = 40;
/// Fewest code points of a half.
const HALF_CHARS_MIN: usize = 2;

/// Behind every mark of punctuation; before a joining word where there is no mark.
pub fn cuts(quote: &str) -> Vec<Cut> {
    let chars: Vec<char> = quote.chars().collect();
    let is_mark = |c: char| "，、；。：,;".contains(c);
    let inside = |at: &usize| *at >= HALF_CHARS_MIN && *at + HALF_CHARS_MIN <= chars.len();
    let behind_marks = (1..chars.len()).filter(|at| is_mark(chars[at - 1]));
    let mut places: Vec<usize> = behind_marks.filter(inside).collect();
    if places.is_empty() {
        places = (1..chars.len())
            .filter(|at| "和及与并".contains(chars[*at]))
            .filter(inside)
            .collect();
    }
    let cut = |at: usize| Cut {
        at,
        first: chars[..at].iter().collect(),
        second: chars[at..].iter().collect(),
    };
    places.into_iter().take(CUTS_MAX).map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_stand_behind_marks() {
        let places: Vec<usize> = cuts("新建公园2个，修路5条，")
            .iter()
            .map(|c| c.at)
            .collect();
        assert_eq!(places, [7]);
    }

    #[test]
    fn joining_words_serve_where_there_is_no_mark() {
        let found = cuts("修好路和管网");
        assert_eq!(
            (found[0].first.as_str(), found[0].second.as_str()),
            ("修好路", "和管网")
        );
        assert!(cuts("和").is_empty() && cuts("").is_empty());
    }
}
