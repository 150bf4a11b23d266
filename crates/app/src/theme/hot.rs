//! The hot topics of the past weeks, reckoned once a day in the background and kept by week.

use super::WeekTopics;
use crate::case::{self, Row};
use crate::change_of::{changed, made};
use crate::district::{day_start, unit_name};
use crate::{Actor, App, AppError, Result, kinds};
use cluster::{Text, TopicRules, topics};
use jiff::ToSpan;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Days looked back: eight weeks.
const DAYS: i32 = 56;
/// Cases looked at: the newest.
const CASES_MAX: usize = 10_000;
/// Topics kept.
const TOPICS_MAX: usize = 30;
/// Fewest cases of a topic.
const LEAST: usize = 4;

/// A topic for people.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// Its place in the week's list, from 1.
    pub no: usize,
    /// Its heaviest words.
    pub words: Vec<String>,
    /// The place most of its cases name.
    pub place: Option<String>,
    /// Day of the first case.
    pub from: Date,
    /// Day of the last.
    pub to: Date,
    /// Every week looked at, by its Monday, with how many cases it has.
    pub weeks: Vec<(Date, usize)>,
    /// Cases of the last four weeks less those of the four before.
    pub trend: i64,
    /// How many cases.
    pub cases: usize,
}

/// A week's topics.
#[derive(Debug, Clone, Serialize)]
pub struct HotTopics {
    /// The first day looked at; none where nothing was reckoned yet.
    pub from: Option<Date>,
    /// The last.
    pub until: Option<Date>,
    /// How many cases were looked at.
    pub cases: usize,
    /// Those with most cases first.
    pub topics: Vec<TopicView>,
}

fn monday(day: Date) -> Date {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(back.days())
}

/// Reckons the topics of the present week, unless that was done today. Titles alone are read, masked:
/// they say what a case is about, and a description may say who. Says how many topics there are.
pub async fn refresh(app: &App) -> Result<usize> {
    let today = app.today();
    let id = monday(today).to_string();
    let known: Option<Loaded<WeekTopics>> = app
        .store()
        .load(app.district(), kinds::HOT_TOPICS, &id)
        .await?;
    if let Some(known) = known.as_ref().filter(|it| it.state.until == today) {
        return Ok(known.state.topics.len());
    }
    let from = today.saturating_sub((DAYS - 1).days());
    let texts = texts(app, from).await?;
    let rules = TopicRules {
        least: LEAST,
        silence_days: DAYS,
        most: TOPICS_MAX,
    };
    let next = WeekTopics {
        week: monday(today),
        from,
        until: today,
        cases: texts.len(),
        topics: topics(&texts, &rules),
    };
    let change = match &known {
        Some(known) => changed(known, "hot_topics.reckon", None, &next),
        None => made(kinds::HOT_TOPICS, &id, "hot_topics.reckon", &next),
    };
    let count = next.topics.len();
    app.append(&app.system(), vec![change]).await?;
    Ok(count)
}

async fn texts(app: &App, from: Date) -> Result<Vec<Text>> {
    let filter = CaseFilter {
        reported_from: Some(day_start(from)?.as_millisecond()),
        ..CaseFilter::default()
    };
    let duties = crate::duty::in_force(app, app.today()).await?;
    let profile = app.profile();
    let (mut texts, mut after): (Vec<Text>, Option<String>) = (vec![], None);
    while texts.len() < CASES_MAX {
        let (store, district) = (app.store(), app.district());
        let order = CaseSort::Reported;
        let page = store
            .case_list(district, &filter, order, after.as_deref(), store::MAX_PAGE)
            .await?;
        for row in &page.rows {
            let view = Row::of(&profile, &duties, row, app.now());
            texts.push(Text {
                id: row.id.clone(),
                title: privacy::mask_text(&row.title),
                body: view.matter_name.unwrap_or_default(),
                day: calendar::civil_date(view.reported_at),
                place: row
                    .community
                    .as_deref()
                    .map(|unit| unit_name(&profile, unit)),
            });
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(texts)
}

/// The latest week's topics that was reckoned. For those who see the cases of the whole district.
/// Errors: `auth.forbidden`.
pub async fn hot(app: &App, actor: &Actor) -> Result<HotTopics> {
    app.require(actor, Action::List, Resource::Case, &[])?;
    let Some(known) = latest(app).await? else {
        return Ok(HotTopics {
            from: None,
            until: None,
            cases: 0,
            topics: vec![],
        });
    };
    let view = |(no, topic): (usize, &cluster::Topic)| TopicView {
        no,
        words: topic.words.clone(),
        place: topic.place.clone(),
        from: topic.from,
        to: topic.to,
        weeks: weeks(&known, topic),
        trend: topic.trend(known.until),
        cases: topic.members.len(),
    };
    Ok(HotTopics {
        from: Some(known.from),
        until: Some(known.until),
        cases: known.cases,
        topics: (1..).zip(&known.topics).map(view).collect(),
    })
}

/// Every week from the first to the last, those without a case too.
fn weeks(known: &WeekTopics, topic: &cluster::Topic) -> Vec<(Date, usize)> {
    let mut all = vec![];
    let mut week = monday(known.from);
    while week <= known.until {
        let found = topic.weeks.iter().find(|(monday, _)| *monday == week);
        all.push((week, found.map_or(0, |(_, count)| *count)));
        week = week.saturating_add(7.days());
    }
    all
}

async fn latest(app: &App) -> Result<Option<WeekTopics>> {
    let week = monday(app.today());
    let weeks: Vec<String> = (0..5)
        .map(|back: i32| week.saturating_sub((7 * back).days()).to_string())
        .collect();
    let (store, district) = (app.store(), app.district());
    let found: Vec<Loaded<WeekTopics>> =
        store.load_many(district, kinds::HOT_TOPICS, &weeks).await?;
    Ok(found.into_iter().next().map(|it| it.state))
}

/// The cases of one topic, at most 200. Errors: `not_found`, `auth.forbidden`.
pub async fn members(app: &App, actor: &Actor, no: usize) -> Result<(TopicView, Vec<Row>)> {
    let hot = hot(app, actor).await?;
    let missing = || AppError::not_found("这个热点", "topic");
    let view = hot
        .topics
        .into_iter()
        .find(|it| it.no == no)
        .ok_or_else(missing)?;
    let known = latest(app).await?.ok_or_else(missing)?;
    let topic = known.topics.get(no - 1).ok_or_else(missing)?;
    let query = case::Query {
        filter: CaseFilter {
            ids: topic
                .members
                .iter()
                .take(store::MAX_PAGE)
                .cloned()
                .collect(),
            ..CaseFilter::default()
        },
        limit: store::MAX_PAGE,
        ..case::Query::default()
    };
    Ok((view, case::list(app, actor, &query).await?.rows))
}

/// Ids of one topic's cases, for the theme that is made of it.
pub(super) async fn ids(app: &App, no: usize) -> Result<Vec<String>> {
    let known = latest(app).await?;
    let topic = known
        .as_ref()
        .and_then(|it| it.topics.get(no.checked_sub(1)?));
    Ok(topic.map(|it| it.members.clone()).unwrap_or_default())
}
