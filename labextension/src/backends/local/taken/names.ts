/** A file to be taken away, and names that are safe on every disk. */
import type { ITaken } from '../../../model/ports';

// eslint-disable-next-line no-control-regex
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const UNSAFE = /[\\/:*?"<>|]/g;
const DEVICES = /^(?:con|prn|aux|nul|com\p{Nd}|lpt\p{Nd})(?:\.|$)/iu;
const AT_THE_ENDS = /^[ .]+|[ .]+$/g;
const MOST_CHARACTERS = 80;

export function taken(name: string, kind: string, content: BlobPart): ITaken {
  return { name, content: new Blob([content], { type: kind }) };
}

/** The text on one line, without characters that are not seen or that turn others around. */
export function lineOf(text: string): string {
  return text.replace(SPACE, ' ').replace(/^ | $/g, '').replace(UNSEEN, '');
}

/** A name for a file without folders, in which nothing means anything to a shell or a disk. */
export function safeName(text: string, instead = 'interview'): string {
  const whole = lineOf(text).replace(UNSAFE, '-').replace(AT_THE_ENDS, '');
  const name = [...whole].slice(0, MOST_CHARACTERS).join('').replace(AT_THE_ENDS, '');
  if (name === '') {
    return instead;
  }
  return DEVICES.test(name) ? `_${name}` : name;
}
