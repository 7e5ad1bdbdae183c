/**
 * Runs one program of a language that is a pack. Here is what is the same for all of them: bounds of
 * memory, hidden names, output, and the end. What knows the language is its adapter.
 */
import { TITLES } from '../../contract/generated-languages';
import { ERROR_TEXT_LIMIT, MEMORY_LIMIT_PAGES, PACK_BUFFERS_LIMIT_BYTES } from '../limits';
import type { IAdapter, IBooted, IPackEnd, IPackOutput, IPackParts } from '../packs/adapter';
import { PACKS, adapterOf } from '../packs/packs';
import type { PackLanguage, PackRole } from '../packs/packs';
import type { IProgram } from '../sandbox/worker-messages';
import type { ITextFile } from '../types';
import type { IConnection } from './connect';
import { capMemory, hide } from './hidden-names';
import { boundMemory } from './memory-budget';
import { OutputWriter } from './output-writer';
import { reasonOf } from './python-crash';
import { placeSyntaxError } from './syntax-place';

/** What engines say when there is no room. */
const NO_MEMORY = /allocation failed|out of memory|memory limit/i;

export async function runPack(connection: IConnection, language: PackLanguage): Promise<void> {
  const { send } = connection;
  const title = TITLES[language];
  hide(['importScripts']);
  boundMemory(PACK_BUFFERS_LIMIT_BYTES);
  capMemory(MEMORY_LIMIT_PAGES);
  const writer = new OutputWriter(send);
  let booted: IBooted;
  try {
    const [adapter, parts] = await Promise.all([
      connection.exportsOf(adapterOf(language)) as Promise<IAdapter>,
      partsOf(connection, language)
    ]);
    booted = await adapter.boot(parts, outputTo(writer));
  } catch (error) {
    send({ type: 'failed', message: reasonOf(error) });
    return;
  }
  hide();
  send({ type: 'ready' });
  const program = await connection.program;
  const files = [{ name: program.name, text: program.code }, ...(program.files ?? [])];
  const end = isRefused(program)
    ? { state: 'error' as const, error: `Programs in ${title} cannot be called by tests.` }
    : await ended(booted, files, program.name, title);
  writer.flush();
  send({ type: 'ended', state: end.state, error: textOf(end, files) });
}

/** An adapter has no names that an expression could see or a test could call. */
function isRefused({ cases, remote }: IProgram): boolean {
  return cases.length > 0 || remote !== null;
}

async function ended(
  booted: IBooted,
  files: readonly ITextFile[],
  entry: string,
  title: string
): Promise<IPackEnd> {
  try {
    return await booted.run({ files, entry });
  } catch (error) {
    const reason = reasonOf(error);
    return NO_MEMORY.test(reason)
      ? { state: 'out_of_memory', error: `${title} ran out of memory.` }
      : { state: 'crashed', error: `The ${title} interpreter crashed: ${reason}` };
  }
}

function textOf({ error, place }: IPackEnd, files: readonly ITextFile[]): string | null {
  if (error === null) {
    return null;
  }
  const file = files.find(({ name }) => name === place?.file);
  const text = file && place ? placeSyntaxError(file.text, error, place, file) : error;
  return text.slice(0, ERROR_TEXT_LIMIT);
}

function outputTo(writer: OutputWriter): IPackOutput {
  return {
    out: text => writer.write('stdout', text),
    err: text => writer.write('stderr', text),
    show: (text, html) => writer.write('display', text, html)
  };
}

async function partsOf({ part }: IConnection, language: PackLanguage): Promise<IPackParts> {
  const names = Object.keys(PACKS[language].parts);
  const found = new Map<string, unknown>();
  await Promise.all(
    names.map(async name => {
      const role: PackRole = `${language}/${name}`;
      found.set(name, await part(role));
    })
  );
  return {
    module: name => found.get(name) as WebAssembly.Module,
    blob: name => found.get(name) as Blob
  };
}
