//! Signing in and out. Tokens are kept by hash only; sessions rotate on sign-in and on a new
//! password; five failures lock an account for a quarter of an hour. The journal tells who came and went.

mod api_token;
mod change_password;
mod demo;
mod noted;
mod password;
mod sign_in;
mod sign_out;
mod token;

pub use api_token::by_api_token;
pub use change_password::change_password;
pub use demo::{DemoSignIn, demo_sign_in, demo_sign_ins};
pub use password::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
pub(crate) use password::{check_strength, hash as hash_password};
pub use sign_in::{Session, SignedIn, by_token, sign_in};
pub use sign_out::sign_out;
pub(crate) use token::{fresh as fresh_token, hash as hash_token};

/// Failures in a row that lock an account.
pub const FAILURES_MAX: i64 = 5;
/// How long it stays locked, in minutes.
pub const LOCK_MINUTES: i64 = 15;
/// How long a session lives however much it is used, in minutes.
pub const LIFE_MINUTES: i64 = 12 * 60;
/// How long a session lives without use, in minutes.
pub const IDLE_MINUTES: i64 = 8 * 60;
