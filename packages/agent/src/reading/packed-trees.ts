import type { LiveSample, SamplingNode, SamplingProfile, SizeClass, SizeNode } from './heap-reading.js';

/**
 * Both trees of a reading as flat lists of numbers, nodes in pre-order, with every text once: the isolate that is read
 * has half the work with them, and so has whoever reads their JSON.
 */
export interface PackedTrees {
  readonly texts: readonly string[];
  /** Of each node: id, name, script id, url, line, column, number of children. */
  readonly nodes: readonly number[];
  /** Of each live sample: size, node id, ordinal. */
  readonly samples: readonly number[];
  /** Of each node: name, script id, line, column, number of children, number of size classes; then size and count of each. */
  readonly sizes?: readonly number[];
}

/** What is read of a sampler in one turn. */
export interface Trees {
  readonly profile: SamplingProfile;
  readonly sizes?: SizeNode;
}

/** Packs what was read. */
export function packTrees({ profile, sizes }: Trees): PackedTrees {
  const texts = new TextTable();
  const nodes: number[] = [];
  const packNode = ({ id, callFrame: frame, children }: SamplingNode): void => {
    const { lineNumber, columnNumber } = frame;
    nodes.push(id, texts.of(frame.functionName), Number(frame.scriptId), texts.of(frame.url));
    nodes.push(lineNumber, columnNumber, children.length);
    for (const child of children) packNode(child);
  };
  packNode(profile.head);
  const samples: number[] = [];
  for (const { size, nodeId, ordinal } of profile.samples) samples.push(size, nodeId, ordinal);
  const packed = { texts: texts.list, nodes, samples };
  return sizes === undefined ? packed : { ...packed, sizes: packSizes(sizes, texts) };
}

function packSizes(root: SizeNode, texts: TextTable): number[] {
  const packed: number[] = [];
  const pack = (node: SizeNode): void => {
    const { name = '', scriptId = 0, lineNumber = 0, columnNumber = 0, children, allocations } = node;
    packed.push(texts.of(name), scriptId, lineNumber, columnNumber, children.length, allocations.length);
    for (const { sizeBytes, count } of allocations) packed.push(sizeBytes, count);
    for (const child of children) pack(child);
  };
  pack(root);
  return packed;
}

/** The trees as they were before {@link packTrees}. */
export function unpackTrees({ texts, nodes, samples, sizes }: PackedTrees): Trees {
  const profile = { head: unpackNode(new Numbers(nodes), texts), samples: unpackSamples(samples) };
  return sizes === undefined ? { profile } : { profile, sizes: unpackSizes(new Numbers(sizes), texts) };
}

function unpackNode(numbers: Numbers, texts: readonly string[]): SamplingNode {
  const id = numbers.next();
  const functionName = texts[numbers.next()]!;
  const scriptId = String(numbers.next());
  const url = texts[numbers.next()]!;
  const callFrame = { functionName, scriptId, url, lineNumber: numbers.next(), columnNumber: numbers.next() };
  const children = numbers.times(() => unpackNode(numbers, texts));
  return { id, callFrame, children };
}

function unpackSamples(samples: readonly number[]): LiveSample[] {
  const numbers = new Numbers(samples);
  const unpacked: LiveSample[] = [];
  for (let sample = 0; sample < samples.length; sample += 3) {
    unpacked.push({ size: numbers.next(), nodeId: numbers.next(), ordinal: numbers.next() });
  }
  return unpacked;
}

function unpackSizes(numbers: Numbers, texts: readonly string[]): SizeNode {
  const name = texts[numbers.next()]!;
  const [scriptId, lineNumber, columnNumber] = [numbers.next(), numbers.next(), numbers.next()];
  const childCount = numbers.next();
  const allocations = numbers.times((): SizeClass => ({ sizeBytes: numbers.next(), count: numbers.next() }));
  const children = Array.from({ length: childCount }, () => unpackSizes(numbers, texts));
  return { name, scriptId, lineNumber, columnNumber, allocations, children };
}

/** Texts by number, each once. */
class TextTable {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.list.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** A list of numbers that is read once, in order. */
class Numbers {
  readonly #list: readonly number[];
  #at = 0;

  constructor(list: readonly number[]) {
    this.#list = list;
  }

  next(): number {
    return this.#list[this.#at++]!;
  }

  /** Reads a number, and then as many things. */
  times<T>(read: () => T): T[] {
    return Array.from({ length: this.next() }, read);
  }
}
