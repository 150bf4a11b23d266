//! HTTP: pages and API. Calls app only.
