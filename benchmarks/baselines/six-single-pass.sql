-- The six segments of the reference over the tables of benchmarks/sql/generate.sql, as one would write them by hand: every
-- table is read once, items only of the two categories that matter, and each customer who is in any gets one row with a mask.
-- $1 is the instant.
WITH spent AS (
    SELECT customer_id,
        sum(grand_total) FILTER (WHERE status = 'complete') AS total,
        max(created_at) FILTER (WHERE status = 'complete') AS last,
        count(*) AS orders
    FROM orders
    GROUP BY customer_id
), tree AS (
    -- A category stands for those below it, too; there are two levels.
    SELECT
        (SELECT array_agg(id::text) FROM categories WHERE 19 IN (id, parent_id)) AS c19,
        (SELECT array_agg(id::text) FROM categories WHERE 26 IN (id, parent_id)) AS c26
), bought AS (
    SELECT o.customer_id,
        bool_or(p.categories && t.c19 AND o.created_at >= $1 - interval '90 days') AS recent19,
        bool_or(p.categories && t.c26) AS any26
    FROM tree t
    JOIN products p ON p.categories && (t.c19 || t.c26)
    JOIN order_items i ON i.product_id = p.id
    JOIN orders o ON o.id = i.order_id
    GROUP BY o.customer_id
), tested AS (
    SELECT c.id,
        coalesce(c.gender = 'female' AND a.country = 'UA', false) AS s1,
        coalesce(s.total >= 2000, false) AS s2,
        coalesce(s.last <= $1 - interval '30 days', false) AS s3,
        coalesce(c.email LIKE '%er12%', false) AS s4,
        coalesce(b.recent19 AND NOT b.any26, false) AS s5,
        coalesce(s.orders > 5, false) AS many
    FROM customers c
    LEFT JOIN addresses a ON a.customer_id = c.id AND a.kind = 'billing'
    LEFT JOIN spent s ON s.customer_id = c.id
    LEFT JOIN bought b ON b.customer_id = c.id
)
SELECT id, s1::int + 2 * s2::int + 4 * s3::int + 8 * s4::int + 16 * s5::int + 32 * (s1 AND (s2 OR many))::int AS mask
FROM tested
WHERE s1 OR s2 OR s3 OR s4 OR s5
