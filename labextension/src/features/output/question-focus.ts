/**
 * Where the focus is while a program asks its questions. The field takes it from nobody who is
 * typing in the editor. After an answer the focus stays at the runs, because the next question may
 * be on its way and what is typed for it must not go into the code. When the run has ended, the
 * focus goes back to where it was.
 */
export class QuestionFocus {
  constructor(
    private readonly _runs: { readonly current: HTMLElement | null },
    private readonly _isTyping: () => boolean,
    private readonly _refused: (isRefused: boolean) => void
  ) {}

  /** A field waits for a line. */
  take(field: HTMLElement): void {
    const isRefused = this._isTyping();
    this._refused(isRefused);
    if (isRefused) {
      return;
    }
    const active = document.activeElement;
    if (active instanceof HTMLElement && !this._runs.current?.contains(active)) {
      this._origin = active;
    }
    field.focus();
  }

  /** The element with the focus is about to go. */
  rest(): void {
    this._runs.current?.focus({ preventScroll: true });
  }

  /** The program asks nothing any more. */
  giveBack(): void {
    const origin = this._origin;
    this._origin = null;
    if (origin?.isConnected === true && document.activeElement === this._runs.current) {
      origin.focus({ preventScroll: true });
    }
  }

  private _origin: HTMLElement | null = null;
}
