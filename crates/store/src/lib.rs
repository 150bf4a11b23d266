//! Persistence on SQLite and PostgreSQL behind one set of calls.
