//! What can be wrong with an input, in words a person can act on.

use jiff::civil::Date;

/// Every way the calendar refuses an input. Display is Chinese; [`CalendarError::english`]
/// says the same in English and [`CalendarError::code`] never changes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A limit that is not a number followed by `h`, `wh`, `wd`, `d` or `mo`.
    #[error("期限“{0}”写法不对，应为数字加单位，如 24h、2wh、5wd、60d、3mo")]
    LimitSyntax(String),
    /// A limit of zero, or above the largest for its unit.
    #[error("期限“{text}”超出范围，{unit} 应在 1 至 {max} 之间")]
    LimitRange {
        /// The limit as given.
        text: String,
        /// Its unit.
        unit: &'static str,
        /// Largest count allowed for the unit.
        max: u32,
    },
    /// A text that is no ISO 8601 date or date-time.
    #[error("时间“{0}”写法不对，应如 2026-09-24T16:30 或 2026-09-24T16:30+08:00")]
    Instant(String),
    /// A date or result outside the supported years.
    #[error("日期超出可计算的范围（1992 年至 2199 年）")]
    OutOfRange,
    /// A pause that ends before or when it starts.
    #[error("第 {0} 段暂停的结束时间不晚于开始时间")]
    PauseOrder(usize),
    /// More pauses or extensions than one deadline may carry.
    #[error("{what}过多，最多 {max} 段")]
    TooMany {
        /// What there are too many of, in Chinese.
        what: &'static str,
        /// Largest number allowed.
        max: usize,
    },
    /// Duty hours that cannot be read or make no sense.
    #[error("办公时间不对：{0}")]
    Duty(DutyProblem),
    /// A notice text with a bad line.
    #[error("放假通知第 {line} 行：{problem}")]
    NoticeLine {
        /// Line in the text, from 1.
        line: u64,
        /// What is wrong.
        problem: NoticeProblem,
    },
    /// A notice whose days contradict each other or its year.
    #[error("{year} 年第 {version} 版放假通知（{date}）：{problem}")]
    NoticeDay {
        /// Year of the notice.
        year: i16,
        /// Version of the notice.
        version: u16,
        /// The day at fault.
        date: Date,
        /// What is wrong.
        problem: NoticeProblem,
    },
    /// The same notice twice with different content under one version number.
    #[error("{year} 年放假通知第 {version} 版重复，修订请使用更高的版本号")]
    NoticeVersion {
        /// Year of the notice.
        year: i16,
        /// Version that occurs twice.
        version: u16,
    },
}

/// What is wrong with duty hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DutyProblem {
    /// Text that is not like `mon-fri 09:00-12:00,13:00-17:00`.
    #[error("“{0}”应如 mon-fri 09:00-12:00,13:00-17:00")]
    Syntax(String),
    /// An interval that ends before or when it starts, or after 24:00.
    #[error("{0} 的结束须晚于开始且不过 24:00")]
    Order(String),
    /// Two intervals of a day overlap or are out of order.
    #[error("同一天的时段重叠或次序颠倒")]
    Overlap,
    /// More intervals in one day than allowed.
    #[error("一天的时段过多")]
    TooManyIntervals,
    /// No duty at all from Monday to Friday.
    #[error("周一至周五没有任何办公时段")]
    Empty,
}

/// What is wrong with one day of a notice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeProblem {
    /// The line cannot be read as CSV.
    #[error("不是规范的 CSV")]
    Csv,
    /// A column that must be there is missing.
    #[error("缺少“{0}”列或其内容")]
    Missing(&'static str),
    /// A cell that cannot be read.
    #[error("“{0}”无法识别")]
    Cell(String),
    /// The text or list is larger than allowed.
    #[error("内容过多")]
    TooLarge,
    /// A day outside the notice's year (December before to January after).
    #[error("日期不在该年度之内")]
    Year,
    /// The same day is stated twice.
    #[error("同一天重复")]
    Twice,
    /// A make-up workday that is not a Saturday or Sunday.
    #[error("调休上班日应为周六或周日")]
    MakeupOnWeekday,
    /// Only stops may cover half a day.
    #[error("只有停工可以是半天")]
    Half,
}

impl CalendarError {
    /// Stable code for programs and help pages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LimitSyntax(_) => "calendar.limit.syntax",
            Self::LimitRange { .. } => "calendar.limit.range",
            Self::Instant(_) => "calendar.instant.syntax",
            Self::OutOfRange => "calendar.range",
            Self::PauseOrder(_) => "calendar.pause.order",
            Self::TooMany { .. } => "calendar.too_many",
            Self::Duty(_) => "calendar.duty",
            Self::NoticeLine { .. } => "calendar.notice.line",
            Self::NoticeDay { .. } => "calendar.notice.day",
            Self::NoticeVersion { .. } => "calendar.notice.version",
        }
    }

    /// The message in English.
    pub fn english(&self) -> String {
        match self {
            Self::LimitSyntax(text) => {
                format!(
                    "limit \"{text}\" is not a number and a unit such as 24h, 2wh, 5wd, 60d, 3mo"
                )
            }
            Self::LimitRange { text, unit, max } => {
                format!("limit \"{text}\" is out of range: {unit} goes from 1 to {max}")
            }
            Self::Instant(text) => {
                format!("\"{text}\" is no time such as 2026-09-24T16:30 or 2026-09-24T16:30+08:00")
            }
            Self::OutOfRange => "the date is outside the years 1992 to 2199".into(),
            Self::PauseOrder(n) => format!("pause {n} does not end after it starts"),
            Self::TooMany { max, .. } => {
                format!("too many pauses, extensions or deadlines (at most {max})")
            }
            Self::Duty(problem) => format!("duty hours: {}", problem.english()),
            Self::NoticeLine { line, problem } => {
                format!("notice line {line}: {}", problem.english())
            }
            Self::NoticeDay {
                year,
                version,
                date,
                problem,
            } => {
                format!(
                    "notice {year} version {version}, {date}: {}",
                    problem.english()
                )
            }
            Self::NoticeVersion { year, version } => {
                format!(
                    "notice {year} version {version} occurs twice; give an amendment a higher version"
                )
            }
        }
    }
}

impl DutyProblem {
    fn english(&self) -> String {
        match self {
            Self::Syntax(text) => format!("\"{text}\" is not like mon-fri 09:00-12:00,13:00-17:00"),
            Self::Order(text) => format!("{text} must end after it starts and by 24:00"),
            Self::Overlap => "intervals of one day overlap or are out of order".into(),
            Self::TooManyIntervals => "too many intervals in one day".into(),
            Self::Empty => "no duty from Monday to Friday".into(),
        }
    }
}

impl NoticeProblem {
    fn english(&self) -> String {
        match self {
            Self::Csv => "not well-formed CSV".into(),
            Self::Missing(column) => format!("column \"{column}\" is missing or empty"),
            Self::Cell(text) => format!("\"{text}\" cannot be read"),
            Self::TooLarge => "too much content".into(),
            Self::Year => "the day is not within the notice's year".into(),
            Self::Twice => "the day is stated twice".into(),
            Self::MakeupOnWeekday => "a make-up workday must be a Saturday or Sunday".into(),
            Self::Half => "only a stop may cover half a day".into(),
        }
    }
}
