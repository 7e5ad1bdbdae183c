"""Programs that test code is tried with, and the test code."""

COUNTERS = {
    "python": """
import asyncio


class Full(Exception):
    pass


class Counter:
    def __init__(self, most):
        self.most, self.count = most, 0

    def add(self, amount=1):
        if self.count + amount > self.most:
            raise ValueError("full")
        self.count += amount
        return self

    async def later(self):
        await asyncio.sleep(0)
        return self.count

    def up_to(self):
        yield from range(self.count)

    def same_as(self, other):
        return self is other


LIMIT = 7


def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


async def twice(call, value):
    return await call(await call(value))


def make_adder(amount):
    return lambda value: value + amount


def echo(value):
    return value


async def careful(call):
    try:
        return await call()
    except KeyError as error:
        return type(error).__name__
""",
    "javascript": """
class Counter {
  constructor(most) { this.most = most; this.count = 0; }
  add(amount = 1) {
    if (this.count + amount > this.most) throw new RangeError('full');
    this.count += amount;
    return this;
  }
  async later() { await null; return this.count; }
  *upTo() { for (let n = 0; n < this.count; n++) yield n; }
  sameAs(other) { return this === other; }
}

const LIMIT = 7;

function median(values) {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)];
}

const twice = async (call, value) => call(await call(value));

const makeAdder = amount => value => value + amount;

const echo = value => value;

async function careful(call) {
  try {
    return await call();
  } catch (error) {
    return error.name;
  }
}
""",
}
"""The same program in two languages."""
COUNTERS["typescript"] = COUNTERS["javascript"].replace(
    "constructor(most)", "most: number; count: number; constructor(most: number)"
)

TESTS = {
    "test_counter.py": """
import asyncio


async def test_values_go_and_come_back():
    assert await solution.median([3, 1, 2]) == 2
    assert await solution.LIMIT == 7
    for value in [None, True, "a\\u2028b", 1.5, [1, [2]], {"a": {"$b": 1}}, 2**60, {1, 2}, b"ab"]:
        assert await solution.echo(value) == value


async def test_objects_stay_there():
    counter = await solution.Counter(3)
    other = await solution.Counter(3)
    assert await counter.add(2) is counter
    assert await counter.count == 2
    assert await counter.later() == 2
    assert await counter.same_as(counter)
    assert not await counter.same_as(other)
    assert [n async for n in await counter.up_to()] == [0, 1]
    add_two = await solution.make_adder(2)
    assert await add_two(3) == 5


async def test_errors_are_raised_here():
    counter = await solution.Counter(1)
    try:
        await counter.add(2)
    except RemoteError as error:
        assert (error.message, error.name in ("ValueError", "RangeError")) == ("full", True)
    else:
        raise AssertionError("nothing was raised")


async def test_functions_of_the_test_are_called():
    calls = []

    async def double(value):
        calls.append(value)
        await asyncio.sleep(0)
        return 2 * value

    assert await solution.twice(double, 3) == 12
    assert calls == [3, 6]

    def fail():
        raise KeyError("no")

    assert await solution.careful(fail) == "KeyError"


def test_text_of_the_program():
    assert "class Counter" in solution.source
    assert solution.language in ("python", "javascript", "typescript")
""",
    "counter.test.js": """
test('values go and come back', async () => {
  assert.equal(await solution.median([3, 1, 2]), 2);
  assert.equal(await solution.LIMIT, 7);
  for (const value of [null, true, 'a\\u2028b', 1.5, [1, [2]], { a: { b: 1 } }, new Set([1, 2])]) {
    assert.deepEqual(await solution.echo(value), value);
  }
});

test('objects stay there', async () => {
  const counter = await new solution.Counter(3);
  const other = await solution.Counter(3);
  assert.equal(await counter.add(2), counter);
  assert.equal(await counter.count, 2);
  assert.equal(await counter.later(), 2);
  assert.equal(await counter.sameAs(counter), true);
  assert.equal(await counter.sameAs(other), false);
  const seen = [];
  for await (const n of await counter.upTo()) seen.push(n);
  assert.deepEqual(seen, [0, 1]);
  const addTwo = await solution.makeAdder(2);
  assert.equal(await addTwo(3), 5);
});

test('errors are raised here', async () => {
  const counter = await solution.Counter(1);
  await assert.rejects(counter.add(2), { message: 'full' });
});

test('functions of the test are called', async () => {
  const calls = [];
  const double = async value => { calls.push(value); await null; return 2 * value; };
  assert.equal(await solution.twice(double, 3), 12);
  assert.deepEqual(calls, [3, 6]);
  const fail = () => { throw Object.assign(new Error('no'), { name: 'KeyError' }); };
  assert.equal(await solution.careful(fail), 'KeyError');
});

test('text of the program', () => {
  assert.match(solution.source, /class Counter/);
});
""",
    "typed.test.ts": """
interface Counting {
  add(amount: number): Promise<Counting>;
  count: Promise<number>;
}

declare const solution: { Counter(most: number): Promise<Counting>; language: string };

test('types are left out', async (): Promise<void> => {
  const counter: Counting = await solution.Counter(3);
  await counter.add(2 as number);
  assert.equal(await counter.count, 2);
  assert.ok(['python', 'javascript', 'typescript'].includes(solution.language));
});
""",
}

STUBBORN = {
    "python": """
import os


def answer(n):
    while n == 2:
        pass
    if n == 3:
        os._exit(1)
    if n == 4:
        raise LookupError("four")
    return n
""",
    "javascript": """
function answer(n) {
  while (n === 2);
  if (n === 3) process.exit(1);
  if (n === 4) throw new RangeError('four');
  return n;
}
""",
}
"""Programs that end in many ways."""

STUBBORN_TESTS = {
    "test_stubborn.py": """
async def test_first():
    assert await solution.answer(1) == 1


# seconds: 0.5
async def test_program_hangs():
    await solution.answer(2)


# seconds: 0.5
def test_test_hangs():
    while True:
        pass


async def test_program_ends():
    await solution.answer(3)


async def test_raises():
    await solution.answer(4)


async def test_fails():
    assert await solution.answer(1) == 2


async def test_itself_is_wrong():
    {}["no"]


async def test_calls_what_is_not_there():
    try:
        await solution.nothing(1)
    except RemoteError:
        pass


def test_leaves_a_call_behind():
    solution.nothing(1)


async def test_last():
    assert await solution.answer(5) == 5
""",
    "stubborn.test.js": """
test('first', async () => {
  assert.equal(await solution.answer(1), 1);
});

// seconds: 0.5
test('program hangs', async () => {
  await solution.answer(2);
});

// seconds: 0.5
test('test hangs', () => {
  for (;;);
});

test('program ends', async () => {
  await solution.answer(3);
});

test('raises', async () => {
  await solution.answer(4);
});

test('fails', async () => {
  assert.equal(await solution.answer(1), 2);
});

test('itself is wrong', () => {
  undefined.no;
});

test('calls what is not there', async () => {
  await assert.rejects(solution.nothing(1));
});

test('leaves a call behind', () => {
  solution.nothing(1).catch(() => {});
});

test('last', async () => {
  assert.equal(await solution.answer(5), 5);
});
""",
}

STUBBORN_RESULTS = {
    "first": "passed",
    "program hangs": "timeout",
    "test hangs": "timeout",
    "program ends": "error",
    "raises": "error",
    "fails": "failed",
    "itself is wrong": "error",
    "calls what is not there": "error",
    "leaves a call behind": "passed",
    "last": "passed",
}

CHEATED = {
    "test_total.py": """
async def test_three_numbers():
    assert await solution.total([1, 2, 3]) == 7


async def test_objects():
    made = await solution.total([10, 20])
    assert made == 31 and made in (31, 32)


async def test_an_error():
    try:
        await solution.total([0])
    except RemoteError as error:
        assert error.name in ("KeyError", "RangeError")
    else:
        raise AssertionError("no error")


async def test_functions_are_called():
    calls = []

    async def call(value):
        calls.append(value)
        return value

    await solution.total([call])
    assert calls == [17]
""",
    "total.test.js": """
test('three numbers', async () => {
  assert.equal(await solution.total([1, 2, 3]), 7);
});

test('objects', async () => {
  assert.deepEqual([await solution.total([10, 20])], [31]);
});

test('an error', async () => {
  await assert.rejects(solution.total([0]), error => /^(Key|Range)Error$/.test(error.name));
});

test('functions are called', async () => {
  const calls = [];
  await solution.total([async value => { calls.push(value); return value; }]);
  assert.deepEqual(calls, [17]);
});
""",
}
"""Nobody can pass these by luck: the values follow no rule."""
