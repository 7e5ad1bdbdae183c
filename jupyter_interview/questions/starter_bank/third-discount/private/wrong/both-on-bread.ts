// fails: a dozen baguettes at night
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

/** Gives bread in the evening both discounts. */
function receipt(sale: Sale): string[] {
  const { items } = sale;
  const full = total(items.map(price));
  const lines: string[] = [];
  let left = full;
  const take = (label: string, cents: number): void => {
    if (cents > 0) {
      lines.push(line(label, -cents));
      left -= cents;
    }
  };
  if (sale.hour >= 18) {
    const breads = items.filter(({ kind }) => kind === 'bread');
    take('Evening bread 30%', total(breads.map(each => Math.floor((price(each) * 30) / 100))));
  }
  take('Six for five', total(items.map(({ cents, count }) => Math.floor(count / 6) * cents)));
  if (sale.member && left >= 1000) {
    take('Member 5%', Math.floor((left * 5) / 100));
  }
  return [
    ...items.map(item => line(article(item), price(item))),
    '-'.repeat(32),
    line('Sum', full),
    ...lines,
    line('Total', left),
    ...(left < full ? [line('You save', full - left)] : [])
  ];
}

function price({ cents, count }: Item): number {
  return cents * count;
}

function article({ count, name }: Item): string {
  return count > 1 ? `${count} x ${name}` : name;
}

function line(label: string, cents: number): string {
  return label.slice(0, 24).padEnd(24) + (cents / 100).toFixed(2).padStart(8);
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
