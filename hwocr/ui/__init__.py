"""The page that ``app.py`` shows. Nothing else in the library imports from here."""
