import type { FlameTree } from '@heaptide/report/flame';
import { expect } from 'vitest';
import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import type { GrownFlame } from '../../src/flame/flame-model.js';
import { type FlameContext, type FlameView, pressFlame } from '../../src/flame/flame-view.js';
import type { KeyCommand } from '../../src/keys/key-table.js';
import { sampleMetadata } from '../sample-report.js';

/** Where samples end: the path from below the root, bytes in B, bytes in A. */
export type SamplePath = readonly [path: readonly string[], after: number, before?: number];

export interface SampleTreeOptions {
  readonly grain?: number;
  /** `false`: a tree of B alone. */
  readonly compares?: boolean;
  readonly unit?: 'bytes' | 'count';
}

interface Draft {
  self: number;
  before: number;
  readonly children: Map<string, Draft>;
}

/** A tree as the report builds it. `name@file:line` says where a function is; a name of `~5` stands for five folded nodes. */
export function sampleTree(
  paths: readonly SamplePath[],
  { grain = 0, compares = true, unit = 'bytes' }: SampleTreeOptions = {},
): FlameTree {
  const draft = (): Draft => ({ self: 0, before: 0, children: new Map() });
  const root = draft();
  for (const [path, after, before = 0] of paths) {
    if (after === 0 && !compares) continue;
    let at = root;
    for (const name of path) {
      const next = at.children.get(name) ?? draft();
      at.children.set(name, next);
      at = next;
    }
    at.self += after;
    at.before += before;
  }
  const keys = [...new Set(paths.flatMap(([path]) => path))].filter((key) => !isFolded(key)).sort();
  const frames = keys.map((key) => /^(?<name>.*?)(?:@(?<file>.*):(?<line>\d+))?$/su.exec(key)!.groups!);
  const rows: {
    parent: number;
    depth: number;
    frame: number;
    folded: number;
    self: number;
    before: number;
  }[] = [];
  const add = (key: string, { self, before, children }: Draft, parent: number, depth: number): void => {
    const folded = isFolded(key) ? Number(key.slice(1)) : 0;
    const row = rows.push({ parent, depth, frame: keys.indexOf(key), folded, self, before }) - 1;
    const last = ([a]: readonly [string, Draft]) => Number(isFolded(a));
    for (const [name, child] of [...children].sort(
      (a, b) => last(a) - last(b) || keys.indexOf(a[0]) - keys.indexOf(b[0]),
    ))
      add(name, child, row, depth + 1);
  };
  add('~0', root, -1, 0);
  const column = (of: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, of);
  const parent = column((row) => row.parent);
  const side = (self: Float64Array) => {
    const total = self.slice();
    for (let row = total.length - 1; row > 0; row--) total[parent[row]!]! += total[row]!;
    return { self, total };
  };
  const folded = column((row) => row.folded);
  return {
    ...side(Float64Array.from(rows, ({ self }) => self)),
    ...(compares && { before: side(Float64Array.from(rows, ({ before }) => before)) }),
    length: rows.length,
    parent,
    depth: column(({ depth }) => depth),
    frame: column(({ frame }) => frame),
    folded,
    frames: {
      length: frames.length,
      name: frames.map(({ name }) => name!),
      file: frames.map(({ file }) => file ?? ''),
      line: Float64Array.from(frames, ({ line }) => Number(line ?? 0)),
    },
    sampleType: { type: unit === 'bytes' ? 'inuse_space' : 'inuse_objects', unit },
    grain,
    program: 'proxy',
    time: 0,
    baseTime: 0,
    foldedNodes: folded.reduce((sum, nodes) => sum + nodes, 0),
    cutSamples: 0,
  };
}

function isFolded(key: string): boolean {
  return /^~\d+$/.test(key);
}

const MIB = 1024 ** 2;

/** The leaking proxy of the design: sessions are kept, what starts up is not. */
export function proxyTree(options: SampleTreeOptions = {}): FlameTree {
  const handle = ['handleRequest@src/http/server.ts:51'];
  const roundTrip = [...handle, 'TransparentProxy.roundTrip@src/proxy/transparent.ts:212'];
  const addWithId = [...roundTrip, 'Manager.addWithID@src/session/manager.ts:63'];
  const session = [...addWithId, 'NewProxySession@src/session/proxy.ts:41'];
  const storage = [...addWithId, 'LocalStorage.set@src/storage/local.ts:22'];
  const load = ['startup@src/main.ts:9', 'Module.load@node:internal/modules/loader:1201'];
  return sampleTree(
    [
      [[...session, 'ProxySession@src/session/proxy.ts:43', 'Map'], 13.6 * MIB, 0.6 * MIB],
      [[...session, 'randomUUID@node:internal/crypto/random:400'], 5.3 * MIB, 0.2 * MIB],
      [session, 4.2 * MIB, 0.2 * MIB],
      [[...storage, 'Map.set'], 9.3 * MIB, 0.4 * MIB],
      [[...roundTrip, 'readBody@src/mcp/body.ts:31', 'JSON.parse'], 5.2 * MIB, 5.1 * MIB],
      [[...roundTrip, 'parseSSEChunk@src/sse/parse.ts:57'], 1.8 * MIB, 1.5 * MIB],
      [[...roundTrip, 'normalizeHeaders@src/mcp/headers.ts:88'], 0.4 * MIB, 0.3 * MIB],
      [[...handle, 'acceptSocket@src/http/accept.ts:12'], 3.1 * MIB, 1.6 * MIB],
      [[...handle, 'retryQueue.push@src/upstream/retry.ts:12'], 2.1 * MIB],
      [[...load, 'Module._compile@node:internal/modules/loader:1505', 'wrapSafe'], 9.2 * MIB, 9.3 * MIB],
      [['startup@src/main.ts:9', 'ToolCache.warm@src/tools/cache.ts:19'], 1.1 * MIB, 6 * MIB],
      [['startup@src/main.ts:9', 'readConfig@src/config.ts:77'], 0, 2.5 * MIB],
      [['gzip@src/mcp/gzip.ts:130'], 0.9 * MIB, 0.9 * MIB],
      [['tick@src/clock.ts:4'], 0.2 * MIB, 0.2 * MIB],
      [['~31'], 0.6 * MIB, 0.5 * MIB],
    ],
    { grain: 32 * 1024, ...options },
  );
}

export function sampleEntry(number: number, gc: 'forced' | 'none' = 'forced'): CaptureEntry {
  return {
    number: number as CaptureNumber,
    metadata: sampleMetadata(number, { gc }),
    life: 1,
    size: 40_000,
    sites: 12,
    afterGap: false,
    pinned: false,
    note: '',
  };
}

export function sampleModel(tree: FlameTree, changes: Partial<GrownFlame> = {}): GrownFlame {
  return { a: sampleEntry(1), b: sampleEntry(14), inverted: false, suspect: undefined, tree, ...changes };
}

/** The view after some commands, each of which must mean something. `3down` is a count and a command. */
export function after(view: FlameView, commands: readonly string[], context: FlameContext): FlameView {
  return commands.reduce((at, typed) => {
    const [, digits, command] = /^(\d*)(.*)$/.exec(typed)!;
    const count = digits === '' ? {} : { count: Number(digits) };
    const next = pressFlame(at, { command: command as KeyCommand, ...count }, context);
    expect(next, typed).toBeDefined();
    return next!;
  }, view);
}
