import type { OutlineItem } from './outline.js';

/** Rows shown at a time before a row that stands for the others; each time that is opened, twice as many come. */
const FIRST_PAGE = 100;

/** Items that are made when they are shown, and their sizes, which are known before. */
export interface ItemList {
  readonly length: number;
  item(index: number): OutlineItem;
  shallow(index: number): number;
  retained(index: number): number;
}

/** The first items of a list, from `from` on, and a row of kind `more` for the others. */
export function cutItems(list: ItemList, from = 0, page = FIRST_PAGE): readonly OutlineItem[] {
  const { length } = list;
  const end = Math.min(length, from + page);
  const items = Array.from({ length: end - from }, (_, offset) => list.item(from + offset));
  if (end === length) return items;
  let shallow = 0;
  let retained = 0;
  for (let index = end; index < length; index++) {
    shallow += list.shallow(index);
    retained += list.retained(index);
  }
  const row = { kind: 'more', name: '', count: length - end, shallow, retained } as const;
  return [...items, { row, unfold: () => cutItems(list, end, 2 * page) }];
}
