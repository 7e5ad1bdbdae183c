def stopped_ordering(year):
    """The statement of SQL for customers who ordered in the year before, and not in this one."""
    return f"""
        SELECT
          customers.id,
          customers.name,
          COUNT(DISTINCT orders.id),
          SUM(items.quantity * items.price) AS cost,
          MAX(orders.ordered_on)
        FROM customers
        JOIN orders ON orders.customer_id = customers.id
        JOIN items ON items.order_id = orders.id
        WHERE {is_placed("orders", year - 1)}
          AND NOT EXISTS (
            SELECT 1
            FROM orders AS later
            WHERE later.customer_id = customers.id AND {is_placed("later", year)}
          )
        GROUP BY customers.id, customers.name
        ORDER BY cost DESC, customers.id
    """


def is_placed(orders, year):
    """The condition that an order was placed in a year."""
    begin, end = f"{int(year)}-01-01", f"{int(year) + 1}-01-01"
    return f"""(
        {orders}.status <> 'cancelled'
        AND {orders}.ordered_on >= '{begin}'
        AND {orders}.ordered_on < '{end}'
    )"""
