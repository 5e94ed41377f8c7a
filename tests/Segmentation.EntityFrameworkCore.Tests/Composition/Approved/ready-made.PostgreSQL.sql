-- male-customers
-- @term={ 'male' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE c.gender IS NOT NULL AND lower(c.gender COLLATE "C") = ANY (@term)

-- vip-customers
-- @term={ 'complete' } (DbType = Object)
-- @term2='2000'
SELECT c.id
FROM customers AS c
WHERE (
    SELECT COALESCE(sum(o.grand_total), 0.0)
    FROM orders AS o
    WHERE o.customer_id = c.id AND o.status IS NOT NULL AND lower(o.status COLLATE "C") = ANY (@term)) >= @term2

-- departed-customers
-- @term={ 'canceled' } (DbType = Object)
-- @term2={ 'canceled' } (DbType = Object)
-- @term4='2026-01-01T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL)) AND o.created_at IS NOT NULL) AND NOT EXISTS (
    SELECT 1
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term2) AND lower(o0.status COLLATE "C") = ANY (@term2) IS NOT NULL)) AND o0.created_at IS NOT NULL AND o0.created_at >= @term4)

-- girls
-- @term={ 'female' } (DbType = Object)
-- @term2='02/01/2008' (Nullable = true) (DbType = Date)
SELECT c.id
FROM customers AS c
WHERE c.gender IS NOT NULL AND lower(c.gender COLLATE "C") = ANY (@term) AND c.date_of_birth IS NOT NULL AND c.date_of_birth >= @term2

-- female-customers
-- @term={ 'female' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE c.gender IS NOT NULL AND lower(c.gender COLLATE "C") = ANY (@term)

-- foreign-customers
-- @term={ 'shipping' } (DbType = Object)
-- @term2={ 'us' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT a.country
        FROM addresses AS a
        WHERE a.customer_id = c.id AND a.kind IS NOT NULL AND lower(a.kind COLLATE "C") = ANY (@term)
        ORDER BY a.id
        LIMIT 1
    ) AS a0
    WHERE a0.country IS NULL OR NOT (lower(a0.country COLLATE "C") = ANY (@term2) AND lower(a0.country COLLATE "C") = ANY (@term2) IS NOT NULL))

-- rich-customers
-- @term={ 'complete' } (DbType = Object)
-- @term6='500' (Nullable = true)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM orders AS o
    WHERE o.customer_id = c.id AND o.status IS NOT NULL AND lower(o.status COLLATE "C") = ANY (@term) AND o.grand_total IS NOT NULL) AND (
    SELECT COALESCE(sum(o0.grand_total), 0.0)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND o0.status IS NOT NULL AND lower(o0.status COLLATE "C") = ANY (@term) AND o0.grand_total IS NOT NULL) >= (
    SELECT count(*)
    FROM orders AS o1
    WHERE o1.customer_id = c.id AND o1.status IS NOT NULL AND lower(o1.status COLLATE "C") = ANY (@term) AND o1.grand_total IS NOT NULL)::numeric(12,4) * @term6

-- amazon-customers
-- @term='@marketplace.amazon.'
SELECT c.id
FROM customers AS c
WHERE c.email IS NOT NULL AND strpos(lower(c.email COLLATE "C"), @term) - 1 >= 0

-- wishes-recommended-products
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM wishlist_items AS w
    WHERE w.customer_id = c.id AND EXISTS (
        SELECT 1
        FROM products AS p
        WHERE w.product_id IS NOT NULL AND p.id = w.product_id AND p.recommended IS NOT NULL AND p.recommended))

-- wishes-given-products
-- @term={ '24-mb01', '24-mb04' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM wishlist_items AS w
    WHERE w.customer_id = c.id AND EXISTS (
        SELECT 1
        FROM products AS p
        WHERE w.product_id IS NOT NULL AND p.id = w.product_id AND p.sku IS NOT NULL AND lower(p.sku COLLATE "C") = ANY (@term)))

-- female-t-shirt-lovers
-- refused: segments[10].conditions.conditions[1].where.conditions[0]: The condition 'product.categories hasAny ['T-Shirts']' cannot be asked on PostgreSql: a value also stands for what lies below it in the tree of 'category', however deep.

-- interested-in-new-goods
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM product_views AS p
    WHERE p.customer_id = c.id AND EXISTS (
        SELECT 1
        FROM products AS p0
        WHERE p.product_id IS NOT NULL AND p0.id = p.product_id AND p0.is_new IS NOT NULL AND p0.is_new))

-- recent-downloads
-- @term={ 'download' } (DbType = Object)
-- @term2='2025-12-31T12:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM orders AS o
    WHERE o.customer_id = c.id AND EXISTS (
        SELECT 1
        FROM order_items AS o0
        WHERE o0.order_id = o.id AND EXISTS (
            SELECT 1
            FROM products AS p
            WHERE o0.product_id IS NOT NULL AND p.id = o0.product_id AND p.format IS NOT NULL AND lower(p.format COLLATE "C") = ANY (@term)) AND o.created_at IS NOT NULL AND o.created_at >= @term2))

-- vip-platinum
-- @term={ 'canceled' } (DbType = Object)
-- @term2='5000'
-- @term3={ 'canceled' } (DbType = Object)
-- @term5='11'
-- @term6={ 'canceled' } (DbType = Object)
-- @term12='200' (Nullable = true)
-- @term13={ 'canceled' } (DbType = Object)
-- @term15={ 'canceled' } (DbType = Object)
-- @term17='0.05' (Nullable = true)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT COALESCE(sum(o.grand_total), 0.0)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) > @term2 AND (
    SELECT count(*)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term3) AND lower(o0.status COLLATE "C") = ANY (@term3) IS NOT NULL))) >= @term5 AND EXISTS (
    SELECT 1
    FROM orders AS o1
    WHERE o1.customer_id = c.id AND (o1.status IS NULL OR NOT (lower(o1.status COLLATE "C") = ANY (@term6) AND lower(o1.status COLLATE "C") = ANY (@term6) IS NOT NULL)) AND o1.grand_total IS NOT NULL) AND (
    SELECT COALESCE(sum(o2.grand_total), 0.0)
    FROM orders AS o2
    WHERE o2.customer_id = c.id AND (o2.status IS NULL OR NOT (lower(o2.status COLLATE "C") = ANY (@term6) AND lower(o2.status COLLATE "C") = ANY (@term6) IS NOT NULL)) AND o2.grand_total IS NOT NULL) > (
    SELECT count(*)
    FROM orders AS o3
    WHERE o3.customer_id = c.id AND (o3.status IS NULL OR NOT (lower(o3.status COLLATE "C") = ANY (@term6) AND lower(o3.status COLLATE "C") = ANY (@term6) IS NOT NULL)) AND o3.grand_total IS NOT NULL)::numeric(12,4) * @term12 AND (
    SELECT COALESCE(sum(o4.total_refunded), 0.0)
    FROM orders AS o4
    WHERE o4.customer_id = c.id AND (o4.status IS NULL OR NOT (lower(o4.status COLLATE "C") = ANY (@term13) AND lower(o4.status COLLATE "C") = ANY (@term13) IS NOT NULL))) < (
    SELECT COALESCE(sum(o5.grand_total), 0.0)
    FROM orders AS o5
    WHERE o5.customer_id = c.id AND (o5.status IS NULL OR NOT (lower(o5.status COLLATE "C") = ANY (@term15) AND lower(o5.status COLLATE "C") = ANY (@term15) IS NOT NULL))) * @term17

-- new-customers-without-orders
-- @term={ 'canceled' } (DbType = Object)
-- @term2='0'
-- @term5='0'
-- @term6='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term7='2026-01-01T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term8={ 'newsletter' } (DbType = Object)
-- @term10={ 'subscribed' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT count(*)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) >= @term2 AND (
    SELECT count(*)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term) AND lower(o0.status COLLATE "C") = ANY (@term) IS NOT NULL))) <= @term5 AND c.created_at IS NOT NULL AND c.created_at < @term6 AND c.created_at >= @term7 AND EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term8)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL AND lower(s0.status COLLATE "C") = ANY (@term10))

-- win-back
-- @term={ 'canceled' } (DbType = Object)
-- @term2='100'
-- @term3={ 'canceled' } (DbType = Object)
-- @term5='2'
-- @term6={ 'newsletter' } (DbType = Object)
-- @term8={ 'subscribed' } (DbType = Object)
-- @term10={ 'canceled' } (DbType = Object)
-- @term12='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term13={ 'canceled' } (DbType = Object)
-- @term15='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term16='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term17={ 'canceled' } (DbType = Object)
-- @term19='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term20={ 'canceled' } (DbType = Object)
-- @term22='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term23='2025-08-04T12:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT COALESCE(sum(o.grand_total), 0.0)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) > @term2 AND (
    SELECT count(*)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term3) AND lower(o0.status COLLATE "C") = ANY (@term3) IS NOT NULL))) >= @term5 AND EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term6)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL AND lower(s0.status COLLATE "C") = ANY (@term8)) AND EXISTS (
    SELECT 1
    FROM orders AS o1
    WHERE o1.customer_id = c.id AND (o1.status IS NULL OR NOT (lower(o1.status COLLATE "C") = ANY (@term10) AND lower(o1.status COLLATE "C") = ANY (@term10) IS NOT NULL)) AND o1.created_at IS NOT NULL AND o1.created_at < @term12) AND NOT EXISTS (
    SELECT 1
    FROM orders AS o2
    WHERE o2.customer_id = c.id AND (o2.status IS NULL OR NOT (lower(o2.status COLLATE "C") = ANY (@term13) AND lower(o2.status COLLATE "C") = ANY (@term13) IS NOT NULL)) AND o2.created_at IS NOT NULL AND o2.created_at < @term15 AND o2.created_at >= @term16) AND EXISTS (
    SELECT 1
    FROM orders AS o3
    WHERE o3.customer_id = c.id AND (o3.status IS NULL OR NOT (lower(o3.status COLLATE "C") = ANY (@term17) AND lower(o3.status COLLATE "C") = ANY (@term17) IS NOT NULL)) AND o3.created_at IS NOT NULL AND o3.created_at < @term19) AND NOT EXISTS (
    SELECT 1
    FROM orders AS o4
    WHERE o4.customer_id = c.id AND (o4.status IS NULL OR NOT (lower(o4.status COLLATE "C") = ANY (@term20) AND lower(o4.status COLLATE "C") = ANY (@term20) IS NOT NULL)) AND o4.created_at IS NOT NULL AND o4.created_at < @term22 AND o4.created_at >= @term23)

-- loyalty-tier-advancement
-- @term={ 'canceled' } (DbType = Object)
-- @term2='1000'
-- @term3={ 'canceled' } (DbType = Object)
-- @term5='950'
-- @term6={ 'canceled' } (DbType = Object)
-- @term8='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term9={ 'canceled' } (DbType = Object)
-- @term11='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term12='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term13={ 'canceled' } (DbType = Object)
-- @term15='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term16='2025-12-02T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT COALESCE(sum(o.grand_total), 0.0)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) < @term2 AND (
    SELECT COALESCE(sum(o0.grand_total), 0.0)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term3) AND lower(o0.status COLLATE "C") = ANY (@term3) IS NOT NULL))) > @term5 AND EXISTS (
    SELECT 1
    FROM orders AS o1
    WHERE o1.customer_id = c.id AND (o1.status IS NULL OR NOT (lower(o1.status COLLATE "C") = ANY (@term6) AND lower(o1.status COLLATE "C") = ANY (@term6) IS NOT NULL)) AND o1.created_at IS NOT NULL AND o1.created_at < @term8) AND NOT EXISTS (
    SELECT 1
    FROM orders AS o2
    WHERE o2.customer_id = c.id AND (o2.status IS NULL OR NOT (lower(o2.status COLLATE "C") = ANY (@term9) AND lower(o2.status COLLATE "C") = ANY (@term9) IS NOT NULL)) AND o2.created_at IS NOT NULL AND o2.created_at < @term11 AND o2.created_at >= @term12) AND EXISTS (
    SELECT 1
    FROM orders AS o3
    WHERE o3.customer_id = c.id AND (o3.status IS NULL OR NOT (lower(o3.status COLLATE "C") = ANY (@term13) AND lower(o3.status COLLATE "C") = ANY (@term13) IS NOT NULL)) AND o3.created_at IS NOT NULL AND o3.created_at < @term15 AND o3.created_at >= @term16)

-- free-shipping-to-california
-- @term={ 'canceled' } (DbType = Object)
-- @term2='50'
-- @term3={ 'shipping' } (DbType = Object)
-- @term5={ 'us' } (DbType = Object)
-- @term7={ 'ca' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT COALESCE(sum(o.grand_total), 0.0)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) > @term2 AND EXISTS (
    SELECT 1
    FROM (
        SELECT a.country, a.region
        FROM addresses AS a
        WHERE a.customer_id = c.id AND a.kind IS NOT NULL AND lower(a.kind COLLATE "C") = ANY (@term3)
        ORDER BY a.id
        LIMIT 1
    ) AS a0
    WHERE a0.country IS NOT NULL AND lower(a0.country COLLATE "C") = ANY (@term5) AND a0.region IS NOT NULL AND lower(a0.region COLLATE "C") = ANY (@term7))

-- high-value-cart-abandonment
-- @term={ 'newsletter' } (DbType = Object)
-- @term2={ 'subscribed' } (DbType = Object)
-- @term4='200' (Nullable = true)
-- @term5='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term6='2026-01-31T12:00:00.0000010+00:00' (Nullable = true) (DbType = DateTime)
-- @term7='2026-01-31T11:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
-- @term8='2026-01-31T11:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL AND lower(s0.status COLLATE "C") = ANY (@term2)) AND EXISTS (
    SELECT 1
    FROM (
        SELECT c0.grand_total
        FROM carts AS c0
        WHERE c0.customer_id = c.id AND c0.is_active IS NOT NULL AND c0.is_active
        ORDER BY c0.updated_at IS NOT NULL DESC, c0.updated_at DESC, c0.created_at IS NOT NULL DESC, c0.created_at DESC, c0.id DESC
        LIMIT 1
    ) AS c1
    WHERE c1.grand_total IS NOT NULL AND c1.grand_total > @term4) AND (EXISTS (
    SELECT 1
    FROM (
        SELECT c2.updated_at
        FROM carts AS c2
        WHERE c2.customer_id = c.id AND c2.is_active IS NOT NULL AND c2.is_active
        ORDER BY c2.updated_at IS NOT NULL DESC, c2.updated_at DESC, c2.created_at IS NOT NULL DESC, c2.created_at DESC, c2.id DESC
        LIMIT 1
    ) AS c3
    WHERE c3.updated_at IS NOT NULL AND c3.updated_at < @term5) OR (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT c4.updated_at
        FROM carts AS c4
        WHERE c4.customer_id = c.id AND c4.is_active IS NOT NULL AND c4.is_active
        ORDER BY c4.updated_at IS NOT NULL DESC, c4.updated_at DESC, c4.created_at IS NOT NULL DESC, c4.created_at DESC, c4.id DESC
        LIMIT 1
    ) AS c5
    WHERE c5.updated_at IS NOT NULL) AND EXISTS (
    SELECT 1
    FROM (
        SELECT c6.created_at
        FROM carts AS c6
        WHERE c6.customer_id = c.id AND c6.is_active IS NOT NULL AND c6.is_active
        ORDER BY c6.updated_at IS NOT NULL DESC, c6.updated_at DESC, c6.created_at IS NOT NULL DESC, c6.created_at DESC, c6.id DESC
        LIMIT 1
    ) AS c7
    WHERE c7.created_at IS NOT NULL AND c7.created_at < @term6))) AND (EXISTS (
    SELECT 1
    FROM (
        SELECT c8.updated_at
        FROM carts AS c8
        WHERE c8.customer_id = c.id AND c8.is_active IS NOT NULL AND c8.is_active
        ORDER BY c8.updated_at IS NOT NULL DESC, c8.updated_at DESC, c8.created_at IS NOT NULL DESC, c8.created_at DESC, c8.id DESC
        LIMIT 1
    ) AS c9
    WHERE c9.updated_at IS NOT NULL AND c9.updated_at < @term7) OR (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT c10.updated_at
        FROM carts AS c10
        WHERE c10.customer_id = c.id AND c10.is_active IS NOT NULL AND c10.is_active
        ORDER BY c10.updated_at IS NOT NULL DESC, c10.updated_at DESC, c10.created_at IS NOT NULL DESC, c10.created_at DESC, c10.id DESC
        LIMIT 1
    ) AS c11
    WHERE c11.updated_at IS NOT NULL) AND EXISTS (
    SELECT 1
    FROM (
        SELECT c12.created_at
        FROM carts AS c12
        WHERE c12.customer_id = c.id AND c12.is_active IS NOT NULL AND c12.is_active
        ORDER BY c12.updated_at IS NOT NULL DESC, c12.updated_at DESC, c12.created_at IS NOT NULL DESC, c12.created_at DESC, c12.id DESC
        LIMIT 1
    ) AS c13
    WHERE c13.created_at IS NOT NULL AND c13.created_at < @term8)))

-- todays-birthdays
-- @term={ 'newsletter' } (DbType = Object)
-- @term2={ 'subscribed' } (DbType = Object)
-- @term4='01/31/2026' (Nullable = true) (DbType = Date)
-- @term5={ '131' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL AND lower(s0.status COLLATE "C") = ANY (@term2)) AND c.date_of_birth IS NOT NULL AND c.date_of_birth <= @term4 AND CASE
    WHEN c.date_of_birth = DATE '-infinity' THEN 1
    ELSE date_part('month', c.date_of_birth)::int
END * 100 + CASE
    WHEN c.date_of_birth = DATE '-infinity' THEN 1
    ELSE date_part('day', c.date_of_birth)::int
END = ANY (@term5)

-- category-affinity
-- refused: segments[20].conditions.conditions[1].where.conditions[0]: The condition 'product.categories hasAny ['Camera Accessories']' cannot be asked on PostgreSql: a value also stands for what lies below it in the tree of 'category', however deep.
-- refused: segments[20].conditions.conditions[0].where.conditions[0]: The condition 'product.categories hasAny ['Cameras']' cannot be asked on PostgreSql: a value also stands for what lies below it in the tree of 'category', however deep.

-- uk-new-region
-- @term='2025-01-02T00:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
-- @term1={ 'uk' } (DbType = Object)
-- @term3={ 'shipping' } (DbType = Object)
-- @term5={ 'gb' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE c.created_at IS NOT NULL AND c.created_at >= @term AND c.website IS NOT NULL AND lower(c.website COLLATE "C") = ANY (@term1) AND EXISTS (
    SELECT 1
    FROM (
        SELECT a.country
        FROM addresses AS a
        WHERE a.customer_id = c.id AND a.kind IS NOT NULL AND lower(a.kind COLLATE "C") = ANY (@term3)
        ORDER BY a.id
        LIMIT 1
    ) AS a0
    WHERE a0.country IS NOT NULL AND lower(a0.country COLLATE "C") = ANY (@term5))

-- replenishment-due
-- refused: segments[22].conditions.conditions[0].where.conditions[0]: The condition 'product.categories hasAny ['Coffee']' cannot be asked on PostgreSql: a value also stands for what lies below it in the tree of 'category', however deep.

-- high-intent-browsers
-- @term={ 'canceled' } (DbType = Object)
-- @term2='0'
-- @term5='0'
-- @term6={ 'newsletter' } (DbType = Object)
-- @term8={ 'subscribed' } (DbType = Object)
-- @term10='2026-01-24T12:00:00.0000000+00:00' (Nullable = true) (DbType = DateTime)
-- @term11='500' (Nullable = true)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT count(*)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) >= @term2 AND (
    SELECT count(*)
    FROM orders AS o0
    WHERE o0.customer_id = c.id AND (o0.status IS NULL OR NOT (lower(o0.status COLLATE "C") = ANY (@term) AND lower(o0.status COLLATE "C") = ANY (@term) IS NOT NULL))) <= @term5 AND EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term6)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL AND lower(s0.status COLLATE "C") = ANY (@term8)) AND EXISTS (
    SELECT 1
    FROM product_views AS p
    WHERE p.customer_id = c.id AND p.viewed_at IS NOT NULL AND p.viewed_at >= @term10 AND EXISTS (
        SELECT 1
        FROM products AS p0
        WHERE p.product_id IS NOT NULL AND p0.id = p.product_id AND p0.price IS NOT NULL AND p0.price > @term11))

-- subscription-drive
-- @term={ 'canceled' } (DbType = Object)
-- @term2='1'
-- @term3={ 'newsletter' } (DbType = Object)
-- @term5={ 'newsletter' } (DbType = Object)
-- @term7={ 'not_active' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE (
    SELECT count(*)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) >= @term2 AND (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT s.status
        FROM subscriptions AS s
        WHERE s.customer_id = c.id AND s.list IS NOT NULL AND lower(s.list COLLATE "C") = ANY (@term3)
        ORDER BY s.changed_at IS NOT NULL DESC, s.changed_at DESC, s.id DESC
        LIMIT 1
    ) AS s0
    WHERE s0.status IS NOT NULL) OR EXISTS (
    SELECT 1
    FROM (
        SELECT s1.status
        FROM subscriptions AS s1
        WHERE s1.customer_id = c.id AND s1.list IS NOT NULL AND lower(s1.list COLLATE "C") = ANY (@term5)
        ORDER BY s1.changed_at IS NOT NULL DESC, s1.changed_at DESC, s1.id DESC
        LIMIT 1
    ) AS s2
    WHERE s2.status IS NOT NULL AND lower(s2.status COLLATE "C") = ANY (@term7)))

-- coupon-used
-- @term={ 'welcome10' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM orders AS o
    WHERE o.customer_id = c.id AND o.coupon_code IS NOT NULL AND lower(o.coupon_code COLLATE "C") = ANY (@term))

-- more-than-three-orders
-- @term={ 'canceled' } (DbType = Object)
-- @term2='4'
SELECT c.id
FROM customers AS c
WHERE (
    SELECT count(*)
    FROM orders AS o
    WHERE o.customer_id = c.id AND (o.status IS NULL OR NOT (lower(o.status COLLATE "C") = ANY (@term) AND lower(o.status COLLATE "C") = ANY (@term) IS NOT NULL))) >= @term2

-- affiliate-code-used
-- @term={ 'partner' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE EXISTS (
    SELECT 1
    FROM orders AS o
    WHERE o.customer_id = c.id AND o.affiliate_code IS NOT NULL AND lower(o.affiliate_code COLLATE "C") = ANY (@term))

-- married-boat-builders
-- @term={ 'married' } (DbType = Object)
-- @term2={ 'boat builder' } (DbType = Object)
SELECT c.id
FROM customers AS c
WHERE c.marital_status IS NOT NULL AND lower(c.marital_status COLLATE "C") = ANY (@term) AND EXISTS (
    SELECT 1
    FROM unnest(c.occupations) AS o(value)
    WHERE lower(o.value COLLATE "C") = ANY (@term2) OR (lower(o.value COLLATE "C") IS NULL AND array_position(@term2, NULL) IS NOT NULL))

