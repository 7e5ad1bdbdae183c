-- The tea shop at the market.
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
  (1, 'Eli Moss'),
  (2, 'Fay Berg'),
  (3, 'Gus Lind');

INSERT INTO orders VALUES
  (1, 1, '2025-05-05', 'sent'),
  (2, 1, '2026-02-01', 'cancelled'),
  (3, 2, '2025-07-07', 'cancelled'),
  (4, 3, '2025-08-08', 'sent'),
  (5, 3, '2025-09-09', 'cancelled');

INSERT INTO items VALUES
  (1, 'oolong', 1, 700),
  (2, 'oolong', 1, 700),
  (3, 'tin', 4, 250),
  (4, 'sencha', 2, 650),
  (4, 'tin', 1, 250),
  (5, 'pot', 1, 3900);
