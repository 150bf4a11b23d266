//! What stands between the network and a page: cookies, preferences, sessions, forgery checks,
//! limits, security headers, errors.

pub mod cookie;
pub mod csrf;
pub mod fault;
pub mod headers;
pub mod limit;
pub mod load;
pub mod prefs;
pub mod remote;
pub mod session;
pub mod stall;
pub mod streams;
