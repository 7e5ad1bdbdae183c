// fails: percent and cents, cents that do not divide
type Coupon = {
  code: string;
  off?: number;
  percent?: number;
  from?: number;
  excludes?: string[];
};

/** Rounds the saving of a percentage instead of dropping the fraction. */
function lowestPrice(total: number, coupons: Coupon[]): number {
  const usable = coupons.filter(coupon => total >= (coupon.from ?? 0));
  const known = new Map<string, number>([['', 0]]);
  const most = (left: Coupon[]): number => {
    const key = left.map(({ code }) => code).join(' ');
    const found = known.get(key);
    if (found !== undefined) {
      return found;
    }
    const [first, ...rest] = left;
    const friends = rest.filter(other => !areRivals(first, other));
    let best = savingOf(total, first) + most(friends);
    if (friends.length < rest.length) {
      best = Math.max(best, most(rest));
    }
    known.set(key, best);
    return best;
  };
  return Math.max(0, total - most(usable));
}

function areRivals(one: Coupon, other: Coupon): boolean {
  const says = (a: Coupon, b: Coupon): boolean => (a.excludes ?? []).includes(b.code);
  return says(one, other) || says(other, one);
}

function savingOf(total: number, { off, percent = 0 }: Coupon): number {
  return off ?? Math.round((total * percent) / 100);
}
