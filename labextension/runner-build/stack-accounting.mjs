// Makes Python's interpreter see how deep the engine's stack is.
//
// CPython asks how deep it is by the address of its own stack, which in WebAssembly is a part of the
// memory. The engine has another stack, of about a megabyte, for return addresses and variables, and
// that is the one that overflows: freeing a list of lists uses nothing of the first and 200 bytes
// of the second at each level. So the functions that recursion passes through are wrapped here: each
// takes from Python's stack about a third of what it takes from the engine's. Then the limit that
// `worker/python-stack.ts` gives to Python's stack is one for the engine's, too.
//
// The wrapper of the evaluation of Python's code also goes on in a new stack of the engine when
// this one is nearly full, where somebody put a function for that into `sandbox_hop`.
import { leb, signedLeb, WasmModule } from './wasm-module.mjs';

/** Every call of a Python function by C passes through it. */
const EVALUATE = '_PyEval_EvalFrameDefault';

/** Bytes of Python's stack that a call takes more than it did. */
const TAKEN = { [EVALUATE]: 96, _Py_Dealloc: 288 };

/** C code that calls itself by way of a type's functions. */
const THROUGH_TYPES = [
  'PyObject_Repr',
  'PyObject_Str',
  'PyObject_ASCII',
  'PyObject_RichCompare',
  'PyObject_RichCompareBool',
  'PyObject_Hash',
  'PyObject_IsInstance',
  'PyObject_IsSubclass',
  'PyObject_GetIter',
  'PyObject_Call',
  '_PyObject_MakeTpCall'
];

/**
 * More functions than this that all call each other are the core, whose recursion is above, or the
 * parser and the compiler, which take enough of Python's stack as they are.
 */
const LARGE = 30;
const NOT_PYTHON = /^(?:_ZN|sqlite3_)/;

const OP = {
  if: 0x04,
  end: 0x0b,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  getLocal: 0x20,
  setLocal: 0x21,
  teeLocal: 0x22,
  getGlobal: 0x23,
  setGlobal: 0x24,
  constant: 0x41,
  isBelow: 0x49,
  add: 0x6a,
  subtract: 0x6b
};
const I32 = 0x7f;
const NOTHING = 0x40;

/** The interpreter with its recursion accounted for. */
export function accountForStack(bytes) {
  const module = new WasmModule(bytes);
  const stack = module.exported('__stack_pointer');
  const limit = module.addGlobal('sandbox_hop_limit');
  const hop = module.addGlobal('sandbox_hop');
  const taken = new Map(Object.entries(TAKEN).map(([name, size]) => [module.exported(name), size]));
  for (const name of THROUGH_TYPES) {
    taken.set(module.exported(name), 96);
  }
  for (const [index, size] of inCycles(module, new Set(taken.keys()))) {
    taken.set(index, size);
  }
  const evaluate = module.exported(EVALUATE);
  for (const [index, size] of taken) {
    const type = module.typeOf(index);
    const isEvaluation = index === evaluate;
    const moved = module.wrap(index, target =>
      wrapper({ ...type, target, stack, size, hop: isEvaluation ? { limit, hop } : null })
    );
    if (isEvaluation) {
      module.exportFunction('sandbox_evaluate', moved);
    }
  }
  tellOfSwaps(module);
  return module.write();
}

/** After every change of the thread that runs, the function in `sandbox_swapped` is called. */
function tellOfSwaps(module) {
  const index = module.exported('PyThreadState_Swap');
  const swapped = leb(module.addGlobal('sandbox_swapped'));
  const nothing = module.types.findIndex(
    ({ parameters, results }) => parameters.length === 0 && results.length === 0
  );
  module.wrap(index, target => [
    ...[0, OP.getLocal, 0, OP.call, ...leb(target)],
    ...[OP.getGlobal, ...swapped, OP.if, NOTHING],
    ...[OP.getGlobal, ...swapped, OP.callIndirect, ...leb(nothing), 0],
    ...[OP.end, OP.end]
  ]);
}

function wrapper({ type, parameters, target, stack, size, hop }) {
  const here = leb(parameters.length);
  const result = leb(parameters.length + 1);
  const pass = parameters.flatMap((_, index) => [OP.getLocal, ...leb(index)]);
  const leave = [
    ...[OP.getLocal, ...here, OP.constant, ...signedLeb(size), OP.add],
    ...[OP.setGlobal, ...leb(stack)]
  ];
  const continueElsewhere = hop && [
    ...[OP.getLocal, ...here, OP.getGlobal, ...leb(hop.limit), OP.isBelow, OP.if, NOTHING],
    ...[...pass, OP.getGlobal, ...leb(hop.hop), OP.callIndirect, ...leb(type), 0],
    ...[OP.setLocal, ...result, ...leave, OP.getLocal, ...result, OP.return],
    OP.end
  ];
  return [
    ...(hop ? [1, 2, I32] : [1, 1, I32]),
    ...[OP.getGlobal, ...leb(stack), OP.constant, ...signedLeb(size), OP.subtract],
    ...[OP.teeLocal, ...here, OP.setGlobal, ...leb(stack)],
    ...(continueElsewhere ?? []),
    ...[...pass, OP.call, ...leb(target)],
    ...leave,
    OP.end
  ];
}

/** Functions that call themselves or each other by name, and what each should take. */
function inCycles(module, known) {
  const names = new Map(module.exports.filter(e => e.kind === 0).map(e => [e.index, e.name]));
  const bodies = new Map(module.functions.map(index => [index, module.body(index)]));
  const callees = index =>
    known.has(index) ? [] : [...bodies.get(index).calls].filter(to => bodies.has(to));
  return components([...bodies.keys()], callees)
    .filter(group => !group.some(index => NOT_PYTHON.test(names.get(index) ?? '')))
    .flatMap(group =>
      group.length > 1 && group.length < LARGE
        ? group
        : group.filter(index => callees(index).includes(index))
    )
    .map(index => [index, (48 + 4 * bodies.get(index).locals) & ~15]);
}

/** The strongly connected components of a graph (Tarjan), without recursion. */
function components(nodes, callees) {
  const order = new Map();
  const low = new Map();
  const open = [];
  const isOpen = new Set();
  const found = [];
  for (const root of nodes) {
    const path = order.has(root) ? [] : [visit(root)];
    while (path.length > 0) {
      const { node, rest } = path[path.length - 1];
      const { value: next, done } = rest.next();
      if (!done) {
        if (!order.has(next)) {
          path.push(visit(next));
        } else if (isOpen.has(next)) {
          low.set(node, Math.min(low.get(node), order.get(next)));
        }
        continue;
      }
      path.pop();
      const caller = path.at(-1)?.node;
      if (caller !== undefined) {
        low.set(caller, Math.min(low.get(caller), low.get(node)));
      }
      if (low.get(node) === order.get(node)) {
        const group = open.splice(open.lastIndexOf(node));
        group.forEach(member => isOpen.delete(member));
        found.push(group);
      }
    }
  }
  return found;

  function visit(node) {
    order.set(node, order.size);
    low.set(node, order.get(node));
    open.push(node);
    isOpen.add(node);
    return { node, rest: callees(node)[Symbol.iterator]() };
  }
}
