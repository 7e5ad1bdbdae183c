/** An order of the bookshop. */
class Order {
  private paid: boolean;
  private shipped: boolean;
  private cancelled: boolean;

  constructor(paid = false, shipped = false, cancelled = false) {
    this.paid = paid;
    this.shipped = shipped;
    this.cancelled = cancelled;
  }

  isPaid(): boolean {
    return this.paid;
  }

  isShipped(): boolean {
    return this.shipped;
  }

  isCancelled(): boolean {
    return this.cancelled;
  }

  pay(): void {
    if (!this.paid && !this.cancelled) {
      this.paid = true;
    }
  }

  ship(): void {
    if (this.paid) {
      this.shipped = true;
    }
  }

  cancel(): void {
    this.cancelled = true;
  }

  refund(): void {
    if (this.cancelled) {
      this.paid = false;
    }
  }

  /** What the customer reads. */
  text(): string {
    if (this.cancelled) {
      if (this.paid) {
        return 'Your money is on its way back.';
      }
      return 'Your order is cancelled.';
    }
    if (this.shipped) {
      return 'Your books are on their way.';
    }
    if (this.paid) {
      return 'Your books are being packed.';
    }
    return 'Please pay your order.';
  }
}
