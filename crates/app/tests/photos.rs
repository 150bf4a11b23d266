//! Photographs with areas blackened: others see the copy, the original is sealed and opened for a stated
//! purpose alone; each step is in the journal, and undoing is blackening again.

mod common;

use app::case::{self, Area, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn};
use app::{App, FileIn, Kind};
use common::{sign_in, stores};

/// A white picture of 40 × 20.
fn white() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(40, 20, image::Rgb([255, 255, 255]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

const LEFT: Area = Area {
    x: 0,
    y: 0,
    width: 500,
    height: 1000,
};

async fn filed(app: &App) -> (String, String) {
    let cmd = OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            address: "公园前站".into(),
            ..PlaceIn::default()
        }),
        fields: [("description".to_owned(), "示例：天台搭棚".to_owned())].into(),
        evidence: vec![EvidenceIn {
            file: FileIn {
                name: "照片.png".into(),
                bytes: white(),
            },
            kind: "before_photo".into(),
            at: None,
            at_place: None,
        }],
        ..OpenCmd::new("", Channel::Portal)
    };
    let case = case::open(app, &Filer::Public, cmd)
        .await
        .unwrap()
        .case
        .value;
    let hash = case.evidence[0].file.sha256.clone();
    (case.id, hash)
}

fn dark(bytes: &[u8], x: u32) -> bool {
    let picture = image::load_from_memory(bytes).expect("a picture").to_rgb8();
    picture.get_pixel(x, 10).0.iter().all(|c| *c < 40)
}

#[tokio::test]
async fn the_copy_takes_the_place_of_the_original_which_opens_on_record_alone() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, first) = filed(app).await;
        let clerk = sign_in(app, "shouli").await;
        let done = case::redact(app, &clerk, &id, 1, (&first, vec![LEFT]))
            .await
            .unwrap();
        let piece = &done.value.evidence[0];
        let copy = piece.file.sha256.clone();
        assert_eq!(piece.sealed_original.as_ref().unwrap().sha256, first);
        assert_eq!(piece.blackened, [LEFT]);

        let seen = case::evidence(app, &clerk, &id, &copy).await.unwrap();
        assert!(dark(&seen.bytes, 5) && !dark(&seen.bytes, 35));
        let by_old_name = case::evidence(app, &clerk, &id, &first).await.unwrap_err();
        assert_eq!(
            by_old_name.kind(),
            Kind::NotFound,
            "the original has no address any more"
        );

        let short = case::original(app, &clerk, &id, (&copy, "看"))
            .await
            .unwrap_err();
        assert_eq!(short.code(), "privacy.purpose");
        let inspector = sign_in(app, "jiandu").await;
        let not_theirs = case::original(app, &inspector, &id, (&copy, "核对现场")).await;
        assert_eq!(not_theirs.unwrap_err().kind(), Kind::Forbidden);
        let original = case::original(app, &clerk, &id, (&copy, "核对现场"))
            .await
            .unwrap();
        assert_eq!(original.bytes, white());
        let auditor = sign_in(app, "auditor").await;
        let asked = app::audit::JournalQuery {
            kind: Some("unmasking".into()),
            ..Default::default()
        };
        let trail = app::audit::page(app, &auditor, &asked).await.unwrap();
        let entry = &trail.rows[0];
        assert_eq!(entry.action, "case.open_original");
        assert_eq!(entry.after["purpose"], "核对现场");
        assert_eq!(entry.after["evidence"], first.as_str());
    }
}

#[tokio::test]
async fn undoing_draws_the_original_again_and_keeps_it_sealed() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, first) = filed(app).await;
        let clerk = sign_in(app, "shouli").await;
        let done = case::redact(app, &clerk, &id, 1, (&first, vec![LEFT]))
            .await
            .unwrap();
        let copy = done.value.evidence[0].file.sha256.clone();
        let again = case::redact(app, &clerk, &id, done.version, (&copy, vec![]))
            .await
            .unwrap();
        let piece = &again.value.evidence[0];
        assert_eq!(
            piece.sealed_original.as_ref().unwrap().sha256,
            first,
            "not the copy"
        );
        assert!(piece.blackened.is_empty());
        let whole = piece.file.sha256.clone();
        let seen = case::evidence(app, &clerk, &id, &whole).await.unwrap();
        assert!(!dark(&seen.bytes, 5));
        // The same once more changes nothing and writes no entry.
        let same = case::redact(app, &clerk, &id, again.version, (&whole, vec![]))
            .await
            .unwrap();
        assert_eq!(same.version, again.version);

        let outside = Area { x: 900, ..LEFT };
        let refused = case::redact(app, &clerk, &id, again.version, (&whole, vec![outside])).await;
        assert_eq!(refused.unwrap_err().code(), "photo.area");
        let stale = case::redact(app, &clerk, &id, 1, (&whole, vec![LEFT]))
            .await
            .unwrap_err();
        assert!(stale.current_version().is_some());
        let stranger = sign_in(app, "shuiwu-clerk").await;
        let not_theirs = case::redact(app, &stranger, &id, 3, (&whole, vec![])).await;
        assert_eq!(not_theirs.unwrap_err().kind(), Kind::Forbidden);
        let wrong = app.projection_mismatches().await.unwrap();
        assert_eq!(wrong, Vec::<String>::new());
    }
}
