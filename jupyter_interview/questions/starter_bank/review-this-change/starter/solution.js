const FEE_PER_DAY = 20;
const HIGHEST_FEE = 1000;
const DAYS_BETWEEN_REMINDERS = 7;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * Loans of the library of things: who has what, and until when. A day is a text, '2026-12-01', and
 * money is in pence.
 */
export class Loans {
  constructor(database, mail, log) {
    this.database = database;
    this.mail = mail;
    this.log = log;
  }

  /** All loans of things that are not back yet. */
  openLoans() {
    return this.database.query('SELECT * FROM loans WHERE back IS NULL ORDER BY id');
  }

  /** Things that are out and have these words in their name, with their last day. */
  search(words) {
    return this.database.query(
      `SELECT thing, due FROM loans WHERE back IS NULL AND thing LIKE '%${words}%'`
    );
  }

  /** Loans whose last day is over, those that are longest overdue first. */
  async overdue(today) {
    const loans = (await this.openLoans()).filter(loan => loan.due <= today);
    return loans.sort((one, other) => daysBetween(other.due, one.due));
  }

  /** What is to be paid for a loan up to now. */
  fee(loan, today) {
    const days = Math.max(0, daysBetween(loan.due, today));
    return Math.min(days * FEE_PER_DAY, HIGHEST_FEE);
  }

  /** A member takes a thing home. */
  async lend(memberId, thing, due) {
    const statement = 'INSERT INTO loans (member, thing, due) VALUES (?, ?, ?)';
    await this.database.execute(statement, [memberId, thing, due]);
    this.log.info(`Member ${memberId} took ${thing}`);
  }

  /** A thing is back. */
  async giveBack(loan, today) {
    await this.database.execute('UPDATE loans SET back = ? WHERE id = ?', [today, loan.id]);
    this.log.info(`Loan ${loan.id} is back`);
  }

  /** Sends a letter for each overdue loan, once a week at most, and counts the letters. */
  async remindAll(today) {
    const loans = await this.overdue(today);
    for (const loan of loans) {
      if (wasReminded(loan, today)) {
        loans.splice(loans.indexOf(loan), 1);
      }
    }

    for (const loan of loans) {
      const member = await this.member(loan.member);
      await this.database.execute('UPDATE loans SET reminded = ? WHERE id = ?', [today, loan.id]);
      const letter = this.letter(member, loan, today);
      try {
        await this.mail.send(member.email, letter);
      } catch {}
      this.log.info(`Reminded ${member.name} <${member.email}>: ${letter}`);
    }
    return loans.length;
  }

  async member(memberId) {
    const rows = await this.database.query('SELECT * FROM members WHERE id = ?', [memberId]);
    return rows[0];
  }

  letter(member, loan, today) {
    const pounds = (this.fee(loan, today) / 100).toFixed(2);
    return (
      `Dear ${member.name}, please bring back: ${loan.thing}. ` +
      `The last day was ${loan.due}, and the fee is ${pounds} pounds up to now.`
    );
  }
}

function wasReminded(loan, today) {
  return loan.reminded !== null && daysBetween(loan.reminded, today) < DAYS_BETWEEN_REMINDERS;
}

function daysBetween(first, last) {
  return (Date.parse(last) - Date.parse(first)) / MS_PER_DAY;
}
