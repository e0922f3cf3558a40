"""From raw records to clean articles: header, boilerplate, language, date, duplicates."""

from pipelines.clean.articles import clean_articles, unread_dates

__all__ = ["clean_articles", "unread_dates"]
