/** Loans of the library of things: who has what, and until when. A day is a text, '2026-12-01'. */
export class Loans {
  constructor(database, log) {
    this.database = database;
    this.log = log;
  }

  /** All loans of things that are not back yet. */
  openLoans() {
    return this.database.query('SELECT * FROM loans WHERE back IS NULL ORDER BY id');
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
}
