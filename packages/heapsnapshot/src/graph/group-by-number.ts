import { sharedNumbers } from '../model/shared-arrays.js';

/** Members by group: those of group `g` are `members[first[g]]` up to, not including, `members[first[g + 1]]`. */
export interface Groups {
  readonly first: Uint32Array;
  readonly members: Uint32Array;
}

/** Groups the numbers from `start` up to `groupOf.length` by the group of each, which is below `groups`; each in order. */
export function groupByNumber(groupOf: Uint32Array, groups: number, start = 0): Groups {
  const first = sharedNumbers(groups + 1);
  for (let member = start; member < groupOf.length; member++) first[groupOf[member]! + 1]!++;
  for (let group = 0; group < groups; group++) first[group + 1]! += first[group]!;
  const members = sharedNumbers(groupOf.length - start);
  const filled = first.slice(0, groups);
  for (let member = start; member < groupOf.length; member++) members[filled[groupOf[member]!]!++] = member;
  return { first, members };
}
