//! Writes the figures and commitments of a report as JSON lines in the field names of the
//! annotated reports, ready for the published scorer. Usage: `rows REPORT FOLDER`.

use report::{ReadOptions, gold, read};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: rows REPORT FOLDER");
        return;
    };
    let source = std::fs::read_to_string(&path).expect("a readable file");
    let reading = read(&source, &ReadOptions::default()).expect("a reading");
    let write = |file: &str, rows: Vec<serde_json::Value>| {
        let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
        std::fs::write(std::path::Path::new(&folder).join(file), lines.join("\n"))
            .expect("a writable folder");
    };
    write("figures.jsonl", gold::figures(&reading, &source));
    write("commitments.jsonl", gold::commitments(&reading, &source));
}
