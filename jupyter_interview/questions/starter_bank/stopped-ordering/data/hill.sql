-- The tea shop on the hill.
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customers (id),
  ordered_on TEXT NOT NULL,
  status TEXT NOT NULL
);
CREATE TABLE items (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL
);

INSERT INTO customers VALUES
  (1, 'Jo Falk'),
  (2, 'Jo Falk'),
  (3, 'Kim Oz');

INSERT INTO orders VALUES
  (1, 1, '2025-01-01', 'sent'),
  (2, 1, '2025-12-31', 'sent'),
  (3, 2, '2025-06-06', 'sent'),
  (4, 3, '2025-03-03', 'sent'),
  (5, 3, '2026-01-01', 'sent');

INSERT INTO items VALUES
  (1, 'mint', 1, 100),
  (1, 'Assam', 2, 200),
  (1, 'tin', 1, 300),
  (2, 'sugar', 10, 50),
  (2, 'spoon', 4, 25),
  (3, 'sencha', 2, 700),
  (4, 'lemon', 1, 90),
  (5, 'lemon', 1, 90);
