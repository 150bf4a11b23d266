//! Upgrades: said beforehand, resumed when interrupted, the old file kept until the new one opens.

use store::testing;
use store::{Algorithm, DistrictId, Location, SCHEMA_VERSION, Store, StoreError};

const FIRST: &str = include_str!("../migrations/0001_ledger.sql");

/// A record entered again, as the first schema kept it.
const OLD_RECORD: &str = "\
    INSERT INTO journal (district_id, subject_kind, subject_id, seq, pos, at_ms, actor, action, before, after, \
    prev_hash, hash, algorithm) VALUES ('here', 'record', 'r2', 1, 0, 0, 'p', 'record.claim', '{}', \
    '{\"commitment\": \"c\", \"kind\": \"note\", \"status\": \"claimed\", \"date\": \"2026-05-01\", \
    \"claimed_by\": {\"person\": \"p\", \"unit\": \"u\"}, \"claimed_at\": \"2026-05-01T00:00:00Z\", \
    \"resubmits\": \"r1\"}', '', 'h', 'sm3'); \
    INSERT INTO subject (district_id, kind, id, seq, hash, state) \
    VALUES ('here', 'record', 'r2', 1, 'h', '{\"resubmits\": \"r1\"}'); \
    INSERT INTO record (district_id, id, commitment_id, kind, status, day, claimed_by, claimed_unit, \
    claimed_at) VALUES ('here', 'r2', 'c', 'note', 'claimed', '2026-05-01', 'p', 'u', '2026-05-01');";

/// A store of the first schema that already has a district.
fn old_file(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("xiuhua.sqlite3");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch(FIRST).unwrap();
    let data = "INSERT INTO district_head VALUES ('here', 1, 0); PRAGMA user_version = 1;";
    connection.execute_batch(data).unwrap();
    connection.execute_batch(OLD_RECORD).unwrap();
    file
}

async fn open(file: &std::path::Path) -> Result<Store, StoreError> {
    let at = Location::Sqlite {
        file: file.to_owned(),
    };
    Store::open(&at, Algorithm::Sm3).await
}

#[tokio::test]
async fn an_old_file_is_kept_until_the_new_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    let file = old_file(folder.path());
    let copy = folder.path().join("xiuhua.schema-1.sqlite3");
    // Something in the way of the second step.
    let connection = rusqlite::Connection::open(&file).unwrap();
    let obstacle = "CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN SELECT 1; END";
    connection.execute_batch(obstacle).unwrap();

    let refused = open(&file).await.unwrap_err();
    assert!(
        matches!(&refused, StoreError::Migration { step, .. } if step == "0002_append_only"),
        "{refused}"
    );
    let kept = rusqlite::Connection::open(&copy).unwrap();
    let districts: i64 = kept
        .query_row("SELECT COUNT(*) FROM district_head", [], |row| row.get(0))
        .unwrap();
    assert_eq!(districts, 1);
    let half: i64 = connection
        .query_row(
            "SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal_no_update'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(half, 0, "a failed step leaves nothing behind");

    connection
        .execute_batch("DROP TRIGGER seal_no_update")
        .unwrap();
    drop((connection, kept));
    let store = open(&file).await.unwrap();
    let report = store.migration();
    assert_eq!((report.from, report.to), (1, SCHEMA_VERSION));
    assert_eq!(report.steps[0], "0002_append_only");
    assert!(
        report.preflight.starts_with("schema 1 -> "),
        "{}",
        report.preflight
    );
    assert_eq!(report.kept.as_deref(), Some(copy.as_path()));
    assert!(!copy.exists());
    assert_eq!(store.districts().await.unwrap(), [DistrictId::from("here")]);
    let filled = "SELECT COUNT(*) FROM record WHERE resubmits = 'r1'";
    let connection = rusqlite::Connection::open(&file).unwrap();
    let filled: i64 = connection.query_row(filled, [], |row| row.get(0)).unwrap();
    assert_eq!(filled, 1, "the new column holds what the state says");
}

#[tokio::test]
async fn an_interrupted_upgrade_of_postgres_goes_on() {
    let Some(test) = testing::postgres().await else {
        return;
    };
    let back = "DROP TRIGGER journal_no_change ON journal; DROP TRIGGER journal_no_truncate ON journal; \
        DROP TRIGGER seal_no_change ON seal; DROP TRIGGER seal_no_truncate ON seal; \
        DROP FUNCTION refuse_change; DROP TABLE case_row, case_unit, case_count, case_sequence, \
        case_count_moved, \
        personal_key, caller, outbox, notice, staged_blob, counted_case, cluster_row, cluster_member, rehearsed, proposal, search_fresh, search_block, \
        search_posting, rebuild_due, blob_use, bulletin; DROP INDEX change_request_asked; \
        DROP INDEX change_request_unit; \
        DROP INDEX supervision_due; DROP INDEX person_name; DROP INDEX report_imported; \
        DROP INDEX api_token_created; DROP INDEX light_rule, commitment_readings; ALTER TABLE record DROP COLUMN resubmits; \
        ALTER TABLE light DROP COLUMN next_due_day; DELETE FROM schema_version WHERE number >= 2;";
    test.raw(back).await;
    test.raw(OLD_RECORD).await;
    let again = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
    assert_eq!(
        (again.migration().from, again.migration().to),
        (1, SCHEMA_VERSION)
    );
    assert!(
        test.try_raw("TRUNCATE journal")
            .await
            .unwrap_err()
            .contains("append-only")
    );
    // Divides by how many rows were filled.
    let filled = "SELECT 1 / COUNT(*) FROM record WHERE resubmits = 'r1'";
    assert!(test.try_raw(filled).await.is_ok());
}

#[tokio::test]
async fn two_servers_may_open_an_empty_database_at_once() {
    let Some(url) = testing::postgres_url().await else {
        return;
    };
    let at = Location::Postgres { url };
    let (one, two) = tokio::join!(
        Store::open(&at, Algorithm::Sm3),
        Store::open(&at, Algorithm::Sm3)
    );
    one.unwrap();
    two.unwrap();
}

#[tokio::test]
async fn a_backup_taken_in_use_opens_and_verifies() {
    let test = testing::sqlite().await;
    let put = async |n: i64| {
        let mut batch =
            store::Batch::new(DistrictId::from("here"), jiff::Timestamp::now(), "someone");
        let subject = store::Subject::new("thing", format!("t{n}"));
        let state = serde_json::json!({ "n": n });
        batch.changes.push(store::Change::between(
            subject,
            0,
            "thing.new",
            None,
            None,
            &state,
        ));
        test.store.commit(batch).await.unwrap();
    };
    put(0).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.sqlite3");
    let (done, ()) = tokio::join!(test.store.backup_to(&copy), async {
        for n in 1..50 {
            put(n).await;
        }
    });
    done.unwrap();
    let restored = open(&copy).await.unwrap();
    let outcome = restored
        .verify(&DistrictId::from("here"), |_| {})
        .await
        .unwrap();
    assert!(matches!(outcome, store::VerifyOutcome::Sound(checked) if checked.entries >= 1));
}
