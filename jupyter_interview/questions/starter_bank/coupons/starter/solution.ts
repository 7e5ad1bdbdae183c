type Coupon = {
  code: string;
  off?: number;
  percent?: number;
  from?: number;
  excludes?: string[];
};

/** The lowest price of a basket that costs so much without coupons, in cents. */
function lowestPrice(total: number, coupons: Coupon[]): number | undefined {
  return undefined;
}
