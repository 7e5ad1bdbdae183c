/** Runs the hidden tests of many interviews in one sandbox, and shows none of them. */
import { runHiddenTests } from '../../model/hidden-tests';
import type { IRunner } from '../../model/ports';
import { LentRunner } from '../lent-runner';
import { makeRunner } from '../page-runner';
import type { Interviews } from './interviews';

export class ClassTests {
  constructor(private readonly _interviews: Pick<Interviews, 'openUnseen' | 'sandboxUrl'>) {}

  /** Interviews open side by side, and their tests run one after the other. Rejects with a sentence. */
  readonly run = async (sessionId: string, signal: AbortSignal): Promise<void> => {
    this._users++;
    try {
      this._runner ??= makeRunner(this._interviews.sandboxUrl);
      const lent = new LentRunner(this._runner);
      const model = await this._interviews.openUnseen(sessionId, () => lent);
      try {
        await this._inTurn(async () => {
          try {
            await runHiddenTests(model, signal);
          } finally {
            await lent.idle;
          }
        });
      } finally {
        model.dispose();
      }
    } finally {
      if (--this._users === 0) {
        this._runner?.dispose();
        this._runner = null;
      }
    }
  };

  private _inTurn(work: () => Promise<void>): Promise<void> {
    const own = this._turn.then(work);
    this._turn = own.catch(() => undefined);
    return own;
  }

  private _users = 0;
  private _runner: IRunner | null = null;
  private _turn: Promise<void> = Promise.resolve();
}
