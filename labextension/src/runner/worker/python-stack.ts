/**
 * How deep a Python program may call, set by what the engine bears.
 *
 * The build makes Python's own stack, a part of its memory, tell how full the engine's is
 * (`runner-build/stack-accounting.mjs`). So a limit for the one is a limit for the other: at it
 * Python raises a RecursionError, and puts off freeing objects that hold each other.
 *
 * A stack of the engine bears some hundred calls from C to Python, which is few. Where the engine can
 * switch stacks, a call that finds little room left goes on in a new one, while the old one waits
 * for it. For the interpreter that is a task that waits and another that runs, and so it keeps what
 * belongs to each.
 */
import { DIVE_WIDTH, hopModule } from './hop-module';

type Evaluate = (state: number, frame: number, raises: number) => number;

/** What this needs of the interpreter's instance; all but the first three are CPython's. */
export interface IStackExports {
  sandbox_hop: WebAssembly.Global;
  sandbox_hop_limit: WebAssembly.Global;
  sandbox_swapped: WebAssembly.Global;
  sandbox_evaluate: Evaluate;
  memory: WebAssembly.Memory;
  __indirect_function_table: WebAssembly.Table;
  emscripten_stack_get_current(): number;
  emscripten_stack_get_end(): number;
  PyThreadState_Get(): number;
  PyUnstable_ThreadState_SetStackProtection(state: number, start: number, size: number): number;
  PyErr_GetRaisedException(): number;
  PyErr_SetRaisedException(error: number): void;
  captureThreadState(): number;
  restoreThreadState(state: number): void;
}

/** What this needs of Pyodide's module. */
export interface IStackSwitching {
  /** Its `value` says whether the stack may be made to wait: no JavaScript stands in it. */
  validSuspender: { value: boolean };
  /** Keeps the memory of the task that runs, from here to its beginning, until `restore`. */
  StackState: new () => { restore(): void };
  /** Runs Python in a stack that may be made to wait. */
  promisingApply: (...args: unknown[]) => unknown;
}

/** JSPI, as far as it is used here. */
interface IJspi {
  Suspending?: new (call: (...args: number[]) => Promise<number>) => WebAssembly.ImportValue;
  promising?: (call: unknown) => (...args: number[]) => Promise<number>;
}

interface ILimits {
  top: number;
  soft: number;
  hard: number;
}

/** A task that is about to go on in its old stack. */
interface IWaiting {
  memory: { restore(): void };
  thread: number;
  /** The exception that is raised in it, 0 for none. */
  error: number;
}

/** Python's stack below the limit that is left for code that has no choice, and to handle an error. */
const RESERVE = 48 * 1024;

/** The part of the room that must be left for a call not to go on in another stack. */
const HOP_AT = 0.4;

const { Suspending, promising } = WebAssembly as IJspi;

/**
 * How much of Python's stack goes with what a level of `dive` takes of the engine's. At two thirds more
 * the first kinds of recursion overflowed in Deno.
 */
const BYTES_PER_DIVE = 110;

/**
 * What is measured may be too much where `dive` is compiled better than the interpreter is. JavaScriptCore,
 * which does not switch stacks, compiles it well or badly by chance; at 800 KiB a recursion of the `json`
 * module overflowed there now and then, at 620 KiB once one of `repr` on a busy machine.
 */
const MOST_ROOM = (promising ? 1024 : 580) * 1024;

type Dive = (...numbers: bigint[]) => unknown;

export class PythonStack {
  constructor(
    private _exports: IStackExports,
    private _module: IStackSwitching
  ) {
    this._end = _exports.emscripten_stack_get_end() + 2 * RESERVE;
    this._offset = this._findLimits();
  }

  /** Sets the limits for this engine, and keeps them right when tasks and stacks change. */
  async guard(): Promise<void> {
    const { _exports: python } = this;
    let levels = 0;
    const imports: WebAssembly.ModuleImports = {
      evaluate: python.sandbox_evaluate,
      elsewhere: Suspending ? new Suspending(this._elsewhere.bind(this)) : () => 0,
      begin: this._begin.bind(this),
      leave: this._leave.bind(this),
      back: this._back.bind(this),
      swapped: this._swapped.bind(this),
      count: () => {
        levels += 1;
      }
    };
    const { exports } = new WebAssembly.Instance(hopModule(), { hop: imports });
    const room = async (dive: Dive): Promise<number> => {
      levels = 0;
      try {
        await dive(...Array<bigint>(DIVE_WIDTH).fill(0n));
      } catch {
        // The stack is full, as was wanted.
      }
      return Math.min(levels * BYTES_PER_DIVE, MOST_ROOM);
    };
    const dive = exports.dive as Dive;
    this._plainRoom = await room(dive);
    this._room = this._plainRoom;
    if (promising) {
      this._room = await room(promising(dive) as unknown as Dive);
      this._run = promising(exports.run);
    }
    const table = python.__indirect_function_table;
    const slot = table.grow(2);
    table.set(slot, exports.hop);
    table.set(slot + 1, exports.swapped);
    python.sandbox_hop.value = slot;
    python.sandbox_swapped.value = slot + 1;
    this._beginAnew();
    this._watch();
  }

  /** The stack of the engine is empty here: all of it may be used by what is called next. */
  private _beginAnew(): void {
    const here = this._exports.emscripten_stack_get_current();
    const soft = Math.max(here - this._room, this._end);
    this._limits = { top: here, soft, hard: soft - RESERVE };
    this._allowHops();
  }

  /** Gives what is called next so many times the room, if it is known to take that much less. */
  giveRoom(times: number): void {
    const { top } = this._limits;
    const soft = Math.max(top - this._room * times, this._end);
    this._limits = { top, soft, hard: soft - RESERVE };
    this._allowHops();
  }

  private _allowHops(): void {
    const { soft } = this._limits;
    this._exports.sandbox_hop_limit.value =
      this._run && this._module.validSuspender.value && soft > this._end
        ? soft + this._room * HOP_AT
        : 0;
  }

  /** Hears of every call from JavaScript into Python and back: each sets `validSuspender`. */
  private _watch(): void {
    const { _module: module } = this;
    const { validSuspender, promisingApply } = module;
    let value = validSuspender.value;
    let around: ILimits | null = null;
    Object.defineProperty(validSuspender, 'value', {
      get: () => value,
      set: (isValid: boolean) => {
        if (!isValid) {
          if (this._isStale()) {
            this._beginAnew();
          } else if (value) {
            around = this._limits;
          }
          this._narrow();
        } else if (around !== null) {
          this._limits = around;
          around = null;
        }
        value = isValid;
        this._allowHops();
      }
    });
    module.promisingApply = (...args) => {
      around = null;
      this._isNew = true;
      return promisingApply.apply(module, args);
    };
  }

  /** JavaScript called: its stack, which may be smaller, is the one that is used here. */
  private _narrow(): void {
    const { top, soft } = this._limits;
    const narrowed = this._exports.emscripten_stack_get_current() - this._plainRoom;
    if (narrowed > soft) {
      this._limits = { top, soft: narrowed, hard: narrowed - RESERVE };
    }
  }

  /** Python goes on in another thread state: of a new task, or of one that waited. */
  private _swapped(): void {
    if (this._isNew || this._isStale()) {
      this._isNew = false;
      this._beginAnew();
    } else {
      this._allowHops();
    }
  }

  /** Whether the limits are not of a stack that Python is called in here. */
  private _isStale(): boolean {
    const here = this._exports.emscripten_stack_get_current();
    const { top, soft, hard } = this._limits;
    return here > top || here < hard || top - soft > this._room;
  }

  /** A call will go on elsewhere: what its stack needs to go on afterwards is kept by a number. */
  private _begin(): number {
    this._calls += 1;
    this._outer.set(this._calls, this._limits);
    return this._calls;
  }

  private _elsewhere(...args: number[]): Promise<number> {
    this._beginAnew();
    return this._run!(...args);
  }

  /**
   * The call is done in the new stack, and the old one will go on when the engine comes to it. Other
   * tasks may come first, so this one is put aside like one that waits.
   */
  private _leave(call: number): void {
    const { _exports: python, _module: module } = this;
    const error = python.PyErr_GetRaisedException();
    const memory = new module.StackState();
    this._waiting.set(call, { error, memory, thread: python.captureThreadState() });
  }

  private _back(call: number): void {
    const { _exports: python, _waiting: waiting, _outer: outer } = this;
    const { memory, thread, error } = waiting.get(call)!;
    memory.restore();
    python.restoreThreadState(thread);
    if (error !== 0) {
      python.PyErr_SetRaisedException(error);
    }
    this._limits = outer.get(call)!;
    waiting.delete(call);
    outer.delete(call);
    this._module.validSuspender.value = true;
  }

  private get _limits(): ILimits {
    const [top, soft, hard] = this._words();
    return { top, soft, hard };
  }

  private set _limits({ top, soft, hard }: ILimits) {
    this._words().set([top, soft, hard]);
  }

  /** Where the interpreter keeps the limits of the thread that runs. */
  private _words(): Uint32Array {
    const { _exports: python } = this;
    return new Uint32Array(python.memory.buffer, python.PyThreadState_Get() + this._offset, 3);
  }

  private _findLimits(): number {
    const { _exports: python } = this;
    const state = python.PyThreadState_Get();
    const start = python.emscripten_stack_get_end();
    const size = 0x123450;
    python.PyUnstable_ThreadState_SetStackProtection(state, start, size);
    const words = new Uint32Array(python.memory.buffer, state, 1024);
    const found = words.findIndex(
      (word, index) => word === start + size && words[index + 1] > words[index + 2]
    );
    if (found === -1) {
      throw new Error('the limits of the stack were not found');
    }
    return found * 4;
  }

  private _room = 0;
  private _plainRoom = 0;
  private _isNew = false;
  private _run: ((...args: number[]) => Promise<number>) | null = null;
  private _calls = 0;
  private _outer = new Map<number, ILimits>();
  private _waiting = new Map<number, IWaiting>();
  private _end: number;
  private _offset: number;
}
