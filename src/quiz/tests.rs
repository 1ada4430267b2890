//! What holds for every book, and for the demo book.
