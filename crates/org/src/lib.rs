//! Units, people, roles and the one table that says who may do what.
