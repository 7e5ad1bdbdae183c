import { AccountService, Refused, play } from './accounts.js';

/** A schedule with which only the winner's deposit is left on the card. */
function losingSchedule(tills, winner) {
}

/** Does what AccountService does, and stays right when several tills are open. */
class SafeAccountService {
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** Puts money on a card; the answer is its new balance. */
  async deposit(till, card, amount) {
  }

  /** Takes money off a card; the answer is its new balance. */
  async withdraw(till, card, amount) {
  }

  /** Takes money off one card and puts it on another; the answer is what the first one has. */
  async transfer(till, source, target, amount) {
  }
}

// The tests call these two functions, which need no change.

/** What is left on a card with the schedule, when each till puts an amount on it. */
async function lost(balance, deposits, winner) {
  const requests = deposits.map(([till, amount]) => [till, 'deposit', 'card', amount]);
  const schedule = losingSchedule(deposits.map(([till]) => till), winner);
  const { balances } = await play(AccountService, { card: balance }, requests, schedule);
  return balances.card;
}

/** What comes of requests to the new service. */
async function served(balances, requests, schedule) {
  return play(SafeAccountService, balances, requests, schedule);
}
