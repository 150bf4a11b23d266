//! The free texts of a case: all words that people typed, wherever they stand.

use super::Case;
use super::value::FieldValue;

impl Case {
    /// Every free text, always in the same order. Codes, names of units and numbers are none.
    pub fn texts(&self) -> Vec<String> {
        let mut copy = self.clone();
        copy.texts_mut()
            .into_iter()
            .map(|text| text.clone())
            .collect()
    }

    /// As [`Case::texts`], to be written over.
    pub(crate) fn texts_mut(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title];
        for value in self.fields.values_mut() {
            if let FieldValue::Text(text) = value {
                all.push(text);
            }
        }
        all.extend(self.place.iter_mut().map(|place| &mut place.address));
        for piece in &mut self.evidence {
            all.push(&mut piece.file.name);
            all.extend(piece.sealed_original.iter_mut().map(|file| &mut file.name));
        }
        all.extend(self.notes.iter_mut().map(|note| &mut note.text));
        all.extend(self.reply.iter_mut().map(|reply| &mut reply.text));
        all.extend(self.rating.iter_mut().filter_map(|r| r.text.as_mut()));
        all.extend(self.acts.iter_mut().filter_map(|act| act.reason.as_mut()));
        for run in &mut self.clocks {
            all.extend(run.pauses.iter_mut().map(|pause| &mut pause.ground));
            all.extend(run.extensions.iter_mut().map(|more| &mut more.reason));
        }
        all.extend(self.decided.iter_mut().map(|decided| &mut decided.reason));
        for sent in &mut self.dispatches {
            all.extend(sent.returned.iter_mut().map(|back| &mut back.reason));
            all.extend(sent.arbitration.iter_mut().map(|word| &mut word.reason));
        }
        for part in &mut self.co_handling {
            all.push(&mut part.task);
            all.extend(part.done.iter_mut().map(|done| &mut done.result));
        }
        for whistle in &mut self.whistles {
            all.push(&mut whistle.reason);
            let judged = whistle.called.iter_mut().filter_map(|c| c.needed.as_mut());
            all.extend(judged.map(|verdict| &mut verdict.reason));
        }
        all.extend(self.alarms.iter_mut().map(|alarm| &mut alarm.text));
        all
    }
}
