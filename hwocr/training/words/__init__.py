"""Training of the word network: from the data's sets to batches, and the trainer itself."""
