/** Refusals of the contract's closed list, each with a sentence for a person. */
import { InterviewError } from '../model/ports';
import { STATUS } from './server-facts';

export type ErrorCode = keyof typeof STATUS;

/** To be thrown. `retryAfter` is in seconds. */
export function refusal(code: ErrorCode, sentence: string, retryAfter?: number): InterviewError {
  return new InterviewError(sentence, code, STATUS[code], retryAfter);
}
