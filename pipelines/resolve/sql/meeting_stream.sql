-- The reports in the order of publication, the surest and fullest of a day first, with the days that each leaves open:
-- from `lo` to `hi`, in days since 1970. A report of no known day is of the week before its article, or the fortnight after
-- it where it tells of plans; with no day of the article either it may be of any day.
-- `story` is 0 where no other article tells it.
CREATE OR REPLACE TEMP TABLE meeting_stream AS
WITH party AS (
    SELECT report, list(side ORDER BY side, person) AS sides, list(person ORDER BY side, person) AS people,
           count(*) FILTER (person > 0) AS n_people
    FROM (SELECT DISTINCT report, side, person FROM meeting_party) GROUP BY report
), timed AS (
    SELECT m.*, p.sides, p.people, p.n_people, d.day,
           m.date_earliest - DATE '1970-01-01' AS d1, m.date_latest - DATE '1970-01-01' AS d2, d.day - DATE '1970-01-01' AS told
    FROM meeting_read m JOIN party p USING (report) JOIN article_day d USING (article)
)
SELECT report, article, CASE WHEN copied THEN story ELSE 0 END AS story, sides, people, way, status, told,
       CASE WHEN d1 IS NOT NULL AND status = 'planned' THEN least(greatest(d1, coalesce(told - 1, d1)), d2)
            WHEN d1 IS NOT NULL THEN d1
            WHEN told IS NULL THEN -1000000
            WHEN status = 'planned' THEN told - 1 ELSE told - 7 END AS lo,
       CASE WHEN d1 IS NOT NULL AND status = 'held' THEN greatest(least(d2, coalesce(told + 1, d2)), d1)
            WHEN d1 IS NOT NULL THEN d2
            WHEN told IS NULL THEN 1000000
            WHEN status = 'held' THEN told + 1 ELSE told + 14 END AS hi,
       d1 IS NOT NULL AS dated,
       dense_rank() OVER (ORDER BY city) * (city IS NOT NULL)::INT AS city,
       dense_rank() OVER (ORDER BY place_country) * (place_country IS NOT NULL)::INT AS land,
       coalesce(list_sum(list_transform(topics, lambda t: 1 << list_position($topics, t))), 0)::INT AS topics
FROM timed
ORDER BY published_on NULLS LAST, d1 IS DISTINCT FROM d2, d1 IS NULL, n_people DESC, len(sides) DESC, report_id
