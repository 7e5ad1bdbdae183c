/** An order of the bookshop. */
class Order {
  constructor(paid = false, shipped = false, cancelled = false) {
    this.paid = paid;
    this.shipped = shipped;
    this.cancelled = cancelled;
  }

  isPaid() {
    return this.paid;
  }

  isShipped() {
    return this.shipped;
  }

  isCancelled() {
    return this.cancelled;
  }

  pay() {
    if (!this.paid && !this.cancelled) {
      this.paid = true;
    }
  }

  ship() {
    if (this.paid) {
      this.shipped = true;
    }
  }

  cancel() {
    this.cancelled = true;
  }

  refund() {
    if (this.cancelled) {
      this.paid = false;
    }
  }

  /** What the customer reads. */
  text() {
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
