CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'yeast', 'in', 9),
  (2, '2026-03-03', 'yeast', 'count', 7),
  (3, '2026-03-03', 'yeast', 'count', 8),
  (4, '2026-03-03', 'yeast', 'in', 4),
  (5, '2026-03-04', 'yeast', 'out', 5);
