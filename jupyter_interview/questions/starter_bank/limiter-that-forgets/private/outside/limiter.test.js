// Whatever readers do, limiters say what a plain count of everything that happened says.

const READERS = ['Ada', 'Bo'];

/** Numbers below a limit, by chance that is the same each time. */
function chance(seed) {
  let state = seed;
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

// seconds: 15
// points: 3
test('counts like a person with a list', async () => {
  const random = chance(5);
  const past = { Ada: [0, 1.5], Bo: [0.5, 1, 2] };
  const limiters = [
    { limit: 2, seconds: 3, there: await new solution.Limiter(2, 3), seen: {} },
    { limit: 1, seconds: 2, there: await new solution.Limiter(1, 2), seen: {} },
    { limit: 3, seconds: 6, there: await new solution.Limiter(3, 6, past), seen: { ...past } }
  ];
  const story = [];
  let now = 2;
  for (let step = 0; step < 80; step++) {
    now += random(3) / 4;
    const which = random(limiters.length);
    const { limit, seconds, there, seen } = limiters[which];
    const reader = READERS[random(READERS.length)];
    const recent = (seen[reader] ?? []).filter(time => now - time < seconds);
    seen[reader] = recent;
    const asks = random(3) === 0;
    const expected = asks ? limit - recent.length : recent.length < limit;
    if (!asks && recent.length < limit) {
      recent.push(now);
    }
    const got = await (asks ? there.left(reader, now) : there.allow(reader, now));
    story.push(`${asks ? 'left' : 'allow'}(${reader}, ${now}) of limiter ${which}: ${got}`);
    assert.equal(got, expected, `expected ${expected}\n${story.slice(-8).join('\n')}`);
  }
});
