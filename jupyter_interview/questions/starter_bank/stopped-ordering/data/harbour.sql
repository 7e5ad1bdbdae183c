-- The tea shop at the harbour.
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
  (1, 'Ada Lund'),
  (2, 'Bo Ahlm'),
  (3, 'Cy Park'),
  (4, 'Dee Roth');

INSERT INTO orders VALUES
  (1, 1, '2025-03-04', 'sent'),
  (2, 1, '2025-11-20', 'sent'),
  (3, 2, '2025-06-01', 'sent'),
  (4, 2, '2026-01-15', 'sent'),
  (5, 3, '2025-02-10', 'sent'),
  (6, 4, '2024-12-30', 'sent'),
  (7, 4, '2026-03-02', 'open');

INSERT INTO items VALUES
  (1, 'Assam', 2, 450),
  (1, 'cup', 1, 1200),
  (2, 'Assam', 1, 450),
  (3, 'pot', 1, 3900),
  (4, 'Assam', 1, 450),
  (5, 'mint', 3, 300),
  (6, 'mint', 1, 300),
  (7, 'cup', 2, 1200);
