/**
 * Runs JavaScript, TypeScript, Python and the languages that are packs where they can do no harm: in workers
 * of an iframe with an origin of its own and no network.
 */
export { createSandboxRunner } from './sandbox-runner';
export type { ICaseResult } from './cases/attempt';
export type { ICasesHandle, ICasesRequest, IRunner } from './runner';
export type { ICase } from './cases/case';
export { OUTPUT_LIMIT_BYTES } from './limits';
export type {
  IOutput,
  IRunHandle,
  IRunOutcome,
  IRunRequest,
  IRunnerStatus,
  ISandboxRunnerOptions,
  ITestCase,
  ITestResult,
  ITextFile,
  OutputStream,
  RunLanguage,
  RunState
} from './types';
