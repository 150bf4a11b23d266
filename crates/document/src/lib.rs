//! Any office file turned into the plain text of a report, or a clear refusal.
