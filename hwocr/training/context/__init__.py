"""Fits how much ink and language count, and how sure readings are, on writers kept for that."""
