function stockStatement(): string {
  // A count begins a new part of an item's lines, in which it is the first amount.
  return `
    WITH numbered AS (
      SELECT
        *,
        SUM(kind = 'count') OVER (PARTITION BY item ORDER BY day, id) AS counts
      FROM movements
    ),
    running AS (
      SELECT
        item,
        day,
        SUM(CASE kind WHEN 'out' THEN -quantity ELSE quantity END)
          OVER (PARTITION BY item, counts ORDER BY day, id) AS stock,
        ROW_NUMBER() OVER (PARTITION BY item, day ORDER BY id DESC) AS from_the_end
      FROM numbered
    )
    SELECT item, day, stock
    FROM running
    WHERE from_the_end = 1
    ORDER BY item, day
  `;
}
