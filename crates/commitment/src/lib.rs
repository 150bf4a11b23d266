//! The commitment loop: draft, review, issue, records, verification, changes.
