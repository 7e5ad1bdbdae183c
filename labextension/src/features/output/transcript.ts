/** Runs as text to be copied or kept in a file. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IRun } from '../../contract/protocol';
import { languageName, outcomeName, outcomeOf, sizeName } from '../wording';
import { readableText, screenOf } from './run-screen';
import { plainText } from './terminal';

/** What one run printed, and its error. */
export function printedText(run: IRun, trans: TranslationBundle): string {
  const text = readableText(screenOf(run.outputs), omitted => gapWords(omitted, trans));
  const error = run.error === null ? '' : plainText(run.error);
  const between = error !== '' && text !== '' && !text.endsWith('\n') ? '\n' : '';
  return `${text}${between}${error}`;
}

/** All of them, each under a line that says whose and when. */
export function transcript(runs: readonly IRun[], trans: TranslationBundle): string {
  return runs
    .map(run => {
      const name = run.user?.name ?? trans.__('Somebody');
      const outcome = outcomeName(outcomeOf(run), trans);
      const facts = [name, languageName(run.language), run.startedAt, outcome].join(' · ');
      return `# ${facts}\n${printedText(run, trans).trimEnd()}\n`;
    })
    .join('\n');
}

export function gapWords(omitted: number, trans: TranslationBundle): string {
  return trans.__('%1 of output is left out here', sizeName(omitted));
}
