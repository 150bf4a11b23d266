//! Ninety days of illustrative cases: opened, moved day by day through the actions of their types by
//! the invented people, some late, returned, suspended, done again or opened again. What each does
//! next follows from what its type offers, so that this works for any type.

use crate::case::{ActCmd, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn, ReporterIn};
use crate::clock::FixedClock;
use crate::person::{actor_of, find};
use crate::{Actor, App, Result, case, kinds, learning};
use casework::{Case, Effect, Phase};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use org::Role;
use profile::{Demo, DemoCase, DemoCaseKind};
use store::Loaded;

/// Days before the last one on which the first case is filed.
const DAYS: i32 = 90;
/// Cases filed in all.
const CASES: u64 = 260;
/// Acts of one case in one day.
const ACTS_A_DAY_MAX: usize = 6;
/// The day on which the first model is learnt; another follows shortly before the last day.
const LEARN_DAY: i64 = 55;
/// The accuracy from which on the office lets the platform dispatch, in thousandths.
const SURE_FROM: u32 = 950;
/// Case clocks are looked after every so many days.
const TICK_DAYS: i32 = 3;

/// What is special about a case, in this order of hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story {
    Plain,
    Late,
    Returned,
    Suspended,
    Reworked,
    Reopened,
    Declined,
}

struct Running {
    id: String,
    story: Story,
    told: bool,
    next: Date,
}

/// Plays the cases day by day.
pub(super) struct Player {
    mix: Vec<DemoCase>,
    first: Date,
    last: Date,
    filed: u64,
    running: Vec<Running>,
    people: Vec<Actor>,
}

impl Player {
    pub(super) async fn new(app: &App, demo: &Demo, last: Date) -> Result<Self> {
        let mut people = vec![];
        for one in &app.profile().demo_people {
            if let Some(person) = find(app, one.person.id.as_str()).await? {
                people.push(actor_of(app, &person.state));
            }
        }
        Ok(Self {
            mix: demo.cases.clone(),
            first: last.saturating_sub(DAYS.days()),
            last,
            filed: 0,
            running: vec![],
            people,
        })
    }

    /// What happens on one day; nothing before the first, nor where the profile has no cases.
    pub(super) async fn day(&mut self, app: &App, clock: &FixedClock, day: Date) -> Result<()> {
        if day < self.first || day > self.last || self.mix.is_empty() {
            return Ok(());
        }
        let since = i64::from((day - self.first).get_days());
        let due = self.share(since + 1);
        while self.filed < due {
            self.file(app, clock, day).await?;
        }
        if since == LEARN_DAY || since == i64::from(DAYS) - 5 {
            self.learn(app).await?;
        }
        let mut running = std::mem::take(&mut self.running);
        for one in running.iter_mut().filter(|one| one.next <= day) {
            self.go_on(app, clock, one, day).await?;
        }
        self.running = running;
        if since % i64::from(TICK_DAYS) == 0 {
            case::tick(app).await?;
            learning::work(app).await?;
        }
        if day == self.last {
            self.hand_back(app).await?;
        }
        Ok(())
    }

    /// How many cases are filed within the first days, by the months' weights.
    fn share(&self, days: i64) -> u64 {
        let months: Vec<u64> = self.of(DemoCaseKind::Month).map(|m| m.weight).collect();
        let weight = |day: i64| {
            let at = usize::try_from(day / 30).unwrap_or(0);
            months.get(at).or(months.last()).copied().unwrap_or(1)
        };
        let sum = |until: i64| (0..until).map(weight).sum::<u64>();
        CASES * sum(days) / sum(i64::from(DAYS) + 1).max(1)
    }

    fn of(&self, kind: DemoCaseKind) -> impl Iterator<Item = &DemoCase> {
        self.mix.iter().filter(move |m| m.kind == kind)
    }

    /// One of a kind by its weight, the same in every run.
    fn pick(&self, kind: DemoCaseKind, salt: u64) -> Option<&DemoCase> {
        let whole: u64 = self.of(kind).map(|m| m.weight).sum();
        let mut at = mixed(self.filed * 7 + salt) % whole.max(1);
        self.of(kind).find(|m| {
            let here = at < m.weight;
            at = at.saturating_sub(m.weight);
            here
        })
    }

    async fn file(&mut self, app: &App, clock: &FixedClock, day: Date) -> Result<()> {
        let number = self.filed;
        self.filed += 1;
        let (Some(matter), Some(place)) = (
            self.pick(DemoCaseKind::Matter, 1).cloned(),
            self.pick(DemoCaseKind::Place, 2).cloned(),
        ) else {
            return Ok(());
        };
        let Some(agent) = self.with_role(Role::HotlineAgent).cloned() else {
            return Ok(());
        };
        step(app, clock);
        let cmd = new_case(number, &matter, &place);
        let opened = case::open(app, &Filer::Staff(&agent), cmd).await?;
        self.running.push(Running {
            id: opened.case.value.id,
            story: story(number),
            told: false,
            next: day,
        });
        Ok(())
    }

    /// A model from what was confirmed so far; where the first one is good enough, the office lets
    /// the platform dispatch what it is sure of.
    async fn learn(&self, app: &App) -> Result<()> {
        learning::train_waiting(app).await?;
        let Some(office) = self.with_role(Role::DistrictOffice) else {
            return Ok(());
        };
        let board = learning::show(app, office).await?;
        let Some(model) = board.current.as_ref().filter(|_| !board.automatic) else {
            return Ok(());
        };
        let good = model.curve.iter().filter(|p| p.accuracy >= SURE_FROM);
        let threshold = good.map(|p| p.threshold.min(1000)).min();
        let (version, reason) = (board.version, "示例：试行，由曲线选定");
        learning::choose_threshold(app, office, version, threshold, reason).await?;
        let reason = "示例：试行自动派遣";
        learning::set_automatic(app, office, version + 1, true, reason).await
    }

    /// In the end people dispatch again, so that whoever tries the demonstration finds the queue full.
    async fn hand_back(&self, app: &App) -> Result<()> {
        learning::work(app).await?;
        let Some(office) = self.with_role(Role::DistrictOffice) else {
            return Ok(());
        };
        let board = learning::show(app, office).await?;
        if !board.automatic {
            return Ok(());
        }
        let reason = "示例：试行结束，演示中由人派遣";
        learning::set_automatic(app, office, board.version, false, reason).await
    }

    fn with_role(&self, role: Role) -> Option<&Actor> {
        self.people.iter().find(|p| p.roles.contains(role))
    }

    /// Acts while the case can go on today.
    async fn go_on(
        &self,
        app: &App,
        clock: &FixedClock,
        one: &mut Running,
        day: Date,
    ) -> Result<()> {
        for _ in 0..ACTS_A_DAY_MAX {
            let loaded: Loaded<Case> = app
                .load(kinds::CASE, &one.id, ("示例案件", "demo case"))
                .await?;
            step(app, clock);
            // Where a model is in force, it is asked before the dispatcher.
            if loaded.state.phase == Phase::Dispatch && learning::work(app).await?.sent > 0 {
                continue;
            }
            if loaded.state.pending.is_some() {
                if !self.decide(app, &loaded).await? {
                    return Ok(());
                }
                continue;
            }
            let Some((actor, cmd, wait)) = self.next(app, &loaded.state, one)? else {
                one.next = Date::MAX;
                return Ok(());
            };
            let who = Filer::Staff(&actor);
            if case::act(app, &who, &one.id, loaded.seq, cmd)
                .await
                .is_err()
            {
                // An invented act that a rule refuses is left out; the case waits where it is.
                one.next = Date::MAX;
                return Ok(());
            }
            if wait > 0 {
                one.next = day.saturating_add(wait.days());
                return Ok(());
            }
        }
        Ok(())
    }

    async fn decide(&self, app: &App, loaded: &Loaded<Case>) -> Result<bool> {
        let Some(asked) = &loaded.state.pending else {
            return Ok(false);
        };
        for actor in self.near(app, &loaded.state) {
            let who = Filer::Staff(actor);
            let word = (asked.id.as_str(), true, "示例：同意");
            let done = case::approve(app, &who, &loaded.subject.id, loaded.seq, word).await;
            if done.is_ok() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The people of the centre, of the arbiter and of the handling unit.
    fn near<'a>(&'a self, app: &App, case: &'a Case) -> impl Iterator<Item = &'a Actor> {
        let casework = app.profile().district.casework.clone();
        self.people.iter().filter(move |p| {
            case.handler.as_ref() == Some(&p.unit)
                || casework
                    .as_ref()
                    .is_some_and(|c| c.centre == p.unit || c.arbiter == p.unit)
        })
    }

    /// Who does what next, and how many days then pass.
    fn next(
        &self,
        app: &App,
        case: &Case,
        one: &mut Running,
    ) -> Result<Option<(Actor, ActCmd, i32)>> {
        let mut offers = vec![];
        for actor in self.near(app, case) {
            for offer in case::offered(app, actor, case)? {
                offers.push((actor, offer));
            }
        }
        let special = match (one.story, one.told) {
            (_, true) | (Story::Plain | Story::Late, _) => None,
            (Story::Returned, _) => Some(Effect::Return),
            (Story::Suspended, _) => Some(Effect::Suspend),
            (Story::Reworked, _) => Some(Effect::Rework),
            (Story::Reopened, _) => Some(Effect::Reopen),
            (Story::Declined, _) => Some(Effect::Decline),
        };
        let found = special.and_then(|effect| offers.iter().find(|(_, o)| o.effect == effect));
        one.told |= found.is_some();
        let called = case
            .callback
            .as_ref()
            .is_some_and(|c| c.round == case.round());
        let wanted = |effect: Effect| match effect {
            Effect::Contact => case.contacted_at.is_none(),
            Effect::CallBack => !called,
            _ => true,
        };
        let found = found.or_else(|| {
            WAY_ON.iter().find_map(|effect| {
                offers.iter().find(|(_, o)| {
                    o.effect == *effect
                        && wanted(*effect)
                        && (o.to.is_some()
                            || matches!(effect, Effect::Contact | Effect::CallBack | Effect::Stage))
                        && !(o.effect == Effect::Arbitrate && o.wants("unit"))
                        && !(o.effect == Effect::Reply && case.handler.is_none())
                })
            })
        });
        let Some((actor, offer)) = found else {
            return Ok(None);
        };
        let salt = case.acts.len() as u64 + case.number.len() as u64;
        let short = 1 + i32::try_from(mixed(salt + seed(&case.id)) % 3).unwrap_or(1);
        let wait = match (offer.effect, one.story) {
            (Effect::Dispatch, Story::Late) => 14,
            (Effect::Suspend, _) => 9,
            (Effect::Dispatch | Effect::Rework | Effect::Reopen | Effect::Return, _) => short,
            (Effect::Complete | Effect::Reply | Effect::Verify, _) => 1,
            _ => 0,
        };
        let cmd = filled(app, case, offer);
        Ok(Some(((*actor).clone(), cmd, wait)))
    }
}

/// What people add, whatever it is about.
const ALSO: [&str; 12] = [
    "已经好几天了",
    "请尽快派人来看看",
    "晚上更明显",
    "老人和孩子经过不方便",
    "之前反映过一次",
    "附近住户都有意见",
    "早上上班时发现的",
    "希望今天能处理",
    "下雨以后更严重",
    "不清楚归谁管",
    "拍了照片可以提供",
    "周末两天都这样",
];

/// What moves a case on, the first that is offered.
const WAY_ON: [Effect; 12] = [
    Effect::Stage,
    Effect::Contact,
    Effect::CallBack,
    Effect::Lift,
    Effect::Arbitrate,
    Effect::Dispatch,
    Effect::Complete,
    Effect::Reply,
    Effect::Verify,
    Effect::Close,
    Effect::Plain,
    Effect::Extend,
];

fn new_case(number: u64, matter: &DemoCase, place: &DemoCase) -> OpenCmd {
    // A few steps around the place, the same in every run.
    let aside = |salt: u64| (mixed(number * 13 + salt) % 200) as f64 / 100_000.0 - 0.001;
    let (lon, lat) = place.point.unwrap_or_default();
    let (lon, lat) = (lon as f64 / 1e6, lat as f64 / 1e6);
    let at_place = place.point.is_some();
    let ways: Vec<&str> = matter.words.split('｜').collect();
    let nth = |salt: u64, of: usize| {
        usize::try_from(mixed(number * 17 + salt) % of.max(1) as u64).unwrap_or(0)
    };
    let said = ways.get(nth(5, ways.len())).copied().unwrap_or_default();
    let also = ALSO[nth(6, ALSO.len())];
    let phone = format!("1390000{:04}", mixed(number) % 10_000);
    OpenCmd {
        matter: Some(matter.key.clone()),
        title: format!("示例：{said}"),
        fields: [("description".to_owned(), format!("示例：{said}，{also}"))].into(),
        place: Some(PlaceIn {
            lon: at_place.then_some(lon + aside(3)),
            lat: at_place.then_some(lat + aside(4)),
            address: place.words.clone(),
            how: "map".into(),
        }),
        reporter: Some(ReporterIn {
            name: "示例市民".into(),
            phone,
            ..ReporterIn::default()
        }),
        ..OpenCmd::new("", Channel::Desk)
    }
}

/// An act with everything it needs, plainly invented.
fn filled(app: &App, case: &Case, offer: &case::OfferView) -> ActCmd {
    let mut cmd = ActCmd {
        reason: Some("示例理由".into()),
        ..ActCmd::of(&offer.action)
    };
    for need in &offer.needs {
        match need.need {
            "unit" => cmd.unit = case::best_unit(app, case),
            "entry" => cmd.entry = case.dispatch().and_then(|d| d.entry.clone()),
            "grade" => cmd.grade = need.choices.first().map(|c| c.0.clone()),
            "text" => cmd.text = Some("示例：已处理，感谢反映。".into()),
            "limit" => cmd.limit = Some("2wd".into()),
            "reached" => cmd.reached = Some(!seed(&case.id).is_multiple_of(5)),
            "rating" => {
                let good = !seed(&case.id).is_multiple_of(4);
                (cmd.solved, cmd.treated_well) = (Some(good), Some(true));
                cmd.score = Some(if good { 5 } else { 2 });
            }
            "evidence" => {
                let sheet = super::evidence::sheet(["", "", &case.title, "示例照片说明"]);
                let piece = |file| EvidenceIn {
                    file,
                    kind: need.key.clone(),
                    at: None,
                    at_place: None,
                };
                cmd.evidence.extend(sheet.ok().map(piece));
            }
            "field" => {
                let value = match need.kind {
                    "choice" => need
                        .choices
                        .first()
                        .map(|c| c.0.clone())
                        .unwrap_or_default(),
                    "flag" => "1".to_owned(),
                    "integer" | "decimal" => "1".to_owned(),
                    _ => "示例：已到场处理".to_owned(),
                };
                cmd.gives.insert(need.key.clone(), value);
            }
            _ => {}
        }
    }
    if cmd.reached == Some(false) {
        (cmd.solved, cmd.treated_well, cmd.score) = (None, None, None);
    }
    cmd
}

fn story(number: u64) -> Story {
    match mixed(number * 31 + 5) % 100 {
        0..=11 => Story::Late,
        12..=17 => Story::Returned,
        18..=23 => Story::Suspended,
        24..=30 => Story::Reworked,
        31..=36 => Story::Reopened,
        37..=40 => Story::Declined,
        _ => Story::Plain,
    }
}

/// The time of the next act: a minute later.
fn step(app: &App, clock: &FixedClock) {
    clock.set(app.now() + SignedDuration::from_secs(20));
}

/// A number spread over its range, the same in every run (splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number of a case; ids differ in every run, so only small things hang on it.
fn seed(id: &str) -> u64 {
    id.bytes().fold(0, |sum, b| mixed(sum ^ u64::from(b)))
}
