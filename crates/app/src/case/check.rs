//! Every case against what must always hold (section 6 of the matter loop): `doctor` asks this.
//! That states replay from the journal and counters equal a recount is asked of the store.

use super::Filer;
use super::track::tracked;
use crate::{App, Result, kinds};
use casework::{Case, invariants};
use privacy::mask_text;
use serde::Serialize;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Most faults told.
const FAULTS_MAX: usize = 200;

/// A rule that a case breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFault {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub detail: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CasesChecked {
    /// Cases looked at.
    pub checked: usize,
    /// Faults in all.
    pub wrong: usize,
    /// The first 200.
    pub faults: Vec<CaseFault>,
}

/// Looks at every case: one owner, a next exit, a clock that runs or stands still on a ground,
/// nobody's own verification or approval, an ending by its rule, acts in order, and nothing
/// personal in what the public sees.
pub async fn check(app: &App) -> Result<CasesChecked> {
    let (store, here) = (app.store(), app.district());
    let (mut found, all) = (CasesChecked::default(), CaseFilter::default());
    let mut after: Option<String> = None;
    loop {
        let page = store
            .case_list(
                here,
                &all,
                CaseSort::Number,
                after.as_deref(),
                store::MAX_PAGE,
            )
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        for case in &cases {
            found.take(app, case)?;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}

impl CasesChecked {
    fn take(&mut self, app: &App, case: &Loaded<Case>) -> Result<()> {
        self.checked += 1;
        for broken in invariants(&case.state, &app.profile().case_types) {
            self.tell(&case.state, broken.code, broken.detail);
        }
        let shown = tracked(app, &Filer::Public, case)?;
        let words = [Some(&shown.title), shown.reply.as_ref()];
        for text in words.into_iter().flatten() {
            if mask_text(text) != *text {
                self.tell(&case.state, "public_unmasked", "title or reply".to_owned());
            }
        }
        Ok(())
    }

    fn tell(&mut self, case: &Case, code: &'static str, detail: String) {
        self.wrong += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(CaseFault {
                case: case.id.clone(),
                number: case.number.clone(),
                code,
                detail,
            });
        }
    }
}
