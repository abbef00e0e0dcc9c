import {
  BORN_LABEL,
  EXTERNAL_LABEL,
  EXTERNAL_OBJECTS_LABEL,
  type LocationId,
  type Profile,
  ProfileBuilder,
} from '@heaptide/profile/write';
import { fileURLToPath } from 'node:url';
import type { SampleWeight } from './size-classes.js';

/** What goes into a profile of live memory besides its samples. */
export interface LiveProfileOptions {
  /** Name of the program, for the mapping. */
  readonly program: string;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Time of the reading, milliseconds since 1970. */
  readonly time: number;
  /** One profile sample per live sample with its birth, in place of one per distinct stack. */
  readonly births: boolean;
  readonly comments: readonly string[];
}

/** A place in a script; positions count from 1, 0 when unknown. */
export interface LiveFrame {
  /** Empty for a function without a name. */
  readonly name: string;
  /** Path or `file:` URL. */
  readonly url: string;
  /** Where the function begins. */
  readonly startLine?: number;
  readonly line: number;
  readonly column: number;
}

const SPACE = { type: 'inuse_space', unit: 'bytes' };
const OBJECTS = { type: 'inuse_objects', unit: 'count' };

/** Builds a pprof of live samples: `inuse_objects/count` and `inuse_space/bytes`. */
export class LiveProfile {
  readonly #builder: ProfileBuilder;
  readonly #mapping: ReturnType<ProfileBuilder['mapping']>;
  readonly #births: boolean;
  readonly #totals = new Map<string, { stack: readonly LocationId[]; objects: number; bytes: number }>();

  constructor(options: LiveProfileOptions) {
    this.#births = options.births;
    this.#builder = new ProfileBuilder({
      sampleTypes: [OBJECTS, SPACE],
      defaultSampleType: SPACE.type,
      periodType: SPACE,
      period: options.interval,
      timeNanos: BigInt(options.time) * 1_000_000n,
    });
    for (const comment of options.comments) this.#builder.comment(comment);
    this.#mapping = this.#builder.mapping({ filename: options.program });
  }

  location({ name, url, startLine = 0, line, column }: LiveFrame): LocationId {
    const func = this.#builder.func({ name: name || '(anonymous)', filename: plainPath(url), startLine });
    return this.#builder.location({ mapping: this.#mapping, lines: [{ function: func, line, column }] });
  }

  /** Adds a live sample with what it stands for; `born` in bytes on the allocation clock. */
  add(stack: readonly LocationId[], { objects, bytes }: SampleWeight, born: number): void {
    if (this.#births) {
      const label = { key: BORN_LABEL, number: born, unit: 'bytes' };
      this.#builder.sample({ stack, values: [objects, bytes], labels: [label] });
      return;
    }
    // By content: functions loaded twice differ in their script only, and share a stack.
    const key = stack.join();
    const total = this.#totals.get(key);
    if (total === undefined) this.#totals.set(key, { stack, objects, bytes });
    else {
      total.objects += objects;
      total.bytes += bytes;
    }
  }

  /**
   * Adds a live sample of external memory to a profile of the heap with births: what it stands for goes into labels, and
   * values of 0 leave every sum as it was. Its birth is told as minus that on the external clock, so that no two samples
   * of a profile share one.
   */
  addExternal(stack: readonly LocationId[], { objects, bytes }: SampleWeight, born: number): void {
    const labels = [
      { key: BORN_LABEL, number: -born, unit: 'bytes' },
      { key: EXTERNAL_LABEL, number: Math.round(bytes), unit: 'bytes' },
      { key: EXTERNAL_OBJECTS_LABEL, number: Math.max(1, Math.round(objects)), unit: 'count' },
    ];
    this.#builder.sample({ stack, values: [0, 0], labels });
  }

  /** The profile of all that was added; to be called once. */
  build(): Profile {
    for (const { stack, objects, bytes } of this.#totals.values())
      this.#builder.sample({ stack, values: [objects, bytes] });
    return this.#builder.build();
  }
}

/** The directory of the agent's modules, as they stand in frames: their `file:` URLs, and the paths of CommonJS. */
const OWN_URL = new URL('..', import.meta.url).href;
const OWN_PATH = fileURLToPath(OWN_URL);

/** Paths for `file:` URLs; the agent's own modules are `heaptide:`, as Node's are `node:`, wherever they are installed. */
function plainPath(url: string): string {
  if (url.startsWith(OWN_URL)) return `heaptide:${moduleName(url.slice(OWN_URL.length))}`;
  if (url.startsWith(OWN_PATH)) return `heaptide:${moduleName(url.slice(OWN_PATH.length))}`;
  if (!url.startsWith('file:')) return url;
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

function moduleName(path: string): string {
  return path.replace(/\.[cm]?[jt]s$/, '');
}
