/** A day, as '2026-12-01'. */
type Day = string;

interface Loan {
  id: number;
  member: number;
  thing: string;
  due: Day;
  back: Day | null;
}

interface Database {
  query<Row>(statement: string, values?: unknown[]): Promise<Row[]>;
  execute(statement: string, values?: unknown[]): Promise<void>;
}

interface Log {
  info(line: string): void;
}

/** Loans of the library of things: who has what, and until when. */
export class Loans {
  constructor(
    private readonly database: Database,
    private readonly log: Log
  ) {}

  /** All loans of things that are not back yet. */
  openLoans(): Promise<Loan[]> {
    return this.database.query<Loan>('SELECT * FROM loans WHERE back IS NULL ORDER BY id');
  }

  /** A member takes a thing home. */
  async lend(memberId: number, thing: string, due: Day): Promise<void> {
    const statement = 'INSERT INTO loans (member, thing, due) VALUES (?, ?, ?)';
    await this.database.execute(statement, [memberId, thing, due]);
    this.log.info(`Member ${memberId} took ${thing}`);
  }

  /** A thing is back. */
  async giveBack(loan: Loan, today: Day): Promise<void> {
    await this.database.execute('UPDATE loans SET back = ? WHERE id = ?', [today, loan.id]);
    this.log.info(`Loan ${loan.id} is back`);
  }
}
