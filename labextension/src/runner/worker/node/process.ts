/** `process`, as far as a program alone in a worker has one. */
import EventEmitter from 'events/events.js';
import { host } from './host';
import { env } from './process-names';
import { stderr, stdin, stdout } from './streams';

const now = performance.now.bind(performance);
const started = now();

const hrtime = Object.assign(
  (before?: [number, number]): [number, number] => {
    const ns = now() * 1e6;
    const [s, rest] = [Math.floor(ns / 1e9), Math.floor(ns % 1e9)];
    const [ds, dns] = before === undefined ? [s, rest] : [s - before[0], rest - before[1]];
    return dns < 0 ? [ds - 1, dns + 1e9] : [ds, dns];
  },
  { bigint: () => BigInt(Math.round(now() * 1e6)) }
);

const NAME = 'node';
const memory = { rss: 64e6, heapTotal: 32e6, heapUsed: 16e6, external: 1e6, arrayBuffers: 1e5 };

export const process = Object.assign(new EventEmitter(), {
  argv: ['/usr/bin/node', `/home/sandbox/${host.fileName}`],
  argv0: NAME,
  title: NAME,
  execArgv: [],
  execPath: '/usr/bin/node',
  env,
  pid: 1,
  ppid: 0,
  arch: 'x64',
  platform: 'linux',
  version: 'v20.20.2',
  versions: { node: '20.20.2' },
  release: { name: 'node' },
  features: {},
  config: {},
  stdin,
  stdout,
  stderr,
  exitCode: undefined as number | string | undefined,
  hrtime,
  cwd: () => '/home/sandbox',
  chdir: () => undefined,
  umask: () => 0o22,
  uptime: () => (now() - started) / 1000,
  memoryUsage: Object.assign(() => ({ ...memory }), { rss: () => memory.rss }),
  cpuUsage: () => ({ user: Math.round((now() - started) * 1000), system: 0 }),
  nextTick: (callback: unknown, ...args: unknown[]) => {
    if (typeof callback !== 'function') {
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
        code: 'ERR_INVALID_ARG_TYPE'
      });
    }
    host.nextTick(() => void Reflect.apply(callback as () => unknown, undefined, args));
  },
  emitWarning: (warning: unknown) =>
    host.write(
      'stderr',
      `(node) Warning: ${warning instanceof Error ? warning.message : String(warning)}\n`
    ),
  exit: (code?: number | string): never => {
    if (code !== undefined) {
      process.exitCode = code;
    }
    process.emit('exit', exitCode());
    return host.exit(exitCode());
  },
  abort: (): never => host.exit(134),
  kill: (): never => host.exit(143)
});
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

export function exitCode(): number {
  return Number(process.exitCode ?? 0) || 0;
}
