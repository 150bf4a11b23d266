//! Published reports, normalised: equal to the reviewed texts, byte for byte.

use std::path::{Path, PathBuf};

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("XIUHUA_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    if folder.join("gold").is_dir() {
        return Some(folder);
    }
    eprintln!(
        "SKIPPED: no shared folder with published reports at {}",
        folder.display()
    );
    None
}

fn text(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Names the first line that differs; a plain assert_eq would print two whole reports.
fn assert_same(found: &str, expected: &str, what: &str) {
    for (n, (a, b)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, b, "{what}, line {}", n + 1);
    }
    assert_eq!(found.len(), expected.len(), "{what}: length in bytes");
}

#[test]
fn a_normalised_report_is_left_as_it_is() {
    let Some(shared) = shared() else { return };
    for report in ["yuexiu-2026", "guangdong-2026"] {
        let gold = text(
            shared
                .join("gold")
                .join(report)
                .join("report.normalised.txt"),
        );
        let (found, notes) = document::normalise(&gold);
        assert_same(&found, &gold, report);
        assert_eq!(notes, [], "{report}");
    }
}

#[test]
fn the_reports_as_published_become_the_reviewed_texts() {
    let Some(shared) = shared() else { return };
    for (published, report) in [
        ("seed/yuexiu-report-2026.txt", "yuexiu-2026"),
        ("data/reports/province-广东省-2026.txt", "guangdong-2026"),
    ] {
        let gold = text(
            shared
                .join("gold")
                .join(report)
                .join("report.normalised.txt"),
        );
        let (found, _) = document::normalise(&text(shared.join(published)));
        assert_same(&found, &gold, published);
    }
}
