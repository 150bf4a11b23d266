//! Areas by date, points and addresses through the actions.

mod common;

use app::App;
use app::place::{self, Crs, Layer, PointQuery};
use jiff::civil::Date;

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a day"))
}

async fn opened(without: &str) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut profile = common::profile("lanting");
    if without == "gazetteer" {
        profile.gazetteer = None;
    }
    let app = App::open(app::OpenOptions {
        data_dir: folder.path().to_owned(),
        database: None,
        key_file: None,
        profile,
        clock: std::sync::Arc::new(app::FixedClock::at(
            "2026-11-23T01:00:00Z".parse().expect("an instant"),
        )),
        algorithm: journal::Algorithm::Sm3,
    })
    .await
    .expect("opens");
    (folder, app)
}

#[tokio::test]
async fn a_point_is_in_one_grid_and_its_community_owns_it() {
    let (_folder, app) = opened("").await;
    let clerk = common::actor(&app, "community_worker").await;
    let query = PointQuery {
        lon: 150.007,
        lat: 30.012,
        crs: Crs::Wgs84,
    };
    let here = place::resolve_point(&app, &clerk, query, None).expect("found");
    let area = here.area.expect("inside");
    assert_eq!(
        (area.layer, here.on),
        (Layer::Grid, "2026-11-23".parse().expect("a day"))
    );
    assert!(area.illustrative);
    assert_eq!(
        area.unit.as_deref(),
        Some(area.parents[0].code.as_str()),
        "the community's own unit"
    );
    assert_eq!(area.parents.last().map(|p| p.code.as_str()), Some("990101"));
    assert_eq!(here.near.map(|n| n.name), Some("文澜路31号".to_owned()));
    let before = place::resolve_point(&app, &clerk, query, day("2024-12-31")).expect("found");
    let older = before.area.expect("inside");
    assert_ne!(older.code, area.code, "the older cut");
    assert_eq!(older.parents, area.parents);
    let away = PointQuery {
        lon: 151.0,
        ..query
    };
    assert_eq!(
        place::resolve_point(&app, &clerk, away, None)
            .expect("no error")
            .area,
        None
    );
    let off = PointQuery {
        lon: 999.0,
        ..query
    };
    let refused = place::resolve_point(&app, &clerk, off, None).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.fields()[0].field.as_str()),
        ("point_off_earth", "lon")
    );
}

#[tokio::test]
async fn an_address_has_candidates_or_says_there_is_no_gazetteer() {
    let (_folder, app) = opened("").await;
    let clerk = common::actor(&app, "community_worker").await;
    let found = place::resolve_address(&app, &clerk, "大裤衩后门", None).expect("found");
    assert_eq!(
        (found[0].name.as_str(), found[0].kind),
        ("望汀大厦", "building")
    );
    assert_eq!(found[0].area.as_ref().map(|a| a.layer), Some(Layer::Grid));
    let (_folder, bare) = opened("gazetteer").await;
    let refused = place::resolve_address(&bare, &clerk, "大裤衩", None).expect_err("says so");
    assert_eq!(refused.code(), "address_no_gazetteer");
}

#[tokio::test]
async fn areas_are_listed_and_drawn_by_day() {
    let (_folder, app) = opened("").await;
    let clerk = common::actor(&app, "community_worker").await;
    let list = |within, on| place::list(&app, &clerk, within, day(on));
    let whole = list(None, "2026-11-23").expect("listed");
    assert_eq!(whole.rows.len(), 1);
    assert_eq!((whole.rows[0].parts, whole.rows[0].grids), (2, 16));
    let older = list(Some("990101001"), "2024-06-01").expect("listed");
    assert_eq!(older.above.len(), 1);
    let grids: usize = older.rows.iter().map(|r| r.grids).sum();
    assert_eq!(Some(grids), older.within.map(|w| w.grids));
    assert_eq!(
        list(Some("990101001"), "2020-01-01")
            .expect_err("none then")
            .code(),
        "not_found"
    );
    let drawn = |layer, on| {
        place::areas(&app, &clerk, layer, day(on), Crs::Wgs84)
            .expect("drawn")
            .geojson
    };
    let count = |layer, on| drawn(layer, on).matches("\"middle\"").count();
    assert_eq!(count(Layer::Grid, "2026-11-23"), 16);
    assert_eq!(count(Layer::Grid, "2024-12-31"), 24);
    assert_eq!(count(Layer::Community, "2024-12-31"), 4);
}
