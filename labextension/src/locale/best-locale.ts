/** Which of some locales suits somebody best, and which way it is written. */

const ENGLISH = 'en';

/** Languages that are written from right to left. */
const FROM_THE_RIGHT = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

/**
 * Of `offered`, for somebody who understands `wanted`, the best first. A tag that is offered counts
 * for more than another one of its language: who wants `pt` or `pt-PT` gets `pt-BR`. Traditional
 * Chinese is not the simplified one, so it is not offered in its place. English where nothing suits.
 */
export function bestLocale(wanted: readonly string[], offered: readonly string[]): string {
  for (const tag of wanted) {
    const found =
      offered.find(other => isTag(tag, other)) ?? offered.find(other => isRelated(tag, other));
    if (found !== undefined) {
      return found;
    }
  }
  return ENGLISH;
}

export function direction(tag: string): 'ltr' | 'rtl' {
  return FROM_THE_RIGHT.includes(partsOf(tag)?.language ?? '') ? 'rtl' : 'ltr';
}

function isTag(tag: string, other: string): boolean {
  return tag.replaceAll('_', '-').toLowerCase() === other.toLowerCase();
}

function isRelated(tag: string, other: string): boolean {
  const [one, two] = [partsOf(tag), partsOf(other)];
  return one !== null && two !== null && one.language === two.language && one.script === two.script;
}

/** Null for what is no tag. The script is that which is usual with the rest: `zh-TW` is `Hant`. */
function partsOf(tag: string): { language: string; script: string | undefined } | null {
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
    return { language, script };
  } catch {
    return null;
  }
}
