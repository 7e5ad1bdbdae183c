import { describe, expect, it } from 'vitest';
import { join } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import type { IAttachment, INewAttachment } from '../../contract/protocol';
import { InterviewError } from '../ports';

const FILE: IAttachment = {
  path: 'round/solution.py',
  cellId: null,
  file: 'code:python',
  language: 'python'
};
const ASKED: INewAttachment = { path: FILE.path, cellId: null, keep: null };

function owner(relay = new Relay()) {
  relay.files = true;
  const ana = join(relay, 'Ana');
  relay.settle();
  return { relay, ana, attaching: ana.model.attachment };
}

function attach(relay: Relay): void {
  relay.tell({ type: 'attachment', payload: { attachment: FILE, reason: null } });
  relay.settle();
}

describe('the file an interview is attached to', () => {
  it('YD10: is what the server says, in every tab of its owner', () => {
    const { relay, attaching } = owner();
    expect([attaching.possible, attaching.current]).toEqual([true, null]);
    attach(relay);
    expect(attaching.current).toEqual(FILE);
    relay.tell({ type: 'attachment', payload: { attachment: null, reason: 'asked' } });
    relay.settle();
    expect([attaching.current, attaching.lost]).toEqual([null, null]);
  });

  it('YD5: is said to be gone when nobody asked for that', () => {
    const { relay, attaching } = owner();
    attach(relay);
    relay.tell({ type: 'attachment', payload: { attachment: null, reason: 'file_gone' } });
    relay.settle();
    expect(attaching.lost).toEqual({ attachment: FILE, reason: 'file_gone' });
    attaching.dismissLost();
    expect(attaching.lost).toBeNull();
  });

  it('YD8: is remembered over a restart of the server, until it is attached again', async () => {
    const { relay, ana, attaching } = owner();
    attach(relay);
    ana.wire.renew();
    relay.settle();
    expect([attaching.current, attaching.lost?.attachment]).toEqual([null, FILE]);
    ana.api.attach = () => Promise.resolve(FILE);
    await attaching.attach(ASKED);
    expect([attaching.current, attaching.lost]).toEqual([FILE, null]);
    ana.api.detach = () => Promise.resolve();
    await attaching.detach();
    ana.wire.renew();
    relay.settle();
    expect([attaching.current, attaching.lost]).toEqual([null, null]);
  });

  it('YD8: a guest in the same browser does not make it forget', () => {
    const { relay, ana, attaching } = owner();
    attach(relay);
    const renewed = (files: boolean) => {
      relay.files = files;
      ana.wire.renew();
      relay.settle();
      return attaching.lost?.attachment ?? null;
    };
    expect([renewed(false), renewed(true)]).toEqual([null, FILE]);
  });

  it('YD12: a refusal changes nothing', async () => {
    const { ana, attaching } = owner();
    const differ = new InterviewError('Which?', 'texts_differ', 409);
    ana.api.attach = () => Promise.reject(differ);
    await expect(attaching.attach(ASKED)).rejects.toBe(differ);
    expect(attaching.current).toBeNull();
  });
});
