//! The five kinds, and which periods each speaks of.

use crate::Refusal;
use figure::Period;
use indicator::coded;
use jiff::civil::Date;

coded! {
    /// What a bulletin is.
    Kind {
        /// The day's values. One a day.
        Daily => "daily", "每日快报";
        /// The agenda of a weekly meeting.
        Agenda => "agenda", "周调度会议议程";
        /// The minutes of a weekly meeting.
        Minutes => "minutes", "周调度会议纪要";
        /// Promises that fell due in ten days.
        TenDay => "ten_day", "十日复盘";
        /// Indicators, projects and commitments of a month.
        Monthly => "monthly", "月报";
    }
}

impl Kind {
    /// The period of a text: `2026-11-23`, `2026-W48`, `2026-11-X2`, `2026-11`. Errors: `period_of_kind`.
    pub fn period(self, text: &str) -> Result<Period, Refusal> {
        let wrong = || Refusal::on("period_of_kind", "period").with("kind", self.zh());
        let period: Period = text.trim().parse().map_err(|_| wrong())?;
        let fits = matches!(
            (self, period),
            (Self::Daily, Period::Day(_))
                | (Self::Agenda | Self::Minutes, Period::Week { .. })
                | (Self::TenDay, Period::Xun { .. })
                | (Self::Monthly, Period::Month { .. })
        );
        match fits && period.last_day().is_some() {
            true => Ok(period),
            false => Err(wrong()),
        }
    }

    /// Errors: `period_not_over` where the period is not over on the day as known on. A day is spoken of on the
    /// day itself, and a meeting in its week.
    pub fn over(self, period: Period, known_on: Date) -> Result<(), Refusal> {
        let over = match self {
            Self::Daily | Self::Agenda | Self::Minutes => period.first_day() <= Some(known_on),
            Self::TenDay | Self::Monthly => period.last_day() < Some(known_on),
        };
        match over {
            true => Ok(()),
            false => {
                Err(Refusal::on("period_not_over", "period").with("period", period.to_chinese()))
            }
        }
    }
}
