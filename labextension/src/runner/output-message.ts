/** A piece of output as messages carry it, and as a value of known types and sizes again. */
import { isChunk, isCount, isOneOf } from './checks';
import { CHUNK_LIMIT, HTML_LIMIT_BYTES, PLAIN_LIMIT_BYTES } from './limits';
import { isWhole } from './output-ends';
import { STREAMS } from './types';
import type { IOutput } from './types';
import { cutToBytes, utf8Length } from './utf8';

/** Null when it is none. What is too big for HTML is shown in its plain form. */
export function parseOutput(data: Record<string, unknown>): IOutput | null {
  const { stream, text, html, omitted } = data;
  if (!isOneOf(stream, STREAMS) || !isChunk(text)) {
    return null;
  }
  const output: IOutput = { stream, text };
  if (isWhole(stream)) {
    output.text = cutToBytes(text, PLAIN_LIMIT_BYTES);
    if (typeof html === 'string' && html !== '' && fits(html)) {
      output.html = html;
    }
  }
  if (isCount(omitted) && omitted > 0) {
    output.omitted = omitted;
  }
  return output;
}

function fits(html: string): boolean {
  return html.length <= HTML_LIMIT_BYTES && utf8Length(html) <= HTML_LIMIT_BYTES;
}

/** A piece of output in parts that messages may have. */
export function messagesOf({ omitted, ...output }: IOutput): IOutput[] {
  const [first = '', ...others] = pieces(output.text, CHUNK_LIMIT);
  return [
    { ...output, text: first, ...(omitted ? { omitted } : {}) },
    ...others.map(text => ({ ...output, text }))
  ];
}

/** Cuts a text into pieces of at most `length` units, no surrogate pair apart. */
export function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + length, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && end - start > 1 && last >= 0xd800 && last < 0xdc00) {
      end--;
    }
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}
