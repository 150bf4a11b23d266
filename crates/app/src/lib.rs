//! One action per user intention: authorise, load, decide, append, project.
