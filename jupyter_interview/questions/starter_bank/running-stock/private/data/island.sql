CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'malt', 'out', 3),
  (2, '2026-03-03', 'malt', 'in', 10),
  (3, '2026-03-03', 'malt', 'out', 2);
