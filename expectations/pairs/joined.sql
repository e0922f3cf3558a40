, one_a_row AS (
    SELECT * FROM pairs WHERE a.row_id = b.row_id
    QUALIFY row_number() OVER (PARTITION BY a.row_id ORDER BY md5(concat(a.report_id, b.report_id, $seed))) = 1
),
drawn AS (SELECT * FROM one_a_row ORDER BY md5(concat(a.row_id, $seed)) LIMIT $count)
