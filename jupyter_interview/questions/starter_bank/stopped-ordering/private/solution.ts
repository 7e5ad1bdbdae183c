/** The statement of SQL for customers who ordered in the year before, and not in this one. */
function stoppedOrdering(year: number): string {
  return `
    SELECT
      customers.id,
      customers.name,
      COUNT(DISTINCT orders.id),
      SUM(items.quantity * items.price) AS cost,
      MAX(orders.ordered_on)
    FROM customers
    JOIN orders ON orders.customer_id = customers.id
    JOIN items ON items.order_id = orders.id
    WHERE ${isPlaced('orders', year - 1)}
      AND customers.id NOT IN (
        SELECT customer_id
        FROM orders
        WHERE customer_id IS NOT NULL AND ${isPlaced('orders', year)}
      )
    GROUP BY customers.id, customers.name
    ORDER BY cost DESC, customers.id
  `;
}

/** The condition that an order was placed in a year. */
function isPlaced(orders: string, year: number): string {
  const days = `${orders}.ordered_on BETWEEN '${year}-01-01' AND '${year}-12-31'`;
  return `(${orders}.status <> 'cancelled' AND ${days})`;
}
