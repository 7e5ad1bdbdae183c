const WIDTH = 32;
const AMOUNT = 8;
const EVENING = 18;
const MEMBERS_FROM = 1000;

/** In the order of the receipt. Each is told what the ones before it left. */
const DISCOUNTS = [
  ['Evening bread 30%', eveningBread],
  ['Six for five', sixForFive],
  ['Member 5%', memberDiscount]
];

function printReceipt(sale) {
  for (const text of receipt(sale)) {
    console.log(text);
  }
}

/** The lines of the receipt. */
function receipt(sale) {
  const { items } = sale;
  const full = total(items.map(price));
  const takenOff = [];
  let left = full;
  for (const [label, discount] of DISCOUNTS) {
    const cents = discount(sale, left);
    if (cents > 0) {
      takenOff.push(line(label, -cents));
      left -= cents;
    }
  }
  return [
    ...items.map(item => line(article(item), price(item))),
    '-'.repeat(WIDTH),
    line('Sum', full),
    ...takenOff,
    line('Total', left),
    ...(left < full ? [line('You save', full - left)] : [])
  ];
}

function eveningBread(sale) {
  const breads = sale.items.filter(item => isEveningBread(item, sale));
  return total(breads.map(item => Math.floor((price(item) * 30) / 100)));
}

function sixForFive(sale) {
  const others = sale.items.filter(item => !isEveningBread(item, sale));
  return total(others.map(item => Math.floor(item.count / 6) * item.cents));
}

function memberDiscount({ member }, left) {
  return member && left >= MEMBERS_FROM ? Math.floor((left * 5) / 100) : 0;
}

function isEveningBread(item, sale) {
  return sale.hour >= EVENING && item.kind === 'bread';
}

function price({ cents, count }) {
  return cents * count;
}

function article({ count, name }) {
  return count > 1 ? `${count} x ${name}` : name;
}

function line(label, cents) {
  const room = WIDTH - AMOUNT;
  return label.slice(0, room).padEnd(room) + (cents / 100).toFixed(2).padStart(AMOUNT);
}

function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}
