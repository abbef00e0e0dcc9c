import type { HeapFlags } from './heap-flags.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

const LEAST_OLD_SPACE = 256 * MIB;
const MOST_OLD_SPACE = 2 * GIB;
/** From so much memory on, V8 allows the old generation twice as much. */
const PLENTY = 15 * GIB;
/** V8 counts the young generation as three semi-spaces. */
const SEMI_SPACES = 3;

/** What V8 chooses for a semi-space: memory divided by `share`, up to the next power of two, within bounds in MiB. */
interface SemiSpaceRule {
  readonly share: number;
  readonly least: number;
  readonly most: number;
  /** Memory up to which it stays at the least whatever the share would be, in MiB. */
  readonly leastUpTo: number;
}

const SEMI_SPACE_RULES = {
  20: { share: 256, least: 1, most: 16, leastUpTo: 512 },
  24: { share: 64, least: 1, most: 64, leastUpTo: 512 },
  26: { share: 128, least: 2, most: 32, leastUpTo: 0 },
} as const satisfies Record<number, SemiSpaceRule>;

/**
 * V8's heap limit (`heap_size_limit`) in a container of `containerBytes`, with what node's options say and what V8 chooses
 * by itself otherwise: half of the container, but never under 256 MiB of old generation. The rules are those measured with
 * Node.js 20 to 26 in memory cgroups from 64 MiB to 16 GiB. Of an unknown release the lowest is given, as of 20 and 22.
 */
export function heapLimit(flags: HeapFlags, containerBytes: number, nodeMajor?: number): number {
  const { oldSpace, oldSpacePercentage, semiSpace, heap } = flags;
  if (heap !== undefined && oldSpace === undefined && oldSpacePercentage === undefined) return heap;
  const ofContainer =
    oldSpacePercentage === undefined ? undefined : (containerBytes * oldSpacePercentage) / 100;
  const old =
    (ofContainer === undefined ? oldSpace : Math.floor(ofContainer / MIB) * MIB) ??
    defaultOldSpace(containerBytes);
  const wishedYoung = heap === undefined ? undefined : Math.max(0, heap - old) / SEMI_SPACES;
  const semi = semiSpace ?? wishedYoung;
  return (
    old + SEMI_SPACES * (semi === undefined ? defaultSemiSpace(containerBytes, nodeMajor) : powerOfTwo(semi))
  );
}

function defaultOldSpace(memory: number): number {
  return Math.max(
    LEAST_OLD_SPACE,
    Math.min(memory / 2, memory >= PLENTY ? 2 * MOST_OLD_SPACE : MOST_OLD_SPACE),
  );
}

function defaultSemiSpace(memory: number, nodeMajor = 20): number {
  const { share, least, most, leastUpTo } =
    SEMI_SPACE_RULES[nodeMajor >= 26 ? 26 : nodeMajor >= 24 ? 24 : 20];
  if (memory <= leastUpTo * MIB) return least * MIB;
  return Math.min(most * MIB, Math.max(least * MIB, powerOfTwo(memory / share)));
}

/** The power of two in MiB that holds `bytes`. */
function powerOfTwo(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, bytes / MIB))) * MIB;
}
