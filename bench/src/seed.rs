//! Districts filled with ledgers like the sample's, written through [`Store::commit`].

use crate::sample::Chance;
use crate::template::Template;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;
use store::{Batch, Change, DistrictId, Store, Subject};

/// Changes of one batch.
const BATCH: usize = 1_000;
/// Days over which the last turns of the lights are spread.
const TURNED_DAYS: usize = 180;

/// How a district is filled.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    /// Its number; names it and seeds its chance.
    pub number: usize,
    /// Commitments.
    pub commitments: usize,
    /// When given, so many lights change by themselves tomorrow and no other ever does.
    pub due_tomorrow: Option<usize>,
}

/// A filled district.
pub(crate) struct Seeded {
    pub district: DistrictId,
    /// Judged commitments by lead unit.
    pub by_lead: BTreeMap<String, Vec<String>>,
    /// Journal entries written.
    pub entries: usize,
}

/// The name of a bench's district.
pub(crate) fn name(number: usize) -> String {
    format!("bench-{number:03}")
}

/// Fills districts one after another; gives them and the entries written a second.
pub(crate) async fn districts(
    store: &Store,
    template: &Template,
    today: Date,
    wanted: &[Wanted],
) -> anyhow::Result<(Vec<Seeded>, f64)> {
    let begun = Instant::now();
    let mut seeded: Vec<Seeded> = Vec::new();
    let mut told = Instant::now();
    for (done, one) in wanted.iter().enumerate() {
        seeded.push(district(store, template, today, *one).await?);
        if told.elapsed().as_secs() >= 10 {
            told = Instant::now();
            let rate = entries(&seeded) / begun.elapsed().as_secs_f64();
            let left = begun.elapsed().as_secs_f64() / (done + 1) as f64
                * (wanted.len() - done - 1) as f64;
            println!(
                "   {} of {} districts, {rate:.0} entries/s, {left:.0} s left",
                done + 1,
                wanted.len()
            );
        }
    }
    let rate = entries(&seeded) / begun.elapsed().as_secs_f64();
    Ok((seeded, rate))
}

fn entries(seeded: &[Seeded]) -> f64 {
    seeded.iter().map(|one| one.entries).sum::<usize>() as f64
}

async fn district(
    store: &Store,
    template: &Template,
    today: Date,
    wanted: Wanted,
) -> anyhow::Result<Seeded> {
    let mut copy = Copy::new(template, today, wanted);
    copy.fill()?;
    let district = DistrictId(name(wanted.number));
    let entries = copy.changes.len();
    let mut changes = copy.changes.into_iter();
    // Two batches on their way: one is prepared while the other is written.
    let mut writing: Option<tokio::task::JoinHandle<_>> = None;
    loop {
        let some: Vec<Change> = changes.by_ref().take(BATCH).collect();
        if some.is_empty() {
            break;
        }
        let mut batch = Batch::new(district.clone(), Timestamp::now(), "system");
        batch.changes = some;
        let store = store.clone();
        let next = tokio::spawn(async move { store.commit(batch).await });
        if let Some(before) = writing.replace(next) {
            before.await??;
        }
    }
    if let Some(last) = writing {
        last.await??;
    }
    Ok(Seeded {
        district,
        by_lead: copy.by_lead,
        entries,
    })
}

struct Copy<'a> {
    template: &'a Template,
    today: Date,
    wanted: Wanted,
    chance: Chance,
    lights: HashMap<&'a str, &'a Json>,
    records: HashMap<&'a str, Vec<&'a Json>>,
    supervisions: HashMap<&'a str, Vec<&'a Json>>,
    changes: Vec<Change>,
    by_lead: BTreeMap<String, Vec<String>>,
    subjects: usize,
    lit: usize,
}

impl<'a> Copy<'a> {
    fn new(template: &'a Template, today: Date, wanted: Wanted) -> Self {
        Self {
            template,
            today,
            wanted,
            chance: Chance::seeded(wanted.number as u64 + 1),
            lights: template
                .lights
                .iter()
                .map(|l| (word(l, "commitment"), l))
                .collect(),
            records: by_commitment(&template.records),
            supervisions: by_commitment(&template.supervisions),
            changes: vec![],
            by_lead: BTreeMap::new(),
            subjects: 0,
            lit: 0,
        }
    }

    fn fill(&mut self) -> anyhow::Result<()> {
        let template = self.template;
        let mut report = template.report.clone();
        let report_id = self.id();
        report["id"] = json!(report_id);
        self.add("report", &report_id, "report.import", &report);
        for person in &template.people {
            self.add("person", word(person, "id"), "person.create_demo", person);
        }
        anyhow::ensure!(
            !template.commitments.is_empty(),
            "the sample has no commitments"
        );
        for number in 0..self.wanted.commitments {
            let pattern = &template.commitments[number % template.commitments.len()];
            self.commitment(pattern, &report_id, number + 1);
        }
        Ok(())
    }

    fn commitment(&mut self, pattern: &'a Json, report: &str, no: usize) {
        let (old, id) = (word(pattern, "id"), self.id());
        let mut state = pattern.clone();
        state["id"] = json!(id);
        state["report"] = json!(report);
        state["no"] = json!(no);
        self.add("commitment", &id, "draft.issue", &state);
        if let Some(light) = self.lights.get(old).copied() {
            let mut light = light.clone();
            light["commitment"] = json!(id);
            self.date(&mut light);
            self.add("light", &id, "light.first", &light);
            if let Some(lead) = pattern["lead"].as_str() {
                self.by_lead
                    .entry(lead.to_owned())
                    .or_default()
                    .push(id.clone());
            }
        }
        for (kind, action, all) in [
            ("record", "record.claim", self.records.get(old).cloned()),
            (
                "supervision",
                "supervision.open",
                self.supervisions.get(old).cloned(),
            ),
        ] {
            for pattern in all.unwrap_or_default() {
                let own = self.id();
                let mut state = pattern.clone();
                state["id"] = json!(own);
                state["commitment"] = json!(id);
                self.add(kind, &own, action, &state);
            }
        }
    }

    fn date(&mut self, light: &mut Json) {
        let since = self.today - (1 + self.chance.below(TURNED_DAYS) as i64).days();
        light["since_day"] = json!(since.to_string());
        if let Some(due) = self.wanted.due_tomorrow {
            self.lit += 1;
            light["next_change"] = match self.lit <= due {
                true => json!([(self.today + 1.day()).to_string(), "grey"]),
                false => Json::Null,
            };
        }
    }

    fn add(&mut self, kind: &str, id: &str, action: &str, state: &Json) {
        let subject = Subject::new(kind, id);
        self.changes
            .push(Change::between(subject, 0, action, None, None, state));
    }

    fn id(&mut self) -> String {
        self.subjects += 1;
        format!("{:016x}{:016x}", self.wanted.number + 1, self.subjects)
    }
}

fn by_commitment(states: &[Json]) -> HashMap<&str, Vec<&Json>> {
    let mut by: HashMap<&str, Vec<&Json>> = HashMap::new();
    states
        .iter()
        .for_each(|state| by.entry(word(state, "commitment")).or_default().push(state));
    by
}

fn word<'a>(state: &'a Json, name: &str) -> &'a str {
    state[name].as_str().unwrap_or_default()
}
