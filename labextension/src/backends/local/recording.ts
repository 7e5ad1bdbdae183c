/** The recording of an interview that lives in this browser, made of its log. */
import { Converter } from '../../recording/converter';
import type { IRecording } from '../../recording/recording';
import { blank } from '../../session/interview';
import type { Entry, IRecord } from './database';
import { HERE } from './policy';
import { begin } from './replay';

/** Logs of earlier versions do not say how the interview began; its record does. */
export function recordingOf(record: IRecord, entries: readonly Entry[]): IRecording {
  const [first] = entries;
  const saysBeginning = 'event' in first && first.event.type === 'SessionCreated';
  const converter = new Converter(saysBeginning ? blank(record.id, HERE) : begin(record));
  for (const entry of entries) {
    const place = { seq: entry.seq, atUs: entry.at * 1000, by: entry.by ?? null };
    converter.take(
      'event' in entry ? { ...place, event: entry.event } : { ...place, update: entry.update }
    );
  }
  return converter.document();
}
