/** How an interview is held, in words: what is said of AI, and what is recorded and noted. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Settings } from '../../contract/generated-settings';

export type IPolicy = Readonly<Pick<Settings, 'ai' | 'aiSentence' | 'noteInserts' | 'noteAway'>>;

/** What is said of help by AI; empty where nothing is. */
export function aiSentence({ ai, aiSentence: words }: IPolicy, trans: TranslationBundle): string {
  const rule = {
    unsaid: '',
    none: trans.__('AI: please do not let it help you.'),
    own_tools: trans.__('AI: you may use your own tools, and say aloud when you do.')
  }[ai];
  const quoted = words === '' ? '' : trans.__('“%1”', words);
  return [rule, quoted].filter(part => part !== '').join(' ');
}

/** What is noted beside what is typed and run. */
export function notedSentence(
  { noteInserts, noteAway }: Pick<IPolicy, 'noteInserts' | 'noteAway'>,
  trans: TranslationBundle
): string {
  if (noteInserts && noteAway) {
    return trans.__(
      'Also noted: when 40 characters or 3 lines come in one change, and when you are away from the page for 5 seconds. You see it too, and can say what it was.'
    );
  }
  if (noteInserts) {
    return trans.__(
      'Also noted: when 40 characters or 3 lines come in one change, how, and whether they are from this interview. You see it too, and can say what it was.'
    );
  }
  return noteAway
    ? trans.__(
        'Also noted: when you are away from the page for 5 seconds. You see it too, and can say what it was.'
      )
    : trans.__('Nothing else is noted.');
}

/** The four lines that are read before joining: what is recorded, who reads it, how long, what is noted. */
export function recordLines(
  told: IPolicy & { invitedBy: string | null; keptDays: number | null },
  trans: TranslationBundle
): string[] {
  const { invitedBy, keptDays } = told;
  const days = Math.ceil(keptDays ?? 0);
  return [
    trans.__('Recorded: what you type and run, with your name and the time.'),
    invitedBy === null
      ? trans.__('Read by: the people who hold this interview, during it and afterwards.')
      : trans.__(
          'Read by: %1 and whoever else holds this interview, during it and afterwards.',
          invitedBy
        ),
    keptDays === null
      ? trans.__('Kept: until they delete it.')
      : trans._n(
          'Kept: until they delete it, at most %1 day after its end.',
          'Kept: until they delete it, at most %1 days after its end.',
          days
        ),
    notedSentence(told, trans)
  ];
}
