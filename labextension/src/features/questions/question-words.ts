/** The words for what a question says of itself. What is not known here is shown as it came. */
import type { TranslationBundle } from '@jupyterlab/translation';

export function kindName(kind: string, trans: TranslationBundle): string {
  const names: Record<string, string> = {
    algorithm: trans.__('algorithm'),
    debugging: trans.__('debugging'),
    refactoring: trans.__('refactoring'),
    design: trans.__('design'),
    data: trans.__('data'),
    sql: 'SQL',
    concurrency: trans.__('concurrency'),
    reading: trans.__('reading')
  };
  return names[kind] ?? kind;
}

export function levelName(level: string, trans: TranslationBundle): string {
  const names: Record<string, string> = {
    junior: trans.__('junior'),
    middle: trans.__('middle'),
    senior: trans.__('senior')
  };
  return names[level] ?? level;
}

export function minutesName(minutes: number, trans: TranslationBundle): string {
  return trans._n('%1 minute', '%1 minutes', minutes);
}
