/** `fs.createWriteStream`: opens the file a little later; then it writes immediately. */
import stream from 'readable-stream/lib/ours/browser.js';
import { OUTPUTS, descriptor, encodingOf, opened, writeTo } from './descriptors';
import type { IOpen, Options, Path } from './descriptors';
import { host } from './host';

export function createWriteStream(
  path: Path,
  options?: Options & { flags?: string; fd?: number }
): object {
  const { flags = 'w', fd } = (typeof options === 'object' && options) || {};
  let file: IOpen | null = null;
  const writable = new stream.Writable({
    construct(done: (error?: unknown) => void) {
      host.immediate(() => {
        try {
          file =
            typeof fd === 'number' && !(fd in OUTPUTS)
              ? descriptor(fd, 'write')
              : opened(fd ?? path, flags);
          writable.emit('open', fd ?? 3);
          done();
          writable.emit('ready');
        } catch (error) {
          done(error);
        }
      });
    },
    write(chunk: Uint8Array, _encoding: string, done: (error?: unknown) => void) {
      try {
        writeTo(file as IOpen, chunk, null);
        writable.bytesWritten += chunk.length;
        host.immediate(() => done());
      } catch (error) {
        done(error);
      }
    }
  }) as InstanceType<typeof stream.Writable> & { bytesWritten: number };
  const encoding = encodingOf(options);
  if (encoding !== null) {
    (writable as unknown as { setDefaultEncoding(name: string): void }).setDefaultEncoding(
      encoding
    );
  }
  return Object.assign(writable, {
    path,
    flags,
    bytesWritten: 0,
    close: (done?: () => void) => (writable.end as (done?: () => void) => void)(done)
  });
}
