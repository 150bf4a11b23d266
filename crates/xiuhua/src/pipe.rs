//! Whoever reads our output may stop early (`… | head`): that ends any command quietly.

use std::io;
use std::process::ExitCode;

/// How a shell tells of a program that was ended because nobody read its output any more (128 + SIGPIPE).
const READER_GONE: u8 = 141;
/// What `print!` says when it fails so; it has no other way to say it than a panic.
const PRINTING_FAILED: &str = "failed printing to ";
/// The end of the system's words for a pipe that nobody reads (EPIPE).
const BROKEN_PIPE: &str = "(os error 32)";

/// Ends the process where printing fails because the reader has gone; other panics are told as usual.
pub fn end_quietly() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let words = panic.payload().downcast_ref::<String>();
        if words.is_some_and(|w| w.starts_with(PRINTING_FAILED) && w.ends_with(BROKEN_PIPE)) {
            std::process::exit(i32::from(READER_GONE));
        }
        usual(panic);
    }));
}

/// True where a command failed because nobody reads what it writes.
pub fn is_closed(error: &anyhow::Error) -> bool {
    let written = error.downcast_ref::<io::Error>();
    written.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// The status of a command whose reader has gone.
pub fn gone() -> ExitCode {
    ExitCode::from(READER_GONE)
}
