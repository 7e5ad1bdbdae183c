/** Recordings as one looks through them: moments, entries, time, steps, runs, and what is found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IRecording } from '../recording/recording';
import { ADA, anyStory, BO, chance, FAILED, Story } from '../../tests/recordings';
import { BREAK_MS, IDLE_MS } from './breaks';
import { BURST_LINES, BURST_MS } from './entries';
import { between, heightOf, lanesOf, moved, nearest, showingTime, ticksOf, zoomed } from './lanes';
import { clockOf, fragmentOf, linked, timeOf } from './links';
import { Playback } from './playback';
import { programThen } from './run-this';
import { inOrder, search, type IHit } from './search';
import { entryAt, momentOf, step, stepTime, tenth } from './steps';
import { trailOf } from './trail';
import { Truths } from './truth';

const SEEDS = [1, 2, 3, 4, 5];

function playbackOf(story: Story): Playback {
  const playback = new Playback(story.recording());
  playback.prepareAll();
  return playback;
}

const searchAll = (...about: Parameters<typeof search>): readonly IHit[] =>
  inOrder([...search(...about)].flat());

describe('LB1: a moment', () => {
  it.each(SEEDS)('has the text that was there, by time, entry and number of edits (%i)', seed => {
    const { story, texts } = anyStory(seed, 600);
    const playback = playbackOf(story);
    const { moments, text } = playback;
    const random = chance(seed);
    for (let tries = 0; tries < 200; tries++) {
      const time = random() * moments.length;
      const moment = moments.at(time);
      expect(playback.textOf('code:python', moment)?.toString()).toBe(texts[moment.edits]);
      expect(moment.edits === 0 || text.timeOf(moment.edits - 1) <= time).toBe(true);
      expect(moment.edits === text.length || text.timeOf(moment.edits) > time).toBe(true);
      const again = moments.ofSeq(moment.seq);
      expect(again.edits).toBe(moment.edits);
      expect(again.at).toBeLessThanOrEqual(time);
      const edits = Math.floor(random() * (text.length + 1));
      expect(moments.afterEdits(edits).edits).toBe(edits);
    }
  });

  it('is at the beginning or the end at the most', () => {
    const { moments } = playbackOf(new Story().type(BO, 'abc'));
    expect(moments.at(-1)).toEqual(moments.first);
    expect(moments.at(1e9)).toEqual(moments.last);
    expect(moments.last).toEqual({ seq: 4, at: 300, edits: 3 });
    expect(playbackOf(new Story()).moments.last).toEqual({ seq: 1, at: 0, edits: 0 });
  });
});

describe('LB2: bursts', () => {
  it.each(SEEDS)('have every edit once, of one person, one file, and one place (%i)', seed => {
    const { story } = anyStory(seed, 500);
    const playback = playbackOf(story);
    const bursts = playback
      .prepareAll()
      .flatMap(entry => (entry.kind === 'typed' || entry.kind === 'inserted' ? [entry] : []));
    expect(bursts.reduce((sum, { edits }) => sum + edits, 0)).toBe(playback.text.length);
    const owners = new Map<number, number>();
    for (const burst of bursts) {
      const own = Array.from({ length: burst.last - burst.first + 1 }, (_, index) =>
        playback.text.edit(burst.first + index)
      ).filter(({ who }) => who === burst.who);
      expect(own[0].at).toBe(burst.at);
      expect(own.at(-1)?.at).toBe(burst.until);
      // No edit of theirs is in two bursts.
      expect(burst.first).toBeGreaterThan(owners.get(burst.who) ?? -1);
      owners.set(burst.who, burst.last);
      expect(own.reduce((sum, { inserted }) => sum + inserted.length, 0)).toBe(burst.added);
      expect(own.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(burst.removed);
      own.slice(1).forEach(({ at }, index) => expect(at - own[index].at).toBeLessThan(BURST_MS));
    }
  });

  it('end after two seconds, in another file, and more than three lines away', () => {
    const story = new Story().edit(-1, '\n'.repeat(20)).after(5000);
    story
      .type(BO, 'ab')
      .after(BURST_MS - 1)
      .type(BO, 'c', 0);
    story.after(BURST_MS).type(BO, 'd');
    story.after(100).type(BO, 'e', 100, 1);
    story.after(100).edit(BO, 'f', 0);
    story.after(100).edit(BO, 'g', BURST_LINES);
    story.after(100).edit(BO, 'h', 2 * BURST_LINES + 4);
    const typed = playbackOf(story).prepareAll();
    const added = typed.flatMap(entry => (entry.kind === 'typed' ? [entry.added] : []));
    expect(added).toEqual([20, 3, 1, 1, 2, 1]);
  });

  it('are one change alone from 40 characters or three lines on, as what is noted', () => {
    const kinds = (inserted: string): string[] =>
      playbackOf(new Story().edit(BO, inserted))
        .prepareAll()
        .map(({ kind }) => kind);
    expect(kinds('x'.repeat(39))).toEqual(['typed']);
    expect(kinds('x'.repeat(40))).toEqual(['inserted']);
    expect(kinds('a\nb')).toEqual(['typed']);
    expect(kinds('a\nb\nc')).toEqual(['inserted']);
  });

  it('go on while another person types', () => {
    const story = new Story().edit(-1, '\n').after(5000);
    for (let letter = 0; letter < 5; letter++) {
      story.after(100).edit(ADA, 'a', 0).after(100).edit(BO, 'b');
    }
    const entries = playbackOf(story).prepareAll();
    const typed = entries.flatMap(entry => (entry.kind === 'typed' ? [entry] : []));
    expect(typed.map(({ who, added }) => [who, added])).toEqual([
      [-1, 1],
      [ADA, 5],
      [BO, 5]
    ]);
  });
});

describe('LB3: the entries', () => {
  const story = new Story();
  story.edit(-1, 'def f():\n').event('PersonJoined', { participant: 'p-bo', name: 'Bo' }, -1);
  story.after(1000).type(BO, 'pass');
  story.after(1000).edit(BO, 'x'.repeat(212));
  story.after(20_000).run(BO, ['1\n'], FAILED);
  story.after(500).event('FileShown', { file: 'notes.txt' });
  story.after(500).lose();
  story.after(500).edit(BO, 'late').late(9000);
  const playback = playbackOf(story);
  const entries = playback.prepareAll();

  it('have everything that was told, each once and in its time', () => {
    expect(entries.map(({ kind }) => kind)).toEqual([
      'typed',
      'event',
      'typed',
      'inserted',
      'pause',
      'ran',
      'event',
      'gap',
      'typed',
      'late'
    ]);
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('lead to where they are there', () => {
    const text = (place: number): string | undefined =>
      playback.textOf('code:python', momentOf(playback, entries[place]))?.toString();
    expect(text(2)).toBe('def f():\npass');
    expect(text(3)?.length).toBe(13 + 212);
    const ran = playback.runs.at(momentOf(playback, entries[5]));
    expect(ran.map(({ hasEnded, pieces }) => [hasEnded, pieces])).toEqual([[true, 1]]);
  });

  it('know what was before a moment', () => {
    expect(entryAt(entries, playback.moments.first)).toBe(1);
    expect(entryAt(entries, { seq: 1, at: 0, edits: 0 })).toBe(0);
    expect(entryAt(entries, playback.moments.last)).toBe(entries.length - 1);
  });

  it('are there when all was prepared, and the texts before', () => {
    const slow = new Playback(anyStory(3, 900).story.recording());
    expect(slow.entries).toBeNull();
    expect(slow.textOf('code:python', slow.moments.last)?.toString()).toBe(
      anyStory(3, 900).story.text()
    );
    let pieces = 0;
    const other = new Playback(anyStory(3, 900).story.recording());
    while (other.prepare(256)) {
      pieces++;
    }
    expect(pieces).toBeGreaterThan(1);
    expect(other.entries).toEqual(slow.prepareAll());
  });
});

describe('LB4: idle time', () => {
  const story = new Story().type(BO, 'a').after(61_000).type(BO, 'b', 0).after(2900).type(BO, 'c');
  const { breaks, length } = playbackOf(story);

  it('is a break from three seconds on, and a pause from fifteen', () => {
    expect(breaks.all).toEqual([{ from: 100, to: 61_100 }]);
    expect(breaks.pauses).toEqual(breaks.all);
    expect(IDLE_MS).toBe(3000);
  });

  it('is played in a second, whatever the speed makes of that', () => {
    expect(breaks.advance(0, 100, true)).toBe(100);
    expect(breaks.advance(100, BREAK_MS / 2, true)).toBe(30_600);
    expect(breaks.advance(100, BREAK_MS, true)).toBe(61_100);
    expect(breaks.advance(0, 100 + BREAK_MS + 50, true)).toBe(61_150);
    expect(breaks.advance(30_600, BREAK_MS / 2 + 7, true)).toBe(61_107);
  });

  it('is as long as it was, if somebody wants that', () => {
    expect(breaks.advance(0, 5000, false)).toBe(5000);
  });

  it.each(SEEDS)('passes the same in one step and in many (%i)', seed => {
    const all = playbackOf(anyStory(seed, 300).story).breaks;
    const random = chance(seed);
    let [at, played] = [0, 0];
    for (let frames = 0; frames < 400; frames++) {
      const ms = random() * 200;
      const next = all.advance(at, ms, true);
      expect(next).toBeGreaterThanOrEqual(at + ms * 0.999);
      [at, played] = [next, played + ms];
    }
    expect(all.advance(0, played, true)).toBeCloseTo(at, 3);
  });

  it('has nothing to do with where one goes', () => {
    const { moments } = playbackOf(story);
    expect(moments.at(40_000).at).toBe(40_000);
    expect(length).toBe(64_100);
  });
});

describe('LB5: steps', () => {
  const story = new Story();
  story.type(BO, 'abc').after(5000).run(BO, ['1\n']).after(5000);
  story.type(ADA, 'de').after(5000).run(BO, [], FAILED).after(5000);
  story.event('FileShown', { file: 'notes.txt' }).after(4000);
  story.edit(BO, 'y'.repeat(50)).after(100);
  const playback = playbackOf(story);
  const { moments } = playback;

  it('of the arrow keys are five seconds', () => {
    expect(stepTime(playback, moments.at(1234), 5000).at).toBe(6234);
    expect(stepTime(playback, moments.at(1234), -5000).at).toBe(0);
  });

  it('go along everything of a kind and back', () => {
    const along = (kind: Parameters<typeof step>[2]): number[] => {
      const found: number[] = [];
      for (let at = moments.first; ;) {
        const next = step(playback, at, kind, 1);
        if (next === at) {
          break;
        }
        found.push(next.at);
        at = next;
      }
      const back: number[] = [];
      for (let at = moments.last; ;) {
        const next = step(playback, at, kind, -1);
        if (next === at) {
          break;
        }
        back.push(next.at);
        at = next;
      }
      const missing = found.filter(at => at !== moments.length && !back.includes(at));
      expect(missing).toEqual([]);
      return found;
    };
    expect(along('burst')).toEqual([300, 10_700, 24_800]);
    expect(along('run')).toEqual([5500, 15_800]);
    expect(along('failing')).toEqual([15_800]);
    expect(along('switch')).toEqual([20_800]);
    expect(along('inserted')).toEqual([24_800]);
    expect(along('symbol')).toEqual([5500, 15_800, 20_800, 24_800]);
    expect(along('note')).toEqual([]);
  });

  it('of edits end at both ends', () => {
    let at = moments.first;
    for (let edits = 1; edits <= playback.text.length; edits++) {
      at = step(playback, at, 'edit', 1);
      expect(at.edits).toBe(edits);
    }
    expect(step(playback, at, 'edit', 1).edits).toBe(playback.text.length);
    expect(step(playback, moments.afterEdits(1), 'edit', -1).edits).toBe(0);
  });

  it('know notes of others', () => {
    const notes = [{ seq: 3, at: 12_000, kind: 'note', text: 'asks well' }];
    expect(step(playback, moments.first, 'note', 1, notes).at).toBe(12_000);
    expect(step(playback, moments.at(11_000), 'symbol', 1, notes).at).toBe(12_000);
  });

  it('of tenths reach the beginning and the end', () => {
    expect(tenth(playback, 0)).toEqual(moments.first);
    expect(tenth(playback, 10)).toEqual(moments.last);
    expect(tenth(playback, 5).at).toBe(moments.length / 2);
  });
});

describe('LB6: runs as they were', () => {
  const story = new Story();
  story.after(1000).run(BO, ['one\n', 'two\n'], { tests: [{ name: 'a', passed: true }] }, 1000);
  const playback = playbackOf(story);
  const then = (at: number): unknown[] =>
    playback.runs.at(playback.moments.at(at)).map(({ pieces, hasEnded }) => [pieces, hasEnded]);

  it('have what was printed by then', () => {
    expect([999, 1000, 1999, 2000, 3000, 3999, 4000].map(then)).toEqual([
      [],
      [[0, false]],
      [[0, false]],
      [[1, false]],
      [[2, false]],
      [[2, false]],
      [[2, true]]
    ]);
  });

  it('are the same object while nothing has changed', () => {
    const first = playback.runs.at(playback.moments.at(2100));
    expect(playback.runs.at(playback.moments.at(2900))).toBe(first);
    expect(playback.runs.at(playback.moments.at(3100))).not.toBe(first);
  });
});

describe('LB7: files as they were', () => {
  it('are shown, added, renamed and removed in their time', () => {
    const story = new Story();
    story.after(10).event('FileShown', { file: 'notes.txt' });
    story.after(10).event('FileAdded', { file: 'f-3', name: 'more.py', language: 'python' });
    story.after(10).event('FileRenamed', { file: 'f-3', name: 'less.js', language: 'javascript' });
    story.after(10).event('FileRemoved', { file: 'notes.txt' });
    story.after(10).event('LanguageChanged', { language: 'javascript' });
    const { files, moments } = playbackOf(story);
    const then = [0, 10, 20, 30, 40, 50].map(at => files.at(moments.at(at)));
    expect(then.map(folder => folder.files.map(({ name }) => name).join(' '))).toEqual([
      'solution.py notes.txt',
      'solution.py notes.txt',
      'solution.py notes.txt more.py',
      'solution.py notes.txt less.js',
      'solution.py less.js',
      'solution.py less.js solution.js'
    ]);
    expect(then.map(({ shown }) => shown)).toEqual([
      'code:python',
      'notes.txt',
      'notes.txt',
      'notes.txt',
      'f-3',
      'code:javascript'
    ]);
  });

  it('differ between two moments', () => {
    const story = new Story().type(BO, 'abc').type(BO, 'notes', 100, 1);
    const playback = playbackOf(story);
    const names = (from: number, to: number): string[] =>
      playback
        .changedBetween(playback.moments.at(from), playback.moments.at(to))
        .map(({ name }) => name);
    expect(names(0, 300)).toEqual(['solution.py']);
    expect(names(0, 800)).toEqual(['solution.py', 'notes.txt']);
    expect(names(300, 300)).toEqual([]);
  });

  it('are run as they were', () => {
    const playback = playbackOf(new Story().type(BO, 'abc').type(BO, 'data', 100, 1));
    const { moments } = playback;
    expect(programThen(playback, moments.at(200), 'code:python')).toEqual({
      language: 'python',
      code: 'ab',
      name: 'solution.py',
      files: [{ name: 'notes.txt', text: '' }]
    });
    expect(programThen(playback, moments.last, 'notes.txt')).toBeNull();
  });
});

describe('LB8: the lanes', () => {
  it.each(SEEDS)('have every edit of a window in the column of its time (%i)', seed => {
    const playback = playbackOf(anyStory(seed, 400).story);
    const { length, text, recording } = playback;
    const window = { from: length * 0.25, to: length * 0.75 };
    const lanes = lanesOf(playback, window, 37);
    const wanted = lanes.map(lane => lane.map(() => 0));
    for (let index = 0; index < text.length; index++) {
      const { at, who } = text.edit(index);
      if (at >= window.from && at <= window.to) {
        const column = Math.floor(((at - window.from) / (window.to - window.from)) * 37);
        wanted[who < 0 ? recording.people.length : who][Math.min(36, column)]++;
      }
    }
    expect(lanes).toEqual(wanted);
  });

  it('show a single edit beside many', () => {
    expect(heightOf(1, 100)).toBe(0.1);
    expect(heightOf(100, 100)).toBe(1);
    expect(heightOf(0, 0)).toBe(0);
  });

  it('are looked at through a window that stays in the interview', () => {
    const all = { from: 0, to: 60_000 };
    const half = zoomed(all, 0.5, 15_000, 60_000);
    expect(half).toEqual({ from: 7500, to: 37_500 });
    expect(zoomed(half, 100, 0, 60_000)).toEqual(all);
    expect(zoomed(half, 1e-9, 20_000, 60_000).to - zoomed(half, 1e-9, 20_000, 60_000).from).toBe(
      2000
    );
    expect(between(20_000, 10_000, 60_000)).toEqual({ from: 10_000, to: 20_000 });
    expect(between(60_000, 59_900, 60_000)).toEqual({ from: 58_000, to: 60_000 });
    expect(between(0, 100, 500)).toEqual({ from: 0, to: 500 });
    expect(moved(half, 1e9, 60_000)).toEqual({ from: 30_000, to: 60_000 });
    expect(showingTime(half, 10_000, 60_000)).toBe(half);
    expect(showingTime(half, 50_000, 60_000)).toEqual({ from: 23_000, to: 53_000 });
    expect(ticksOf({ from: 1, to: 60_000 }, 6)).toEqual([
      10_000, 20_000, 30_000, 40_000, 50_000, 60_000
    ]);
  });

  it('know what is nearest', () => {
    const moments = [{ at: 10 }, { at: 20 }];
    expect(nearest(moments, 14, 5)).toBe(moments[0]);
    expect(nearest(moments, 16, 5)).toBe(moments[1]);
    expect(nearest(moments, 30, 5)).toBeNull();
  });
});

describe('LB9: the address of a moment', () => {
  it.each(SEEDS)('leads back to it (%i)', seed => {
    const { moments } = playbackOf(anyStory(seed, 200).story);
    const random = chance(seed);
    for (let tries = 0; tries < 100; tries++) {
      const moment = moments.at(random() * moments.length);
      const found = linked(fragmentOf(moment), moments);
      expect(found).toEqual({ moment: { ...moment, at: Math.floor(moment.at) }, isExact: true });
      const edited = moments.afterEdits(Math.floor(random() * 200));
      expect(linked(fragmentOf(edited), moments)?.isExact).toBe(true);
    }
  });

  it('says when the log is another one', () => {
    const { moments } = playbackOf(new Story().type(BO, 'abc'));
    expect(linked('#t=00:00&at=77:200', moments)).toEqual({
      moment: moments.at(200),
      isExact: false
    });
  });

  it('FK6: is also a place in the log, if the log has it', () => {
    const { moments } = playbackOf(new Story().type(BO, 'abc').after(5000).type(BO, 'd'));
    const { seq } = moments.afterEdits(3);
    expect(linked(`#at=${seq}:1790000000000000`, moments)).toEqual({
      moment: moments.ofSeq(seq),
      isExact: true
    });
    expect(moments.ofSeq(seq).edits).toBe(3);
    expect(linked(`#at=${seq + 100}:1790000000000000`, moments)).toEqual({
      moment: moments.ofSeq(moments.last.seq),
      isExact: false
    });
  });

  it('may be written by hand', () => {
    const { moments } = playbackOf(new Story().type(BO, 'abc').after(800_000).type(BO, 'd'));
    expect(linked('#t=12:31', moments)?.moment.at).toBe(751_000);
    expect(linked('t=1:02:31', moments)?.moment.at).toBe(moments.length);
    expect(linked('#elsewhere', moments)).toBeNull();
    expect(linked('', moments)).toBeNull();
    const read = ['90', '1:30', '0:01:30', '1:30.5', '12:31:', 'x', ''].map(timeOf);
    expect(read).toEqual([90_000, 90_000, 90_000, 90_500, null, null, null]);
    expect([0, 751_999, 3_751_000].map(clockOf)).toEqual(['00:00', '12:31', '1:02:31']);
  });
});

describe('LB10: the search', () => {
  const story = new Story();
  story.type(BO, 'import hea').after(5000).type(BO, 'pq\n').after(1000);
  story.run(BO, ['HEA', 'PQ works\n'], { error: null }).after(1000);
  story.edit(BO, '', 0, 13).after(1000).edit(ADA, 'x = heapq.heappop(y)');
  const playback = playbackOf(story);
  const sentences = playback.prepareAll().map(({ kind }) => `${kind} heapq?`);

  it('finds where words first stand in code and in output, whatever their case', () => {
    const hits = searchAll(playback, ' Heapq ', []);
    expect(hits.map(({ where, line, moment }) => [where, line, moment.at])).toEqual([
      ['code', 'import heapq', 6200],
      ['output', 'HEAPQ works', 7500],
      ['code', 'x = heapq.heappop(y)', 9600]
    ]);
    expect(searchAll(playback, '  ', sentences)).toEqual([]);
  });

  it('finds what is said of entries', () => {
    const hits = searchAll(playback, 'ran heapq', sentences);
    expect(hits.map(({ where, moment }) => [where, moment.at])).toEqual([['entry', 7600]]);
  });

  it.each(SEEDS)('finds every edit after which they stand at its place (%i)', seed => {
    const { story: any, texts } = anyStory(seed, 300);
    const all = playbackOf(any);
    const found = new Set(
      searchAll(all, 'heap', [])
        .filter(({ where }) => where === 'code')
        .map(({ moment }) => moment.edits)
    );
    const more = texts
      .map((text, edits) => ({ edits, count: text.split('heap').length }))
      .filter(
        ({ edits, count }, index) => index > 0 && count > texts[edits - 1].split('heap').length
      )
      .map(({ edits }) => edits);
    expect(more.filter(edits => !found.has(edits))).toEqual([]);
    expect(found.size > 0).toBe(texts.some(text => text.includes('heap')));
  });
});

it('LB11: a whole interview is one line', () => {
  const story = new Story();
  story.type(BO, 'x'.repeat(63)).after(5000).run(BO, [], FAILED).after(5000);
  story.type(BO, 'y'.repeat(12)).edit(BO, '', 0, 4).after(5000);
  const tests = [true, false].map(passed => ({ name: 't', passed }));
  story.run(BO, [], { tests }).after(120_000);
  story.event('FileShown', { file: 'notes.txt' }).after(3000).edit(BO, 'z'.repeat(212));
  expect(trailOf(playbackOf(story))).toBe('00:00 py | 63+ R! 12+4- R1/2 ~2m | txt P212 | 2 min');
});

describe('LB30: the line is the one that a report has', () => {
  const folder = join(import.meta.dirname, '../../../openapi/recordings');
  const names = readdirSync(folder).filter(name => name.endsWith('.json'));
  it.each(names)('of %s', name => {
    const { recording, trail } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      recording: IRecording;
      trail: string;
    };
    expect(trailOf(new Playback(recording))).toBe(trail);
  });
});

describe('LB12: whether a text is the one that was live', () => {
  const then = (story: Story, at?: number): unknown => {
    const playback = playbackOf(story);
    const moment = at === undefined ? playback.moments.last : playback.moments.at(at);
    return new Truths(playback).of('code:python', moment).kind;
  };

  it('is said by a seal that follows', () => {
    expect(then(new Story().type(BO, 'abc').seal(), 200)).toBe('sealed');
    expect(then(new Story().type(BO, 'abc').seal())).toBe('sealed');
  });

  it('is not known yet before the next one', () => {
    expect(then(new Story().type(BO, 'abc').seal().type(BO, 'd'))).toBe('open');
    expect(then(new Story().type(BO, 'abc'))).toBe('open');
  });

  it('is wrong where a seal says another text', () => {
    expect(then(new Story().type(BO, 'abc').seal('abd'))).toBe('broken');
    expect(then(new Story().type(BO, 'abc').seal('abd'), 200)).toBe('broken');
  });

  it('is not known where something cannot be read, until a seal holds', () => {
    expect(then(new Story().type(BO, 'abc').lose().after(100).type(BO, 'd'))).toBe('gap');
    expect(then(new Story().type(BO, 'abc').lose().type(BO, 'd').seal())).toBe('sealed');
    const lost = new Story().type(BO, 'abc').seal().after(100).lose().type(BO, 'd').seal('x');
    expect(then(lost, 300)).toBe('sealed');
    expect(then(lost, 500)).toBe('broken');
  });

  it('counts what does not hold', () => {
    expect(new Truths(playbackOf(new Story().type(BO, 'a').seal('b').seal())).broken).toBe(1);
  });
});

describe('LB39: what was typed last', () => {
  const recent = (told: Story): unknown[] => {
    const playback = new Playback(told.recording());
    const { last } = playback.moments;
    const text = playback.textOf('code:python', last)!.toString();
    return playback
      .recentOf('code:python', last)
      .map(({ from, to, who, age }) => [text.slice(from, to), who, age]);
  };

  it('has its person and a step of age, and what is older has none', () => {
    const told = new Story().type(BO, 'old ').after(400_000).type(BO, 'middle ');
    told.after(30_000).type(ADA, 'new');
    expect(recent(told)).toEqual([
      ['middle ', BO, 1],
      ['new', ADA, 0]
    ]);
    // It is counted from the last edit of this text, whatever happens later and elsewhere.
    told.after(1_000_000).type(BO, 'notes', 100, 1);
    expect(recent(told)).toHaveLength(2);
  });

  it('is divided by what comes into it, and cut by what is removed', () => {
    const told = new Story().type(BO, 'abcdef').after(20_000).edit(ADA, 'XY', 3);
    expect(recent(told)).toEqual([
      ['abc', BO, 1],
      ['XY', ADA, 0],
      ['def', BO, 1]
    ]);
    told.edit(ADA, '', 2, 4);
    expect(recent(told)).toEqual([['abef', BO, 1]]);
    expect(recent(new Story().edit(-1, 'given'))).toEqual([]);
  });

  it.each([1, 2, 3])('is typed by those whose colours the whole text has (%i)', seed => {
    const playback = new Playback(anyStory(seed, 300).story.recording());
    const { last } = playback.moments;
    const whole = playback.authorsOf('code:python', last);
    for (const { from, to, who } of playback.recentOf('code:python', last)) {
      const around = whole.filter(one => one.from < to && from < one.to);
      expect(new Set(around.map(one => one.who))).toEqual(new Set([who]));
    }
  });
});
