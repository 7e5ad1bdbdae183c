/** Whether a person hears who comes, kept in this browser for every page without JupyterLab. */
import type { ISoundChoice } from '../../features/arrivals/sound-choice';
import type { Memory } from './storage';

const KEY = 'arrival-sound';

export class OwnSound implements ISoundChoice {
  constructor(private readonly _memory: Memory) {
    this._isOn = _memory.read(KEY) !== 'false';
  }

  get isOn(): boolean {
    return this._isOn;
  }

  turn(on: boolean): Promise<void> {
    this._isOn = on;
    this._memory.write(KEY, String(on));
    this._listeners.forEach(listener => listener());
    return Promise.resolve();
  }

  readonly follow = (listener: () => void): (() => void) => {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  };

  private readonly _listeners = new Set<() => void>();
  private _isOn: boolean;
}
