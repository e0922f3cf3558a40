"""From raw news articles to validated tables of diplomatic meetings and pledges."""
