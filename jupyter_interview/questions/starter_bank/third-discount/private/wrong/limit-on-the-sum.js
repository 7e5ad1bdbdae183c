// fails: under ten after the evening, under ten after a free piece
/** Asks the sum whether members get their discount, and not what is left of it. */
function receipt({ items, hour, member }) {
  const isEveningBread = item => hour >= 18 && item.kind === 'bread';
  const price = ({ cents, count }) => cents * count;
  const full = total(items, price);
  const evening = total(items.filter(isEveningBread), item => Math.floor((price(item) * 30) / 100));
  const free = total(
    items.filter(item => !isEveningBread(item)),
    ({ cents, count }) => Math.floor(count / 6) * cents
  );
  const rest = full - evening - free;
  const forMembers = member && full >= 1000 ? Math.floor((rest * 5) / 100) : 0;
  const left = rest - forMembers;
  return [
    ...items.map(item =>
      line(item.count > 1 ? `${item.count} x ${item.name}` : item.name, price(item))
    ),
    '-'.repeat(32),
    line('Sum', full),
    ...(evening > 0 ? [line('Evening bread 30%', -evening)] : []),
    ...(free > 0 ? [line('Six for five', -free)] : []),
    ...(forMembers > 0 ? [line('Member 5%', -forMembers)] : []),
    line('Total', left),
    ...(left < full ? [line('You save', full - left)] : [])
  ];
}

function line(label, cents) {
  return label.slice(0, 24).padEnd(24) + (cents / 100).toFixed(2).padStart(8);
}

function total(items, number) {
  return items.reduce((sum, item) => sum + number(item), 0);
}
