CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'oats', 'in', 30),
  (2, '2026-03-03', 'oats', 'out', 5),
  (3, '2026-03-03', 'oats', 'count', 24),
  (4, '2026-03-03', 'oats', 'out', 4),
  (5, '2026-03-04', 'oats', 'in', 6);
