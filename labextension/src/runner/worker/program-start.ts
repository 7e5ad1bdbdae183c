/**
 * Starts a program: finds out what it is, leads its imports and calls it.
 *
 * First it is read as what is no module, which most programs are. What does not parse that way is
 * read once more, as a module. What is neither has a place where it goes wrong, which acorn finds.
 */
import { looksLikeJsx, NO_JSX } from './advice';
import { CodeError, languageOf } from './languages';
import type { IModuleLanguage, ITranslated } from './languages';
import { mayImport } from './module-imports';
import type { NodeModules } from './node-modules';
import { namesNode } from './node-names';
import type { NodeTiming } from './node-timing';
import { chained } from './positions';
import type { Place } from './positions';
import type { IOpened } from './linked/open';
import { callProgram, inScript, scriptProgram } from './program-script';
import type { RunScript } from './program-script';
import { splitStack, withoutUrl } from './stack';
import type { IProgramFile } from './stack';
import { findSyntaxError } from './syntax-place';
import type { ISyntax } from './linked/open';
import type { IPlace } from './syntax-place';
import type { ITextFile } from '../types';

/** A text that may lead to other files. */
const LEADS = /\b(?:import|require|export)\b/;

const createObjectURL = URL.createObjectURL.bind(URL);

/** Why a program cannot be started, and where. */
export interface IStartFault {
  sentence: string;
  place: IPlace | null;
  advice: string | null;
}

export interface IProgramStartOptions {
  code: string;
  /** Gets the address of what runs, and the way back to the code. */
  file: IProgramFile;
  modules: NodeModules;
  timing: NodeTiming;
  acorn: () => Promise<ISyntax>;
  runScript: RunScript;
  /** The files beside it; null for a program that is one file. */
  others: readonly ITextFile[] | null;
  /** Of files whose names do not say it. */
  language: IModuleLanguage;
  /** Keeps the run alive until the function that it returns is called. */
  begin: () => () => void;
  /** Hears what the program throws before it comes back. */
  fail: (error: unknown) => void;
}

export class ProgramStart {
  constructor(private _options: IProgramStartOptions) {}

  /** True once it is known to be a module. */
  isModule = false;

  /** What a person should read of an error that was found in a file before it ran. */
  toldOf: (error: unknown) => string | null = () => null;

  /** Resolves when it has been evaluated, and with a fault when it was not begun. */
  async start(translation: Promise<ITranslated>): Promise<IStartFault | null> {
    let translated: ITranslated;
    try {
      translated = await translation;
    } catch (error) {
      if (error instanceof CodeError) {
        return this._fault(`SyntaxError: ${error.message}`, error.place);
      }
      throw error;
    }
    const { modules, file, timing } = this._options;
    const opened = await this._opened(translated);
    if (opened !== null) {
      this.isModule = opened.isModule;
      timing.beginTurn();
      await this._call(() => opened.run());
      return null;
    }
    if (namesNode(translated.script)) {
      await modules.load();
    }
    try {
      return (await this._asScript(translated)) ? null : await this._asModule(translated);
    } catch (error) {
      if (!isUnplaced(error, file) && !isUnreadByDeno(error)) {
        throw error;
      }
      // It did not parse, so nothing of it has run.
      if (translated.again !== undefined) {
        file.place = undefined;
        return this.start(translated.again());
      }
      const fault = findSyntaxError(await this._options.acorn(), translated.script);
      if (fault === null && !isUnplaced(error, file)) {
        throw error;
      }
      const said = error instanceof SyntaxError ? String(error) : `SyntaxError: ${fault?.message}`;
      return this._fault(withoutUrl(said, file), fault && translated.place(fault));
    }
  }

  /** The program as its files; null when it leads to none of the others. */
  private async _opened(translated: ITranslated): Promise<IOpened | null> {
    const { code, file, others, acorn, modules, language, runScript, begin } = this._options;
    if (others === null || !LEADS.test(translated.script)) {
      return null;
    }
    const { openFiles, toldOf } = await acorn();
    this.toldOf = toldOf;
    return openFiles({
      main: { name: file.name, text: code },
      translated,
      others,
      translate: (name, text) => languageOf(name, language).translate(text),
      file,
      loadNode: () => modules.load(),
      runScript,
      requireNode: specifier => modules.require(specifier as string),
      importNode: modules.namespaceOf,
      nodeNames: () => modules.loaded?.names ?? [],
      begin
    });
  }

  /** False when it does not parse as a script. */
  private async _asScript({ script, place }: ITranslated): Promise<boolean> {
    const { file, modules, timing, runScript } = this._options;
    const linked = await this._linked(script);
    try {
      const { program, url } = scriptProgram(linked.script, runScript);
      file.url = url;
      file.place = chained(inScript, linked.place, place);
      timing.beginTurn();
      await this._call(() => callProgram(program, file.name, modules.require));
      return true;
    } catch (error) {
      if (file.place === undefined && error instanceof SyntaxError) {
        return false;
      }
      throw error;
    }
  }

  /** An error that is thrown immediately ends the program before its promises go on. */
  private _call(program: () => unknown): unknown {
    try {
      return program();
    } catch (error) {
      this._options.fail(error);
      return undefined;
    }
  }

  /** A script whose calls of `import()` lead somewhere. */
  private async _linked(script: string): Promise<{ script: string; place: Place }> {
    const unchanged = { script, place: (position: IPlace) => position };
    if (!mayImport(script)) {
      return unchanged;
    }
    try {
      const { acorn, modules } = this._options;
      const linked = await modules.link(await acorn(), script, false);
      return 'script' in linked ? linked : unchanged;
    } catch {
      return unchanged;
    }
  }

  private async _asModule({ script, place }: ITranslated): Promise<IStartFault | null> {
    const { file, modules, timing, acorn } = this._options;
    let linked: Awaited<ReturnType<NodeModules['link']>> = { script, place: found => found };
    try {
      linked = await modules.link(await acorn(), script, true);
    } catch {
      // The engine says what is wrong with it, or knows better.
    }
    if ('message' in linked) {
      return { sentence: linked.message, place: place(linked), advice: linked.advice };
    }
    this.isModule = true;
    file.place = chained(linked.place, place);
    file.url = createObjectURL(new Blob([linked.script], { type: 'text/javascript' }));
    timing.beginTurn();
    await import(file.url);
    return null;
  }

  private _fault(sentence: string, place: IPlace | null): IStartFault {
    return { sentence, place, advice: looksLikeJsx(this._options.code) ? NO_JSX : null };
  }
}

/** True for code that did not parse: browsers give such errors no place in the code. */
function isUnplaced(error: unknown, file: IProgramFile): boolean {
  return error instanceof SyntaxError && splitStack(String(error.stack), file).frames.length === 0;
}

/** Deno parses modules itself and has errors of its own for those it cannot read. */
function isUnreadByDeno(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND';
}
