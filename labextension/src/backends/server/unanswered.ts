/**
 * The keys of requests that create something and were not answered. Who asks for the same again sends
 * the same key, with which the server makes it once: what was created while the connection broke is the
 * answer then, and no second one is made.
 */
import { UUID } from '@lumino/coreutils';
import { InterviewError } from '../../model/ports';

/** More than these are not remembered. */
const MOST = 50;
/** What a proxy answers that has waited in vain. */
const NO_ANSWER: readonly number[] = [0, 502, 503, 504];

export class Unanswered {
  /** Sends a request with the key that it had before, or a new one. */
  async send<T>(request: string, send: (key: string) => Promise<T>): Promise<T> {
    const key = this._keys.get(request) ?? UUID.uuid4();
    this._keys.delete(request);
    try {
      return await send(key);
    } catch (problem) {
      if (problem instanceof InterviewError && NO_ANSWER.includes(problem.status)) {
        this._keys.set(request, key);
        if (this._keys.size > MOST) {
          const [oldest] = this._keys.keys();
          this._keys.delete(oldest);
        }
      }
      throw problem;
    }
  }

  private readonly _keys = new Map<string, string>();
}
