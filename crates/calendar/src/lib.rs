//! Working time: notices, make-up days, duty hours, limits, pauses and their explanation.
