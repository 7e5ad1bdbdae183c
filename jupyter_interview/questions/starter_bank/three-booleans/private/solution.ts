type State = 'open' | 'paid' | 'shipped' | 'refunding' | 'cancelled';
type Action = 'pay' | 'ship' | 'cancel' | 'refund' | 'take back';

const MOVES: Record<State, Partial<Record<Action, State>>> = {
  open: { pay: 'paid', cancel: 'cancelled' },
  paid: { ship: 'shipped', cancel: 'refunding' },
  shipped: { 'take back': 'refunding' },
  refunding: { refund: 'cancelled' },
  cancelled: {}
};

const TEXTS: Record<State, string> = {
  open: 'Please pay your order.',
  paid: 'Your books are being packed.',
  shipped: 'Your books are on their way.',
  refunding: 'Your money is on its way back.',
  cancelled: 'Your order is cancelled.'
};

/** An order of the bookshop. */
class Order {
  #state: State;

  constructor(paid = false, shipped = false, cancelled = false) {
    this.#state = stateOf(paid, shipped, cancelled);
  }

  state(): State {
    return this.#state;
  }

  /** What may be done with the order now. */
  allowed(): string[] {
    return Object.keys(MOVES[this.#state]);
  }

  isPaid(): boolean {
    return this.#isOneOf('paid', 'shipped', 'refunding');
  }

  isShipped(): boolean {
    return this.#isOneOf('shipped');
  }

  isCancelled(): boolean {
    return this.#isOneOf('refunding', 'cancelled');
  }

  pay(): void {
    this.#do('pay');
  }

  ship(): void {
    this.#do('ship');
  }

  cancel(): void {
    this.#do('cancel');
  }

  refund(): void {
    this.#do('refund');
  }

  takeBack(): void {
    this.#do('take back');
  }

  /** What the customer reads. */
  text(): string {
    return TEXTS[this.#state];
  }

  #do(action: Action): void {
    const next = MOVES[this.#state][action];
    if (next === undefined) {
      throw new Error(`${action} is not possible: the order is ${this.#state}`);
    }
    this.#state = next;
  }

  #isOneOf(...states: State[]): boolean {
    return states.includes(this.#state);
  }
}

/** The state that three booleans of the old database mean. */
function stateOf(paid: boolean, shipped: boolean, cancelled: boolean): State {
  if (shipped) {
    if (!paid || cancelled) {
      throw new Error('An order that is shipped is paid, and is not cancelled');
    }
    return 'shipped';
  }
  if (cancelled) {
    return paid ? 'refunding' : 'cancelled';
  }
  return paid ? 'paid' : 'open';
}
