// fails: five of these and seven of those
/** Counts the pieces of all lines together, and gives the cheapest ones away. */
function receipt(sale) {
  const { items } = sale;
  const price = ({ cents, count }) => cents * count;
  const full = total(items.map(price));
  const lines = [];
  let left = full;
  for (const [label, discount] of [
    ['Evening bread 30%', eveningBread],
    ['Six for five', sixForFive],
    ['Member 5%', forMembers]
  ]) {
    const cents = discount(sale, left);
    if (cents > 0) {
      lines.push(line(label, -cents));
      left -= cents;
    }
  }
  return [
    ...items.map(item =>
      line(item.count > 1 ? `${item.count} x ${item.name}` : item.name, price(item))
    ),
    '-'.repeat(32),
    line('Sum', full),
    ...lines,
    line('Total', left),
    ...(left < full ? [line('You save', full - left)] : [])
  ];
}

function isEveningBread(item, sale) {
  return sale.hour >= 18 && item.kind === 'bread';
}

function eveningBread(sale) {
  const breads = sale.items.filter(item => isEveningBread(item, sale));
  return total(breads.map(({ cents, count }) => Math.floor((cents * count * 30) / 100)));
}

function sixForFive(sale) {
  const others = sale.items.filter(item => !isEveningBread(item, sale));
  const free = Math.floor(total(others.map(({ count }) => count)) / 6);
  return free === 0 ? 0 : free * Math.min(...others.map(({ cents }) => cents));
}

function forMembers({ member }, left) {
  return member && left >= 1000 ? Math.floor((left * 5) / 100) : 0;
}

function line(label, cents) {
  return label.slice(0, 24).padEnd(24) + (cents / 100).toFixed(2).padStart(8);
}

function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}
