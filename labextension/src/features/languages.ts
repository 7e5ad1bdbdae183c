/** The languages that a new interview can begin in, the one first that most people want here. */
import type { Language } from '../contract/protocol';

/** Jupyter's own; the setting of Lab and the form for a new interview offer the others. */
export const FIRST_LANGUAGE: Language = 'python';

export const LANGUAGES: readonly Language[] = [FIRST_LANGUAGE, 'javascript', 'typescript'];
