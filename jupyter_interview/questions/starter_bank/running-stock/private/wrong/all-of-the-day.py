# fails: a count at noon, counted twice
def stock_statement():
    """Orders windows by the day alone: rows of one day are peers, and all of them are added."""
    return """
        WITH numbered AS (
          SELECT
            *,
            SUM(kind = 'count') OVER (PARTITION BY item ORDER BY day) AS counts
          FROM movements
        )
        SELECT DISTINCT
          item,
          day,
          SUM(CASE kind WHEN 'out' THEN -quantity ELSE quantity END)
            OVER (PARTITION BY item, counts ORDER BY day) AS stock
        FROM numbered
        ORDER BY item, day
    """
