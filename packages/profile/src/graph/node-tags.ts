import { compareUtf8 } from '../algebra/byte-order.js';
import { labelSets } from '../filter/label-sets.js';
import type { GraphNode, GraphTag } from './graph.js';
import type { Profile } from '../profile.js';

export interface TagOptions {
  /** Unit of the numeric label `bytes`, the only one that a drawing shows. */
  readonly bytesUnit: string;
  readonly format: (value: number, unit: string) => string;
  /** A text label that is not shown. */
  readonly hidden: string;
}

/** What one sample adds to the tags of its nodes. */
interface SampleTags {
  readonly joined: string;
  readonly numbers: readonly { readonly name: string; readonly unit: string; readonly value: number }[];
}

/** Adds up the labels of samples by the nodes that they go through. */
export class TagCollector {
  readonly #profile: Profile;
  readonly #options: TagOptions;
  #sample = -1;
  #tags: SampleTags = { joined: '', numbers: [] };

  constructor(profile: Profile, options: TagOptions) {
    this.#profile = profile;
    this.#options = options;
  }

  /** Adds a sample to the flat or the cum sums of the tags of `node`. */
  add(node: GraphNode, sample: number, weight: number, divisor: number, flat: boolean): void {
    if (sample !== this.#sample) this.#tags = this.#tagsOf(sample);
    this.#sample = sample;
    const { joined, numbers } = this.#tags;
    const count = (tag: GraphTag): void => {
      if (flat) {
        tag.flat += weight;
        tag.flatDivisor += divisor;
      } else {
        tag.cum += weight;
        tag.cumDivisor += divisor;
      }
    };
    node.tags ??= { labels: new Map(), numbers: new Map() };
    if (joined !== '') count(tagAt(node.tags.labels, joined, '', 0));
    if (numbers.length === 0) return;
    let byName = node.tags.numbers.get(joined);
    if (byName === undefined) node.tags.numbers.set(joined, (byName = new Map<string, GraphTag>()));
    for (const { name, unit, value } of numbers) count(tagAt(byName, name, unit, value));
  }

  #tagsOf(sample: number): SampleTags {
    const { texts, numbers } = labelSets(this.#profile, sample);
    const { bytesUnit, format, hidden } = this.#options;
    const joined = [...texts]
      .filter(([key]) => key !== hidden)
      .flatMap(([key, values]) => values.map((value) => `${key}:${value}`))
      .sort(compareUtf8)
      .join('\\n');
    const bytes = numbers.get('bytes')?.values ?? [];
    return {
      joined,
      numbers: bytes.map((value) => ({ name: format(value, bytesUnit), unit: bytesUnit, value })),
    };
  }
}

function tagAt(tags: Map<string, GraphTag>, name: string, unit: string, value: number): GraphTag {
  const known = tags.get(name);
  if (known !== undefined) return known;
  const tag = { name, unit, value, flat: 0, cum: 0, flatDivisor: 0, cumDivisor: 0 };
  tags.set(name, tag);
  return tag;
}

/** Removes tags below a weight. */
export function removeLightTags(nodes: readonly GraphNode[], least: number): void {
  const trim = (tags: Map<string, GraphTag>): void => {
    for (const [name, { flat, cum }] of tags) {
      if (Math.abs(flat) < least && Math.abs(cum) < least) tags.delete(name);
    }
  };
  for (const { tags } of nodes) {
    if (tags === undefined) continue;
    trim(tags.labels);
    for (const numbers of tags.numbers.values()) trim(numbers);
  }
}

/** Heaviest first, by flat or by cum and then flat, then by name. */
export function sortTags(tags: Iterable<GraphTag>, byFlat: boolean): GraphTag[] {
  const heavier = (a: number, b: number): number => (a === b ? 0 : Math.abs(b) - Math.abs(a));
  return [...tags].sort(
    (a, b) => (byFlat ? 0 : heavier(a.cum, b.cum)) || heavier(a.flat, b.flat) || compareUtf8(a.name, b.name),
  );
}
