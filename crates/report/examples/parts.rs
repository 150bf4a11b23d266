//! Prints what a report holds beside its figures: problems, tasks, glossary, links.

use report::{ReadOptions, read};

fn main() {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        let reading = match read(&source, &ReadOptions::default()) {
            Ok(reading) => reading,
            Err(error) => {
                println!("##### {path}: {error}");
                continue;
            }
        };
        println!(
            "##### {path}: {} clauses, {} figures",
            reading.clauses.len(),
            reading.figures.len()
        );
        for p in &reading.problems {
            println!("problem {} {}", p.label, p.text);
        }
        for t in &reading.plan_tasks {
            println!("task {} {}", t.label, t.text);
        }
        for g in &reading.glossary {
            println!(
                "term {} {} = {}",
                g.n,
                g.term,
                g.definition.chars().take(30).collect::<String>()
            );
        }
        for l in &reading.links {
            let (t, r) = (&reading.figures[l.target], &reading.figures[l.result]);
            println!(
                "link {} {} {} → {} {} {}{}",
                t.measure,
                t.value,
                t.unit,
                r.measure,
                r.value,
                r.unit,
                if l.below_result { " below" } else { "" }
            );
        }
    }
}
