/**
 * People type, delete, undo, lose their connection and come back, and the server crashes; at the
 * end everybody has the same text, and every character is there once unless somebody deleted it.
 * A seed that fails is printed in the name of its test.
 */
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { join, type IParticipant } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';

/** A small generator of numbers in [0, 1) (mulberry32). */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FIRST_CHARACTER = 0x1f300;
const STEPS = 150;

function play(seed: number): { relay: Relay; people: IParticipant[]; typed: string; gone: string } {
  const random = randomFrom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const clock = new HandClock();
  const relay = new Relay();
  relay.type('naïve\n');
  relay.store();
  const people = ['Ana', 'Bo', 'Cy', 'Di'].map(name => join(relay, name, clock));
  relay.settle();
  const typed: string[] = [];
  const gone: string[] = [];
  const steps: ((person: IParticipant) => void)[] = [
    person => {
      const character = String.fromCodePoint(FIRST_CHARACTER + typed.length);
      typed.push(character);
      const characters = [...person.text()];
      person.type(characters.slice(0, pick(characters.length + 1)).join('').length, character);
    },
    person => {
      const characters = [...person.text()];
      const at = pick(characters.length);
      if (typed.includes(characters[at])) {
        gone.push(characters[at]);
        const start = characters.slice(0, at).join('').length;
        person.model.document.shown.shared.updateSource(start, start + characters[at].length);
      }
    },
    person => person.wire.drop(1006),
    person => {
      if (person.wire.state !== 'open') {
        person.wire.open();
      }
    },
    () => relay.settle(),
    () => relay.store(),
    () => {
      if (random() < 0.2) {
        relay.crash();
      }
    },
    () => people.forEach(({ wire }) => wire.carry()),
    () => clock.turn(200)
  ];
  const often = [0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 4, 5, 6, 7, 7, 8];
  for (let step = 0; step < STEPS; step++) {
    relay.storesAtOnce = random() < 0.5;
    steps[often[pick(often.length)]](people[pick(people.length)]);
  }
  relay.storesAtOnce = true;
  people.filter(({ wire }) => wire.state !== 'open').forEach(({ wire }) => wire.open());
  relay.settle();
  clock.turn(5_000);
  relay.settle();
  return { relay, people, typed: typed.join(''), gone: gone.join('') };
}

describe('convergence', () => {
  // Seed 812: an edit waits in the page for one before it, and the server crashes meanwhile.
  it.each([...Array.from({ length: 40 }, (_, i) => i + 1), 812])('seed %i', seed => {
    const { relay, people, typed, gone } = play(seed);
    const text = relay.text();
    for (const person of people) {
      const { model } = person;
      expect(person.text()).toBe(text);
      expect([model.document.saved, person.copy(), model.notices.current]).toEqual([
        'saved',
        null,
        null
      ]);
    }
    const kept = [...typed].filter(character => !gone.includes(character));
    const found = [...text].filter(character => typed.includes(character));
    expect(found.sort()).toEqual(kept.sort());
  });
});
