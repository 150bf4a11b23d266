//! Rows in the field names of the annotated reports.

use figure::Decimal;
use serde_json::{Value, json};

use crate::{Direction, Figure, MultipleSense, Reading, Text};

/// The figures as JSON rows: `value_start`, `value_end`, `value`, `unit`, `comparator`, `basis`,
/// `kind`, `measure` and the rest of the gold's fields. Offsets are code points into `source`, the
/// text that was read.
pub fn figures(reading: &Reading, source: &str) -> Vec<Value> {
    let text = Text::new(source);
    reading
        .figures
        .iter()
        .enumerate()
        .map(|(i, f)| figure(&text, i, f))
        .collect()
}

fn figure(text: &Text, i: usize, f: &Figure) -> Value {
    let down = f.direction == Some(Direction::Down);
    json!({
        "id": format!("F{:03}", i + 1),
        "quote": text.slice(f.quote),
        "start": f.quote.start,
        "end": f.quote.end,
        "value_quote": text.slice(f.value_span),
        "value_start": f.value_span.start,
        "value_end": f.value_span.end,
        "measure": f.measure,
        "basis": f.basis.code(),
        "comparator": f.comparator.code(),
        "cue": f.cue,
        "value": number(f.value),
        "value_hi": f.value_hi.map(number),
        "unit": f.unit,
        "raw_value": f.raw_value,
        "raw_unit": f.raw_unit,
        "qualifier": f.qualifier,
        "direction": f.direction,
        "kind": f.kind,
        "section": f.section,
        "period": f.period,
        "deadline": f.deadline,
        "hedge": f.hedge,
        "numeral": if f.chinese_numeral { "chinese" } else { "arabic" },
        "multiple_sense": f.multiple_sense.map(|m| match m { MultipleSense::IncreaseBy => "increase_by", MultipleSense::To => "to" }),
        "distributive": f.distributive.as_ref().map(|d| json!({ "cue": d.cue, "index": d.index + 1, "of": d.of })),
        "signed_value": number(if down { -f.value } else { f.value }),
        "decided_by": f.decided_by,
        "certainty": f.certainty,
    })
}

/// A decimal as a JSON number, as the gold writes values.
fn number(value: Decimal) -> Value {
    serde_json::from_str(&value.normalize().to_string()).unwrap_or(Value::Null)
}

/// The clauses as JSON rows in the gold's field names. `figures` and `context_figures` name the
/// rows of [`figures`] by their ids.
pub fn commitments(reading: &Reading, source: &str) -> Vec<Value> {
    let text = Text::new(source);
    let id = |i: &usize| format!("F{:03}", i + 1);
    reading
        .clauses
        .iter()
        .enumerate()
        .map(|(i, c)| {
            json!({
                "id": format!("C{:03}", i + 1),
                "quote": text.slice(c.span),
                "start": c.span.start,
                "end": c.span.end,
                "section": c.section,
                "kind": c.kind,
                "role": c.role,
                "action": c.action,
                "object": c.object,
                "figures": c.figures.iter().map(id).collect::<Vec<_>>(),
                "context_figures": c.context_figures.iter().map(id).collect::<Vec<_>>(),
                "word_target": c.word_target,
                "named": c.named,
                "deadline": c.deadline,
                "deadline_source": c.deadline_source,
                "hedge": c.hedge,
                "decided_by": c.decided_by,
                "certainty": c.certainty,
            })
        })
        .collect()
}
