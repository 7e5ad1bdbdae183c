// fails: two small ones, a ring of five, one against four, thirty in a chain, few rivals
type Coupon = {
  code: string;
  off?: number;
  percent?: number;
  from?: number;
  excludes?: string[];
};

/** Takes one coupon of each group, as if rivals of a rival were rivals, too. */
function lowestPrice(total: number, coupons: Coupon[]): number {
  const left = new Set(coupons.filter(coupon => total >= (coupon.from ?? 0)));
  let price = total;
  for (const coupon of left) {
    const group = groupOf(coupon, left);
    price -= Math.max(...group.map(each => savingOf(total, each)));
    group.forEach(each => left.delete(each));
  }
  return Math.max(0, price);
}

function groupOf(coupon: Coupon, left: Set<Coupon>): Coupon[] {
  const group = [coupon];
  for (const member of group) {
    for (const other of left) {
      if (areRivals(member, other) && !group.includes(other)) {
        group.push(other);
      }
    }
  }
  return group;
}

function areRivals(one: Coupon, other: Coupon): boolean {
  const says = (a: Coupon, b: Coupon): boolean => (a.excludes ?? []).includes(b.code);
  return says(one, other) || says(other, one);
}

function savingOf(total: number, { off, percent = 0 }: Coupon): number {
  return off ?? Math.floor((total * percent) / 100);
}
