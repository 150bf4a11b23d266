//! Prints every figure of a report in its context, and every numeral that was left over.

use report::{ReadOptions, Span, Text, read};

fn main() {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        let text = Text::new(&source);
        let reading = match read(&source, &ReadOptions::default()) {
            Ok(reading) => reading,
            Err(error) => {
                println!("##### {path}: {error}");
                continue;
            }
        };
        println!(
            "##### {path} {} {:?} figures {}",
            reading.year,
            reading.front,
            reading.figures.len()
        );
        let around = |s: Span, left: usize, right: usize| {
            let cut = |a, b| text.slice(Span { start: a, end: b }).replace('\n', "⏎");
            format!(
                "{}【{}】{}",
                cut(s.start.saturating_sub(left), s.start),
                cut(s.start, s.end),
                cut(s.end, (s.end + right).min(text.len()))
            )
        };
        let mut covered = vec![false; text.len()];
        for f in &reading.figures {
            covered[f.value_span.start..f.value_span.end].fill(true);
            println!(
                "{} | {} | {} {} {}{} {} {:?} {}{} {}",
                around(f.value_span, 16, 10),
                f.measure,
                f.basis.code(),
                f.comparator.code(),
                f.value,
                f.value_hi.map(|v| format!("~{v}")).unwrap_or_default(),
                f.unit,
                f.kind,
                f.period,
                f.hedge
                    .as_ref()
                    .map(|h| format!(" {h}"))
                    .unwrap_or_default(),
                f.certainty
            );
        }
        let end = report::outline::body_end(&text, &reading.sections);
        let mut at = reading.sections.first().map_or(0, |s| s.span.start);
        while at < end {
            let c = text.chars()[at];
            let numeral =
                |c: char| c.is_ascii_digit() || "两二三四五六七八九十百千万亿半翻".contains(c);
            if numeral(c) && !covered[at] {
                let run = text.chars()[at..end]
                    .iter()
                    .take_while(|c| numeral(**c) || **c == '.')
                    .count();
                println!(
                    "LEFT {}",
                    around(
                        Span {
                            start: at,
                            end: at + run
                        },
                        10,
                        8
                    )
                );
                at += run;
            } else {
                at += 1;
            }
        }
    }
}
