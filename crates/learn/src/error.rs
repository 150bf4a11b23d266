//! What keeps the learner from answering, in words a person can act on.

/// Every refusal. Display is Chinese; [`LearnError::code`] never changes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LearnError {
    /// More bytes than are read.
    #[error("文件过大：{bytes}字节，最多{max}字节；请分成几个文件")]
    TooLarge {
        /// Bytes given.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// More rows than are read.
    #[error("行数过多：最多{max}行；请分成几个文件")]
    TooManyRows {
        /// Rows allowed.
        max: usize,
    },
    /// Neither UTF-8, UTF-16 nor GB 18030.
    #[error("文字编码无法识别，请存为UTF-8或GBK的CSV")]
    Encoding,
    /// No header row.
    #[error("文件是空的，第一行应为列名")]
    Empty,
    /// No column that holds text.
    #[error("没有文字列：列名应有title、body或tokens（标题、内容、分词）之一，现有：{found}")]
    NoTextColumn {
        /// The names found.
        found: String,
    },
    /// No column of the name that was asked for.
    #[error("没有标签列“{wanted}”，现有：{found}")]
    NoLabelColumn {
        /// The name asked for.
        wanted: String,
        /// The names found.
        found: String,
    },
    /// A row that cannot be read as CSV.
    #[error("第{line}行无法读取：引号不成对或格式不对")]
    Row {
        /// Line in the file, from 1.
        line: u64,
    },
    /// A label with more parts than there are levels.
    #[error("第{line}行的标签层级过多：“{label}”，最多{max}级")]
    TooDeep {
        /// Line in the file, from 1.
        line: u64,
        /// The label.
        label: String,
        /// Levels allowed.
        max: usize,
    },
    /// A text in the column of labels: probably the wrong column.
    #[error("第{line}行的标签过长，最多{max}字；请核对标签列")]
    LabelTooLong {
        /// Line in the file, from 1.
        line: u64,
        /// Characters allowed.
        max: usize,
    },
    /// Too little to learn from.
    #[error("可学习的留言不足：有标签且有文字的{found}条，至少{least}条")]
    TooFew {
        /// Usable messages.
        found: usize,
        /// Messages needed.
        least: usize,
    },
    /// Nothing to tell apart.
    #[error("标签种类不足或过多：共{found}种，应在2至{max}种之间")]
    Classes {
        /// Kinds of label found.
        found: usize,
        /// Kinds allowed.
        max: usize,
    },
    /// A number that steers the training is out of range.
    #[error("参数{name}应在{low}至{high}之间")]
    Option {
        /// The parameter.
        name: &'static str,
        /// Least value.
        low: &'static str,
        /// Largest value.
        high: &'static str,
    },
    /// Not a model of ours.
    #[error("这不是绣花的分类模型文件")]
    Foreign,
    /// A model of another version of the format.
    #[error("模型文件是第{found}版格式，本程序读第{known}版；请重新训练")]
    Version {
        /// The version found.
        found: u16,
        /// The version known.
        known: u16,
    },
    /// Bytes missing, added or changed.
    #[error("模型文件已损坏：{what}；请从备份恢复或重新训练")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
}

impl LearnError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "learn_file_too_large",
            Self::TooManyRows { .. } => "learn_too_many_rows",
            Self::Encoding => "learn_encoding",
            Self::Empty => "learn_empty_file",
            Self::NoTextColumn { .. } => "learn_no_text_column",
            Self::NoLabelColumn { .. } => "learn_no_label_column",
            Self::Row { .. } => "learn_bad_row",
            Self::TooDeep { .. } => "learn_label_too_deep",
            Self::LabelTooLong { .. } => "learn_label_too_long",
            Self::TooFew { .. } => "learn_too_few_messages",
            Self::Classes { .. } => "learn_classes",
            Self::Option { .. } => "learn_bad_option",
            Self::Foreign => "learn_model_foreign",
            Self::Version { .. } => "learn_model_version",
            Self::Damaged { .. } => "learn_model_damaged",
        }
    }
}
