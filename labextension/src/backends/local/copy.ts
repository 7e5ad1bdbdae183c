/** An interview that begins with the files and settings of another, as a server makes copies. */
import { UUID } from '@lumino/coreutils';
import * as Y from 'yjs';
import { codeFile, rootOf } from '../../contract/files';
import type { SessionCommand } from '../../contract/generated-events';
import { blank } from '../../session/interview';
import { perform } from '../../session/perform';
import type { Entry, IRecord, News } from './database';
import { HERE } from './policy';
import { noPlace, placeIn } from './past';
import { begin, recordOf, replay } from './replay';
import { fileId, questionId } from './room';
import { noSide } from './written';

export interface ICopied {
  title: string;
  /** The number of the last entry that counts, where an earlier moment is copied. */
  at?: number;
}

/**
 * The record and the log of the copy, which has the questions, too. Of people, runs, checks and removed
 * files it has nothing. Its settings are those of now, whatever moment is copied.
 */
export function copyOf(
  source: IRecord,
  all: readonly Entry[],
  { title, at }: ICopied
): [IRecord, readonly News[]] {
  const entries = at === undefined ? all : all.filter(({ seq }) => seq <= at);
  const last = entries.at(-1);
  if (at !== undefined && last?.seq !== at) {
    throw noPlace();
  }
  const copiedFrom =
    at === undefined || last === undefined ? null : { session: source.id, at: placeIn(last) };
  const { settings } = replay(begin(source), all).session;
  const { session, folder, questions } = replay(begin(source), entries);
  const { language } = session;
  const given = { nowUs: Date.now() * 1000, limits: HERE };
  let interview = blank(UUID.uuid4(), HERE);
  const news: News[] = [];
  const now = (command: SessionCommand, id?: string): void => {
    const done = perform(interview, { role: 'owner' }, command, { ...given, id });
    interview = done.interview;
    news.push(...done.decided);
  };

  now({ type: 'CreateSession', language, title, state: 'live', copiedFrom });
  const program = folder.files.find(file => file.language === language);
  const first = program ?? folder.files[0];
  const ids = new Map(
    folder.files.map(file => [file.id, file === first ? codeFile(language) : fileId()])
  );
  if (first) {
    now({ type: 'RenameFile', file: codeFile(language), name: first.name });
  }
  for (const file of folder.files.filter(other => other !== first)) {
    now({ type: 'AddFile', name: file.name }, ids.get(file.id));
  }
  now({ type: 'OrderFiles', files: [...ids.values()] });
  const [shown, entry] = [ids.get(folder.shown), ids.get(folder.entry ?? '')];
  if (shown !== undefined) {
    now({ type: 'ShowFile', file: shown });
  }
  if (entry !== undefined) {
    now({ type: 'ChooseEntry', file: entry });
  }
  for (const question of questions.listed) {
    const side = questions.sides.get(question.id) ?? noSide();
    now({ type: 'LoadQuestion', question, side }, questionId());
  }
  now({ type: 'SessionChange', ...settings });
  news.push({ update: textsOf(entries, ids) });
  return [{ ...recordOf(interview), visited: [language], seq: 0 }, news];
}

/** The texts as they are now, in a document that has never had others. */
function textsOf(entries: readonly Entry[], ids: ReadonlyMap<string, string>): Uint8Array {
  const [before, after] = [new Y.Doc(), new Y.Doc()];
  entries.forEach(entry => 'update' in entry && Y.applyUpdate(before, entry.update));
  for (const [old, id] of ids) {
    after.getText(rootOf(id)).insert(0, before.getText(rootOf(old)).toJSON());
  }
  return Y.encodeStateAsUpdate(after);
}
