//! Definitions, and the values of the whole district, kept in memory; only what changed is read again.

use crate::{App, Result, kinds};
use figure::Period;
use indicator::observation::Cell;
use indicator::{Indicator, Refusal, Series};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Loaded;

/// Most indicators of a district.
pub(super) const INDICATORS_MAX: usize = 2_000;
/// Most values of one place.
const CELLS_MAX: i64 = 400_000;

/// As last read.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Arc<Held>>);

/// Values of one place by [`cell_id`].
pub(super) type Cells = BTreeMap<String, Arc<Loaded<Cell>>>;

/// All definitions by code, and the values of the whole district.
#[derive(Default, Clone)]
pub(super) struct Held {
    pub indicators: BTreeMap<String, Arc<Loaded<Indicator>>>,
    pub cells: Cells,
}

/// The id of a value: place, code, period. A period's stroke would be taken for a part of an address.
pub(super) fn cell_id(place: &str, code: &str, period: Period) -> String {
    format!("{place}:{code}:{}", period.to_string().replace('/', "+"))
}

/// First id of a place, and the one after its last.
fn range(place: &str) -> (String, String) {
    (format!("{place}:"), format!("{place};"))
}

/// The values of one indicator.
pub(super) fn of_code<'a>(
    cells: &'a Cells,
    place: &str,
    code: &str,
) -> impl Iterator<Item = &'a Arc<Loaded<Cell>>> + use<'a> {
    let (from, to) = (format!("{place}:{code}:"), format!("{place}:{code};"));
    cells.range(from..to).map(|(_, cell)| cell)
}

/// The series of an indicator as known on a day.
pub(super) fn series(
    cells: &Cells,
    place: &str,
    indicator: &Indicator,
    on: Date,
) -> std::result::Result<Series, Refusal> {
    let own = of_code(cells, place, &indicator.code).map(|cell| &cell.state);
    Series::as_of(indicator, place, own, on)
}

/// The code of the whole district as a place.
pub(super) fn whole(app: &App) -> String {
    app.root().as_str().to_owned()
}

impl Held {
    /// As the journal had them; nothing is changed by these.
    pub fn of(indicators: Vec<Indicator>, cells: Vec<Cell>) -> Self {
        let then = |kind, id: String| store::Subject::new(kind, id);
        let mut held = Self::default();
        for state in indicators {
            let subject = then(kinds::INDICATOR, state.code.clone());
            put(
                &mut held.indicators,
                vec![Loaded {
                    subject,
                    seq: 0,
                    state,
                }],
            );
        }
        for state in cells {
            let id = cell_id(&state.place, &state.indicator, state.period);
            let subject = then(kinds::OBSERVATION, id);
            put(
                &mut held.cells,
                vec![Loaded {
                    subject,
                    seq: 0,
                    state,
                }],
            );
        }
        held
    }

    pub fn indicator(&self, code: &str) -> Option<&Loaded<Indicator>> {
        self.indicators.get(code).map(Arc::as_ref)
    }
}

/// As last read; empty before the first time.
pub(super) fn last_read(app: &App) -> Arc<Held> {
    let known = app.indicators().0.lock().map(|held| held.clone());
    known.unwrap_or_default()
}

/// Definitions and values: two small queries where nothing changed, up to four where something did.
pub(super) async fn held(app: &App) -> Result<Arc<Held>> {
    let limit = i64::try_from(INDICATORS_MAX).unwrap_or(i64::MAX);
    let (store, district) = (app.store(), app.district());
    let (from, to) = range(&whole(app));
    let defined = store.versions_of(district, kinds::INDICATOR, limit).await?;
    let valued = store
        .versions_in(district, kinds::OBSERVATION, (&from, &to), CELLS_MAX)
        .await?;
    let known = last_read(app);
    let old_definitions = stale(&known.indicators, &defined);
    let old_cells = stale(&known.cells, &valued);
    let counts = (known.indicators.len(), known.cells.len());
    if old_definitions.is_empty() && old_cells.is_empty() && counts == (defined.len(), valued.len())
    {
        return Ok(known);
    }
    let mut fresh = Held::clone(&known);
    for ids in old_definitions.chunks(store::MAX_LOAD) {
        let read = store.load_many(district, kinds::INDICATOR, ids).await?;
        put(&mut fresh.indicators, read);
    }
    let read = if old_cells.len() > store::MAX_LOAD {
        let all = (from.as_str(), to.as_str());
        store
            .load_in(district, kinds::OBSERVATION, all, CELLS_MAX)
            .await?
    } else {
        store
            .load_many(district, kinds::OBSERVATION, &old_cells)
            .await?
    };
    put(&mut fresh.cells, read);
    let fresh = Arc::new(fresh);
    if let Ok(mut held) = app.indicators().0.lock() {
        *held = fresh.clone();
    }
    Ok(fresh)
}

fn stale<T>(known: &BTreeMap<String, Arc<Loaded<T>>>, stored: &[(String, i64)]) -> Vec<String> {
    let newer = |(id, seq): &&(String, i64)| known.get(id).map(|one| one.seq) != Some(*seq);
    stored
        .iter()
        .filter(newer)
        .map(|(id, _)| id.clone())
        .collect()
}

fn put<T>(into: &mut BTreeMap<String, Arc<Loaded<T>>>, read: Vec<Loaded<T>>) {
    for one in read {
        into.insert(one.subject.id.clone(), Arc::new(one));
    }
}
