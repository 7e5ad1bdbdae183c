// fails: who excludes whom, a ring of five, one against four
/** Believes that a coupon excludes another one only if it says so itself. */
function lowestPrice(total, coupons) {
  const usable = coupons.filter(coupon => total >= (coupon.from ?? 0));
  const savings = usable.map(
    coupon => coupon.off ?? Math.floor((total * coupon.percent) / 100)
  );
  const rivals = usable.map(({ excludes = [] }) =>
    usable.reduce((bits, { code }, at) => (excludes.includes(code) ? bits | (1 << at) : bits), 0)
  );
  const known = new Map([[0, 0]]);

  function most(left) {
    if (!known.has(left)) {
      const first = 31 - Math.clz32(left & -left);
      const rest = left & (left - 1);
      const without = (rest & rivals[first]) === 0 ? 0 : most(rest);
      known.set(left, Math.max(without, savings[first] + most(rest & ~rivals[first])));
    }
    return known.get(left);
  }

  return Math.max(0, total - most((1 << usable.length) - 1));
}
