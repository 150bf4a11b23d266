//! The web as a browser sees it: a demonstration store, a router, requests and answers.

mod changes;
mod district;
mod edge;
mod forms;
mod load;
mod open311;
mod overview;
mod roles;
mod streams;
mod tickets;
