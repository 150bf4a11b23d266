//! The sample ledger, played through the actions that everybody uses, taken as the pattern of the
//! districts that a bench fills.

use anyhow::Context;
use profile::{Files, Profile};
use serde_json::Value as Json;
use std::path::Path;
use store::{Algorithm, DistrictId, Location, Store};

/// Most subjects of one kind taken.
const SUBJECTS_MAX: i64 = 20_000;
/// Deepest folder of a profile.
const DEPTH_MAX: usize = 4;

/// States of a played ledger, and the profile it was played with.
pub(crate) struct Template {
    pub profile: Profile,
    pub report: Json,
    pub people: Vec<Json>,
    pub commitments: Vec<Json>,
    pub lights: Vec<Json>,
    pub records: Vec<Json>,
    pub supervisions: Vec<Json>,
}

/// Plays the sample of a profile in a folder of its own and reads what it left.
pub(crate) async fn take(folder: &Path) -> anyhow::Result<Template> {
    println!("playing the sample ledger");
    let profile = read_profile(folder)?;
    let data = tempfile::tempdir()?;
    let (app, _) =
        app::demo::open(data.path().to_owned(), None, profile.clone(), &app::silent).await?;
    app.close().await;
    let at = Location::parse(data.path(), None)?;
    let store = Store::open(&at, Algorithm::Sm3).await?;
    let district = DistrictId(profile.district.id.clone());
    let report = all(&store, &district, "report").await?.into_iter().next();
    let template = Template {
        report: report.context("the sample has no report")?,
        people: all(&store, &district, "person").await?,
        commitments: all(&store, &district, "commitment").await?,
        lights: all(&store, &district, "light").await?,
        records: all(&store, &district, "record").await?,
        supervisions: all(&store, &district, "supervision").await?,
        profile,
    };
    store.close().await;
    Ok(template)
}

async fn all(store: &Store, district: &DistrictId, kind: &str) -> anyhow::Result<Vec<Json>> {
    let found = store.all_of::<Json>(district, kind, SUBJECTS_MAX).await?;
    Ok(found.into_iter().map(|one| one.state).collect())
}

/// Reads a district's folder.
pub(crate) fn read_profile(folder: &Path) -> anyhow::Result<Profile> {
    let mut files = Files::new();
    collect(folder, folder, 0, &mut files)?;
    Profile::parse(&files)
        .map_err(|problems| anyhow::anyhow!("the profile has {} problems", problems.len()))
}

fn collect(root: &Path, folder: &Path, depth: usize, files: &mut Files) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() && depth < DEPTH_MAX {
            collect(root, &path, depth + 1, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(name, text);
        }
    }
    Ok(())
}
