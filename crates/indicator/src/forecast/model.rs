//! Exponential smoothing by `augurs`: seasonal decomposition where two years and more are known, and
//! the trend chosen among additive models. These have intervals in closed form; nothing is drawn by lot.

use crate::Refusal;
use augurs_core::prelude::*;
use augurs_ets::trend::AutoETSTrendModel;
use augurs_ets::{AutoETS, FittedAutoETS};
use augurs_mstl::{FittedMSTLModel, MSTLModel};
use figure::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Seasons that have to be known for their pattern to be used.
const SEASONS_MIN: usize = 2;

/// One period ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// A fitted model; values are reckoned in units of their mean size.
pub(super) struct Fitted {
    scale: f64,
    model: Model,
}

enum Model {
    Seasonal(Box<FittedMSTLModel>),
    Plain(Box<FittedAutoETS>),
    /// All values alike: nothing to fit.
    Constant(f64),
}

/// Fits values, oldest first, with `season` of them to a year. Errors: `forecast_no_model`.
pub(super) fn fit(values: &[Decimal], season: usize) -> Result<Fitted, Refusal> {
    let none = || Refusal::new("forecast_no_model");
    let values: Vec<f64> = values.iter().filter_map(ToPrimitive::to_f64).collect();
    let count = values.len() as f64;
    let scale = values.iter().map(|v| v.abs()).sum::<f64>() / count;
    let first = values.first().copied().ok_or_else(none)?;
    if scale == 0.0 || values.iter().all(|v| *v == first) {
        let model = Model::Constant(first);
        return Ok(Fitted { scale: 1.0, model });
    }
    let values: Vec<f64> = values.iter().map(|v| v / scale).collect();
    let search = AutoETS::new(1, "AZN").map_err(|_| none())?;
    let seasonal = season > 1 && values.len() > season * SEASONS_MIN;
    let model = if seasonal {
        let trend = AutoETSTrendModel::from(search);
        let fitted = MSTLModel::new(vec![season], trend).fit(&values);
        Model::Seasonal(Box::new(fitted.map_err(|_| none())?))
    } else {
        let fitted = search.fit(&values);
        Model::Plain(Box::new(fitted.map_err(|_| none())?))
    };
    Ok(Fitted { scale, model })
}

impl Fitted {
    pub fn seasonal(&self) -> bool {
        matches!(self.model, Model::Seasonal(_))
    }

    /// So many periods ahead with an interval. Errors: `forecast_no_model` where a number is not finite.
    pub fn ahead(&self, periods: usize, level_percent: u32) -> Result<Vec<Step>, Refusal> {
        let none = || Refusal::new("forecast_no_model");
        let level = Some(f64::from(level_percent) / 100.0);
        let forecast = match &self.model {
            Model::Constant(value) => {
                let step = Step {
                    low: *value,
                    middle: *value,
                    high: *value,
                };
                return Ok(vec![step; periods]);
            }
            Model::Seasonal(model) => model.predict(periods, level).map_err(|_| none())?,
            Model::Plain(model) => model.predict(periods, level).map_err(|_| none())?,
        };
        let bounds = forecast.intervals.ok_or_else(none)?;
        let steps: Vec<Step> = forecast
            .point
            .iter()
            .zip(bounds.lower.iter().zip(&bounds.upper))
            .map(|(middle, (low, high))| Step {
                low: low * self.scale,
                middle: middle * self.scale,
                high: high * self.scale,
            })
            .collect();
        let finite = |s: &Step| s.low.is_finite() && s.middle.is_finite() && s.high.is_finite();
        match steps.len() == periods && steps.iter().all(finite) {
            true => Ok(steps),
            false => Err(none()),
        }
    }
}

/// All periods together, ends added as if they erred together.
pub(super) fn sum(steps: &[Step]) -> Step {
    Step {
        low: steps.iter().map(|s| s.low).sum(),
        middle: steps.iter().map(|s| s.middle).sum(),
        high: steps.iter().map(|s| s.high).sum(),
    }
}
