/** Reads a program of several files: the one that is run, and whatever it may lead to. */
import type { ITranslated } from '../languages';
import { namesNode } from '../node-names';
import { looksLikeJsx, NO_JSX } from '../advice';
import type { IAcorn, IPlace } from '../syntax-place';
import type { IProgramFile } from '../stack';
import type { ITextFile } from '../../types';
import { analysed } from './analysis';
import type { IFileText } from './analysis';
import { FileFault } from './fault';
import type { IFileFault } from './fault';
import { Graph } from './graph';
import type { IGraphOptions } from './graph';
import type { IReadFile } from './sources';
import { HOME, fileAt, isPath, isTypeScript } from './where';

export interface IOpenOptions extends Omit<IGraphOptions, 'read'> {
  /** The one that is run, with its translation. */
  main: ITextFile;
  translated: ITranslated;
  others: readonly ITextFile[];
  translate: (name: string, text: string) => Promise<ITranslated>;
  /** What stacks know the main file by; the other files are added to it. */
  file: IProgramFile;
  /** Reads Node's modules, for a program that uses them; compilers are read before. */
  loadNode: () => Promise<unknown>;
}

export interface IOpened {
  isModule: boolean;
  run: () => unknown;
}

/** The parser's file, which reads programs of several files as well. */
export interface ISyntax extends IAcorn {
  openFiles: (options: IOpenOptions) => Promise<IOpened | null>;
  toldOf: (error: unknown) => string | null;
}

const CODE = /(?:^|\/)[^.]+$|\.(?:[mc]?[jt]s|[jt]sx)$/;

/** Null for a program that leads to no other file: it runs as a single one. */
export async function openFiles(options: IOpenOptions): Promise<IOpened | null> {
  const reader = new Reader(options);
  const main = await reader.read(options.main.name);
  if (main.code === null || !leadsOn(main.code)) {
    return null;
  }
  if (reader.usesNode) {
    await options.loadNode();
  }
  const graph = new Graph(reader.files, reader.names, main.name, {
    ...options,
    read: async name => void (await reader.read(name))
  });
  return { isModule: main.code.isModule, run: () => graph.run() };
}

function leadsOn(code: IFileText): boolean {
  return code.callsAny || specifiersOf(code).some(isPath);
}

function specifiersOf({ dependencies, called }: IFileText): string[] {
  return [...dependencies.map(({ specifier }) => specifier), ...called];
}

class Reader {
  constructor(private _options: IOpenOptions) {
    const { main, others } = _options;
    this._texts = new Map([main, ...others].map(({ name, text }) => [name, text]));
    this.names = [...this._texts.keys()];
  }

  readonly files = new Map<string, IReadFile>();
  readonly names: readonly string[];
  usesNode = false;

  /** Reads a file and all that it names; where it may name any, all files. */
  async read(name: string): Promise<IReadFile> {
    const known = this.files.get(name);
    if (known !== undefined) {
      return known;
    }
    const text = this._texts.get(name) ?? '';
    const read = emptyFile(name, text);
    this.files.set(name, read);
    if (name === this._options.main.name) {
      read.file = this._options.file;
    } else {
      (this._options.file.others ??= []).push(read.file);
    }
    if (name.endsWith('.json')) {
      read.kind = 'json';
    } else if (CODE.test(name)) {
      await this._readCode(read);
    } else {
      read.kind = 'other';
      const end = name.slice(name.lastIndexOf('.'));
      read.fault = faultIn(read, null, `Unknown file extension "${end}" for ${HOME}/${name}`, {
        kind: TypeError,
        code: 'ERR_UNKNOWN_FILE_EXTENSION',
        advice: `Read it with readFile('${name}').`
      });
    }
    await this._follow(read);
    return read;
  }

  private async _readCode(read: IReadFile): Promise<void> {
    const { name, text } = read;
    const { main, translated, translate } = this._options;
    const isMain = name === main.name;
    try {
      let made = isMain ? translated : await translate(name, text);
      read.place = made.place;
      try {
        read.code = analysedAs(name, text, made.script, isMain);
      } catch (error) {
        if (made.again === undefined) {
          throw error;
        }
        made = await made.again();
        read.place = made.place;
        read.code = analysedAs(name, text, made.script, isMain);
      }
      this.usesNode ||=
        read.code.callsAny ||
        namesNode(made.script) ||
        specifiersOf(read.code).some(specifier => !isPath(specifier));
    } catch (error) {
      read.fault = syntaxFault(read, error);
    }
  }

  private async _follow({ name, code }: IReadFile): Promise<void> {
    if (code === null) {
      return;
    }
    const found = specifiersOf(code)
      .filter(isPath)
      .map(specifier => fileAt(specifier, name, each => this._texts.has(each)));
    const all = code.callsAny ? this.names : [];
    for (const each of [...found, ...all]) {
      if (each !== null) {
        await this.read(each);
      }
    }
  }

  private _texts: Map<string, string>;
}

function emptyFile(name: string, text: string): IReadFile {
  const file: IProgramFile = { url: `${name}:not-loaded`, name };
  return { name, text, kind: 'code', code: null, place: found => found, fault: null, file };
}

/** A file whose name does not say it is what it parses as. */
function analysedAs(name: string, text: string, script: string, isMain: boolean): IFileText {
  const form = /\.m[jt]s$/.test(name) ? 'module' : /\.c[jt]s$/.test(name) ? 'script' : null;
  // Types may have been all that it imported and exported.
  const wasModule =
    isTypeScript(name) &&
    /^\s*(?:import|export)\b/m.test(text) &&
    !/\b(?:exports|require)\b/.test(script);
  return analysed(script, form ?? (wasModule ? 'module' : null), isMain);
}

interface ICodeFault {
  message: string;
  loc?: { line: number; column: number };
  place?: IPlace | null;
}

function syntaxFault(read: IReadFile, error: unknown): FileFault {
  // The parser tells a place of the script, a compiler one of the text.
  const { loc, message, place: known } = error as ICodeFault;
  if (known !== undefined) {
    return faultIn(read, known, message, {});
  }
  if (loc === undefined) {
    throw error;
  }
  const place = read.place({ line: loc.line, column: loc.column + 1 });
  return faultIn(read, place, message.replace(/ \(\d+:\d+\)$/, ''), {});
}

function faultIn(
  { name, text }: IReadFile,
  place: IPlace | null,
  message: string,
  more: Partial<IFileFault>
): FileFault {
  const advice = looksLikeJsx(text) ? NO_JSX : null;
  return new FileFault({ name, text, place, kind: SyntaxError, message, advice, ...more });
}
