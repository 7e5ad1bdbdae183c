CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'salt', 'in', 20),
  (2, '2026-03-05', 'salt', 'count', 11),
  (3, '2026-03-06', 'salt', 'out', 1),
  (4, '2026-03-04', 'salt', 'out', 6),
  (5, '2026-03-07', 'salt', 'in', 5);
