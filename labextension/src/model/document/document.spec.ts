/** Two and more models over a relay: what is typed arrives, is saved, and is never lost quietly. */
import { beforeEach, describe, expect, it } from 'vitest';
import { join, type IParticipant } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import { CloseCode } from '../../contract/protocol';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

const texts = (): string[] => [relay.text(), ana.text(), bo.text()];
const all = (text: string): string[] => [text, text, text];

beforeEach(() => {
  relay = new Relay();
  relay.type('start\n');
  relay.store();
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
  relay.received.length = 0;
});

describe('typing together', () => {
  it('both see what was there, and both edits made at the same moment', () => {
    expect(ana.model.document.ready && bo.model.document.ready).toBe(true);
    expect(texts()).toEqual(all('start\n'));
    ana.type(0, 'ana ');
    bo.type(6, 'bo 🐢');
    relay.settle();
    expect(texts()).toEqual(all('ana start\nbo 🐢'));
  });

  it('the model is not ready before the document came', () => {
    const late = join(relay, 'Late');
    expect(late.model.document.ready).toBe(false);
    expect(late.model.connection.state).toBe('connecting');
    relay.settle();
    expect(late.model.document.ready).toBe(true);
    expect(late.text()).toBe('start\n');
  });

  it("one person's undo leaves the other's text alone", () => {
    ana.type(6, 'ana');
    relay.settle();
    bo.type(7, 'BO');
    relay.settle();
    expect(texts()).toEqual(all('start\naBOna'));
    ana.model.document.shown.shared.undo();
    relay.settle();
    expect(texts()).toEqual(all('start\nBO'));
  });

  it('each language has a text of its own', () => {
    ana.model.session.setLanguage('javascript');
    expect(ana.model.session.language).toBe('python');
    relay.settle();
    expect([ana.model.session.language, bo.model.session.language]).toEqual([
      'javascript',
      'javascript'
    ]);
    bo.type(0, 'let x;');
    relay.settle();
    expect(texts()).toEqual(all('let x;'));
    expect(relay.text('code:python')).toBe('start\n');
  });

  it('a paste and a replace-all over the limits of a frame arrive whole', () => {
    const big = new Relay();
    big.textBytes = 256 * 1024;
    const cy = join(big, 'Cy');
    const di = join(big, 'Di');
    big.settle();
    cy.type(0, 'xxxxxxxxé'.repeat(8_000));
    cy.model.document.shown.text.doc?.transact(() => {
      for (let at = 0; at < 18_900; at += 9) {
        cy.model.document.shown.text.delete(at, 1);
        cy.model.document.shown.text.insert(at, 'y');
      }
    });
    big.settle();
    expect(di.text()).toBe('yxxxxxxxé'.repeat(2_100) + 'xxxxxxxxé'.repeat(5_900));
    expect(big.text()).toBe(di.text());
    expect(Math.max(...big.received.map(update => update.length))).toBeLessThan(70_000);
    expect(big.received.length).toBeGreaterThan(5);
    expect([cy.model.document.saved, cy.model.notices.current]).toEqual(['saved', null]);
  });

  it('a burst of edits leaves at a pace the server takes, joined and in order', () => {
    for (let i = 0; i < 300; i++) {
      ana.type(6 + i, String(i % 10));
    }
    relay.settle();
    expect(relay.received.length).toBeLessThanOrEqual(60);
    expect(ana.model.document.saved).toBe('saving');
    ana.clock.turn(40);
    relay.settle();
    expect(texts()).toEqual(all('start\n' + '0123456789'.repeat(30)));
    expect(relay.received.length).toBeLessThanOrEqual(61);
    expect(ana.model.document.saved).toBe('saved');
  });
});

describe('saved', () => {
  it('says saving, then unsaved after two seconds, then saved with the ack', () => {
    relay.storesAtOnce = false;
    expect(ana.model.document.saved).toBe('saved');
    ana.type(0, 'a');
    relay.settle();
    expect(ana.model.document.saved).toBe('saving');
    ana.clock.turn(1_999);
    expect(ana.model.document.saved).toBe('saving');
    ana.clock.turn(1);
    expect(ana.model.document.saved).toBe('unsaved');
    relay.store();
    relay.settle();
    expect(ana.model.document.saved).toBe('saved');
  });

  it('an ack covers only what was sent before it', () => {
    relay.storesAtOnce = false;
    ana.type(0, 'a');
    relay.settle();
    relay.store();
    ana.type(0, 'b');
    relay.settle();
    expect(ana.model.document.saved).toBe('saving');
    relay.store();
    relay.settle();
    expect(ana.model.document.saved).toBe('saved');
  });

  it('says offline without a connection', () => {
    ana.wire.drop(1006);
    expect([ana.model.document.saved, ana.model.connection.state]).toEqual(['offline', 'offline']);
    ana.wire.open();
    relay.settle();
    expect([ana.model.document.saved, ana.model.connection.state]).toEqual(['saved', 'online']);
  });
});

describe('a reconnect', () => {
  it('brings what was typed offline on both sides, once', () => {
    ana.wire.drop(1006);
    ana.type(0, 'off');
    ana.type(3, 'line ');
    bo.type(6, 'meanwhile');
    relay.settle();
    expect(relay.text()).toBe('start\nmeanwhile');
    relay.received.length = 0;
    ana.wire.open();
    relay.settle();
    expect(texts()).toEqual(all('offline start\nmeanwhile'));
    expect(relay.received.length).toBe(1);
    expect(ana.model.document.saved).toBe('saved');
  });

  it('sends again what was on its way, and what the server had already changes nothing', () => {
    relay.storesAtOnce = false;
    ana.type(0, 'arrived ');
    relay.settle();
    ana.type(0, 'lost ');
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    relay.store();
    relay.settle();
    expect(texts()).toEqual(all('lost arrived start\n'));
    expect(ana.model.document.saved).toBe('saved');
    relay.received.length = 0;
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    expect(relay.received).toEqual([]);
  });

  it('after a crash the server gets back what it had not stored', () => {
    relay.storesAtOnce = false;
    ana.type(0, 'unstored ');
    relay.settle();
    expect(bo.text()).toBe('unstored start\n');
    relay.crash();
    expect(relay.text()).toBe('start\n');
    relay.wires.forEach(wire => wire.open());
    relay.settle();
    relay.store();
    relay.settle();
    expect(texts()).toEqual(all('unstored start\n'));
    expect([ana.model.document.saved, ana.copy()]).toEqual(['saved', null]);
  });

  it("an edit inside another's lost edit waits until its author brought that back", () => {
    relay.storesAtOnce = false;
    ana.type(0, 'AAAA');
    relay.settle();
    bo.type(6, 'early ');
    bo.type(2, 'bb');
    relay.crash();
    bo.wire.open();
    relay.settle();
    expect(relay.text()).toBe('stearly art\n');
    ana.wire.open();
    relay.settle();
    relay.store();
    relay.settle();
    expect(texts()).toEqual(all(bo.text()));
    expect(bo.text()).toContain('AAbbAA');
    expect([bo.model.document.saved, bo.copy()]).toEqual(['saved', null]);
  });

  it('when that author never comes, the others give up together with a copy of their text', () => {
    relay.storesAtOnce = false;
    ana.type(0, 'AAAA');
    relay.settle();
    bo.type(2, 'bb');
    relay.crash();
    bo.wire.open();
    relay.settle();
    bo.clock.turn(15_000);
    relay.settle();
    expect([relay.text(), bo.text()]).toEqual(['start\n', 'start\n']);
    expect(bo.copy()).toBe('AAbbAAstart\n');
    expect(bo.model.notices.current).toMatch(/lost/);
    bo.type(0, 'on ');
    relay.settle();
    expect(relay.text()).toBe('on start\n');
  });
});

describe('DO8 a refused edit', () => {
  beforeEach(() => {
    relay.refuse = () => 'Observers watch; they cannot edit.';
  });

  it('is taken back, told, and offered as text', () => {
    const buffer = ana.model.document.shown;
    ana.type(6, 'precious');
    ana.type(0, 'more ');
    relay.settle();
    expect(texts()).toEqual(all('start\n'));
    expect(ana.model.document.shown).not.toBe(buffer);
    expect(ana.model.notices.current).toBe('Observers watch; they cannot edit.');
    expect(ana.copy()).toBe('more start\nprecious');
    ana.model.document.dropCopy(ana.model.document.copies[0].id);
    ana.model.notices.dismiss();
    expect([ana.model.notices.current, ana.copy()]).toEqual([null, null]);
  });

  it('does not stop the next one', () => {
    ana.type(0, 'no');
    relay.settle();
    relay.refuse = () => null;
    ana.type(0, 'yes ');
    bo.type(0, 'and ');
    relay.settle();
    expect(texts()).toEqual(all(ana.text()));
    expect(ana.text()).toMatch(/^(yes and|and yes) start\n$/);
    expect(ana.model.document.saved).toBe('saved');
  });

  it('in the middle of several: what came before stays', () => {
    relay.refuse = () => (relay.received.length === 2 ? 'No.' : null);
    ana.type(0, '1');
    ana.type(1, '2');
    ana.type(2, '3');
    relay.settle();
    expect(texts()).toEqual(all('1start\n'));
    expect(ana.copy()).toBe('123start\n');
  });

  it('that closed the connection is not sent again', () => {
    relay.refuse = () => null;
    ana.type(0, 'bad ');
    ana.wire.drop(CloseCode.conflict);
    ana.wire.open();
    relay.settle();
    expect(texts()).toEqual(all('start\n'));
    expect(ana.copy()).toBe('bad start\n');
    ana.type(0, 'good ');
    relay.settle();
    expect(texts()).toEqual(all('good start\n'));
  });
});

describe('a text over the limit', () => {
  it('never leaves the page, and is offered back', () => {
    ana.type(0, 'fine ');
    ana.type(0, 'é'.repeat(600));
    expect(ana.model.document.saved).toBe('unsaved');
    relay.settle();
    expect(texts()).toEqual(all('fine start\n'));
    expect(ana.copy()).toBe('é'.repeat(600) + 'fine start\n');
    expect(ana.model.notices.current).toMatch(/KiB/);
    expect(ana.model.document.saved).toBe('saved');
  });

  it('made offline keeps what was typed before it', () => {
    ana.wire.drop(1006);
    ana.type(0, 'before ');
    ana.type(0, 'é'.repeat(600));
    ana.type(0, 'after ');
    ana.wire.open();
    relay.settle();
    expect(texts()).toEqual(all('before start\n'));
    expect(ana.copy()).toMatch(/^after é+before start\n$/);
  });

  it('can be made shorter', () => {
    relay.type('x'.repeat(2_000));
    relay.settle();
    ana.model.document.shown.shared.updateSource(0, 1_999);
    relay.settle();
    expect(texts()).toEqual(all('xstart\n'));
    expect(ana.copy()).toBeNull();
  });
});

describe('another epoch', () => {
  it('is never merged: the old text is kept aside, the new one is shown once', () => {
    ana.wire.drop(1006);
    ana.type(0, 'mine ');
    relay.rebuild('start\n');
    relay.wires.forEach(wire => wire.open());
    relay.settle();
    expect(texts()).toEqual(all('start\n'));
    expect(ana.copy()).toBe('mine start\n');
    expect(bo.copy()).toBeNull();
    ana.type(6, 'on');
    relay.settle();
    expect(texts()).toEqual(all('start\non'));
  });
});
