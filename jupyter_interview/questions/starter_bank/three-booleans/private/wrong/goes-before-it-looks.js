// fails: cancelled before it was paid, nothing leaves without money, the same bill again, too late to call it off, the parcel of last spring, the books come home, many wrong buttons
const MOVES = {
  open: { pay: 'paid', cancel: 'cancelled' },
  paid: { ship: 'shipped', cancel: 'refunding' },
  shipped: { 'take back': 'refunding' },
  refunding: { refund: 'cancelled' },
  cancelled: {}
};

const STATES = {
  'false,false,false': 'open',
  'true,false,false': 'paid',
  'true,true,false': 'shipped',
  'true,false,true': 'refunding',
  'false,false,true': 'cancelled'
};

const TEXTS = {
  open: 'Please pay your order.',
  paid: 'Your books are being packed.',
  shipped: 'Your books are on their way.',
  refunding: 'Your money is on its way back.',
  cancelled: 'Your order is cancelled.'
};

/** Takes the new state before it looks whether there is one. */
class Order {
  #state;

  constructor(paid = false, shipped = false, cancelled = false) {
    this.#state = STATES[[paid, shipped, cancelled].join(',')];
    this.#check();
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
    this.#state = MOVES[this.#state][action];
    this.#check();
  }

  #check() {
    if (this.#state === undefined) {
      throw new Error('This is not allowed');
    }
  }
}
