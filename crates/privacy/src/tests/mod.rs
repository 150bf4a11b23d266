mod finding;
mod keeping;
mod masking;
mod properties;
