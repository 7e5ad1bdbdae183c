/**
 * The output of a run as it is drawn: text as a terminal shows it, pictures, displayed values, and
 * gaps.
 */
import type { IOutput, OutputStream } from '../../contract/protocol';
import { joins } from '../../runner/output-ends';
import { Terminal } from './terminal';
import type { ISpan } from './terminal';

export type Part =
  | { readonly kind: 'text'; readonly stream: OutputStream; readonly spans: readonly ISpan[] }
  | { readonly kind: 'images'; readonly text: string }
  | {
      readonly kind: 'html';
      readonly stream: OutputStream;
      readonly html: string;
      readonly plain: string;
    }
  | { readonly kind: 'gap'; readonly omitted: number };

export function screenOf(outputs: readonly IOutput[]): Part[] {
  const parts: Part[] = [];
  let terminal = new Terminal();
  for (const { stream, text, html, omitted = 0 } of joined(outputs)) {
    if (omitted > 0) {
      parts.push({ kind: 'gap', omitted });
      // The colours that were on before are not those after it.
      terminal = new Terminal();
    }
    if (stream === 'image') {
      parts.push({ kind: 'images', text });
    } else if (html !== undefined) {
      parts.push({ kind: 'html', stream, html, plain: text });
    } else if (text !== '') {
      const spans = terminal.write(text);
      if (spans.length > 0) {
        parts.push({ kind: 'text', stream, spans });
      }
    }
  }
  return parts;
}

/** Old logs have neighbours of one stream; a carriage return goes back to what came before. */
function joined(outputs: readonly IOutput[]): IOutput[] {
  const list: IOutput[] = [];
  for (const output of outputs) {
    const last = list.at(-1);
    if (joins(last, output)) {
      list[list.length - 1] = { ...last, text: last.text + output.text };
    } else {
      list.push(output);
    }
  }
  return list;
}

export function textOfSpans(spans: readonly ISpan[]): string {
  return spans.map(({ text }) => text).join('');
}

/** The text that a person copies of a run: everything in it that can be read. */
export function readableText(parts: readonly Part[], gap: (omitted: number) => string): string {
  return parts
    .map(part => {
      switch (part.kind) {
        case 'text':
          return ended(textOfSpans(part.spans), part.stream === 'value');
        case 'html':
          return ended(part.plain, true);
        case 'gap':
          return `\n[${gap(part.omitted)}]\n`;
        case 'images':
          return '';
      }
    })
    .join('');
}

function ended(text: string, always: boolean): string {
  return always && !text.endsWith('\n') ? `${text}\n` : text;
}
