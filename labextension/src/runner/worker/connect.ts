/**
 * The worker's one line to its supervisor, out of reach of user code.
 *
 * `send` is bound before user code runs, so patched prototypes do not see the port. What comes in
 * while a program runs is only what its own user typed, and the packages it asked for.
 */
import { isOneOf } from '../checks';
import { LAZY_ROLES } from '../messages';
import type { FileRole, IWheel } from '../messages';
import type { PackRole } from '../packs/packs';
import type { FromWorker, IParts, IProgram, ToWorker } from '../sandbox/worker-messages';
import { Posts } from './posts';

/** Files that are read as modules by whoever needs them. */
export type CodeRole = 'loader' | 'glue' | 'sucrase' | 'compiler' | PackRole;

export type Send = (message: FromWorker) => void;

/** What the harness of a language needs of the world; the server has one of its own. */
export interface IConnection {
  send: Send;
  part: <R extends FileRole>(role: R) => Promise<IParts[R]>;
  /** What a file with code exports; null where there is no such file. */
  exportsOf: (role: CodeRole) => Promise<unknown>;
  program: Promise<IProgram>;
  /** Resolves with the next line that is typed; null when there will be none. */
  answer: () => Promise<string | null>;
  /** Resolves with the next thing that test code, or the program that it calls, is told as JSON. */
  post: () => Promise<string>;
  /** Resolves with the packages that were asked for. */
  wheels: () => Promise<IWheel[]>;
}

export function connect(): Promise<IConnection> {
  return new Promise(resolve => {
    self.addEventListener(
      'message',
      (event: MessageEvent<MessagePort>) => resolve(connectTo(event.data)),
      { once: true }
    );
  });
}

function connectTo(port: MessagePort): IConnection {
  const slots = new Map<string, ISlot>();
  const slot = (name: string): ISlot => {
    const found = slots.get(name) ?? createSlot();
    slots.set(name, found);
    return found;
  };
  const posts = new Posts();
  const send = port.postMessage.bind(port) as Send;
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    switch (data.type) {
      case 'part':
        slot(data.role).fill(data.part);
        break;
      case 'start':
        slot('start').fill(data.program);
        break;
      case 'answer':
        slot('answer').fill(data.line);
        break;
      case 'wheels':
        slot('wheels').fill(data.wheels);
        break;
      case 'post':
        posts.put(data.json);
        break;
      case 'ping':
        send({ type: 'pong' });
        break;
    }
  };
  /** The next message of this name, however often there is one. */
  const next = async (name: string): Promise<unknown> => {
    const value = await slot(name).promise;
    slots.delete(name);
    return value;
  };
  const part = <R extends FileRole>(role: R): Promise<IParts[R]> => {
    if (isOneOf(role, LAZY_ROLES) && !slots.has(role)) {
      send({ type: 'want', role });
    }
    return slot(role).promise as Promise<IParts[R]>;
  };
  return {
    send,
    part,
    exportsOf: async role => {
      const url = await part(role);
      return url === null ? null : ((await import(url as string)) as unknown);
    },
    program: slot('start').promise as Promise<IProgram>,
    answer: () => next('answer') as Promise<string | null>,
    post: () => posts.next(),
    wheels: () => next('wheels') as Promise<IWheel[]>
  };
}

interface ISlot {
  promise: Promise<unknown>;
  fill: (value: unknown) => void;
}

function createSlot(): ISlot {
  let fill: ISlot['fill'] = () => undefined;
  const promise = new Promise<unknown>(resolve => {
    fill = resolve;
  });
  return { promise, fill };
}
