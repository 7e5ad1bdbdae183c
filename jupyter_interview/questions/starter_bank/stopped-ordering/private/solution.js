/** The statement of SQL for customers who ordered in the year before, and not in this one. */
function stoppedOrdering(year) {
  return `
    WITH placed AS (
      SELECT
        orders.id,
        orders.customer_id,
        orders.ordered_on,
        CAST(strftime('%Y', orders.ordered_on) AS INTEGER) AS year,
        SUM(items.quantity * items.price) AS cost
      FROM orders
      JOIN items ON items.order_id = orders.id
      WHERE orders.status <> 'cancelled'
      GROUP BY orders.id
    )
    SELECT
      customers.id,
      customers.name,
      COUNT(*),
      SUM(earlier.cost) AS spent,
      MAX(earlier.ordered_on)
    FROM customers
    JOIN placed AS earlier
      ON earlier.customer_id = customers.id AND earlier.year = ${Number(year) - 1}
    LEFT JOIN placed AS later
      ON later.customer_id = customers.id AND later.year = ${Number(year)}
    WHERE later.id IS NULL
    GROUP BY customers.id, customers.name
    ORDER BY spent DESC, customers.id
  `;
}
