# fails: a count at noon, counted first of all, counted twice
def stock_statement():
    """Takes a count for the stock at the end of its day."""
    return """
        WITH daily AS (
          SELECT
            item,
            day,
            SUM(CASE kind WHEN 'in' THEN quantity WHEN 'out' THEN -quantity ELSE 0 END) AS moved,
            MAX(CASE kind WHEN 'count' THEN quantity END) AS counted
          FROM movements
          GROUP BY item, day
        ),
        parts AS (
          SELECT
            item,
            day,
            COALESCE(counted, moved) AS amount,
            COUNT(counted) OVER (PARTITION BY item ORDER BY day) AS counts
          FROM daily
        )
        SELECT item, day, SUM(amount) OVER (PARTITION BY item, counts ORDER BY day) AS stock
        FROM parts
        ORDER BY item, day
    """
