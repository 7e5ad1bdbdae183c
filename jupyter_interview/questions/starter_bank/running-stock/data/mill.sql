CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'flour', 'in', 50),
  (2, '2026-03-02', 'flour', 'out', 12),
  (3, '2026-03-03', 'flour', 'out', 20),
  (4, '2026-03-03', 'sugar', 'in', 10);
