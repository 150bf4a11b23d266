//! What people are told when nothing can be written, and that they can read on.

use crate::{App, FileIn, FixedClock, Kind, OpenOptions};
use jiff::ToSpan;
use profile::{Files, Profile};
use std::path::Path;
use std::sync::Arc;

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the profile is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path.strip_prefix(root).expect("below").to_string_lossy();
            files.insert(name.into_owned(), text);
        }
    }
}

#[tokio::test]
async fn a_full_or_read_only_store_refuses_with_a_code_of_its_own_and_goes_on_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles/lanting");
    let mut files = Files::new();
    collect(&root, &root, &mut files);
    let clock = Arc::new(FixedClock::at(
        "2026-11-02T01:00:00Z".parse().expect("an instant"),
    ));
    let profile = Profile::parse(&files).expect("the profile is sound");
    let text = profile.demo.as_ref().expect("a sample").report.clone();
    let options = OpenOptions {
        data_dir: folder.path().to_owned(),
        database: None,
        key_file: None,
        profile,
        clock: clock.clone(),
        algorithm: journal::Algorithm::Sm3,
    };
    let app = App::open(options).await.expect("opens");
    crate::demo::create_people(&app).await.expect("people");
    let signed = crate::session::demo_sign_in(&app, "office1", "test").await;
    let signed = signed.expect("signs in");
    let import = || {
        let file = FileIn {
            name: "报告.md".into(),
            bytes: text.clone().into_bytes(),
        };
        crate::report::import(&app, &signed.actor, file, None, &crate::silent)
    };
    for full in [true, false] {
        let code = if full {
            "store.no_space"
        } else {
            "store.read_only"
        };
        match full {
            true => store::testing::fill(app.store(), true).await,
            false => store::testing::seal_off(app.store(), true).await,
        }
        let refused = import().await.expect_err("nothing can be written");
        assert_eq!((refused.kind(), refused.code()), (Kind::Unavailable, code));
        clock.set(app.now() + 2.minutes());
        let session = crate::session::by_token(&app, &signed.token).await;
        assert!(session.expect("answers").is_some(), "people read on");
        let reports = crate::report::list(&app, &signed.actor, &Default::default()).await;
        assert!(reports.expect("reads").rows.is_empty(), "nothing half done");
        store::testing::fill(app.store(), false).await;
        store::testing::seal_off(app.store(), false).await;
    }
    import().await.expect("writes again");
    assert_eq!(
        app.projection_mismatches().await.expect("compares"),
        Vec::<String>::new()
    );
}
