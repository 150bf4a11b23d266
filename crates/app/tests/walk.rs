//! Random commands by random people at random times through the actions, on both databases: whatever
//! is done in whatever order, what must always hold of cases holds, in the state that is stored, in
//! the lists and counters made of it, in the journal, and in what the public sees.
//!
//! The fast form runs with every test. `XIUHUA_NIGHTLY=1` takes a million steps on each database; the
//! model test of `casework` takes another million on the engine alone.

mod common;

use app::case::{self, ActCmd, Case, Channel, Detail, Filer, OpenCmd, PlaceIn};
use app::case::{OfferView, ReporterIn};
use app::review::Versioned;
use app::{Actor, App};
use common::{Opened, photo, sign_in, stores_at};
use jiff::{SignedDuration, Timestamp};

/// Steps on each database.
const FAST_STEPS: usize = 300;
const NIGHTLY_STEPS: usize = 1_000_000;
/// Cases that are walked side by side.
const CASES: usize = 8;
/// Everything stored is looked at again after so many steps.
const CHECK_EVERY: usize = 20_000;
/// Who takes part.
const PEOPLE: [&str; 14] = [
    "zuoxi",
    "shouli",
    "zhiban",
    "paiqian",
    "jiandu",
    "sanyanjing-grid",
    "daibiao",
    "duban",
    "chengguan-clerk",
    "zhujian-clerk",
    "shuiwu-clerk",
    "hongqiao-clerk",
    "kuangquan-clerk",
    "zhengshu-clerk",
];
const UNITS: [&str; 6] = [
    "chengguan",
    "zhujian",
    "shuiwu",
    "jd-hongqiao",
    "zhengshu",
    "nowhere",
];
/// What no public answer may hold.
const NAME: &str = "虚构甲乙";
const PHONE: &str = "13900001234";

/// SplitMix64: small, seeded, the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    fn in_hundred(&mut self, n: usize) -> bool {
        self.below(100) < n
    }
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// One case under way, and for its reporter the code.
struct Walked {
    id: String,
    number: String,
    code: Option<String>,
}

struct Walk<'a> {
    store: &'a Opened,
    people: Vec<Actor>,
    chance: Chance,
    now: Timestamp,
    cases: Vec<Walked>,
    done: usize,
    refused: usize,
    ended: usize,
}

impl Walk<'_> {
    fn app(&self) -> &App {
        &self.store.app
    }

    async fn open(&mut self) {
        let kinds = [
            ("06001", Channel::Desk),
            ("06001", Channel::Portal),
            ("", Channel::Desk),
            ("", Channel::Deputy),
        ];
        let (matter, channel) = *self.chance.of(&kinds);
        let case_type = match (matter, channel) {
            ("", Channel::Deputy) => "deputy_snapshot",
            ("", _) => "appeal",
            _ => "",
        };
        let cmd = OpenCmd {
            matter: Some(matter.to_owned()).filter(|it| !it.is_empty()),
            place: Some(PlaceIn {
                lon: Some(113.25 + self.chance.below(400) as f64 / 10_000.0),
                lat: Some(23.12 + self.chance.below(200) as f64 / 10_000.0),
                address: "示例路1号".into(),
                how: "map".into(),
            }),
            title: format!("示例：请联系{PHONE}"),
            fields: [("description".to_owned(), "示例：楼道堆物".to_owned())].into(),
            evidence: vec![photo("before_photo")],
            reporter: Some(ReporterIn {
                name: NAME.into(),
                phone: PHONE.into(),
                ..ReporterIn::default()
            }),
            ..OpenCmd::new(case_type, channel)
        };
        let login = if channel == Channel::Deputy {
            "daibiao"
        } else {
            "zuoxi"
        };
        let who = sign_in(self.app(), login).await;
        match case::open(self.app(), &Filer::Staff(&who), cmd).await {
            Ok(opened) => self.cases.push(Walked {
                id: opened.case.value.id,
                number: opened.case.value.number,
                code: opened.tracking_code,
            }),
            Err(error) => panic!("{case_type}: a case could not be opened: {error}"),
        }
    }

    async fn step(&mut self) {
        let minutes = match self.chance.below(20) {
            0..=13 => self.chance.below(30),
            14..=18 => self.chance.below(24 * 60),
            _ => self.chance.below(20 * 24 * 60),
        };
        self.now += SignedDuration::from_mins(minutes as i64);
        self.store.clock.set(self.now);
        if self.chance.in_hundred(3) {
            case::tick(self.app()).await.expect("time passes");
        }
        if self.cases.len() < CASES {
            self.open().await;
        }
        let at = self.chance.below(self.cases.len());
        let id = self.cases[at].id.clone();
        let what = self.chance.below(20);
        let wanted: fn(&Detail) -> bool = match what {
            0..=13 => |it| !it.offers.is_empty(),
            14 | 15 => |it| it.pending.as_ref().is_some_and(|asked| asked.may_decide),
            16 | 17 => |it| it.together.iter().any(|part| !part.may.is_empty()),
            _ => |_| true,
        };
        let (who, before) = self.somebody(&id, wanted).await;
        let version = before.as_ref().map_or(1, |it| it.version);
        let outcome = match what {
            0..=13 => self.act(&who, &id, before.as_ref()).await,
            14 | 15 => self.decide(&who, &id, before.as_ref()).await,
            16 | 17 => self.together(&who, &id, before.as_ref()).await,
            18 => self.beside(&who, &id, version).await,
            _ => self.as_reporter(at).await,
        };
        match outcome {
            Ok(after) => self.judge(at, version, &after),
            Err(error) => {
                assert!(!error.code().starts_with("store."), "{error}");
                self.refused += 1;
                self.unchanged(&who, &id, before.as_ref()).await;
            }
        }
        if self.chance.in_hundred(10) {
            self.public(at).await;
        }
    }

    /// Mostly somebody who has something to do with the case, now and then anybody.
    async fn somebody(&mut self, id: &str, wanted: fn(&Detail) -> bool) -> (Actor, Option<Detail>) {
        let start = self.chance.below(self.people.len());
        let tries = if self.chance.in_hundred(10) {
            1
        } else {
            self.people.len()
        };
        let mut seen = None;
        for turn in 0..tries {
            let who = self.people[(start + turn) % self.people.len()].clone();
            let shown = case::detail(self.app(), &who, id, None).await.ok();
            let found = shown.as_ref().is_some_and(wanted);
            seen = Some((who, shown));
            if found {
                break;
            }
        }
        seen.expect("there are people")
    }

    /// What was done broke no rule of the engine.
    fn judge(&mut self, at: usize, version: i64, after: &Versioned<Case>) {
        self.done += 1;
        let broken = casework::invariants(&after.value, &self.app().profile().case_types);
        assert!(broken.is_empty(), "{}: {broken:?}", after.value.number);
        assert!(after.version >= version, "a version ran back");
        if after.value.is_ended() && self.chance.in_hundred(20) {
            self.ended += 1;
            self.cases.swap_remove(at);
        }
    }

    /// What was refused changed nothing.
    async fn unchanged(&self, who: &Actor, id: &str, before: Option<&Detail>) {
        let Some(before) = before else { return };
        let after = case::detail(self.app(), who, id, None)
            .await
            .expect("seen before");
        assert_eq!(
            (after.version, &after.state),
            (before.version, &before.state)
        );
    }

    async fn act(
        &mut self,
        who: &Actor,
        id: &str,
        before: Option<&Detail>,
    ) -> app::Result<Versioned<Case>> {
        let offers = before.map_or(&[][..], |it| &it.offers);
        let version = before.map_or(1, |it| it.version);
        let cmd = match offers.is_empty() {
            true => self.wild(),
            false => {
                let offer = self.chance.of(offers).clone();
                self.filled(&offer)
            }
        };
        // Now and then somebody acts on what they saw long ago.
        let stale = self.chance.in_hundred(3);
        let version = if stale { version - 1 } else { version };
        case::act(self.app(), &Filer::Staff(who), id, version, cmd).await
    }

    fn filled(&mut self, offer: &OfferView) -> ActCmd {
        let mut cmd = ActCmd::of(&offer.action);
        for need in &offer.needs {
            if self.chance.in_hundred(3) {
                continue;
            }
            match need.need {
                "reason" => cmd.reason = Some("示例理由".into()),
                "field" => {
                    let value = match need.choices.is_empty() {
                        true => "示例".to_owned(),
                        false => self.chance.of(&need.choices).0.clone(),
                    };
                    match need.kind {
                        "matter" => cmd.matter = Some("06001".into()),
                        "place" => {
                            cmd.place = Some(PlaceIn {
                                address: "示例路2号".into(),
                                ..PlaceIn::default()
                            });
                        }
                        "flag" => drop(cmd.gives.insert(need.key.clone(), "1".into())),
                        _ => drop(cmd.gives.insert(need.key.clone(), value)),
                    }
                }
                "grade" => {
                    let grade = need.choices.first().map(|(key, _)| key.clone());
                    cmd.grade = grade.or(Some("a".into()));
                }
                "unit" => cmd.unit = Some((*self.chance.of(&UNITS)).to_owned()),
                "entry" => cmd.entry = Some("示例条目".into()),
                "evidence" => {
                    for _ in 0..need.min {
                        cmd.evidence.push(photo(&need.key));
                    }
                }
                "limit" => cmd.limit = Some((*self.chance.of(&["1wd", "2wd", "2h"])).to_owned()),
                "text" => cmd.text = Some(format!("已办理，有事请打{PHONE}")),
                "rating" => {
                    cmd.solved = Some(self.chance.in_hundred(60));
                    cmd.treated_well = Some(self.chance.in_hundred(60));
                }
                "reached" => cmd.reached = Some(self.chance.in_hundred(70)),
                other => panic!("nobody knows how to give {other}"),
            }
        }
        cmd
    }

    /// Something that most likely is not theirs to do.
    fn wild(&mut self) -> ActCmd {
        let actions = [
            "close", "verify", "complete", "dispatch", "lift_now", "return", "accept",
        ];
        let action: &str = self.chance.of::<&str>(&actions);
        ActCmd {
            unit: Some((*self.chance.of(&UNITS)).to_owned()),
            reason: Some("试".into()),
            entry: Some("示例条目".into()),
            evidence: vec![photo("after_photo"), photo("verify_photo")],
            ..ActCmd::of(action)
        }
    }

    async fn decide(
        &mut self,
        who: &Actor,
        id: &str,
        before: Option<&Detail>,
    ) -> app::Result<Versioned<Case>> {
        let Some(asked) = before.and_then(|it| it.pending.as_ref()) else {
            return self.act(who, id, before).await;
        };
        let word = (asked.id.as_str(), self.chance.in_hundred(75), "示例意见");
        let version = before.map_or(1, |it| it.version);
        case::approve(self.app(), &Filer::Staff(who), id, version, word).await
    }

    async fn together(
        &mut self,
        who: &Actor,
        id: &str,
        before: Option<&Detail>,
    ) -> app::Result<Versioned<Case>> {
        let version = before.map_or(1, |it| it.version);
        let (app, filer) = (self.store.app.clone(), Filer::Staff(who));
        let waiting = before.map_or(&[][..], |it| &it.together);
        let mine = waiting.iter().find(|it| !it.may.is_empty());
        if let Some(part) = mine {
            let may = *self.chance.of(&part.may);
            return match may {
                "done" => {
                    let word = (part.id.as_str(), "示例：已协助");
                    case::co_handle_done(&app, &filer, id, version, word).await
                }
                "withdraw" => {
                    let word = (part.id.as_str(), "示例：不需要了");
                    case::co_handle_withdraw(&app, &filer, id, version, word).await
                }
                "arrive" => case::arrive(&app, &filer, id, version, &part.id).await,
                "judge_whistle" => {
                    let word = (part.id.as_str(), true, "示例：需要");
                    case::judge_whistle(&app, &filer, id, version, word).await
                }
                _ => {
                    let word = (part.id.as_str(), part.unit.as_str(), "good");
                    case::judge_response(&app, &filer, id, version, word).await
                }
            };
        }
        let unit = (*self.chance.of(&UNITS)).to_owned();
        if self.chance.in_hundred(50) {
            let asked = (unit.as_str(), "示例：协助", None);
            return case::co_handle(&app, &filer, id, version, asked).await;
        }
        let units = [unit];
        let called = (&units[..], "示例：会商", None);
        case::whistle(&app, &filer, id, version, called).await
    }

    /// What does not move a case.
    async fn beside(
        &mut self,
        who: &Actor,
        id: &str,
        version: i64,
    ) -> app::Result<Versioned<Case>> {
        let (app, filer) = (self.store.app.clone(), Filer::Staff(who));
        match self.chance.below(4) {
            0 => case::join(&app, &filer, id).await,
            1 => case::note(&app, &filer, id, version, ("示例：记", vec![])).await,
            2 => case::add_info(&app, &filer, id, version, ("示例：补充", vec![])).await,
            _ => {
                let person = self.chance.of(&PEOPLE);
                let to = (None, Some(*person), "示例：换人");
                case::hand_over(&app, &filer, id, version, to).await
            }
        }
    }

    /// The reporter answers, disputes or adds something.
    async fn as_reporter(&mut self, at: usize) -> app::Result<Versioned<Case>> {
        let (number, code) = (
            self.cases[at].number.clone(),
            self.cases[at].code.clone().unwrap_or_default(),
        );
        let app = self.store.app.clone();
        let of = (number.as_str(), code.as_str());
        let seen = case::track(&app, of.0, of.1).await?;
        match self.chance.below(3) {
            0 => {
                let word = (Some(true), Some(true), Some(5), None);
                case::confirm(&app, of, seen.version, word).await
            }
            1 => case::dispute(&app, of, seen.version, "示例：没有解决").await,
            _ => {
                let added = ("示例：又看了一次", vec![]);
                case::add_info_as_reporter(&app, of, seen.version, added).await
            }
        }
    }

    /// What anybody or the reporter sees names nobody.
    async fn public(&self, at: usize) {
        let Some(walked) = self.cases.get(at) else {
            return;
        };
        if let Ok(open) = app::portal::open(self.app(), &walked.number).await {
            let text = format!("{open:?}");
            assert!(!text.contains(NAME) && !text.contains(PHONE), "{text}");
        }
        let Some(code) = &walked.code else { return };
        let seen = case::track(self.app(), &walked.number, code)
            .await
            .expect("tracked");
        let text = serde_json::to_string(&seen).expect("json");
        assert!(!text.contains(NAME) && !text.contains(PHONE), "{text}");
    }

    /// Everything stored, looked at again.
    async fn check(&self) {
        let app = self.app();
        let cases = case::check(app).await.expect("looks");
        assert_eq!(cases.faults, []);
        let lists = app.projection_mismatches().await.expect("looks");
        assert_eq!(lists, Vec::<String>::new());
        let auditor = sign_in(app, "auditor").await;
        let verified = app::audit::verify(app, &auditor, &app::silent).await;
        let verified = verified.expect("verifies");
        assert!(verified.sound, "{:?}", verified.fault_zh);
    }
}

async fn walk(store: &Opened, seed: u64, steps: usize) {
    let mut people = vec![];
    for login in PEOPLE {
        people.push(sign_in(&store.app, login).await);
    }
    let mut walk = Walk {
        store,
        people,
        chance: Chance(seed),
        now: store.app.now(),
        cases: vec![],
        done: 0,
        refused: 0,
        ended: 0,
    };
    for step in 1..=steps {
        walk.step().await;
        if step % CHECK_EVERY == 0 {
            walk.check().await;
            eprintln!("{step} steps, {} done, {} refused", walk.done, walk.refused);
        }
    }
    walk.check().await;
    eprintln!(
        "{steps} steps, {} done, {} refused, {} ended",
        walk.done, walk.refused, walk.ended
    );
    assert!(
        walk.done > steps / 3,
        "a walk that only hears refusals shows nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_commands_never_break_what_must_always_hold() {
    let nightly = std::env::var_os("XIUHUA_NIGHTLY").is_some();
    let steps = if nightly { NIGHTLY_STEPS } else { FAST_STEPS };
    for store in stores_at("yuexiu", "2026-11-02T01:00:00Z").await {
        walk(&store, 20_261_123, steps).await;
    }
}
