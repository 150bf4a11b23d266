//! The rates in Chinese, as questions and answers name them; pages have the same words in their catalogue.

use crate::Rate;

impl Rate {
    /// Name.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ValidReports => "有效上报率",
            Self::Missed => "漏报率",
            Self::CheckSentInTime => "核实按时派发率",
            Self::CheckedInTime => "按时核实率",
            Self::RegisteredInTime => "按时立案率",
            Self::RegisteredRightly => "准确立案率",
            Self::DispatchedInTime => "按时派遣率",
            Self::DispatchedRightly => "准确派遣率",
            Self::Responded => "响应率",
            Self::Handled => "处置率",
            Self::HandledInTime => "按期处置率",
            Self::Overdue => "超期待处置率",
            Self::Extended => "延期率",
            Self::VerifySentInTime => "核查按时派发率",
            Self::VerifiedInTime => "按时核查率",
            Self::Rework => "返工率",
            Self::ReworkedCases => "返工案件率",
            Self::Closed => "结案率",
            Self::ClosedInTime => "按期结案率",
            Self::NotClosed => "未结案率",
            Self::Reached => "回访成功率",
            Self::Solved => "解决率",
            Self::Satisfied => "满意率",
        }
    }

    /// What is divided by what.
    pub const fn formula_zh(self) -> &'static str {
        match self {
            Self::ValidReports => "立案数÷上报数",
            Self::Missed => "漏报数（监督员应报未报，经认定）÷立案数",
            Self::CheckSentInTime => "按时派核实数÷应派核实数（派出核实的才应派）",
            Self::CheckedInTime => "按时核实数÷应核实数",
            Self::RegisteredInTime => "按时立案数÷立案数",
            Self::RegisteredRightly => "（立案数−作废数）÷立案数",
            Self::DispatchedInTime => "按时派遣数÷应派遣数",
            Self::DispatchedRightly => "（派遣数−被退回件数）÷应派遣数",
            Self::Responded => "按时首次联系数÷应联系数",
            Self::Handled => "处置数÷应处置数",
            Self::HandledInTime => "按期处置数÷应处置数",
            Self::Overdue => "（应处置数−处置数）÷应处置数",
            Self::Extended => "延期件数÷应处置数",
            Self::VerifySentInTime => "按时派核查数÷应派核查数",
            Self::VerifiedInTime => "按时核查数÷应核查数",
            Self::Rework => "返工次数÷应结案数",
            Self::ReworkedCases => "返工案件数÷应结案数",
            Self::Closed => "结案数÷应结案数",
            Self::ClosedInTime => "按期结案数÷应结案数",
            Self::NotClosed => "（上报数−结案数）÷上报数",
            Self::Reached => "回访成功数÷回访数",
            Self::Solved => "表示已解决数÷回访成功数",
            Self::Satisfied => "（满意＋基本满意）÷回访成功数",
        }
    }
}
