CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'nuts', 'count', 12),
  (2, '2026-03-02', 'nuts', 'out', 2),
  (3, '2026-03-03', 'nuts', 'count', 0),
  (4, '2026-03-04', 'nuts', 'in', 5);
