//! Already extracted text → pages of lines.
