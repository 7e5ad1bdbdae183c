/**
 * Draws a component again when the model changed, at most once a frame: a flood of output costs
 * one drawing, not one per chunk.
 */
import * as React from 'react';
import type { IInterviewModel } from '../model/interview';

/** A page that nobody sees gets no frames; it is drawn this much later instead. */
const LATEST_MS = 200;

export function useModel(model: IInterviewModel): void {
  const [, draw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const coalesced = new OncePerFrame(draw);
    const changed = () => coalesced.request();
    model.changed.connect(changed);
    changed();
    return () => {
      model.changed.disconnect(changed);
      coalesced.cancel();
    };
  }, [model]);
}

class OncePerFrame {
  constructor(private readonly _draw: () => void) {}

  request(): void {
    if (this._timer === undefined) {
      this._frame = requestAnimationFrame(this._fire);
      this._timer = setTimeout(this._fire, LATEST_MS);
    }
  }

  cancel(): void {
    cancelAnimationFrame(this._frame);
    clearTimeout(this._timer);
    this._timer = undefined;
  }

  private readonly _fire = (): void => {
    this.cancel();
    this._draw();
  };

  private _frame = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
