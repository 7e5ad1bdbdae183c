// fails: two items and their counts
/** Lets the count of one item begin a new part of all others. */
function stockStatement(): string {
  return `
    WITH numbered AS (
      SELECT
        *,
        SUM(kind = 'count') OVER (ORDER BY day, id) AS counts
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
