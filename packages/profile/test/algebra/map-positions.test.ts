import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeProfile,
  type FrameLookup,
  mapPositions,
  type Profile,
  ProfileBuilder,
  type StackFrame,
  stackFrames,
} from '../../src/index.js';
import { arbitraryCapture, arbitraryProfile } from '../arbitrary-profile.js';
import { contentOf } from '../profile-content.js';

/** A profile of one sample each of these frames, which are functions of `bundle.js` in line 1. */
function bundled(frames: readonly { name: string; column: number }[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  const mapping = builder.mapping({ filename: 'bundle.js' });
  for (const { name, column } of frames) {
    const func = builder.func({ name, filename: 'bundle.js', startLine: 1 });
    const location = builder.location({ mapping, lines: [{ function: func, line: 1, column }] });
    builder.sample({ stack: [location], values: [10], labels: [{ key: 'born', number: column }] });
  }
  return builder.build();
}

const toLine =
  (lineOf: (frame: StackFrame) => number): FrameLookup =>
  (frame) => {
    const line = lineOf(frame);
    return { name: `f${line}`, file: 'src/app.ts', line, column: 3, startLine: line };
  };

describe('mapPositions', () => {
  it('puts name, file, lines and column in place of those of the profile', () => {
    const mapped = mapPositions(
      bundled([{ name: 'a', column: 40 }]),
      toLine(({ column }) => column / 10),
    );
    expect(stackFrames(mapped, 0)).toEqual([
      { name: 'f4', file: 'src/app.ts', line: 4, column: 3, startLine: 4 },
    ]);
  });

  it('makes one function of those that fall together, and several of one that stood for them', () => {
    const profile = bundled([
      { name: 'a', column: 1 },
      { name: 'b', column: 2 },
      { name: '', column: 3 },
      { name: '', column: 4 },
    ]);
    expect(profile.functions.length).toBe(3);
    const joined = mapPositions(
      profile,
      toLine(() => 7),
    );
    expect(joined.functions.length).toBe(1);
    const split = mapPositions(profile, ({ name, column, ...rest }) =>
      name === '' ? { name, column, ...rest, startLine: column } : undefined,
    );
    expect(split.functions.length).toBe(4);
    expect(stackFrames(split, 1)).toEqual(stackFrames(profile, 1));
    expect(split.strings).toBe(profile.strings);
    expect(joined.strings.length).toBe(profile.strings.length + 2);
  });

  it('asks once for each function, line and column', () => {
    const asked: StackFrame[] = [];
    const profile = bundled([
      { name: 'a', column: 1 },
      { name: 'a', column: 1 },
      { name: 'a', column: 2 },
    ]);
    mapPositions(profile, (frame) => void asked.push(frame));
    expect(asked.map(({ column }) => column)).toEqual([1, 2]);
  });

  it('leaves all else as it was', () => {
    fc.assert(
      fc.property(arbitraryCapture(), (profile) => {
        const mapped = mapPositions(
          profile,
          toLine(({ line }) => line),
        );
        const { strings, functions, locations } = mapped;
        expect({ ...mapped, strings: [], functions: [], locations: [] }).toEqual({
          ...profile,
          strings: [],
          functions: [],
          locations: [],
        });
        expect(locations.address).toEqual(profile.locations.address);
        expect(locations.lineOffsets).toEqual(profile.locations.lineOffsets);
        const used = [...new Set(locations.lineFunction)];
        expect(used.length).toBe(functions.length);
        for (const name of functions.name) expect(strings.get(name)).toMatch(/^f[0-2]$/);
      }),
    );
  });

  it('changes nothing where each frame stands for itself', () => {
    fc.assert(
      fc.property(arbitraryProfile(), (profile) => {
        expect(mapPositions(profile, (frame) => ({ ...frame }))).toBe(profile);
      }),
    );
  });

  it('is undone by the lookup of the opposite direction', () => {
    const mark = '!';
    const there: FrameLookup = ({ name, line, ...rest }) => ({ ...rest, name: name + mark, line: line + 1 });
    const back: FrameLookup = ({ name, line, ...rest }) => ({
      ...rest,
      name: name.slice(0, -mark.length),
      line: line - 1,
    });
    fc.assert(
      fc.property(arbitraryCapture(), (profile) => {
        const returned = mapPositions(mapPositions(profile, there), back);
        expect(contentOf(returned)).toEqual(contentOf(profile));
        expect(() => encodeProfile(returned)).not.toThrow();
      }),
    );
  });
});
