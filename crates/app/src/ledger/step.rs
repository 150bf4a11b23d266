//! The one thing a commitment needs next.

use crate::lights::LightState;
use commitment::{Commitment, Kind, MeasuredBy};
use light::Colour;
use serde::Serialize;

/// A step with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// Stable code.
    pub code: &'static str,
    /// Words in Chinese.
    pub zh: &'static str,
    /// Words in English.
    pub en: &'static str,
}

impl NextStep {
    /// By kind and light; none for stances and for what is done.
    pub(crate) fn of(c: &Commitment, light: Option<&LightState>) -> Option<Self> {
        let light = light.filter(|l| !l.light.done)?;
        if c.kind == Kind::Principle {
            return None;
        }
        let step = match (light.light.colour, c.measured_by) {
            (Colour::Red, _) => Self {
                code: "recover",
                zh: "说明原因和赶上的办法，并报送已完成的部分",
                en: "Explain, say how to catch up, report what is done",
            },
            (_, MeasuredBy::Readings) => Self {
                code: "report_reading",
                zh: "报送最新数值和来源文件",
                en: "Report the latest value with its source",
            },
            (_, MeasuredBy::Milestones) => Self {
                code: "report_milestone",
                zh: "节点完成后报送并附证据",
                en: "Report the milestone with evidence",
            },
            (_, MeasuredBy::Indicators) => Self {
                code: "confirm_values",
                zh: "由来源单位录入指标数据并经他人复核；数值随复核自动计入",
                en: "The source enters the values of the series and somebody else confirms them; they count as they are confirmed",
            },
            (_, MeasuredBy::Projects) => Self {
                code: "verify_entries",
                zh: "在项目库填报进度并经他人核实；数量随核实自动计入",
                en: "Report progress of the projects and have it verified; it counts as it is verified",
            },
            (_, MeasuredBy::Cases) => Self {
                code: "close_cases",
                zh: "办结案件并经他人核查；数量随结案自动计入",
                en: "Have cases handled and verified; they count as they are closed",
            },
            (_, MeasuredBy::Notes) => Self {
                code: "report_note",
                zh: "报送一条最近进展",
                en: "Report recent progress",
            },
            _ => Self {
                code: "report_amount",
                zh: "报送新完成的数量并附证据",
                en: "Report new amounts with evidence",
            },
        };
        Some(step)
    }
}
