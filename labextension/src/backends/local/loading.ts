/**
 * Questions come into interviews of this browser as into those of a server: the question is an event,
 * and what a candidate begins with is written into the files.
 */
import * as Y from 'yjs';
import { fileIn, rootOf } from '../../contract/files';
import type {
  IBankQuestion,
  IFile,
  IProgramFile,
  IQuestion,
  IStarterPlace,
  Language
} from '../../contract/protocol';
import { cleanText } from '../../model/document/line-feeds';
import { utf8Length } from '../../runner/utf8';
import type { IActor } from '../../session/actor';
import type { IInterview } from '../../session/interview';
import { refusal } from '../../session/refusal';
import {
  dataFiles,
  isAnsweredIn,
  isUntouched,
  newFiles,
  ownFile,
  starterFiles
} from '../../session/starters';
import type { Entry, News } from './database';
import { HERE } from './policy';
import { fileId, questionId, textsOf, type Change } from './room';

/** What a question brings into the files. */
interface IPlan {
  /** The file that gets the text; null for a new one. */
  target: IFile | null;
  /** The file of the starter's program, with the whole text that it has in the end. */
  main: IProgramFile | null;
  /** New files beside it, whose names are free. */
  others: readonly IProgramFile[];
}

/**
 * Loads a question with its files, or throws why nothing of it can be. `entries` is the whole log.
 * Answers with the question as it is kept.
 */
export function loadQuestion(
  made: Change,
  entries: readonly Entry[],
  actor: IActor,
  { question, side }: IBankQuestion,
  { language, into }: IStarterPlace
): IQuestion {
  const doc = documentOf(entries);
  const before = made.interview;
  made.perform(actor, { type: 'LoadQuestion', question, side }, questionId());
  const plan = planOf(before, doc, question, languageFor(before, question, language), into);
  demandRoom(before, doc, plan);
  place(made, actor, doc, plan);
  const { listed } = made.interview.questions;
  return listed[listed.length - 1];
}

/** The document that these updates come to. */
export function documentOf(entries: readonly News[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() =>
    entries.forEach(entry => 'update' in entry && Y.applyUpdate(doc, entry.update))
  );
  return doc;
}

function languageFor(
  { session }: IInterview,
  { languages }: IQuestion,
  wanted: Language | undefined
): Language {
  if (wanted === undefined) {
    const { language } = session;
    return languages.includes(language) ? language : (languages.at(0) ?? language);
  }
  if (!languages.includes(wanted)) {
    throw refusal('invalid_field', `This question is not there in ${wanted}.`);
  }
  return wanted;
}

function planOf(
  interview: IInterview,
  doc: Y.Doc,
  question: IQuestion,
  language: Language,
  into: IStarterPlace['into']
): IPlan {
  const [program, ...beside] = starterFiles(question, language);
  const known = textsOf(interview, doc);
  const target =
    program === undefined || into === 'new' ? null : targetIn(interview, doc, language, into);
  let main: IProgramFile | null = null;
  if (program !== undefined) {
    main =
      target === null
        ? ownFile(question, program, known)
        : { name: target.name, text: textIn(interview, doc, target, program.text, language, into) };
  }
  const wanted = new Map([...beside, ...dataFiles(question)].map(file => [file.name, file]));
  return { target, main, others: newFiles([...wanted.values()], known) };
}

/**
 * The file in this language that is shown, or the first one that could be; null if the question gets a
 * file of its own, because another one begins there.
 */
function targetIn(
  { folder, questions }: IInterview,
  doc: Y.Doc,
  language: Language,
  into: IStarterPlace['into']
): IFile | null {
  const shown = fileIn(folder, folder.shown);
  const target =
    shown?.language === language ? shown : folder.files.find(file => file.language === language);
  if (target === undefined) {
    return null;
  }
  const isTaken = into === undefined && isAnsweredIn(questions, language, textOf(doc, target.id));
  return isTaken ? null : target;
}

/** The text that a file has with the starter in it. */
function textIn(
  { questions }: IInterview,
  doc: Y.Doc,
  { id, name }: IFile,
  starter: string,
  language: Language,
  into: IStarterPlace['into']
): string {
  const present = textOf(doc, id);
  if (into === 'below' && present.trim() !== '') {
    return `${present}${present.endsWith('\n') ? '\n' : '\n\n'}${starter}`;
  }
  if (into === undefined && !isUntouched(questions, language, present)) {
    const sentence =
      `${name} has a text already: say whether the question goes below it, ` +
      'replaces it, or gets a file of its own.';
    throw refusal('not_empty', sentence);
  }
  return starter;
}

function demandRoom({ folder }: IInterview, doc: Y.Doc, { target, main, others }: IPlan): void {
  const kept = folder.files.filter(({ id }) => id !== target?.id).map(({ id }) => textOf(doc, id));
  const added = [main?.text ?? '', ...others.map(({ text }) => text)];
  const size = [...kept, ...added].reduce((sum, text) => sum + utf8Length(text), 0);
  if (size > HERE.textBytes) {
    const most = HERE.textBytes.toLocaleString('en');
    const sentence = `The text may have at most ${most} bytes of UTF-8, all files together.`;
    throw refusal('text_too_long', sentence);
  }
}

/** Does what was planned; the file of the program is shown in the end. */
function place(made: Change, actor: IActor, doc: Y.Doc, { target, main, others }: IPlan): void {
  const add = (name: string): string => {
    const id = fileId();
    made.perform(actor, { type: 'AddFile', name }, id);
    return id;
  };
  const write = (file: string, text: string): void => {
    const shared = doc.getText(rootOf(file));
    const present = shared.toJSON();
    const wanted = cleanText(text);
    const start = wanted.startsWith(present) ? present.length : 0;
    const told = (update: Uint8Array): void => made.write(update);
    doc.on('update', told);
    doc.transact(() => {
      shared.delete(start, present.length - start);
      shared.insert(start, wanted.slice(start));
    });
    doc.off('update', told);
  };
  if (main !== null) {
    const shown = target?.id ?? add(main.name);
    write(shown, main.text);
    others.forEach(file => write(add(file.name), file.text));
    made.perform(actor, { type: 'ShowFile', file: shown });
  } else {
    others.forEach(file => write(add(file.name), file.text));
  }
}

function textOf(doc: Y.Doc, file: string): string {
  return doc.getText(rootOf(file)).toJSON();
}
