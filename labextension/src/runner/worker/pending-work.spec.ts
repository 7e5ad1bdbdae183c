import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingWork } from './pending-work';

type Scope = Parameters<PendingWork['install']>[0];

describe('PendingWork', () => {
  let work: PendingWork;
  let scope: Scope;

  beforeEach(() => {
    vi.useFakeTimers();
    work = new PendingWork();
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    scope = { setTimeout, setInterval, clearTimeout, clearInterval };
    work.install(scope);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is idle until a timer starts and after it has fired', async () => {
    expect(work.isIdle).toBe(true);
    const seen: unknown[] = [];
    scope.setTimeout((...args) => seen.push(...args), 5, 'a', 'b');
    expect(work.isIdle).toBe(false);
    vi.advanceTimersByTime(5);
    await work.whenIdle();
    expect(seen).toEqual(['a', 'b']);
  });

  it('JS4 lets a run end before a timer that does not keep it alive', () => {
    const seen: string[] = [];
    const id = scope.setTimeout(() => seen.push('fired'), 5);
    work.keep(id, false);
    expect(work.isIdle).toBe(true);
    work.keep(id, true);
    work.keep(id, true);
    expect(work.isIdle).toBe(false);
    work.keep(id, false);
    vi.advanceTimersByTime(5);
    expect(seen).toEqual(['fired']);
    work.keep(id, true);
    expect(work.isIdle).toBe(true);
  });

  it('is idle after a timer that threw', () => {
    scope.setTimeout(() => {
      throw new Error('in the timer');
    });
    expect(() => vi.runAllTimers()).toThrow('in the timer');
    expect(work.isIdle).toBe(true);
  });

  it('lets either clear function end either timer, and twice', () => {
    const interval = scope.setInterval(() => undefined, 5);
    const timeout = scope.setTimeout(() => undefined, 5);
    vi.advanceTimersByTime(4);
    scope.clearTimeout(interval);
    scope.clearInterval(timeout);
    scope.clearInterval(timeout);
    expect(work.isIdle).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps waiting while a timer starts the next one', () => {
    scope.setTimeout(() => scope.setTimeout(() => undefined, 5), 5);
    vi.advanceTimersByTime(5);
    expect(work.isIdle).toBe(false);
    vi.advanceTimersByTime(5);
    expect(work.isIdle).toBe(true);
  });

  it('refuses what is no function, as Node does', () => {
    expect(() => scope.setTimeout('code' as unknown as () => void)).toThrow(TypeError);
    expect(work.isIdle).toBe(true);
  });

  it('counts tracked promises and hands rejections on', async () => {
    const holder = { fails: () => Promise.reject(new Error('no')), plain: () => 7, missing: null };
    work.track(holder, ['fails', 'plain', 'missing']);
    expect(holder.plain()).toBe(7);
    const failing = holder.fails();
    expect(work.isIdle).toBe(false);
    await expect(failing).rejects.toThrow('no');
    expect(work.isIdle).toBe(true);
  });
});
