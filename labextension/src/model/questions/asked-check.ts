/**
 * The check that this page has asked for and that the server has not told of: one that the server is to
 * run, or one on texts as they were, which are fetched first.
 */
import type { ClientFrame, ICheck, IMoment, IPastCheck, ITextsThen } from '../../contract/protocol';
import { OFFLINE } from '../offline/offline-notice';
import { InterviewError } from '../ports';

/** The log, of which hosts ask how texts were. */
export interface IPast {
  moments(): Promise<readonly IMoment[]>;
  textsAt(at: string): Promise<ITextsThen>;
  checkThen(check: IPastCheck): Promise<unknown>;
}

export interface IAskedCheckOptions {
  send(frame: ClientFrame): boolean;
  notify(sentence: string, code?: string): void;
  past: Pick<IPast, 'textsAt'>;
  /** Another check was asked for, or none is any more. */
  touched(): void;
}

type CheckHere = Extract<ClientFrame, { type: 'check_here' }>['payload'];

export class AskedCheck {
  constructor(private readonly _options: IAskedCheckOptions) {}

  /** As it is shown until the server tells of it. */
  get check(): ICheck | null {
    return this._check;
  }

  /** Whether its texts are fetched, so that this page alone knows of it. */
  get isFetching(): boolean {
    return this._isFetching;
  }

  /** The server runs its tests. */
  ask(check: ICheck, payload: CheckHere): void {
    if (!this._options.send({ type: 'check_here', payload })) {
      this._options.notify(OFFLINE);
      return;
    }
    this._show(check, false);
  }

  /**
   * Its tests are run by `run`, which gets the texts of then, unless the check is forgotten before they
   * are there. A refusal of either is told, and ends it.
   */
  async fetch(
    check: ICheck,
    at: string,
    run: (texts: ITextsThen) => Promise<unknown> | undefined
  ): Promise<void> {
    this._show(check, true);
    const isWanted = (): boolean => this._check?.id === check.id;
    try {
      const texts = await this._options.past.textsAt(at);
      if (isWanted()) {
        this._isFetching = false;
        await run(texts);
      }
    } catch (problem) {
      if (!(problem instanceof InterviewError)) {
        throw problem;
      }
      this._options.notify(problem.message, problem.code);
      if (isWanted()) {
        this.forget();
      }
    }
  }

  /** Forgets this check, or whichever it is. */
  forget(checkId = this._check?.id): void {
    if (this._check !== null && this._check.id === checkId) {
      this._check = null;
      this._isFetching = false;
      this._options.touched();
    }
  }

  private _show(check: ICheck, isFetching: boolean): void {
    this._check = check;
    this._isFetching = isFetching;
    this._options.touched();
  }

  private _check: ICheck | null = null;
  private _isFetching = false;
}
