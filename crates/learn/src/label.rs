//! A label: a path of one to three names.

use crate::LearnError;

/// Levels of a label at most: first, second, third.
pub const LEVELS_MAX: usize = 3;

/// Longest label, in characters.
pub(crate) const LABEL_CHARS_MAX: usize = 150;

/// A category by its path, written with `/` between levels.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// Reads a path; blanks around names are dropped. `None` where nothing is written.
    ///
    /// # Errors
    /// [`LearnError::TooDeep`] with `line` for more than [`LEVELS_MAX`] names, or
    /// [`LearnError::LabelTooLong`].
    pub fn read(text: &str, line: u64) -> Result<Option<Self>, LearnError> {
        let names: Vec<&str> = text
            .split(['/', '／', '>'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if text.chars().count() > LABEL_CHARS_MAX {
            return Err(LearnError::LabelTooLong {
                line,
                max: LABEL_CHARS_MAX,
            });
        }
        if names.len() > LEVELS_MAX {
            return Err(LearnError::TooDeep {
                line,
                label: text.chars().take(80).collect(),
                max: LEVELS_MAX,
            });
        }
        Ok((!names.is_empty()).then(|| Self(names.join("/"))))
    }

    /// How many names the path has.
    pub fn depth(&self) -> usize {
        self.0.split('/').count()
    }

    /// The first `depth` names, if there are so many.
    pub fn prefix(&self, depth: usize) -> Option<Self> {
        let names: Vec<&str> = self.0.split('/').take(depth).collect();
        (depth > 0 && names.len() == depth).then(|| Self(names.join("/")))
    }

    /// Whether this path begins with `other`.
    pub fn within(&self, other: &Self) -> bool {
        self.prefix(other.depth()).as_ref() == Some(other)
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// From a model file, where it was checked before it was written.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_with_its_levels() {
        let label = Label::read(" 城乡建设 / 物业管理 ", 1).unwrap().unwrap();
        assert_eq!(label.as_str(), "城乡建设/物业管理");
        assert_eq!(label.depth(), 2);
        let first = label.prefix(1).unwrap();
        assert_eq!(first.as_str(), "城乡建设");
        assert!(label.within(&first) && !first.within(&label));
        assert_eq!(label.prefix(3), None);
    }

    #[test]
    fn nothing_written_is_no_label_and_too_deep_is_refused() {
        assert_eq!(Label::read("  ", 1), Ok(None));
        let refused = Label::read("a/b/c/d", 7).unwrap_err();
        assert_eq!(refused.code(), "learn_label_too_deep");
    }
}
