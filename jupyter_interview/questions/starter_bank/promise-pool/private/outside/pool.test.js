// The jobs are functions of these tests, so nobody but the tests counts how many are under way. They
// end in an order of chance, which is the same each time.

/** Calls of an empty pool after which a program has done whatever it can do. */
const TURNS = 5;

/** Numbers below a limit, by chance that is the same each time. */
function chance(seed) {
  let state = seed;
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** A pool at work: its jobs that are under way, and what came of it so far. */
function begin(count, limit) {
  const seen = { begun: [], underWay: [], most: 0, answer: null };
  const jobs = Array.from({ length: count }, (_, place) => () => {
    seen.begun.push(place);
    return new Promise((resolve, reject) => {
      const end = isBroken =>
        isBroken ? reject(new Error(`${place} is broken`)) : resolve(`small ${place}`);
      seen.underWay.push({ place, end });
      seen.most = Math.max(seen.most, seen.underWay.length);
    });
  });
  solution.runPool(jobs, limit).then(
    results => (seen.answer = { results }),
    error => (seen.answer = { error: error.message })
  );
  return seen;
}

/** One of the jobs that are under way ends. */
async function endOne(seen, which, isBroken = false) {
  const [{ place, end }] = seen.underWay.splice(which, 1);
  end(isBroken);
  await everybodyWaits();
  return place;
}

async function everybodyWaits() {
  for (let turn = 0; turn < TURNS; turn++) {
    await solution.runPool([], 1);
  }
}

// seconds: 15
// points: 2
test('no place stays empty whatever ends first', async () => {
  for (const [count, limit] of [[9, 3], [5, 1], [6, 4], [2, 5]]) {
    const random = chance(count * limit);
    const seen = begin(count, limit);
    await everybodyWaits();
    for (let left = count; left > 0; left--) {
      const busy = Math.min(limit, left);
      assert.equal(seen.underWay.length, busy, `${left} of ${count} left, and room for ${limit}`);
      await endOne(seen, random(busy));
    }
    const all = [...Array(count).keys()];
    assert.deepEqual(seen.begun, all);
    assert.equal(seen.most, Math.min(limit, count));
    assert.deepEqual(seen.answer, { results: all.map(place => `small ${place}`) });
  }
});

// seconds: 15
// points: 2
test('nothing begins after an error whatever ends first', async () => {
  for (const seed of [1, 2, 3]) {
    const random = chance(seed);
    const seen = begin(8, 3);
    await everybodyWaits();
    await endOne(seen, random(3));
    // The one that began last is broken first, and another one after it.
    const first = await endOne(seen, 2, true);
    const begun = [...seen.begun];
    await endOne(seen, 0, true);
    assert.equal(seen.answer, null, 'a job is under way, and is waited for');
    await endOne(seen, 0);
    assert.deepEqual(seen.begun, begun);
    assert.deepEqual(seen.answer, { error: `${first} is broken` });
  }
});
