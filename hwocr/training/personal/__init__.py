"""Teaching the character network one person's hand."""
