-- articles | warn | published before 1900 or after 2100
SELECT article_id, source_file, published_on FROM articles WHERE year(published_on) NOT BETWEEN 1900 AND 2100
