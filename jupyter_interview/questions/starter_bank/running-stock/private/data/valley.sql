CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2025-12-31', 'cocoa', 'in', 15),
  (2, '2026-01-02', 'cocoa', 'out', 4),
  (3, '2026-01-03', 'cocoa', 'out', 2),
  (4, '2026-01-01', 'cocoa', 'count', 14);
