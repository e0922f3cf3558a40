"""From raw records to clean articles: header, boilerplate, language, date, duplicates."""

from pipelines.clean.articles import clean_articles

__all__ = ["clean_articles"]
