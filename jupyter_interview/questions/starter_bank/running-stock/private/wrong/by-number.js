// fails: written days later, late lines and a count, a count that was found later
/** Takes the order in which lines were written for the order in which things happened. */
function stockStatement() {
  return `
    WITH numbered AS (
      SELECT
        *,
        SUM(kind = 'count') OVER (PARTITION BY item ORDER BY id) AS counts
      FROM movements
    ),
    running AS (
      SELECT
        item,
        day,
        SUM(CASE kind WHEN 'out' THEN -quantity ELSE quantity END)
          OVER (PARTITION BY item, counts ORDER BY id) AS stock,
        ROW_NUMBER() OVER (PARTITION BY item, day ORDER BY id DESC) AS from_the_end
      FROM numbered
    )
    SELECT item, day, stock
    FROM running
    WHERE from_the_end = 1
    ORDER BY item, day
  `;
}
