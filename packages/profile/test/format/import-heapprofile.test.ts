import { describe, expect, test } from 'vitest';
import { importHeapProfile, type Profile, stackFrames } from '../../src/index.js';
import { thrownBy } from '../thrown.js';

interface Node {
  callFrame: unknown;
  selfSize: unknown;
  id?: unknown;
  children: unknown;
}

function frame(functionName: string, url = '', lineNumber = -1, columnNumber = -1): unknown {
  return { functionName, scriptId: '7', url, lineNumber, columnNumber };
}

function node(id: number, callFrame: unknown, selfSize: number, ...children: unknown[]): Node {
  return { callFrame, selfSize, id, children };
}

function imported(head: unknown, ...nodeIds: number[]): Profile {
  const samples = nodeIds.map((nodeId, ordinal) => ({ size: 10, nodeId, ordinal }));
  return importHeapProfile(new TextEncoder().encode(JSON.stringify({ head, samples })));
}

const ROOT = frame('(root)');

test('one sample per node that holds memory, with names, places and counts', () => {
  const main = frame('main', 'file:///app/main.js', 0, 0);
  const profile = imported(
    node(
      1,
      ROOT,
      0,
      node(
        2,
        main,
        100,
        node(3, frame('', '/app/main.js', 11, 4), 0, node(4, frame('push'), 64)),
        node(5, frame('Array.from<T>', '/app/a.js', 6, 30), 8),
      ),
      node(6, frame('(external)'), 5),
    ),
    2,
    2,
    4,
    4,
    4,
    6,
  );
  const rows = Array.from({ length: profile.samples.length }, (_, i) => [
    stackFrames(profile, i).map(
      ({ name, file, line, column, startLine }) => `${name} ${file}:${line}:${column} ${startLine}`,
    ),
    [...profile.samples.values.subarray(2 * i, 2 * i + 2)],
  ]);
  const mainText = 'main file:///app/main.js:1:1 1';
  expect(rows).toEqual([
    [[mainText], [2, 100]],
    [
      ['push :0:0 0', '(anonymous) /app/main.js:12:5 12', mainText],
      [3, 64],
    ],
    [
      ['Array.from<T> /app/a.js:7:31 7', mainText],
      [0, 8],
    ],
    [['(external) :0:0 0'], [1, 5]],
  ]);
  expect(profile).toMatchObject({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    defaultSampleType: 'inuse_space',
    periodType: { type: 'inuse_space', unit: 'bytes' },
  });
  expect([...profile.functions.systemName]).toEqual([0, 0, 0, 0, 0]);
});

test('a function met twice is one location', () => {
  const leaf = frame('leaf', '/a.js', 1, 2);
  const profile = imported(node(1, ROOT, 0, node(2, leaf, 1, node(3, leaf, 2)), node(4, leaf, 3)));
  expect(profile.locations.length).toBe(1);
  expect([...profile.samples.stack]).toEqual([0, 0, 0, 0]);
});

test('a tree as deep as the file allows needs no stack of ours', () => {
  const depth = 200_000;
  const open =
    '{"callFrame":{"functionName":"f","url":"","lineNumber":0,"columnNumber":0},"selfSize":0,"children":[';
  const leaf = open.replace('"selfSize":0', '"selfSize":1');
  const text = `{"head":${open.repeat(depth)}${leaf}${']}'.repeat(depth + 1)}}`;
  const profile = importHeapProfile(new TextEncoder().encode(text));
  expect(profile.samples.stack.length).toBe(depth);
});

test('stacks without bound are not made', () => {
  const open =
    '{"callFrame":{"functionName":"f","url":"","lineNumber":0,"columnNumber":0},"selfSize":1,"children":[';
  const text = `{"head":${open.repeat(10_000)}${']}'.repeat(10_000)}}`;
  expect(thrownBy(() => importHeapProfile(new TextEncoder().encode(text))).code).toBe('HT_E_TOO_LARGE');
});

describe('what does not hold is named', () => {
  test.each<[string, unknown]>([
    ['the file is no object', 7],
    ['a node is no object', {}],
    ['a callFrame is no object', { head: { ...node(1, 7, 1) } }],
    ['a functionName is no text', { head: node(1, frame(3 as unknown as string), 1) }],
    ['a lineNumber is no number from -1 on', { head: node(1, frame('f', '', -2), 1) }],
    ['a selfSize is no number from 0 on', { head: node(1, ROOT, 2 ** 60) }],
    ['a node has no list of children', { head: { ...node(1, ROOT, 1), children: {} } }],
    ['the id of a node is no number', { head: { ...node(1, ROOT, 1), id: 'x' } }],
    ['samples is no list', { head: node(1, ROOT, 1), samples: 7 }],
    ['a sample has no nodeId', { head: node(1, ROOT, 1), samples: [{}] }],
  ])('%s', (words, value) => {
    const error = thrownBy(() => importHeapProfile(new TextEncoder().encode(JSON.stringify(value))));
    expect(error).toMatchObject({
      code: 'HT_E_NOT_A_PROFILE',
      message: `this V8 .heapprofile does not hold: ${words}`,
    });
  });

  test('JSON that is cut short', () => {
    const error = thrownBy(() => importHeapProfile(new TextEncoder().encode('{"head":{"callFrame":\u001b')));
    expect(error.message).toMatch(/^this V8 \.heapprofile does not hold: it is no valid JSON[ -~]*$/);
  });
});
