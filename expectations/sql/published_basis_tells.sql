-- articles | error | a publication date without basis, or a basis without date
SELECT article_id, published_on, published_basis FROM articles WHERE (published_on IS NULL) <> (published_basis = 'none')
