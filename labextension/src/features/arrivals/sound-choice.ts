/** Whether a person hears that somebody comes. Where that is kept is a matter of the page around. */
export interface ISoundChoice {
  readonly isOn: boolean;
  /** Rejects when it cannot be kept. */
  turn(on: boolean): Promise<void>;
  /** Returns what ends it. Needs no `this`. */
  readonly follow: (listener: () => void) => () => void;
}
