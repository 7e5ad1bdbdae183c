/** What one session may take. */
import type { LIMITS } from './server-facts';

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };
