import {
  BORN_LABEL,
  EXTERNAL_LABEL,
  EXTERNAL_OBJECTS_LABEL,
  HeaptideError,
  type Profile,
} from '@heaptide/profile';

/** The samples of one kind of memory in a profile: columns of equal length. */
export interface RowColumns {
  /** Indices of the samples in the profile. */
  readonly sample: Int32Array;
  /** Birth on the clock of its memory; NaN where it is not known. */
  readonly born: Float64Array;
  readonly bytes: Float64Array;
  readonly objects: Float64Array;
}

/** The samples of a profile by the memory that they stand for. */
export interface ProfileRows {
  readonly heap: RowColumns;
  /** Buffers and ArrayBuffers that a capture with births holds beside the heap. */
  readonly external: RowColumns;
}

/** @throws {HeaptideError} `HT_E_NO_SUCH_TYPE` for a profile that is no heap profile. */
export function profileRows(profile: Profile): ProfileRows {
  const space = valueColumn(profile, 'inuse_space');
  const count = valueColumn(profile, 'inuse_objects');
  const { samples, strings } = profile;
  const width = profile.sampleTypes.length;
  const heap = new RowBuilder(samples.length);
  const external = new RowBuilder(samples.length);
  const keyNames = new Map<number, string>();
  for (let sample = 0; sample < samples.length; sample++) {
    let born = NaN;
    let externalBytes = NaN;
    let externalObjects = 1;
    for (let row = samples.labelOffsets[sample]!; row < samples.labelOffsets[sample + 1]!; row++) {
      if (samples.labelText[row] !== 0) continue;
      const key = samples.labelKey[row]!;
      let name = keyNames.get(key);
      if (name === undefined) keyNames.set(key, (name = strings.get(key)));
      const number = samples.labelNumber[row]!;
      if (name === BORN_LABEL) born = number;
      else if (name === EXTERNAL_LABEL) externalBytes = number;
      else if (name === EXTERNAL_OBJECTS_LABEL) externalObjects = number;
    }
    if (Number.isNaN(externalBytes)) {
      heap.add(
        sample,
        born,
        samples.values[sample * width + space]!,
        samples.values[sample * width + count]!,
      );
    } else {
      external.add(sample, -born, externalBytes, externalObjects);
    }
  }
  return { heap: heap.columns(), external: external.columns() };
}

class RowBuilder {
  private length = 0;
  private readonly sample: Int32Array;
  private readonly born: Float64Array;
  private readonly bytes: Float64Array;
  private readonly objects: Float64Array;

  constructor(most: number) {
    this.sample = new Int32Array(most);
    this.born = new Float64Array(most);
    this.bytes = new Float64Array(most);
    this.objects = new Float64Array(most);
  }

  add(sample: number, born: number, bytes: number, objects: number): void {
    const row = this.length++;
    this.sample[row] = sample;
    this.born[row] = born;
    this.bytes[row] = bytes;
    this.objects[row] = objects;
  }

  columns(): RowColumns {
    const { length } = this;
    return {
      sample: this.sample.subarray(0, length),
      born: this.born.subarray(0, length),
      bytes: this.bytes.subarray(0, length),
      objects: this.objects.subarray(0, length),
    };
  }
}

function valueColumn(profile: Profile, type: string): number {
  const column = profile.sampleTypes.findIndex((sampleType) => sampleType.type === type);
  if (column >= 0) return column;
  const there = profile.sampleTypes.map((sampleType) => sampleType.type).join(', ');
  throw new HeaptideError(
    'HT_E_NO_SUCH_TYPE',
    `the profile has no ${type}, only ${there || 'nothing'}: it is no heap profile`,
  );
}
