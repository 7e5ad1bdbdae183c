// fails: three that mean nothing
const MOVES = {
  open: { pay: 'paid', cancel: 'cancelled' },
  paid: { ship: 'shipped', cancel: 'refunding' },
  shipped: { 'take back': 'refunding' },
  refunding: { refund: 'cancelled' },
  cancelled: {}
};

const TEXTS = {
  open: 'Please pay your order.',
  paid: 'Your books are being packed.',
  shipped: 'Your books are on their way.',
  refunding: 'Your money is on its way back.',
  cancelled: 'Your order is cancelled.'
};

/** Finds some state for every combination, in the order in which the old program asked. */
class Order {
  #state = 'open';

  constructor(paid = false, shipped = false, cancelled = false) {
    if (cancelled) {
      this.#state = paid ? 'refunding' : 'cancelled';
    } else if (shipped) {
      this.#state = 'shipped';
    } else if (paid) {
      this.#state = 'paid';
    }
  }

  state() {
    return this.#state;
  }

  allowed() {
    return Object.keys(MOVES[this.#state]);
  }

  isPaid() {
    return ['paid', 'shipped', 'refunding'].includes(this.#state);
  }

  isShipped() {
    return this.#state === 'shipped';
  }

  isCancelled() {
    return ['refunding', 'cancelled'].includes(this.#state);
  }

  pay() {
    this.#do('pay');
  }

  ship() {
    this.#do('ship');
  }

  cancel() {
    this.#do('cancel');
  }

  refund() {
    this.#do('refund');
  }

  takeBack() {
    this.#do('take back');
  }

  text() {
    return TEXTS[this.#state];
  }

  #do(action) {
    const next = MOVES[this.#state][action];
    if (next === undefined) {
      throw new Error(`${action} is not allowed`);
    }
    this.#state = next;
  }
}
