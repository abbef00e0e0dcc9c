import {
  formatValue,
  type GraphNode,
  type GraphTag,
  scaleValue,
  sortTags,
  tagCum,
  tagFlat,
  truncate,
} from '@heaptide/profile';
import { escapeDotTag } from './escape-dot.js';

/** Boxes of each kind at one node. */
const MOST = 4;

/** The boxes of a node's labels, as lines of dot. `format`: a value with its unit. */
export function nodelets(node: GraphNode, id: number, format: (value: number) => string): string[] {
  if (node.tags === undefined) return [];
  // What a leaf calls is not in the drawing, so its tags show it all.
  const byFlat = node.out.size > 0;
  const lines: string[] = [];
  const { labels, numbers } = node.tags;
  sortTags(labels.values(), byFlat)
    .slice(0, MOST)
    .forEach((tag, i) => {
      const value = byFlat ? tagFlat(tag) : tagCum(tag);
      if (value === 0) return;
      lines.push(...box(`N${id}`, `${id}_${i}`, tag.name, format(value), ''));
      const below = numbers.get(tag.name);
      if (below) lines.push(...numericBoxes([...below.values()], byFlat, `N${id}_${i}`, format));
    });
  const bare = numbers.get('');
  if (bare) lines.push(...numericBoxes([...bare.values()], byFlat, `N${id}`, format));
  return lines;
}

function box(source: string, target: string, name: string, weight: string, style: string): string[] {
  return [
    `N${target} [label = "${escapeDotTag(name)}" id="N${target}" fontsize=8 shape=box3d tooltip="${weight}"]`,
    `${source} -> N${target} [label=" ${weight}" weight=100 tooltip="${weight}" labeltooltip="${weight}"${style}]`,
  ];
}

function numericBoxes(
  tags: GraphTag[],
  byFlat: boolean,
  source: string,
  format: (value: number) => string,
): string[] {
  return groupTags(tags, byFlat).flatMap((tag, i) => {
    const [flat, cum] = [tagFlat(tag), tagCum(tag)];
    const solid = byFlat || flat === cum;
    const value = solid ? flat : cum;
    if (value === 0) return [];
    return box(source, `${source}_${i}`, tag.name, format(value), solid ? '' : ' style="dotted"');
  });
}

/** At most {@link MOST} tags: the heaviest, each with those that are nearest to it, as ranges. */
function groupTags(tags: GraphTag[], byFlat: boolean): GraphTag[] {
  const sorted = sortTags(tags, byFlat);
  if (sorted.length <= MOST) return sorted;
  const groups = sorted.slice(0, MOST).map((tag) => [tag]);
  for (const tag of sorted.slice(MOST)) {
    const distances = groups.map(([first]) => distance(tag, first!));
    groups[distances.indexOf(Math.min(...distances))]!.push(tag);
  }
  return sortTags(groups.map(sumGroup), byFlat);
}

function distance(from: GraphTag, to: GraphTag): number {
  return Math.abs(scaleValue(from.value, from.unit, to.unit).value - to.value);
}

function sumGroup(group: GraphTag[]): GraphTag {
  const first = group[0]!;
  if (group.length === 1) {
    return {
      ...first,
      name: formatValue(first.value, first.unit),
      flat: tagFlat(first),
      cum: tagCum(first),
      flatDivisor: 0,
      cumDivisor: 0,
    };
  }
  const sum = { ...first };
  let [least, most] = [first, first];
  for (const tag of group.slice(1)) {
    const valueIn = (unit: string): number => truncate(scaleValue(tag.value, tag.unit, unit).value);
    if (valueIn(least.unit) < least.value) least = tag;
    if (valueIn(most.unit) > most.value) most = tag;
    sum.flat += tag.flat;
    sum.cum += tag.cum;
    sum.flatDivisor += tag.flatDivisor;
    sum.cumDivisor += tag.cumDivisor;
  }
  const name = `${formatValue(least.value, least.unit)}..${formatValue(most.value, most.unit)}`;
  return { ...sum, name, flat: tagFlat(sum), cum: tagCum(sum), flatDivisor: 0, cumDivisor: 0 };
}
