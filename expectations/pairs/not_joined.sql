, both_ways AS (
    SELECT a, b, nearness, a.row_id AS row_id FROM pairs WHERE a.row_id <> b.row_id
    UNION ALL SELECT a, b, nearness, b.row_id FROM pairs WHERE a.row_id <> b.row_id
),
nearest AS (
    SELECT DISTINCT ON (least(a.row_id, b.row_id), greatest(a.row_id, b.row_id)) a, b, nearness
    FROM (
        SELECT * FROM both_ways
        QUALIFY row_number() OVER (PARTITION BY row_id ORDER BY nearness DESC, a.report_id, b.report_id) = 1
    )
    ORDER BY nearness DESC, a.report_id, b.report_id
),
closest AS (SELECT * FROM nearest ORDER BY nearness DESC, a.report_id, b.report_id LIMIT $closest),
drawn AS (SELECT * FROM closest ORDER BY md5(concat(a.report_id, b.report_id, $seed)) LIMIT $count)
