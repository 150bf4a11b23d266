//! What follows a change: supervision items, reversals, partners of the past, and the check of lights.

mod common;

use app::record::ClaimCmd;
use app::{Actor, App, FileIn};
use commitment::{Changes, Commitment, RecordKind, RecordStatus};
use common::{PNG, open_red, sign_in, stores};
use jiff::ToSpan;
use light::Colour;

async fn task(app: &App, office: &Actor, words: &str) -> (String, Commitment) {
    let filter = app::ledger::Filter {
        text: Some(words.into()),
        ..Default::default()
    };
    let query = app::ledger::Query {
        filter,
        ..Default::default()
    };
    let page = app::ledger::list(app, office, &query).await.unwrap();
    let id = page.rows[0].id.clone();
    let detail = app::ledger::show(app, office, &id, None).await.unwrap();
    (id, detail.commitment)
}

fn reading(app: &App, kind: RecordKind, value: &str, unit: &str) -> ClaimCmd {
    ClaimCmd {
        kind,
        date: app.today(),
        amount: Some(value.parse().unwrap()),
        unit: Some(unit.into()),
        place: None,
        note: "示例".into(),
        evidence: vec![FileIn {
            name: "公报.png".into(),
            bytes: PNG.to_vec(),
        }],
        resubmits: None,
    }
}

#[tokio::test]
async fn an_open_item_follows_an_approved_change_of_lead() {
    for store in stores("lanting").await {
        let app = &store.app;
        let (office, works) = (sign_in(app, "office1").await, sign_in(app, "works1").await);
        open_red(app, &office).await;
        let (id, _) = task(app, &office, "1500户").await;
        let due = "2026-11-20".parse().unwrap();
        app::supervision::open(app, &office, &id, due, None)
            .await
            .unwrap();
        let before = app::ledger::show(app, &office, &id, None).await.unwrap();
        let item = &before.supervision[0];
        assert_eq!(item.item.owner_unit, "works", "the lead owes the answer");
        let changes = Changes {
            lead: Some("people".into()),
            ..Changes::default()
        };
        let version = before.row.version;
        let asked = app::change::request(app, &works, &id, version, changes, "职责调整")
            .await
            .unwrap();
        app::change::approve(app, &office, &asked.value.id, asked.version, None)
            .await
            .unwrap();
        let people = sign_in(app, "people1").await;
        let after = app::ledger::show(app, &people, &id, None).await.unwrap();
        let moved = &after.supervision[0];
        assert_eq!(
            (moved.item.owner_unit.as_str(), moved.item.due),
            ("people", item.item.due)
        );
        let text = "七月底前补齐";
        app::supervision::answer(app, &people, &moved.item.id, moved.version, text)
            .await
            .unwrap();
        let late = app::supervision::answer(app, &works, &moved.item.id, moved.version + 1, text);
        assert!(late.await.is_err(), "the old lead owes nothing more");
        assert!(app.projection_mismatches().await.unwrap().is_empty());
        let names: Vec<&str> = after
            .history
            .iter()
            .map(|e| e.actor_name.as_str())
            .collect();
        assert!(
            !names.contains(&"office1"),
            "names, not accounts: {names:?}"
        );
    }
}

#[tokio::test]
async fn the_office_takes_its_own_reversal_back() {
    for store in stores("lanting").await {
        let app = &store.app;
        let (office, works) = (sign_in(app, "office1").await, sign_in(app, "works1").await);
        open_red(app, &office).await;
        let (id, _) = task(app, &office, "1500户").await;
        let amount = reading(app, RecordKind::Amount, "300", "户");
        let claimed = app::record::claim(app, &works, &id, amount).await.unwrap();
        let record = &claimed.value.id;
        app::record::verify(app, &office, record, 1, None)
            .await
            .unwrap();
        let reversal = app::record::reverse(app, &office, record, 2, "数量录错")
            .await
            .unwrap();
        let shown = app::ledger::show(app, &office, &id, None).await.unwrap();
        let may = |id: &str| {
            let mut records = shown.records.iter();
            records.find(|r| r.record.id == id).unwrap().may.clone()
        };
        assert_eq!(may(&reversal.value.id), ["withdraw"]);
        let waits = |r: &app::record::RecordView| (r.record.id == *record).then_some(r.reversal);
        let waits = shown.records.iter().find_map(waits);
        assert_eq!(waits, Some(Some(RecordStatus::Claimed)), "still counts");
        let foreign = app::record::withdraw(app, &works, &reversal.value.id, 1, None).await;
        assert!(foreign.is_err(), "another unit's reversal");
        app::record::withdraw(app, &office, &reversal.value.id, 1, None)
            .await
            .unwrap();
        let after = app::ledger::show(app, &office, &id, None).await.unwrap();
        let original = after.records.iter().find(|r| r.record.id == *record);
        let original = &original.unwrap().record;
        assert_eq!(
            (original.status, original.reversed_by.as_ref()),
            (RecordStatus::Verified, None)
        );
    }
}

#[tokio::test]
async fn a_past_light_in_step_is_judged_by_what_was_known_of_its_partner() {
    for store in stores("lanting").await {
        let app = &store.app;
        let (office, works) = (sign_in(app, "office1").await, sign_in(app, "works1").await);
        open_red(app, &office).await;
        let (economy, _) = task(app, &office, "地区生产总值").await;
        let (incomes, _) = task(app, &office, "居民收入").await;
        let mut first = None;
        for (id, value) in [(&economy, "5"), (&incomes, "5")] {
            let cmd = reading(app, RecordKind::Reading, value, "%");
            let claimed = app::record::claim(app, &works, id, cmd).await.unwrap();
            app::record::verify(app, &office, &claimed.value.id, 1, None)
                .await
                .unwrap();
            first = first.or(Some(claimed.value.id));
        }
        let day = app.today();
        let shown = app::lights::as_of(app, &incomes, day).await.unwrap();
        assert_eq!(shown.colour, Colour::Green, "{}", shown.reason.zh());

        store.clock.set(app.now() + 48.hours());
        let record = first.unwrap();
        let reversal = app::record::reverse(app, &works, &record, 2, "初步核算数")
            .await
            .unwrap();
        app::record::verify(app, &office, &reversal.value.id, 1, None)
            .await
            .unwrap();
        let now = app::lights::as_of(app, &incomes, app.today())
            .await
            .unwrap();
        assert_eq!(now.colour, Colour::Grey, "{}", now.reason.zh());
        let again = app::lights::as_of(app, &incomes, day).await.unwrap();
        assert_eq!(again, shown, "the partner is read as it was known then");
    }
}

#[tokio::test]
async fn every_light_follows_from_its_facts_and_one_that_does_not_is_named() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        open_red(app, &office).await;
        let sound = app::lights::check(app).await.unwrap();
        assert!(sound.judged > 5 && sound.mismatches.is_empty(), "{sound:?}");
        store.clock.set(app.now() + (24 * 90).hours());
        let behind = app::lights::check(app).await.unwrap();
        let turned = behind.mismatches.iter().find(|m| m.judged == Colour::Red);
        assert!(turned.is_some(), "days passed and nothing was judged");
        app::lights::tick(app).await.unwrap();
        let caught_up = app::lights::check(app).await.unwrap();
        assert_eq!(caught_up.mismatches, []);
    }
}
