//! Every statement in one list, and what must hold for all of them.

mod cases;
mod keys;
mod lists;
mod tests;

use crate::engine::{postgres, sqlite};
use crate::projection::TABLES;
use crate::sql::Sql;
use crate::{
    as_of, beside, blob, case, credential, feed, head, history, idempotency, job, notice, outbox,
    personal, projection, proposal, rebuild, recount, rehearsal, replay, saved_view, seal, search,
    session, staged, states, subject, token, verify,
};

/// Statements that run on both engines.
pub(crate) fn shared() -> Vec<&'static Sql> {
    let mut all: Vec<&'static Sql> = vec![
        &as_of::ONE,
        &blob::PUT,
        &blob::DROP,
        &blob::RELEASED,
        &blob::UNUSED,
        &blob::MISSING,
        &blob::GET,
        &beside::KEYS,
        &staged::PUT,
        &staged::DROP,
        &staged::PRUNE,
        &staged::GET,
        &staged::SIZE,
        &case::BY_NUMBER,
        &case::BY_SOURCE,
        &case::BY_TRACKING,
        &case::TAKE_NUMBERS,
        &case::MEMBERS,
        &case::LED,
        &case::REPEATED,
        &credential::PUT,
        &credential::FAILED,
        &credential::SIGNED_IN,
        &credential::GET,
        &feed::AFTER,
        &head::DISTRICT,
        &head::NEW_DISTRICT,
        &head::MOVE_DISTRICT,
        &head::DISTRICTS,
        &head::SUBJECT,
        &history::OF_SUBJECT,
        &idempotency::PUT,
        &idempotency::GET,
        &idempotency::PRUNE,
        &job::PUT,
        &job::CLAIM,
        &job::FINISH,
        &job::RETRY,
        &job::NOTE,
        &job::GET,
        &notice::PUT,
        &notice::READ,
        &notice::LIST,
        &notice::UNREAD,
        &outbox::PUT,
        &outbox::CLAIM,
        &outbox::SENT,
        &outbox::RETRY,
        &outbox::AGAIN,
        &outbox::LIST,
        &personal::PUT,
        &personal::DROP,
        &personal::GET,
        &personal::ANY,
        &personal::PUT_CALLER,
        &personal::DROP_CALLERS,
        &personal::OF_CALLER,
        &proposal::NEW,
        &proposal::MOVED,
        &proposal::SUMS,
        &proposal::RETURNED,
        &projection::DROP_UNITS,
        &projection::case::DROP_UNITS,
        &projection::cluster::DROP_MEMBER,
        &projection::case::PUT_COUNT,
        &projection::case::CLEAR_COUNTS,
        &projection::case::MOVE_COUNTS,
        &projection::case::MOVED_ALL,
        &crate::case::MOVED,
        &recount::PAGE_OF,
        &rehearsal::PUT,
        &rehearsal::CLEAR,
        &rebuild::RESTATE,
        &rebuild::KINDS,
        &rebuild::DUE,
        &rebuild::DONE,
        &replay::KIND,
        &saved_view::PUT,
        &saved_view::DROP,
        &saved_view::LIST,
        &search::PUT,
        &search::NEXT,
        &search::IDS,
        &search::POSTINGS,
        &search::DROP_BLOCK,
        &search::CLEAR_BLOCK,
        &search::PUT_BLOCK,
        &search::PUT_POSTINGS,
        &search::FRESH_PAGE,
        &search::DROP_FRESH,
        &search::HEADS,
        &search::CLEAR_FRESH,
        &search::CLEAR_BLOCKS,
        &search::CLEAR_POSTINGS,
        &seal::LIST,
        &seal::LAST,
        &seal::PUT,
        &seal::MOVED,
        &session::PUT,
        &session::TOUCH,
        &session::DROP,
        &session::DROP_OF,
        &session::PRUNE,
        &session::GET,
        &session::OF,
        &states::commitment::OF_REPORT,
        &states::commitment::READINGS_OF_REPORT,
        &states::commitment::STATUS_COUNTS,
        &states::commitment::LIGHTS_DUE,
        &states::commitment::OTHER_RULE,
        &states::commitment::WITHOUT_LIGHT,
        &states::record::OF_COMMITMENT,
        &states::record::REQUESTS_OF,
        &states::record::SUPERVISION_OF,
        &states::session::WITH_PERSON,
        &states::standing::STANDING,
        &states::waiting::OPEN,
        &states::waiting::SUBJECTS_SINCE,
        &subject::LOAD,
        &subject::LOAD_PAGE,
        &subject::VERSIONS,
        &subject::VERSIONS_IN,
        &subject::LOAD_IN,
        &subject::LOAD_TWO,
        &token::PUT,
        &token::REVOKE,
        &token::GET,
        &verify::ENTRIES,
        &verify::BARE,
    ];
    all.extend(sqlite::STATEMENTS);
    for table in &TABLES {
        all.extend([&table.read, &table.clear]);
        // Kinds may share a table, and with it the statement that fills it.
        if !all.iter().any(|sql| std::ptr::eq(*sql, table.put)) {
            all.push(table.put);
        }
    }
    all
}

/// Statements of the PostgreSQL engine alone.
pub(crate) fn postgres_only() -> &'static [&'static Sql] {
    postgres::STATEMENTS
}
