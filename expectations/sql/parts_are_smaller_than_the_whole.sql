-- pledges | error | a part that is not smaller than its whole
SELECT p.pledge_id, p.amount, w.amount AS whole FROM pledges p JOIN pledges w ON w.pledge_id = p.part_of_pledge_id
WHERE p.currency = w.currency AND p.amount >= w.amount
