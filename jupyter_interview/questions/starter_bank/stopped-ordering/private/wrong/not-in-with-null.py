# fails: people without a name
def stopped_ordering(year):
    """A comparison with NULL is neither true nor false, so NOT IN finds nobody."""
    return f"""
        SELECT customers.id, customers.name, COUNT(DISTINCT orders.id),
          SUM(quantity * price) AS cost, MAX(ordered_on)
        FROM customers
        JOIN orders ON orders.customer_id = customers.id
        JOIN items ON items.order_id = orders.id
        WHERE status <> 'cancelled'
          AND strftime('%Y', ordered_on) = '{year - 1}'
          AND customers.id NOT IN (
            SELECT customer_id FROM orders
            WHERE status <> 'cancelled' AND strftime('%Y', ordered_on) = '{year}'
          )
        GROUP BY customers.id
        ORDER BY cost DESC, customers.id
    """
