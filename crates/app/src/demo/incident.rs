//! Illustrative reports of one thing by several residents on the last day, so that a cluster and topics are
//! there to be looked at.

use crate::case::{Channel, Filer, OpenCmd, PlaceIn, ReporterIn};
use crate::clock::FixedClock;
use crate::{App, Result, case, cluster, theme};
use jiff::SignedDuration;
use profile::{DemoCase, DemoCaseKind};

/// Files them as residents would, and lets them find each other.
pub(super) async fn play(app: &App, clock: &FixedClock, mix: &[DemoCase]) -> Result<()> {
    let profile = app.profile();
    let casework = profile.district.casework.as_ref();
    let public = casework.and_then(|casework| casework.public.clone());
    let public = public.unwrap_or_default();
    let said = mix
        .iter()
        .filter(|line| line.kind == DemoCaseKind::Incident);
    for line in said {
        clock.set(app.now() + SignedDuration::from_mins(4));
        let degrees = |e6: i64| e6 as f64 / 1e6;
        let cmd = OpenCmd {
            title: line.words.clone(),
            fields: [("description".to_owned(), line.words.clone())].into(),
            place: Some(PlaceIn {
                lon: line.point.map(|(lon, _)| degrees(lon)),
                lat: line.point.map(|(_, lat)| degrees(lat)),
                address: "示例路口".to_owned(),
                how: "gps".into(),
            }),
            reporter: Some(ReporterIn {
                name: "示例居民".into(),
                phone: format!("1390001000{}", line.key),
                ..ReporterIn::default()
            }),
            ..OpenCmd::new(&public, Channel::Portal)
        };
        case::open(app, &Filer::Public, cmd).await?;
    }
    cluster::work(app).await?;
    theme::refresh(app).await?;
    Ok(())
}
