"""Accuracy and speed of hwocr, measured on handwriting that it was not trained on."""
