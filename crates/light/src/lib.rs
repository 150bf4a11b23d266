//! Three-colour rules over dated facts.
