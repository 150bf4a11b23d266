//! What was mended on the way from file to text, for the person who checks the result.

use std::fmt;

/// One kind of mending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// Lines joined that a page or line break had cut inside a sentence.
    BreaksJoined,
    /// Paragraphs joined that a page break had cut between two sentences.
    PagesJoined,
    /// Lines of fixed width put back into paragraphs.
    LinesUnwrapped,
    /// Pairs of bold or heading marks removed.
    MarksRemoved,
    /// Stray spaces removed.
    SpacesRemoved,
    /// Full-width letters and digits, compatibility forms and the like made plain.
    CharactersMended,
    /// Lines of web navigation, captions and footers dropped.
    NavigationDropped,
    /// Page numbers, running headers and footers dropped.
    PageNumbersDropped,
    /// Traditional characters converted to simplified ones.
    TraditionalConverted,
    /// Tables rendered as lines.
    TablesRendered,
    /// Footnotes moved behind the text.
    FootnotesMoved,
    /// Tracked deletions left out.
    DeletionsDropped,
    /// Tracked insertions kept.
    InsertionsKept,
    /// Characters that could not be read and were left out.
    CharactersLost,
}

impl NoteKind {
    /// The stable code of this kind of note, in snake case.
    pub fn code(self) -> &'static str {
        match self {
            Self::BreaksJoined => "breaks_joined",
            Self::PagesJoined => "pages_joined",
            Self::LinesUnwrapped => "lines_unwrapped",
            Self::MarksRemoved => "marks_removed",
            Self::SpacesRemoved => "spaces_removed",
            Self::CharactersMended => "characters_mended",
            Self::NavigationDropped => "navigation_dropped",
            Self::PageNumbersDropped => "page_numbers_dropped",
            Self::TraditionalConverted => "traditional_converted",
            Self::TablesRendered => "tables_rendered",
            Self::FootnotesMoved => "footnotes_moved",
            Self::DeletionsDropped => "deletions_dropped",
            Self::InsertionsKept => "insertions_kept",
            Self::CharactersLost => "characters_lost",
        }
    }
}

/// A kind of mending and how often it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// What was done.
    pub kind: NoteKind,
    /// How often, at least 1.
    pub count: usize,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.count;
        match self.kind {
            NoteKind::BreaksJoined => write!(f, "接回句中断开的分页或换行 {n} 处"),
            NoteKind::PagesJoined => write!(f, "接回被分页断开的段落 {n} 处"),
            NoteKind::LinesUnwrapped => write!(f, "把固定行宽的文字还原成段落，接回 {n} 行"),
            NoteKind::MarksRemoved => write!(f, "去掉加粗或标题标记 {n} 处"),
            NoteKind::SpacesRemoved => write!(f, "去掉多余空格 {n} 处"),
            NoteKind::CharactersMended => write!(f, "把全角字母数字等改为通用写法 {n} 字"),
            NoteKind::NavigationDropped => write!(f, "去掉网页导航、图片说明等 {n} 行"),
            NoteKind::PageNumbersDropped => write!(f, "去掉页码、页眉页脚 {n} 行"),
            NoteKind::TraditionalConverted => write!(f, "繁体转为简体 {n} 字"),
            NoteKind::TablesRendered => write!(f, "表格逐行写出 {n} 个"),
            NoteKind::FootnotesMoved => write!(f, "脚注移到文末 {n} 条"),
            NoteKind::DeletionsDropped => write!(f, "未保留修订中删除的内容 {n} 处"),
            NoteKind::InsertionsKept => write!(f, "保留修订中插入的内容 {n} 处"),
            NoteKind::CharactersLost => write!(f, "有 {n} 个字读不出来，已略去"),
        }
    }
}

/// Adds a note unless nothing was done; counts of one kind add up.
pub(crate) fn push(notes: &mut Vec<Note>, kind: NoteKind, count: usize) {
    if count == 0 {
        return;
    }
    match notes.iter_mut().find(|n| n.kind == kind) {
        Some(note) => note.count += count,
        None => notes.push(Note { kind, count }),
    }
}
