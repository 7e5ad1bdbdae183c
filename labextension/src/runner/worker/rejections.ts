/**
 * Unhandled rejections of a program, and a way to know that none is still to be told.
 *
 * Browsers tell of them some tasks later, in the order in which they came. So to wait for them
 * all, one more is made and its event is waited for.
 */

/** Should a browser never tell of ours, a run must still end. */
const PATIENCE_MS = 250;

const later = setTimeout;

export class Rejections {
  constructor(onRejection: (reason: unknown) => void) {
    self.addEventListener('unhandledrejection', event => {
      event.preventDefault();
      if (event.reason === this._marker) {
        event.stopImmediatePropagation();
        this._heard();
      } else {
        onRejection(event.reason);
      }
    });
  }

  /**
   * Resolves when every rejection that has happened so far has been told, and every one that only
   * promises are still on their way to: those are done before the next task.
   */
  async reported(): Promise<void> {
    await new Promise(resolve => later(resolve, 0));
    await new Promise<void>(resolve => {
      this._heard = resolve;
      later(resolve, PATIENCE_MS);
      void Promise.reject(this._marker);
    });
  }

  private readonly _marker = new Error('every rejection so far');
  private _heard: () => void = () => undefined;
}
