import {
  type Label,
  type LocationOptions,
  type Profile,
  ProfileBuilder,
  sampleLabels,
} from '../../src/index.js';

export interface WrittenSample {
  /** See {@link profileOf}. */
  readonly stack: string;
  readonly value?: number;
  readonly labels?: readonly Label[];
}

/**
 * A profile from stacks as people write them, from the root to the leaf: `main a+b c`, where `b` was inlined into `a`.
 * A frame is `name`, `name@file` or `name@file:line`; a location ends in `!program` when it has a mapping, and is `?`
 * when it has no lines.
 */
export function profileOf(samples: readonly (string | WrittenSample)[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  for (const each of samples) {
    const { stack, value = 1, labels = [] } = typeof each === 'string' ? { stack: each } : each;
    const places = stack === '' ? [] : stack.split(' ');
    const locations = places.map((place) => builder.location(locationOf(builder, place)));
    builder.sample({ stack: locations.reverse(), values: [value], labels });
  }
  return builder.build();
}

function locationOf(builder: ProfileBuilder, place: string): LocationOptions {
  const [frames = '', program] = place.split('!');
  const lines = frames === '?' ? [] : frames.split('+').reverse();
  return {
    address: 0n,
    lines: lines.map((frame) => {
      const [name = '', at = ''] = frame.split('@');
      const [filename = '', line = '0'] = at.split(':');
      return { function: builder.func({ name, filename }), line: Number(line), column: 0 };
    }),
    ...(program !== undefined && { mapping: builder.mapping({ filename: program }) }),
  };
}

/** The stacks of a profile in the notation of {@link profileOf}, without programs, files and lines. */
export function stacksOf({ strings, functions, locations, samples }: Profile): string[] {
  return Array.from({ length: samples.length }, (_, sample) => {
    const stack = samples.stack.subarray(samples.stackOffsets[sample], samples.stackOffsets[sample + 1]);
    const places = Array.from(stack, (row) => {
      const lines = locations.lineFunction.subarray(
        locations.lineOffsets[row],
        locations.lineOffsets[row + 1],
      );
      const names = Array.from(lines, (func) => strings.get(functions.name[func]!));
      return names.length === 0 ? '?' : names.reverse().join('+');
    });
    return places.reverse().join(' ');
  });
}

/** The labels of each sample. */
export function labelsOf(profile: Profile): Label[][] {
  return Array.from({ length: profile.samples.length }, (_, sample) => sampleLabels(profile, sample));
}

/** The values of the first sample type. */
export function valuesOf({ samples, sampleTypes }: Profile): number[] {
  return Array.from({ length: samples.length }, (_, sample) => samples.values[sample * sampleTypes.length]!);
}
