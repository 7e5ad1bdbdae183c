/**
 * What a worker is told of the cases of a question, or of the tests that a run carries: what to call
 * or to evaluate, and nothing of what is expected.
 */
export interface ICaseOrder {
  index: number;
  /** A function of the program, and its arguments as values (see `values.ts`). */
  call?: string;
  args?: readonly unknown[];
  /** What became of the arguments is told, too. */
  givesArgs?: boolean;
  /** Instead of a call: objects that are made and called. */
  steps?: readonly IStepOrder[];
  /** Instead of both: an expression that sees the names of the program. */
  expression?: string;
}

export interface IStepOrder {
  /** What the object is called that is made or called. */
  target: string;
  /** The class of the object that is made; null when it is called. */
  new: string | null;
  call: string | null;
  args: readonly unknown[];
}
