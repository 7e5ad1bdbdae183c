CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'rye', 'in', 40),
  (2, '2026-03-03', 'rye', 'out', 15),
  (3, '2026-03-04', 'rye', 'count', 23),
  (4, '2026-03-05', 'rye', 'out', 3),
  (5, '2026-03-05', 'rye', 'in', 10);
