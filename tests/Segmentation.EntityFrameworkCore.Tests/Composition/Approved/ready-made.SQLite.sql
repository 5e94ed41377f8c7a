-- male-customers
.param set @term '["male"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."gender" IS NOT NULL AND lower("c"."gender" COLLATE BINARY) IN (
    SELECT "t"."value"
    FROM json_each(@term) AS "t"
)

-- vip-customers
.param set @term '["complete"]'
.param set @term2 '2000.0'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE ef_compare((
    SELECT COALESCE(ef_sum("o"."grand_total"), '0.0')
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND "o"."status" IS NOT NULL AND lower("o"."status" COLLATE BINARY) IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    )), @term2) >= 0

-- departed-customers
.param set @term '["canceled"]'
.param set @term2 '["canceled"]'
.param set @term4 '2026-01-01 12:00:00.000001'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    )) AND "o"."created_at" IS NOT NULL) AND NOT EXISTS (
    SELECT 1
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term2) AS "t0"
    )) AND "o0"."created_at" IS NOT NULL AND "o0"."created_at" >= @term4)

-- girls
.param set @term '["female"]'
.param set @term2 '2008-02-01'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."gender" IS NOT NULL AND lower("c"."gender" COLLATE BINARY) IN (
    SELECT "t"."value"
    FROM json_each(@term) AS "t"
) AND "c"."date_of_birth" IS NOT NULL AND "c"."date_of_birth" >= @term2

-- female-customers
.param set @term '["female"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."gender" IS NOT NULL AND lower("c"."gender" COLLATE BINARY) IN (
    SELECT "t"."value"
    FROM json_each(@term) AS "t"
)

-- foreign-customers
.param set @term '["shipping"]'
.param set @term2 '["us"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT "a"."country"
        FROM "addresses" AS "a"
        WHERE "a"."customer_id" = "c"."id" AND "a"."kind" IS NOT NULL AND lower("a"."kind" COLLATE BINARY) IN (
            SELECT "t"."value"
            FROM json_each(@term) AS "t"
        )
        ORDER BY "a"."id"
        LIMIT 1
    ) AS "a0"
    WHERE "a0"."country" IS NULL OR lower("a0"."country" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term2) AS "t0"
    ))

-- rich-customers
.param set @term '["complete"]'
.param set @term6 '500.0'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND "o"."status" IS NOT NULL AND lower("o"."status" COLLATE BINARY) IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ) AND "o"."grand_total" IS NOT NULL) AND ef_compare((
    SELECT COALESCE(ef_sum("o0"."grand_total"), '0.0')
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND "o0"."status" IS NOT NULL AND lower("o0"."status" COLLATE BINARY) IN (
        SELECT "t0"."value"
        FROM json_each(@term) AS "t0"
    ) AND "o0"."grand_total" IS NOT NULL), ef_multiply(CAST((
    SELECT COUNT(*)
    FROM "orders" AS "o1"
    WHERE "o1"."customer_id" = "c"."id" AND "o1"."status" IS NOT NULL AND lower("o1"."status" COLLATE BINARY) IN (
        SELECT "t1"."value"
        FROM json_each(@term) AS "t1"
    ) AND "o1"."grand_total" IS NOT NULL) AS TEXT), @term6)) >= 0

-- amazon-customers
.param set @term '@marketplace.amazon.'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."email" IS NOT NULL AND instr(lower("c"."email" COLLATE BINARY), @term) - 1 >= 0

-- wishes-recommended-products
SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "wishlist_items" AS "w"
    WHERE "w"."customer_id" = "c"."id" AND EXISTS (
        SELECT 1
        FROM "products" AS "p"
        WHERE "w"."product_id" IS NOT NULL AND "p"."id" = "w"."product_id" AND "p"."recommended" IS NOT NULL AND "p"."recommended"))

-- wishes-given-products
.param set @term '["24-mb01","24-mb04"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "wishlist_items" AS "w"
    WHERE "w"."customer_id" = "c"."id" AND EXISTS (
        SELECT 1
        FROM "products" AS "p"
        WHERE "w"."product_id" IS NOT NULL AND "p"."id" = "w"."product_id" AND "p"."sku" IS NOT NULL AND lower("p"."sku" COLLATE BINARY) IN (
            SELECT "t"."value"
            FROM json_each(@term) AS "t"
        )))

-- female-t-shirt-lovers
-- refused: segments[10].conditions.conditions[1].where.conditions[0]: The condition 'product.categories hasAny ['T-Shirts']' cannot be asked on Sqlite: a value also stands for what lies below it in the tree of 'category', however deep.

-- interested-in-new-goods
SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "product_views" AS "p"
    WHERE "p"."customer_id" = "c"."id" AND EXISTS (
        SELECT 1
        FROM "products" AS "p0"
        WHERE "p"."product_id" IS NOT NULL AND "p0"."id" = "p"."product_id" AND "p0"."is_new" IS NOT NULL AND "p0"."is_new"))

-- recent-downloads
.param set @term '["download"]'
.param set @term2 '2025-12-31 12:00:00'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND EXISTS (
        SELECT 1
        FROM "order_items" AS "o0"
        WHERE "o0"."order_id" = "o"."id" AND EXISTS (
            SELECT 1
            FROM "products" AS "p"
            WHERE "o0"."product_id" IS NOT NULL AND "p"."id" = "o0"."product_id" AND "p"."format" IS NOT NULL AND lower("p"."format" COLLATE BINARY) IN (
                SELECT "t"."value"
                FROM json_each(@term) AS "t"
            )) AND "o"."created_at" IS NOT NULL AND "o"."created_at" >= @term2))

-- vip-platinum
.param set @term '["canceled"]'
.param set @term2 '5000.0'
.param set @term3 '["canceled"]'
.param set @term5 11
.param set @term6 '["canceled"]'
.param set @term12 '200.0'
.param set @term13 '["canceled"]'
.param set @term15 '["canceled"]'
.param set @term17 '0.05'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE ef_compare((
    SELECT COALESCE(ef_sum("o"."grand_total"), '0.0')
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))), @term2) > 0 AND (
    SELECT COUNT(*)
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term3) AS "t0"
    ))) >= @term5 AND EXISTS (
    SELECT 1
    FROM "orders" AS "o1"
    WHERE "o1"."customer_id" = "c"."id" AND ("o1"."status" IS NULL OR lower("o1"."status" COLLATE BINARY) NOT IN (
        SELECT "t1"."value"
        FROM json_each(@term6) AS "t1"
    )) AND "o1"."grand_total" IS NOT NULL) AND ef_compare((
    SELECT COALESCE(ef_sum("o2"."grand_total"), '0.0')
    FROM "orders" AS "o2"
    WHERE "o2"."customer_id" = "c"."id" AND ("o2"."status" IS NULL OR lower("o2"."status" COLLATE BINARY) NOT IN (
        SELECT "t2"."value"
        FROM json_each(@term6) AS "t2"
    )) AND "o2"."grand_total" IS NOT NULL), ef_multiply(CAST((
    SELECT COUNT(*)
    FROM "orders" AS "o3"
    WHERE "o3"."customer_id" = "c"."id" AND ("o3"."status" IS NULL OR lower("o3"."status" COLLATE BINARY) NOT IN (
        SELECT "t3"."value"
        FROM json_each(@term6) AS "t3"
    )) AND "o3"."grand_total" IS NOT NULL) AS TEXT), @term12)) > 0 AND ef_compare((
    SELECT COALESCE(ef_sum("o4"."total_refunded"), '0.0')
    FROM "orders" AS "o4"
    WHERE "o4"."customer_id" = "c"."id" AND ("o4"."status" IS NULL OR lower("o4"."status" COLLATE BINARY) NOT IN (
        SELECT "t4"."value"
        FROM json_each(@term13) AS "t4"
    ))), ef_multiply((
    SELECT COALESCE(ef_sum("o5"."grand_total"), '0.0')
    FROM "orders" AS "o5"
    WHERE "o5"."customer_id" = "c"."id" AND ("o5"."status" IS NULL OR lower("o5"."status" COLLATE BINARY) NOT IN (
        SELECT "t5"."value"
        FROM json_each(@term15) AS "t5"
    ))), @term17)) < 0

-- new-customers-without-orders
.param set @term '["canceled"]'
.param set @term2 0
.param set @term5 0
.param set @term6 '2026-01-31 12:00:00.000001'
.param set @term7 '2026-01-01 12:00:00.000001'
.param set @term8 '["newsletter"]'
.param set @term10 '["subscribed"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE (
    SELECT COUNT(*)
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))) >= @term2 AND (
    SELECT COUNT(*)
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term) AS "t0"
    ))) <= @term5 AND "c"."created_at" IS NOT NULL AND "c"."created_at" < @term6 AND "c"."created_at" >= @term7 AND EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t1"."value"
            FROM json_each(@term8) AS "t1"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL AND lower("s0"."status" COLLATE BINARY) IN (
        SELECT "t2"."value"
        FROM json_each(@term10) AS "t2"
    ))

-- win-back
.param set @term '["canceled"]'
.param set @term2 '100.0'
.param set @term3 '["canceled"]'
.param set @term5 2
.param set @term6 '["newsletter"]'
.param set @term8 '["subscribed"]'
.param set @term10 '["canceled"]'
.param set @term12 '2026-01-31 12:00:00.000001'
.param set @term13 '["canceled"]'
.param set @term15 '2026-01-31 12:00:00.000001'
.param set @term16 '2026-01-31 12:00:00.000001'
.param set @term17 '["canceled"]'
.param set @term19 '2026-01-31 12:00:00.000001'
.param set @term20 '["canceled"]'
.param set @term22 '2026-01-31 12:00:00.000001'
.param set @term23 '2025-08-04 12:00:00'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE ef_compare((
    SELECT COALESCE(ef_sum("o"."grand_total"), '0.0')
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))), @term2) > 0 AND (
    SELECT COUNT(*)
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term3) AS "t0"
    ))) >= @term5 AND EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t1"."value"
            FROM json_each(@term6) AS "t1"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL AND lower("s0"."status" COLLATE BINARY) IN (
        SELECT "t2"."value"
        FROM json_each(@term8) AS "t2"
    )) AND EXISTS (
    SELECT 1
    FROM "orders" AS "o1"
    WHERE "o1"."customer_id" = "c"."id" AND ("o1"."status" IS NULL OR lower("o1"."status" COLLATE BINARY) NOT IN (
        SELECT "t3"."value"
        FROM json_each(@term10) AS "t3"
    )) AND "o1"."created_at" IS NOT NULL AND "o1"."created_at" < @term12) AND NOT EXISTS (
    SELECT 1
    FROM "orders" AS "o2"
    WHERE "o2"."customer_id" = "c"."id" AND ("o2"."status" IS NULL OR lower("o2"."status" COLLATE BINARY) NOT IN (
        SELECT "t4"."value"
        FROM json_each(@term13) AS "t4"
    )) AND "o2"."created_at" IS NOT NULL AND "o2"."created_at" < @term15 AND "o2"."created_at" >= @term16) AND EXISTS (
    SELECT 1
    FROM "orders" AS "o3"
    WHERE "o3"."customer_id" = "c"."id" AND ("o3"."status" IS NULL OR lower("o3"."status" COLLATE BINARY) NOT IN (
        SELECT "t5"."value"
        FROM json_each(@term17) AS "t5"
    )) AND "o3"."created_at" IS NOT NULL AND "o3"."created_at" < @term19) AND NOT EXISTS (
    SELECT 1
    FROM "orders" AS "o4"
    WHERE "o4"."customer_id" = "c"."id" AND ("o4"."status" IS NULL OR lower("o4"."status" COLLATE BINARY) NOT IN (
        SELECT "t6"."value"
        FROM json_each(@term20) AS "t6"
    )) AND "o4"."created_at" IS NOT NULL AND "o4"."created_at" < @term22 AND "o4"."created_at" >= @term23)

-- loyalty-tier-advancement
.param set @term '["canceled"]'
.param set @term2 '1000.0'
.param set @term3 '["canceled"]'
.param set @term5 '950.0'
.param set @term6 '["canceled"]'
.param set @term8 '2026-01-31 12:00:00.000001'
.param set @term9 '["canceled"]'
.param set @term11 '2026-01-31 12:00:00.000001'
.param set @term12 '2026-01-31 12:00:00.000001'
.param set @term13 '["canceled"]'
.param set @term15 '2026-01-31 12:00:00.000001'
.param set @term16 '2025-12-02 12:00:00.000001'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE ef_compare((
    SELECT COALESCE(ef_sum("o"."grand_total"), '0.0')
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))), @term2) < 0 AND ef_compare((
    SELECT COALESCE(ef_sum("o0"."grand_total"), '0.0')
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term3) AS "t0"
    ))), @term5) > 0 AND EXISTS (
    SELECT 1
    FROM "orders" AS "o1"
    WHERE "o1"."customer_id" = "c"."id" AND ("o1"."status" IS NULL OR lower("o1"."status" COLLATE BINARY) NOT IN (
        SELECT "t1"."value"
        FROM json_each(@term6) AS "t1"
    )) AND "o1"."created_at" IS NOT NULL AND "o1"."created_at" < @term8) AND NOT EXISTS (
    SELECT 1
    FROM "orders" AS "o2"
    WHERE "o2"."customer_id" = "c"."id" AND ("o2"."status" IS NULL OR lower("o2"."status" COLLATE BINARY) NOT IN (
        SELECT "t2"."value"
        FROM json_each(@term9) AS "t2"
    )) AND "o2"."created_at" IS NOT NULL AND "o2"."created_at" < @term11 AND "o2"."created_at" >= @term12) AND EXISTS (
    SELECT 1
    FROM "orders" AS "o3"
    WHERE "o3"."customer_id" = "c"."id" AND ("o3"."status" IS NULL OR lower("o3"."status" COLLATE BINARY) NOT IN (
        SELECT "t3"."value"
        FROM json_each(@term13) AS "t3"
    )) AND "o3"."created_at" IS NOT NULL AND "o3"."created_at" < @term15 AND "o3"."created_at" >= @term16)

-- free-shipping-to-california
.param set @term '["canceled"]'
.param set @term2 '50.0'
.param set @term3 '["shipping"]'
.param set @term5 '["us"]'
.param set @term7 '["ca"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE ef_compare((
    SELECT COALESCE(ef_sum("o"."grand_total"), '0.0')
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))), @term2) > 0 AND EXISTS (
    SELECT 1
    FROM (
        SELECT "a"."country", "a"."region"
        FROM "addresses" AS "a"
        WHERE "a"."customer_id" = "c"."id" AND "a"."kind" IS NOT NULL AND lower("a"."kind" COLLATE BINARY) IN (
            SELECT "t0"."value"
            FROM json_each(@term3) AS "t0"
        )
        ORDER BY "a"."id"
        LIMIT 1
    ) AS "a0"
    WHERE "a0"."country" IS NOT NULL AND lower("a0"."country" COLLATE BINARY) IN (
        SELECT "t1"."value"
        FROM json_each(@term5) AS "t1"
    ) AND "a0"."region" IS NOT NULL AND lower("a0"."region" COLLATE BINARY) IN (
        SELECT "t2"."value"
        FROM json_each(@term7) AS "t2"
    ))

-- high-value-cart-abandonment
.param set @term '["newsletter"]'
.param set @term2 '["subscribed"]'
.param set @term4 '200.0'
.param set @term5 '2026-01-31 12:00:00.000001'
.param set @term6 '2026-01-31 12:00:00.000001'
.param set @term7 '2026-01-31 11:00:00'
.param set @term8 '2026-01-31 11:00:00'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t"."value"
            FROM json_each(@term) AS "t"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL AND lower("s0"."status" COLLATE BINARY) IN (
        SELECT "t0"."value"
        FROM json_each(@term2) AS "t0"
    )) AND EXISTS (
    SELECT 1
    FROM (
        SELECT "c0"."grand_total"
        FROM "carts" AS "c0"
        WHERE "c0"."customer_id" = "c"."id" AND "c0"."is_active" IS NOT NULL AND "c0"."is_active"
        ORDER BY "c0"."updated_at" IS NOT NULL DESC, "c0"."updated_at" DESC, "c0"."created_at" IS NOT NULL DESC, "c0"."created_at" DESC, "c0"."id" DESC
        LIMIT 1
    ) AS "c1"
    WHERE "c1"."grand_total" IS NOT NULL AND ef_compare("c1"."grand_total", @term4) > 0) AND (EXISTS (
    SELECT 1
    FROM (
        SELECT "c2"."updated_at"
        FROM "carts" AS "c2"
        WHERE "c2"."customer_id" = "c"."id" AND "c2"."is_active" IS NOT NULL AND "c2"."is_active"
        ORDER BY "c2"."updated_at" IS NOT NULL DESC, "c2"."updated_at" DESC, "c2"."created_at" IS NOT NULL DESC, "c2"."created_at" DESC, "c2"."id" DESC
        LIMIT 1
    ) AS "c3"
    WHERE "c3"."updated_at" IS NOT NULL AND "c3"."updated_at" < @term5) OR (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT "c4"."updated_at"
        FROM "carts" AS "c4"
        WHERE "c4"."customer_id" = "c"."id" AND "c4"."is_active" IS NOT NULL AND "c4"."is_active"
        ORDER BY "c4"."updated_at" IS NOT NULL DESC, "c4"."updated_at" DESC, "c4"."created_at" IS NOT NULL DESC, "c4"."created_at" DESC, "c4"."id" DESC
        LIMIT 1
    ) AS "c5"
    WHERE "c5"."updated_at" IS NOT NULL) AND EXISTS (
    SELECT 1
    FROM (
        SELECT "c6"."created_at"
        FROM "carts" AS "c6"
        WHERE "c6"."customer_id" = "c"."id" AND "c6"."is_active" IS NOT NULL AND "c6"."is_active"
        ORDER BY "c6"."updated_at" IS NOT NULL DESC, "c6"."updated_at" DESC, "c6"."created_at" IS NOT NULL DESC, "c6"."created_at" DESC, "c6"."id" DESC
        LIMIT 1
    ) AS "c7"
    WHERE "c7"."created_at" IS NOT NULL AND "c7"."created_at" < @term6))) AND (EXISTS (
    SELECT 1
    FROM (
        SELECT "c8"."updated_at"
        FROM "carts" AS "c8"
        WHERE "c8"."customer_id" = "c"."id" AND "c8"."is_active" IS NOT NULL AND "c8"."is_active"
        ORDER BY "c8"."updated_at" IS NOT NULL DESC, "c8"."updated_at" DESC, "c8"."created_at" IS NOT NULL DESC, "c8"."created_at" DESC, "c8"."id" DESC
        LIMIT 1
    ) AS "c9"
    WHERE "c9"."updated_at" IS NOT NULL AND "c9"."updated_at" < @term7) OR (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT "c10"."updated_at"
        FROM "carts" AS "c10"
        WHERE "c10"."customer_id" = "c"."id" AND "c10"."is_active" IS NOT NULL AND "c10"."is_active"
        ORDER BY "c10"."updated_at" IS NOT NULL DESC, "c10"."updated_at" DESC, "c10"."created_at" IS NOT NULL DESC, "c10"."created_at" DESC, "c10"."id" DESC
        LIMIT 1
    ) AS "c11"
    WHERE "c11"."updated_at" IS NOT NULL) AND EXISTS (
    SELECT 1
    FROM (
        SELECT "c12"."created_at"
        FROM "carts" AS "c12"
        WHERE "c12"."customer_id" = "c"."id" AND "c12"."is_active" IS NOT NULL AND "c12"."is_active"
        ORDER BY "c12"."updated_at" IS NOT NULL DESC, "c12"."updated_at" DESC, "c12"."created_at" IS NOT NULL DESC, "c12"."created_at" DESC, "c12"."id" DESC
        LIMIT 1
    ) AS "c13"
    WHERE "c13"."created_at" IS NOT NULL AND "c13"."created_at" < @term8)))

-- todays-birthdays
.param set @term '["newsletter"]'
.param set @term2 '["subscribed"]'
.param set @term4 '2026-01-31'
.param set @term5 '[131]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t"."value"
            FROM json_each(@term) AS "t"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL AND lower("s0"."status" COLLATE BINARY) IN (
        SELECT "t0"."value"
        FROM json_each(@term2) AS "t0"
    )) AND "c"."date_of_birth" IS NOT NULL AND "c"."date_of_birth" <= @term4 AND CAST(strftime('%m', "c"."date_of_birth") AS INTEGER) * 100 + CAST(strftime('%d', "c"."date_of_birth") AS INTEGER) IN (
    SELECT "t1"."value"
    FROM json_each(@term5) AS "t1"
)

-- category-affinity
-- refused: segments[20].conditions.conditions[1].where.conditions[0]: The condition 'product.categories hasAny ['Camera Accessories']' cannot be asked on Sqlite: a value also stands for what lies below it in the tree of 'category', however deep.
-- refused: segments[20].conditions.conditions[0].where.conditions[0]: The condition 'product.categories hasAny ['Cameras']' cannot be asked on Sqlite: a value also stands for what lies below it in the tree of 'category', however deep.

-- uk-new-region
.param set @term '2025-01-02 00:00:00'
.param set @term1 '["uk"]'
.param set @term3 '["shipping"]'
.param set @term5 '["gb"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."created_at" IS NOT NULL AND "c"."created_at" >= @term AND "c"."website" IS NOT NULL AND lower("c"."website" COLLATE BINARY) IN (
    SELECT "t"."value"
    FROM json_each(@term1) AS "t"
) AND EXISTS (
    SELECT 1
    FROM (
        SELECT "a"."country"
        FROM "addresses" AS "a"
        WHERE "a"."customer_id" = "c"."id" AND "a"."kind" IS NOT NULL AND lower("a"."kind" COLLATE BINARY) IN (
            SELECT "t0"."value"
            FROM json_each(@term3) AS "t0"
        )
        ORDER BY "a"."id"
        LIMIT 1
    ) AS "a0"
    WHERE "a0"."country" IS NOT NULL AND lower("a0"."country" COLLATE BINARY) IN (
        SELECT "t1"."value"
        FROM json_each(@term5) AS "t1"
    ))

-- replenishment-due
-- refused: segments[22].conditions.conditions[0].where.conditions[0]: The condition 'product.categories hasAny ['Coffee']' cannot be asked on Sqlite: a value also stands for what lies below it in the tree of 'category', however deep.

-- high-intent-browsers
.param set @term '["canceled"]'
.param set @term2 0
.param set @term5 0
.param set @term6 '["newsletter"]'
.param set @term8 '["subscribed"]'
.param set @term10 '2026-01-24 12:00:00'
.param set @term11 '500.0'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE (
    SELECT COUNT(*)
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))) >= @term2 AND (
    SELECT COUNT(*)
    FROM "orders" AS "o0"
    WHERE "o0"."customer_id" = "c"."id" AND ("o0"."status" IS NULL OR lower("o0"."status" COLLATE BINARY) NOT IN (
        SELECT "t0"."value"
        FROM json_each(@term) AS "t0"
    ))) <= @term5 AND EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t1"."value"
            FROM json_each(@term6) AS "t1"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL AND lower("s0"."status" COLLATE BINARY) IN (
        SELECT "t2"."value"
        FROM json_each(@term8) AS "t2"
    )) AND EXISTS (
    SELECT 1
    FROM "product_views" AS "p"
    WHERE "p"."customer_id" = "c"."id" AND "p"."viewed_at" IS NOT NULL AND "p"."viewed_at" >= @term10 AND EXISTS (
        SELECT 1
        FROM "products" AS "p0"
        WHERE "p"."product_id" IS NOT NULL AND "p0"."id" = "p"."product_id" AND "p0"."price" IS NOT NULL AND ef_compare("p0"."price", @term11) > 0))

-- subscription-drive
.param set @term '["canceled"]'
.param set @term2 1
.param set @term3 '["newsletter"]'
.param set @term5 '["newsletter"]'
.param set @term7 '["not_active"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE (
    SELECT COUNT(*)
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))) >= @term2 AND (NOT EXISTS (
    SELECT 1
    FROM (
        SELECT "s"."status"
        FROM "subscriptions" AS "s"
        WHERE "s"."customer_id" = "c"."id" AND "s"."list" IS NOT NULL AND lower("s"."list" COLLATE BINARY) IN (
            SELECT "t0"."value"
            FROM json_each(@term3) AS "t0"
        )
        ORDER BY "s"."changed_at" IS NOT NULL DESC, "s"."changed_at" DESC, "s"."id" DESC
        LIMIT 1
    ) AS "s0"
    WHERE "s0"."status" IS NOT NULL) OR EXISTS (
    SELECT 1
    FROM (
        SELECT "s1"."status"
        FROM "subscriptions" AS "s1"
        WHERE "s1"."customer_id" = "c"."id" AND "s1"."list" IS NOT NULL AND lower("s1"."list" COLLATE BINARY) IN (
            SELECT "t1"."value"
            FROM json_each(@term5) AS "t1"
        )
        ORDER BY "s1"."changed_at" IS NOT NULL DESC, "s1"."changed_at" DESC, "s1"."id" DESC
        LIMIT 1
    ) AS "s2"
    WHERE "s2"."status" IS NOT NULL AND lower("s2"."status" COLLATE BINARY) IN (
        SELECT "t2"."value"
        FROM json_each(@term7) AS "t2"
    )))

-- coupon-used
.param set @term '["welcome10"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND "o"."coupon_code" IS NOT NULL AND lower("o"."coupon_code" COLLATE BINARY) IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))

-- more-than-three-orders
.param set @term '["canceled"]'
.param set @term2 4

SELECT "c"."id"
FROM "customers" AS "c"
WHERE (
    SELECT COUNT(*)
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND ("o"."status" IS NULL OR lower("o"."status" COLLATE BINARY) NOT IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))) >= @term2

-- affiliate-code-used
.param set @term '["partner"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE EXISTS (
    SELECT 1
    FROM "orders" AS "o"
    WHERE "o"."customer_id" = "c"."id" AND "o"."affiliate_code" IS NOT NULL AND lower("o"."affiliate_code" COLLATE BINARY) IN (
        SELECT "t"."value"
        FROM json_each(@term) AS "t"
    ))

-- married-boat-builders
.param set @term '["married"]'
.param set @term2 '["boat builder"]'

SELECT "c"."id"
FROM "customers" AS "c"
WHERE "c"."marital_status" IS NOT NULL AND lower("c"."marital_status" COLLATE BINARY) IN (
    SELECT "t"."value"
    FROM json_each(@term) AS "t"
) AND EXISTS (
    SELECT 1
    FROM json_each("c"."occupations") AS "o"
    WHERE lower("o"."value" COLLATE BINARY) IN (
        SELECT "t0"."value"
        FROM json_each(@term2) AS "t0"
    ))

