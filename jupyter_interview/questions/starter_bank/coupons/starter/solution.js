/** The lowest price of a basket that costs so much without coupons, in cents. */
function lowestPrice(total, coupons) {
}
