-- A shop for measuring, in the tables that SqlSource finds by default. Sizes by psql variables:
--   psql -v customers=1000000 -v orders=10000000 -v items=20000000 -f generate.sql
-- A few customers have many orders and many have few; 78, 8 and 14 in a hundred orders are complete, pending and canceled.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SELECT setseed(0.20260115);

CREATE TABLE customers (id bigint NOT NULL, email text, gender text, created_at timestamptz);
CREATE TABLE addresses (id bigint NOT NULL, customer_id bigint, kind text, country text);
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint, created_at timestamptz, status text, grand_total numeric(12, 2), total_quantity numeric(12, 2));
CREATE TABLE order_items (id bigint NOT NULL, order_id bigint, product_id bigint, quantity numeric(12, 2), row_total numeric(12, 2));
CREATE TABLE products (id bigint NOT NULL, sku text, name text, categories text[]);
CREATE TABLE categories (id bigint NOT NULL, name text, parent_id bigint);

INSERT INTO customers
SELECT i, 'customer' || i || '@' || (ARRAY['example.com', 'mail.test', 'shop.test'])[1 + i % 3], (ARRAY['female', 'male', NULL])[1 + (random() * 2.3)::int % 3],
    timestamptz '2021-01-01' + random() * interval '1800 days'
FROM generate_series(1, :customers) i;
INSERT INTO addresses SELECT i, i, 'billing', (ARRAY['UA', 'PL', 'DE', 'US'])[1 + (random() * 3.999)::int % 4] FROM generate_series(1, :customers) i;
INSERT INTO categories SELECT i, 'category ' || i, CASE WHEN i > 20 THEN 1 + i % 20 END FROM generate_series(1, 200) i;
INSERT INTO products SELECT i, 'sku-' || i, 'product ' || i, ARRAY[(1 + i % 200)::text] FROM generate_series(1, 20000) i;
INSERT INTO orders
SELECT i, 1 + floor(power(random(), 2) * :customers), timestamptz '2021-01-01' + i::float8 / :orders * interval '1826 days',
    CASE WHEN r < 0.78 THEN 'complete' WHEN r < 0.86 THEN 'pending' ELSE 'canceled' END, round((5 + power(random(), 4) * 900)::numeric, 2), 1 + (random() * 5)::int
FROM (SELECT i, random() r FROM generate_series(1, :orders) i) o;
INSERT INTO order_items
SELECT i, 1 + floor(i::float8 / :items * (:orders - 1)), 1 + floor(power(random(), 3) * 20000), 1 + (random() * 3)::int, round((1 + random() * 100)::numeric, 2)
FROM generate_series(1, :items) i;

ALTER TABLE customers ADD PRIMARY KEY (id);
ALTER TABLE addresses ADD PRIMARY KEY (id);
ALTER TABLE orders ADD PRIMARY KEY (id);
ALTER TABLE products ADD PRIMARY KEY (id);
ALTER TABLE categories ADD PRIMARY KEY (id);
CREATE INDEX ON addresses (customer_id);
CREATE INDEX ON orders (customer_id);
CREATE INDEX ON order_items (order_id);
VACUUM ANALYZE;
