CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'spelt', 'in', 30),
  (2, '2026-03-02', 'spelt', 'out', 4),
  (3, '2026-03-04', 'spelt', 'out', 6),
  (4, '2026-03-03', 'spelt', 'in', 8);
