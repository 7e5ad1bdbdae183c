/** Between what is stored of an interview and the interview that its events add up to. */
import { DEFAULT_SETTINGS } from '../../contract/generated-settings';
import { settingsAfter } from '../../contract/settings';
import { blank, type IInterview } from '../../session/interview';
import { present } from '../../session/people-book';
import { evolve } from '../../session/perform';
import { iso, isoOrNull } from '../../session/records';
import type { Entry, IRecord, News } from './database';
import { HERE } from './policy';

/**
 * The interview as its record alone describes it: logs of earlier versions do not say how it began.
 */
export function begin(record: IRecord): IInterview {
  const { id, title, language, state, createdAt, endedAt, showValues, settings } = record;
  const { copiedFrom = null } = record;
  const interview = blank(id, HERE);
  return {
    ...interview,
    session: {
      ...interview.session,
      title,
      language,
      state,
      createdUs: Date.parse(createdAt) * 1000,
      endedUs: endedAt === null ? null : Date.parse(endedAt) * 1000,
      settings: settingsAfter(DEFAULT_SETTINGS, settings ?? { showsValues: showValues }),
      copiedFrom
    }
  };
}

/** The interview after these entries. Updates of the document are passed over. */
export function replay(interview: IInterview, entries: readonly Entry[]): IInterview {
  return entries.reduce((now, entry) => after(now, entry, entry.at), interview);
}

export function after(interview: IInterview, news: News, at: number): IInterview {
  return 'event' in news ? evolve(interview, news.event, at * 1000) : interview;
}

/** The part of an interview that is stored beside its log. */
export function recordOf({ session, people }: IInterview) {
  return {
    id: session.id,
    title: session.title,
    language: session.language,
    state: session.state,
    createdAt: iso(session.createdUs),
    endedAt: isoOrNull(session.endedUs),
    settings: session.settings,
    copiedFrom: session.copiedFrom,
    people: present(people).map(({ id, name, color }) => ({ id, name, color }))
  };
}
