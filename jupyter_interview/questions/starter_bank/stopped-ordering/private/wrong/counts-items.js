// fails: the harbour in 2026, the market in 2026, who is who, open and cancelled
function stoppedOrdering(year) {
  return `
    SELECT customers.id, customers.name, COUNT(*), SUM(quantity * price) AS cost, MAX(ordered_on)
    FROM customers
    JOIN orders ON orders.customer_id = customers.id
    JOIN items ON items.order_id = orders.id
    WHERE status <> 'cancelled'
      AND ordered_on BETWEEN '${year - 1}-01-01' AND '${year - 1}-12-31'
      AND NOT EXISTS (
        SELECT 1 FROM orders AS other
        WHERE other.customer_id = customers.id
          AND other.status <> 'cancelled'
          AND other.ordered_on BETWEEN '${year}-01-01' AND '${year}-12-31'
      )
    GROUP BY customers.id
    ORDER BY cost DESC, customers.id
  `;
}
