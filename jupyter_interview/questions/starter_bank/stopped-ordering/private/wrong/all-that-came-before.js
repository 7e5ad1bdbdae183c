// fails: the first of January, open and cancelled, most money first, one year and no other
function stoppedOrdering(year) {
  return `
    SELECT c.id, c.name, COUNT(DISTINCT o.id), SUM(i.quantity * i.price), MAX(o.ordered_on)
    FROM customers c
    JOIN orders o ON o.customer_id = c.id AND o.status <> 'cancelled'
    JOIN items i ON i.order_id = o.id
    WHERE o.ordered_on < '${year}-01-01'
    GROUP BY c.id
    HAVING MAX(o.ordered_on) >= '${year - 1}-01-01'
      AND c.id NOT IN (
        SELECT customer_id FROM orders
        WHERE customer_id > 0 AND status <> 'cancelled'
          AND strftime('%Y', ordered_on) = '${year}'
      )
    ORDER BY 4 DESC, 1
  `;
}
