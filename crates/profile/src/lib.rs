//! A district as a folder of declarative files, parsed and checked line by line.
