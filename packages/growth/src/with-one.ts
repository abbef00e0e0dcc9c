/** Up to here a list is copied to be as long as it is: an array that is pushed to leaves room for sixteen more. */
const FEW = 8;

/** `list` with `item` behind it; the same list where it is long. There are lists to every cell and site, most of one or two. */
export function withOne<T>(list: T[], item: T): T[] {
  if (list.length < FEW) return list.concat([item]);
  list.push(item);
  return list;
}
