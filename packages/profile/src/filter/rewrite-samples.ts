import type { Profile, Samples } from '../profile.js';

/** What a rewriter returns in place of a number of frames to drop the sample. */
export const DROP = -1;

/**
 * Writes the new stack of sample `sample`, leaf first, into `out` from index `at` on. Its old stack is
 * `stack[from..to)`. Returns the number of frames written, or {@link DROP}.
 */
export type RewriteStack = (
  sample: number,
  stack: Int32Array,
  from: number,
  to: number,
  out: Int32Array,
  at: number,
) => number;

/** The samples of a profile with other stacks, or without some of them. `added`: most frames that one sample gains. */
export function rewriteSamples(profile: Profile, rewrite: RewriteStack, added = 0): Samples {
  const { samples } = profile;
  const { length, stack, stackOffsets } = samples;
  const out = new Int32Array(stack.length + added * length);
  const offsets = new Int32Array(length + 1);
  const kept = new Int32Array(length);
  let count = 0;
  let end = 0;
  for (let sample = 0; sample < length; sample++) {
    const frames = rewrite(sample, stack, stackOffsets[sample]!, stackOffsets[sample + 1]!, out, end);
    if (frames === DROP) continue;
    end += frames;
    kept[count++] = sample;
    offsets[count] = end;
  }
  return {
    ...pickSamples(profile, kept.subarray(0, count)),
    stackOffsets: offsets.slice(0, count + 1),
    stack: out.slice(0, end),
  };
}

/** Only the samples of which `keep` is true. */
export function filterSamples(profile: Profile, keep: (sample: number) => boolean): Samples {
  return rewriteSamples(profile, (sample, stack, from, to, out, at) => {
    if (!keep(sample)) return DROP;
    out.set(stack.subarray(from, to), at);
    return to - from;
  });
}

/** Which labels stay; row numbers of the label columns. */
export function filterLabels(samples: Samples, keep: (row: number) => boolean): Samples {
  const { length, labelOffsets } = samples;
  const offsets = new Int32Array(length + 1);
  const rows: number[] = [];
  for (let sample = 0; sample < length; sample++) {
    for (let row = labelOffsets[sample]!; row < labelOffsets[sample + 1]!; row++) {
      if (keep(row)) rows.push(row);
    }
    offsets[sample + 1] = rows.length;
  }
  return { ...samples, ...pickLabels(samples, Int32Array.from(rows)), labelOffsets: offsets };
}

/** Values and labels of some samples, given by row numbers in ascending order. The stacks are still those of all. */
function pickSamples({ samples, sampleTypes }: Profile, kept: Int32Array): Samples {
  if (kept.length === samples.length) return samples;
  const width = sampleTypes.length;
  const { labelOffsets, exactValues } = samples;
  const values = new Float64Array(kept.length * width);
  const exact = exactValues && new BigInt64Array(kept.length * width);
  const offsets = new Int32Array(kept.length + 1);
  const labelRows: number[] = [];
  for (let i = 0; i < kept.length; i++) {
    const sample = kept[i]!;
    for (let column = 0; column < width; column++) {
      values[i * width + column] = samples.values[sample * width + column]!;
      if (exact) exact[i * width + column] = exactValues[sample * width + column]!;
    }
    for (let row = labelOffsets[sample]!; row < labelOffsets[sample + 1]!; row++) labelRows.push(row);
    offsets[i + 1] = labelRows.length;
  }
  return {
    ...samples,
    length: kept.length,
    values,
    ...(exact && { exactValues: exact }),
    labelOffsets: offsets,
    ...pickLabels(samples, Int32Array.from(labelRows)),
  };
}

type LabelColumns = Pick<
  Samples,
  'labelKey' | 'labelText' | 'labelNumber' | 'labelUnit' | 'exactLabelNumbers'
>;

function pickLabels(samples: Samples, rows: Int32Array): LabelColumns {
  const { exactLabelNumbers } = samples;
  return {
    labelKey: rows.map((row) => samples.labelKey[row]!),
    labelText: rows.map((row) => samples.labelText[row]!),
    labelNumber: Float64Array.from(rows, (row) => samples.labelNumber[row]!),
    labelUnit: rows.map((row) => samples.labelUnit[row]!),
    ...(exactLabelNumbers && {
      exactLabelNumbers: BigInt64Array.from(rows as Iterable<number>, (row) => exactLabelNumbers[row]!),
    }),
  };
}
