-- The tea shop in the old mill.
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
  (1, 'Lou Venn'),
  (2, 'Mia Dahl'),
  (3, 'Ned Orr'),
  (4, 'Oda Pell');

INSERT INTO orders VALUES
  (1, 1, '2023-05-01', 'sent'),
  (2, 1, '2024-05-01', 'sent'),
  (3, 1, '2026-05-01', 'sent'),
  (4, 2, '2024-02-29', 'open'),
  (5, 2, '2024-03-01', 'cancelled'),
  (6, 2, '2025-03-01', 'cancelled'),
  (7, 3, '2024-07-07', 'sent'),
  (8, 3, '2025-07-07', 'open'),
  (9, 4, '2025-08-08', 'sent');

INSERT INTO items VALUES
  (1, 'pot', 1, 1000),
  (2, 'pot', 1, 1000),
  (3, 'pot', 1, 1100),
  (4, 'mint', 2, 150),
  (4, 'tin', 1, 100),
  (5, 'samovar', 1, 9000),
  (6, 'spoon', 2, 25),
  (7, 'tin', 4, 100),
  (8, 'lemon', 1, 10),
  (9, 'cup', 1, 250);
