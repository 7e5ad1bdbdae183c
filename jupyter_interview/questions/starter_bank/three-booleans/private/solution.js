/** Of each state: what is allowed, what the old database says, and what the customer reads. */
const STATES = {
  open: {
    moves: { pay: 'paid', cancel: 'cancelled' },
    flags: { paid: false, shipped: false, cancelled: false },
    text: 'Please pay your order.'
  },
  paid: {
    moves: { ship: 'shipped', cancel: 'refunding' },
    flags: { paid: true, shipped: false, cancelled: false },
    text: 'Your books are being packed.'
  },
  shipped: {
    moves: { 'take back': 'refunding' },
    flags: { paid: true, shipped: true, cancelled: false },
    text: 'Your books are on their way.'
  },
  refunding: {
    moves: { refund: 'cancelled' },
    flags: { paid: true, shipped: false, cancelled: true },
    text: 'Your money is on its way back.'
  },
  cancelled: {
    moves: {},
    flags: { paid: false, shipped: false, cancelled: true },
    text: 'Your order is cancelled.'
  }
};

/** An order of the bookshop. */
class Order {
  #state;

  constructor(paid = false, shipped = false, cancelled = false) {
    this.#state = stateOf(paid, shipped, cancelled);
  }

  state() {
    return this.#state;
  }

  /** What may be done with the order now. */
  allowed() {
    return Object.keys(STATES[this.#state].moves);
  }

  isPaid() {
    return STATES[this.#state].flags.paid;
  }

  isShipped() {
    return STATES[this.#state].flags.shipped;
  }

  isCancelled() {
    return STATES[this.#state].flags.cancelled;
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

  /** What the customer reads. */
  text() {
    return STATES[this.#state].text;
  }

  #do(action) {
    const next = STATES[this.#state].moves[action];
    if (next === undefined) {
      throw new Error(`${action} is not possible: the order is ${this.#state}`);
    }
    this.#state = next;
  }
}

/** The state that three booleans of the old database mean. */
function stateOf(paid, shipped, cancelled) {
  const found = Object.entries(STATES).find(
    ([, { flags }]) =>
      flags.paid === paid && flags.shipped === shipped && flags.cancelled === cancelled
  );
  if (found === undefined) {
    throw new Error('No order is paid, shipped and cancelled like this');
  }
  return found[0];
}
