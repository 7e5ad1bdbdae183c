CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL
);

INSERT INTO movements (id, day, item, kind, quantity) VALUES
  (1, '2026-03-02', 'butter', 'in', 10),
  (2, '2026-03-02', 'honey', 'in', 8),
  (3, '2026-03-03', 'butter', 'count', 9),
  (4, '2026-03-03', 'honey', 'out', 2),
  (5, '2026-03-04', 'honey', 'out', 1),
  (6, '2026-03-04', 'butter', 'out', 4),
  (7, '2026-03-05', 'honey', 'count', 4),
  (8, '2026-03-06', 'butter', 'in', 2);
