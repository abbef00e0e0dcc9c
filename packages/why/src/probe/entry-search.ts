import type { CollectionKind, EntryReader, TargetValues } from './target-values.js';

/** An entry that is looked for, and what to do where it is found. */
export interface Want {
  readonly value: unknown;
  readonly act: () => void;
}

/** Looks for entries by identity, one collection after another. */
export interface EntrySearch {
  /** Takes the last of `queue` as it has time for it, so many milliseconds. Gives whether there is more to do. */
  step(queue: SearchOrder[], milliseconds: number): boolean;
  clear(): void;
}

/** A collection to be searched; what is wanted in it is asked as its turn comes. */
export interface SearchOrder {
  readonly kind: CollectionKind;
  object(): object | undefined;
  wants(): readonly Want[];
}

export function createEntrySearch(values: TargetValues, mine: WeakSet<object>): EntrySearch {
  /** Of a longer array the end is searched. */
  const MOST_OF_ARRAY = 200_000;
  const ENTRIES_A_SLICE = 2000;
  let current:
    { readonly reader: EntryReader; readonly wanted: Map<unknown, Want[]>; left: number } | undefined;

  const begin = (order: SearchOrder): void => {
    const object = order.object();
    const wanted = new Map<unknown, Want[]>();
    for (const want of order.wants()) {
      const same = wanted.get(want.value);
      if (same === undefined) wanted.set(want.value, [want]);
      else same.push(want);
    }
    if (object === undefined || wanted.size === 0) return;
    mine.add(wanted);
    const size = values.sizeOf(object, order.kind);
    const from = order.kind === 'Array' ? Math.max(0, size - MOST_OF_ARRAY) : 0;
    // What is added meanwhile is not waited for.
    current = {
      reader: values.readEntries(object, order.kind, from),
      wanted,
      left: size + ENTRIES_A_SLICE,
    };
  };

  const readOn = (): void => {
    const { reader, wanted } = current!;
    for (let i = 0; i < ENTRIES_A_SLICE; i++) {
      const entry = reader.next();
      if (entry === undefined || wanted.size === 0 || current!.left-- <= 0) {
        current = undefined;
        return;
      }
      for (const each of [entry.value, entry.key]) {
        const wants = wanted.get(each);
        if (wants === undefined) continue;
        for (const { act } of wants) act();
        wanted.delete(each);
      }
    }
  };

  return {
    step(queue, milliseconds) {
      const end = Date.now() + milliseconds;
      while (Date.now() < end) {
        if (current !== undefined) readOn();
        else if (queue.length > 0) begin(queue.pop()!);
        else return false;
      }
      return true;
    },
    clear: () => void (current = undefined),
  };
}
