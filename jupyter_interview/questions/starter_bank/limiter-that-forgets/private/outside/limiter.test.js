// Whatever readers do, limiters say what a plain count of everything that happened says.

const READERS = ['Ada', 'Bo', 'Cy'];

/** Numbers below a limit, by chance that is the same each time. */
function chance(seed) {
  let state = seed;
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

// seconds: 10
// points: 3
test('counts like a person with a list', async () => {
  const random = chance(5);
  const past = { Ada: [0, 1.5] };
  const limiters = [
    { limit: 2, seconds: 4, there: await new solution.Limiter(2, 4), seen: {} },
    { limit: 1, seconds: 2.5, there: await new solution.Limiter(1, 2.5), seen: {} },
    { limit: 3, seconds: 4, there: await new solution.Limiter(3, 4, past), seen: { ...past } }
  ];
  const story = [];
  let now = 2;
  for (let step = 0; step < 60; step++) {
    now += random(4) / 2;
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
