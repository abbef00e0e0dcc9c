import type { Profile, ValueType } from '@heaptide/profile';
import type { FlameFrames } from '../flame/frame-table.js';
import { StackTree } from '../flame/stack-tree.js';
import { safeText } from '../safe-text.js';

export interface SpeedscopeOptions {
  /** Shown as the title. */
  readonly name?: string;
}

/** A profile in the file format of speedscope; fields as in its published schema. */
interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly exporter: 'heaptide';
  readonly name: string;
  readonly activeProfileIndex: number;
  readonly shared: { readonly frames: readonly SpeedscopeFrame[] };
  readonly profiles: readonly SampledProfile[];
}

interface SpeedscopeFrame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

interface SampledProfile {
  readonly type: 'sampled';
  readonly name: string;
  readonly unit: SpeedscopeUnit;
  readonly startValue: 0;
  /** Sum of `weights`. */
  readonly endValue: number;
  /** Stacks as rows of the shared frames, root first. */
  readonly samples: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

const TIME_UNITS = ['nanoseconds', 'microseconds', 'milliseconds', 'seconds'] as const;
type SpeedscopeUnit = 'none' | 'bytes' | (typeof TIME_UNITS)[number];

/**
 * The profile as a file for speedscope: one sampled profile per sample type, equal stacks summed, the default type
 * in front. What is negative in a difference is left out, since speedscope cannot draw it.
 */
export function renderSpeedscope(profile: Profile, { name = '' }: SpeedscopeOptions = {}): string {
  const { sampleTypes, samples, defaultSampleType } = profile;
  const width = sampleTypes.length;
  const tree = new StackTree();
  const ends = tree.add(profile, (sample) =>
    sampleTypes.some((_, column) => samples.values[sample * width + column] !== 0),
  );
  const { parent, frame, frames, length } = tree.nodes();
  const profiles = sampleTypes.map((type, column): SampledProfile => {
    const self = new Float64Array(length);
    ends.forEach((node, sample) => {
      if (node > 0) self[node]! += samples.values[sample * width + column]!;
    });
    const stacks: number[][] = [];
    const weights: number[] = [];
    self.forEach((weight, node) => {
      if (weight <= 0) return;
      const stack: number[] = [];
      for (let at = node; at > 0; at = parent[at]!) stack.push(frame[at]!);
      stacks.push(stack.reverse());
      weights.push(weight);
    });
    const endValue = weights.reduce((sum, weight) => sum + weight, 0);
    return {
      type: 'sampled',
      name: safeText(type.type),
      unit: unitOf(type),
      startValue: 0,
      endValue,
      samples: stacks,
      weights,
    };
  });
  const standard = sampleTypes.findIndex(({ type }) => type === defaultSampleType);
  const file: SpeedscopeFile = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'heaptide',
    name: safeText(name),
    activeProfileIndex: standard === -1 ? Math.max(0, sampleTypes.length - 1) : standard,
    shared: { frames: framesOf(frames) },
    profiles,
  };
  return `${JSON.stringify(file)}\n`;
}

function framesOf({ length, name, file, line }: FlameFrames): SpeedscopeFrame[] {
  return Array.from({ length }, (_, row) => ({
    name: safeText(name[row]!),
    ...(file[row] !== '' && { file: safeText(file[row]!) }),
    ...(line[row]! > 0 && { line: line[row]! }),
  }));
}

function unitOf({ unit }: ValueType): SpeedscopeUnit {
  if (unit === 'bytes' || unit === 'byte') return 'bytes';
  return TIME_UNITS.find((name) => name === unit || name === `${unit}s`) ?? 'none';
}
