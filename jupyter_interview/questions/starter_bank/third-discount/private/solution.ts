interface Item {
  name: string;
  kind: string;
  cents: number;
  count: number;
}

interface Sale {
  items: Item[];
  hour: number;
  member: boolean;
}

/** Cents that are taken off, of what the discounts before left. */
type Discount = (sale: Sale, left: number) => number;

const WIDTH = 32;
const AMOUNT = 8;
const EVENING = 18;
const MEMBERS_FROM = 1000;

const eveningBread: Discount = sale => {
  const breads = sale.items.filter(item => isEveningBread(item, sale));
  return total(breads.map(item => Math.floor((price(item) * 30) / 100)));
};

const sixForFive: Discount = sale => {
  const others = sale.items.filter(item => !isEveningBread(item, sale));
  return total(others.map(item => Math.floor(item.count / 6) * item.cents));
};

const memberDiscount: Discount = ({ member }, left) =>
  member && left >= MEMBERS_FROM ? Math.floor((left * 5) / 100) : 0;

/** In the order of the receipt. */
const DISCOUNTS: [label: string, discount: Discount][] = [
  ['Evening bread 30%', eveningBread],
  ['Six for five', sixForFive],
  ['Member 5%', memberDiscount]
];

function printReceipt(sale: Sale): void {
  for (const text of receipt(sale)) {
    console.log(text);
  }
}

/** The lines of the receipt. */
function receipt(sale: Sale): string[] {
  const { items } = sale;
  const full = total(items.map(price));
  const takenOff: string[] = [];
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

function isEveningBread(item: Item, sale: Sale): boolean {
  return sale.hour >= EVENING && item.kind === 'bread';
}

function price({ cents, count }: Item): number {
  return cents * count;
}

function article({ count, name }: Item): string {
  return count > 1 ? `${count} x ${name}` : name;
}

function line(label: string, cents: number): string {
  const room = WIDTH - AMOUNT;
  return label.slice(0, room).padEnd(room) + (cents / 100).toFixed(2).padStart(AMOUNT);
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
