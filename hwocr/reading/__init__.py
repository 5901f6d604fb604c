"""Two ways to read the words that segmentation found, and the choice between them."""
