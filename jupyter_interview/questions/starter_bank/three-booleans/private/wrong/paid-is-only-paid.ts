// fails: from the shop to the door, cancelled after it was paid, too late to call it off, five that mean something, the books come home
type State = 'open' | 'paid' | 'shipped' | 'refunding' | 'cancelled';

const MOVES: Record<State, Record<string, State>> = {
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

/** Answers the old questions by the name of the state alone. */
class Order {
  #state: State;

  constructor(paid = false, shipped = false, cancelled = false) {
    if (shipped && (!paid || cancelled)) {
      throw new Error('There is no such order');
    }
    const whenCancelled: State = paid ? 'refunding' : 'cancelled';
    const otherwise: State = shipped ? 'shipped' : paid ? 'paid' : 'open';
    this.#state = cancelled ? whenCancelled : otherwise;
  }

  state(): State {
    return this.#state;
  }

  allowed(): string[] {
    return Object.keys(MOVES[this.#state]);
  }

  isPaid(): boolean {
    return this.#state === 'paid';
  }

  isShipped(): boolean {
    return this.#state === 'shipped';
  }

  isCancelled(): boolean {
    return this.#state === 'refunding' || this.#state === 'cancelled';
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

  text(): string {
    return TEXTS[this.#state];
  }

  #do(action: string): void {
    const next = MOVES[this.#state][action];
    if (next === undefined) {
      throw new Error(`${action} is not allowed`);
    }
    this.#state = next;
  }
}
