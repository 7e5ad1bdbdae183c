type Coupon = {
  code: string;
  off?: number;
  percent?: number;
  from?: number;
  excludes?: string[];
};

function lowestPrice(total: number, coupons: Coupon[]): number {
  const usable = coupons.filter(coupon => total >= (coupon.from ?? 0));
  const savings = usable.map(coupon => savingOf(total, coupon));
  const rivals = rivalsOf(usable);
  const known = new Map<number, number>([[0, 0]]);

  /** The most that the coupons whose bits are in left take off together. */
  function most(left: number): number {
    const found = known.get(left);
    if (found !== undefined) {
      return found;
    }
    const first = 31 - Math.clz32(left & -left);
    const rest = left & (left - 1);
    let best = savings[first] + most(rest & ~rivals[first]);
    if ((rest & rivals[first]) !== 0) {
      best = Math.max(best, most(rest));
    }
    known.set(left, best);
    return best;
  }

  return Math.max(0, total - most((1 << usable.length) - 1));
}

function savingOf(total: number, { off, percent = 0 }: Coupon): number {
  return off ?? Math.floor((total * percent) / 100);
}

/** For each coupon, the bits of those that it cannot be used together with. */
function rivalsOf(coupons: Coupon[]): number[] {
  const at = new Map(coupons.map((coupon, index): [string, number] => [coupon.code, index]));
  const rivals = coupons.map(() => 0);
  for (const [index, { excludes = [] }] of coupons.entries()) {
    for (const code of excludes) {
      const other = at.get(code);
      if (other !== undefined) {
        rivals[index] |= 1 << other;
        rivals[other] |= 1 << index;
      }
    }
  }
  return rivals;
}
