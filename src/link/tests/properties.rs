//! What holds of any links.
