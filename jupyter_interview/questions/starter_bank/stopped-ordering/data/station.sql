-- The tea shop at the station.
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
  (1, 'Hal Ode'),
  (2, 'Ida Ray');

INSERT INTO orders VALUES
  (1, 1, '2025-04-01', 'sent'),
  (2, NULL, '2026-01-10', 'sent'),
  (3, 2, '2025-10-10', 'sent'),
  (4, 2, '2026-05-05', 'sent'),
  (5, NULL, '2025-12-12', 'sent');

INSERT INTO items VALUES
  (1, 'Darjeeling', 1, 500),
  (2, 'mint', 1, 300),
  (3, 'sencha', 1, 650),
  (4, 'mint', 1, 300),
  (5, 'cup', 1, 1200);
