//! Journal entries, their hash chains, daily seals and verification.
