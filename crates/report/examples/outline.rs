//! Prints the heading tree and the roles of the paragraphs of a normalised report.

use report::{Section, Text, outline};

fn show(sections: &[Section]) {
    for s in sections {
        println!("{}{} {:?} [{}] {}", "  ".repeat(s.level as usize), s.level, s.role, s.label, s.title);
        show(&s.children);
    }
}

fn main() {
    for path in std::env::args().skip(1) {
        let text = Text::new(&std::fs::read_to_string(&path).expect("a readable file"));
        let sections = outline::outline(&text);
        println!("##### {path}");
        show(&sections);
        for p in outline::paragraphs(&text, &sections) {
            let end = p.span.end.min(p.span.start + 30);
            println!("{:>10} {}", format!("{:?}", p.role), text.slice(report::Span { start: p.span.start, end }));
        }
    }
}
