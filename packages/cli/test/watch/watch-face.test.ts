import { describe, expect, test } from 'vitest';
import { accessibleSwitch } from '../../src/watch/accessible-switch.js';
import { type FaceArguments, watchFace } from '../../src/watch/watch-face.js';

const NOTHING: FaceArguments = {
  once: false,
  json: false,
  ndjson: false,
  duration: undefined,
  accessible: undefined,
};

interface World {
  readonly isTTY?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

function face(args: Partial<FaceArguments>, { isTTY = true, env = {} }: World = {}) {
  const stream = { isTTY } as never;
  return watchFace({ ...NOTHING, ...args }, { stdin: stream, stdout: stream, env });
}

describe('the face of a watch', () => {
  test.each<[Partial<FaceArguments>, World, string]>([
    [{}, {}, 'screen'],
    [{}, { isTTY: false }, 'lines'],
    [{}, { env: { CI: 'true' } }, 'lines'],
    [{}, { env: { TERM: 'dumb' } }, 'lines'],
    [{ duration: '60s' }, {}, 'lines'],
    [{ once: true }, {}, 'once'],
    [{ once: true, json: true }, {}, 'json'],
    [{ duration: '60s', json: true }, { isTTY: false }, 'json'],
    [{ ndjson: true }, {}, 'ndjson'],
    [{ ndjson: true, once: true }, {}, 'ndjson'],
    [{ accessible: true }, { isTTY: false }, 'accessible'],
    [{ accessible: true, duration: '60s' }, {}, 'accessible'],
    [{}, { env: { ACCESSIBLE: '1' } }, 'accessible'],
    [{ accessible: false }, { env: { ACCESSIBLE: '1' } }, 'screen'],
    [{ once: true }, { env: { ACCESSIBLE: '1' } }, 'once'],
    [{ ndjson: true }, { env: { ACCESSIBLE: '1' } }, 'ndjson'],
  ])('%j, %j: %s', (args, world, kind) => {
    expect(face(args, world).kind).toBe(kind);
  });

  test.each<[Partial<FaceArguments>, string]>([
    [{ json: true, ndjson: true, once: true }, 'either --json or --ndjson'],
    [{ once: true, duration: '1s' }, 'either --once or --duration'],
    [{ json: true }, 'give --once or --duration'],
    [{ ndjson: true, accessible: true }, 'either --accessible or --ndjson'],
    [{ once: true, accessible: true }, 'either --accessible or --once'],
  ])('%j is refused', (args, message) => {
    expect(() => face(args)).toThrow(message);
  });
});

describe('the switch of the accessible mode', () => {
  test.each<[boolean | undefined, NodeJS.ProcessEnv, string | undefined]>([
    [undefined, {}, undefined],
    [undefined, { ACCESSIBLE: '' }, undefined],
    [undefined, { ACCESSIBLE: '0' }, undefined],
    [undefined, { ACCESSIBLE: 'False' }, undefined],
    [undefined, { ACCESSIBLE: '1' }, 'ACCESSIBLE in the environment'],
    [true, { ACCESSIBLE: '0' }, '--accessible'],
    [true, { HEAPTIDE_ACCESSIBLE: '1' }, 'HEAPTIDE_ACCESSIBLE or --accessible'],
    [false, { ACCESSIBLE: '1' }, undefined],
  ])('%s with %j: %s', (flag, env, name) => {
    expect(accessibleSwitch(flag, env)).toBe(name);
  });
});
