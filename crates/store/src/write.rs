//! Rows that are no journalled facts: files, secrets, sessions, jobs.

use crate::sql::RowOp;
use crate::{
    blob, credential, job, notice, outbox, personal, rehearsal, saved_view, session, staged, token,
};
use journal::DistrictId;

/// One such write; it takes part in the batch's transaction.
#[derive(Debug, Clone)]
pub enum Write {
    /// Stores a file once under its hash.
    PutBlob(blob::Blob),
    /// Lets go of a file, unless a subject names it.
    DropBlob {
        /// The digest of its bytes.
        hash: String,
    },
    /// Keeps a file of a form that is not sent yet until an instant (ms UTC).
    StageBlob {
        /// The file.
        blob: blob::Blob,
        /// Until when.
        until_ms: i64,
    },
    /// Lets go of such a file: it was sent.
    DropStaged {
        /// The digest of its bytes.
        hash: String,
    },
    /// Lets go of all such files that were kept until before an instant (ms UTC).
    PruneStaged {
        /// The instant.
        before_ms: i64,
    },
    /// Sets or replaces a person's password hash and lock state.
    PutCredential(credential::Credential),
    /// Counts a failed sign-in; the one that makes a round number of failures sets the lock. Both
    /// in one statement, so that tries at the same time cannot pass the count by.
    FailedSignIn {
        /// The person.
        person: String,
        /// Until when a lock set now holds (ms UTC).
        lock_until_ms: i64,
        /// How many failures lock.
        lock_every: i64,
    },
    /// Forgets failed sign-ins and the lock.
    SignedIn {
        /// The person.
        person: String,
    },
    /// Stores a session under the hash of its token.
    PutSession(session::Session),
    /// Notes that a session was used.
    TouchSession {
        /// The hash of the token.
        token_hash: String,
        /// The instant, ms UTC.
        at_ms: i64,
        /// The new end, ms UTC.
        expires_ms: i64,
    },
    /// Ends a session.
    DropSession {
        /// The hash of the token.
        token_hash: String,
    },
    /// Ends every session of a person (password changed, account disabled).
    DropSessionsOf {
        /// The person.
        person: String,
    },
    /// Forgets sessions that ended before an instant (ms UTC).
    PruneSessions {
        /// The instant.
        before_ms: i64,
    },
    /// Stores an API token under the hash of its secret.
    PutToken(token::Token),
    /// Revokes an API token.
    RevokeToken {
        /// The token's id.
        id: String,
        /// When, ms UTC.
        at_ms: i64,
    },
    /// Forgets stored answers older than an instant (ms UTC).
    PruneIdempotency {
        /// The instant.
        before_ms: i64,
    },
    /// Sets or replaces a saved view.
    PutSavedView(saved_view::SavedView),
    /// Removes a saved view of its owner.
    DropSavedView {
        /// The owner.
        owner: String,
        /// The view's id.
        id: String,
    },
    /// Queues a job, or leaves the one with this id as it is.
    PutJob(job::Job),
    /// Marks a job done.
    FinishJob {
        /// The job's id.
        id: String,
        /// What it produced, JSON.
        result: String,
    },
    /// Puts a failed job back, to run after an instant (ms UTC); `None` gives it up.
    RetryJob {
        /// The job's id.
        id: String,
        /// What went wrong.
        error: String,
        /// When to try again.
        after_ms: Option<i64>,
    },
    /// Stores a subject's wrapped key of personal data; refused when it has one.
    PutPersonalKey {
        /// The subject.
        subject: String,
        /// The wrapped key.
        wrapped: Vec<u8>,
    },
    /// Destroys a subject's key of personal data.
    DropPersonalKey {
        /// The subject.
        subject: String,
    },
    /// Notes that a caller, known by a keyed digest, reported a subject.
    PutCaller {
        /// The digest.
        caller: String,
        /// The subject.
        subject: String,
    },
    /// Forgets who reported a subject.
    DropCallers {
        /// The subject.
        subject: String,
    },
    /// Puts a message into the outbox, unless it has one of this subject, event, channel and
    /// recipient.
    PutMessage(outbox::Message),
    /// Notes that a message was sent. The attempt must still be the message's last.
    MessageSent {
        /// The message's id.
        id: String,
        /// The attempt it was claimed as.
        attempt: i64,
        /// When, ms UTC.
        at_ms: i64,
    },
    /// Puts a message back, to be tried after an instant (ms UTC); `None` gives it up.
    RetryMessage {
        /// The message's id.
        id: String,
        /// The attempt it was claimed as.
        attempt: i64,
        /// What went wrong.
        error: String,
        /// When to try again.
        after_ms: Option<i64>,
    },
    /// Lets a message that was given up be tried anew.
    SendAgain {
        /// The message's id.
        id: String,
        /// Not before this instant, ms UTC.
        at_ms: i64,
    },
    /// Tells a person something, unless they were told.
    PutNotice(notice::Notice),
    /// Notes that a person has read what they were told up to an instant (ms UTC).
    ReadNotices {
        /// The person.
        person: String,
        /// Up to when.
        up_to_ms: i64,
        /// When it was read, ms UTC.
        at_ms: i64,
    },
    /// Notes how far a job is, JSON for the page that watches it.
    NoteJob {
        /// The job's id.
        id: String,
        /// Progress.
        progress: String,
    },
    /// Keeps what a rehearsal found of one case; the row of the same number is replaced.
    PutRehearsed(Box<rehearsal::Rehearsed>),
    /// Forgets what a rehearsal found.
    ClearRehearsed {
        /// The rehearsal.
        rehearsal: String,
    },
}

impl Write {
    pub(crate) fn ops(self, district: &DistrictId, at_ms: i64) -> RowOp {
        match self {
            Self::PutBlob(blob) => blob::put(district, blob, at_ms),
            Self::DropBlob { hash } => blob::drop(district, &hash),
            Self::StageBlob { blob, until_ms } => staged::put(district, blob, until_ms),
            Self::DropStaged { hash } => staged::drop(district, &hash),
            Self::PruneStaged { before_ms } => staged::prune(district, before_ms),
            Self::PutCredential(credential) => credential::put(district, credential),
            Self::FailedSignIn {
                person,
                lock_until_ms,
                lock_every,
            } => credential::failed(district, person, lock_until_ms, lock_every),
            Self::SignedIn { person } => credential::signed_in(district, person),
            Self::PutSession(session) => session::put(district, session),
            Self::TouchSession {
                token_hash,
                at_ms,
                expires_ms,
            } => session::touch(district, token_hash, at_ms, expires_ms),
            Self::DropSession { token_hash } => session::drop(district, token_hash),
            Self::DropSessionsOf { person } => session::drop_of(district, person),
            Self::PruneSessions { before_ms } => session::prune(district, before_ms),
            Self::PutToken(token) => token::put(district, token),
            Self::RevokeToken { id, at_ms } => token::revoke(district, id, at_ms),
            Self::PruneIdempotency { before_ms } => crate::idempotency::prune(district, before_ms),
            Self::PutSavedView(view) => saved_view::put(district, view),
            Self::DropSavedView { owner, id } => saved_view::drop(district, owner, id),
            Self::PutJob(job) => job::put(district, job),
            Self::FinishJob { id, result } => job::finish(district, id, result),
            Self::RetryJob {
                id,
                error,
                after_ms,
            } => job::retry(district, id, error, after_ms),
            Self::PutPersonalKey { subject, wrapped } => {
                personal::put(district, subject, wrapped, at_ms)
            }
            Self::DropPersonalKey { subject } => personal::drop(district, subject),
            Self::PutCaller { caller, subject } => {
                personal::put_caller(district, caller, subject, at_ms)
            }
            Self::DropCallers { subject } => personal::drop_callers(district, subject),
            Self::PutMessage(message) => outbox::put(district, message, at_ms),
            Self::MessageSent { id, attempt, at_ms } => outbox::sent(district, id, attempt, at_ms),
            Self::RetryMessage {
                id,
                attempt,
                error,
                after_ms,
            } => outbox::retry(district, id, attempt, error, after_ms),
            Self::SendAgain { id, at_ms } => outbox::again(district, id, at_ms),
            Self::PutNotice(notice) => notice::put(district, notice),
            Self::ReadNotices {
                person,
                up_to_ms,
                at_ms,
            } => notice::read(district, person, up_to_ms, at_ms),
            Self::NoteJob { id, progress } => job::note(district, id, progress),
            Self::PutRehearsed(row) => rehearsal::put(district, *row),
            Self::ClearRehearsed { rehearsal } => rehearsal::clear(district, rehearsal),
        }
    }
}
