// fails: who is who
function stoppedOrdering(year: number): string {
  return `
    SELECT customers.id, name, COUNT(DISTINCT orders.id), SUM(quantity * price), MAX(ordered_on)
    FROM customers
    JOIN orders ON orders.customer_id = customers.id
    JOIN items ON items.order_id = orders.id
    WHERE status <> 'cancelled'
      AND strftime('%Y', ordered_on) = '${year - 1}'
      AND NOT EXISTS (
        SELECT 1 FROM orders AS other
        WHERE other.customer_id = customers.id
          AND other.status <> 'cancelled'
          AND strftime('%Y', other.ordered_on) = '${year}'
      )
    GROUP BY name
    ORDER BY 4 DESC, 1
  `;
}
