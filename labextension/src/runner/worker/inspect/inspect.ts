/**
 * Prints values for the console. The rules are Node's, and so is the code: the package
 * `node-inspect-extracted`, patched by the build (runner-build/node-inspect.mjs) to ask `eyes`
 * what only an engine knows. Getters are not called, and traps of proxies neither.
 */
import * as extracted from 'node-inspect-extracted';

/** Names of the two states of a promise that `inspect` tells from "fulfilled". */
export interface IPromiseStates {
  pending: symbol;
  rejected: symbol;
}

export interface IEyes {
  promise: (value: Promise<unknown>, states: IPromiseStates) => [state: unknown, result: unknown];
  /** Target and handler, or the target alone; undefined when it is no proxy. */
  proxy: (value: object, both: boolean) => unknown;
  entries: (value: object, isIterator: boolean) => unknown;
  stack: (error: Error) => string;
  descriptor: typeof Object.getOwnPropertyDescriptor;
}

export interface IInspectOptions {
  depth?: number | null;
  showHidden?: boolean;
  colors?: boolean;
  [option: string]: unknown;
}

export interface INodeInspect {
  inspect: (value: unknown, options?: IInspectOptions) => string;
  format: (...values: unknown[]) => string;
  formatWithOptions: (options: IInspectOptions, ...values: unknown[]) => string;
  stripVTControlCharacters: (text: string) => string;
  eyes: IEyes;
}

/** The package as it is, for programs that ask for `util`. */
export const nodeInspect = ((extracted as { default?: unknown }).default ??
  extracted) as INodeInspect;

export const { inspect, eyes } = nodeInspect;

/** The arguments of one console call as text. */
export function format(values: readonly unknown[]): string {
  return nodeInspect.format(...values);
}
