// @vitest-environment jsdom
import { expect, it, onTestFinished, vi } from 'vitest';
import { numberName, placeLocale } from './locale';
import { clockTime, relativeTime } from './times';

const NOW = Date.UTC(2026, 8, 30, 10);
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

it.each([
  [0, 'this second', 'now'],
  [-29, 'under half a minute', 'now'],
  [-90, 'a minute and a half', '1 minute ago'],
  [3599.9, 'a link for an hour, just made', 'in 1 hour'],
  [86_399, 'a link for a day, just made', 'in 1 day'],
  [86_400 * 3, 'three days', 'in 3 days'],
  [-86_400 * 400, 'over a year', '1 year ago']
])('says %s seconds, %s, as "%s"', (seconds, _, words) => {
  expect(relativeTime(at(seconds), NOW, 'en')).toBe(words);
});

it('names the day of a time that is not today', () => {
  const today = clockTime(at(60), NOW, 'en-GB');
  expect(today).toMatch(/^\d\d:\d\d$/);
  expect(clockTime(at(-86_400 * 2), NOW, 'en-GB')).toMatch(/^28 Sept?,? .*\d\d:\d\d$/);
});

it.each([
  ['de', ['de-AT', 'en'], 'de-AT', '1\u00a0200,5'],
  ['de', ['en-US'], 'de', '1.200,5'],
  ['en', ['de-DE', 'en-GB'], 'en-GB', '1,200.5'],
  ['fr', ['de'], 'fr', '1\u202f200,5']
])(
  'TR6: a page in %s of a browser with %j has what is usual in %s',
  (lang, tags, place, number) => {
    const before = document.documentElement.lang;
    const languages = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags);
    onTestFinished(() => {
      document.documentElement.lang = before;
      languages.mockRestore();
    });
    document.documentElement.lang = lang;
    expect(placeLocale()).toBe(place);
    expect(numberName(1200.5, 1)).toBe(number);
  }
);

it('TR6: times are told in the language of the page', () => {
  const before = document.documentElement.lang;
  onTestFinished(() => {
    document.documentElement.lang = before;
  });
  document.documentElement.lang = 'de';
  expect(relativeTime(at(-90), NOW)).toBe('vor 1 Minute');
});
