// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { download } from './download';

it('gives the address of a download back where it came from, long after it', () => {
  vi.useFakeTimers();
  const revokeObjectURL = vi.fn();
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  download(new Blob(['a']), 'a.txt');
  vi.unstubAllGlobals();
  vi.runAllTimers();
  expect(revokeObjectURL).toHaveBeenCalledWith('blob:1');
  click.mockRestore();
  vi.useRealTimers();
});
