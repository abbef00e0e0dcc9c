import type { Frame } from '@heaptide/growth';

const COLUMNS = 2 ** 26;

/**
 * Values by site. Three levels of strings that exist already instead of one key that is made: a report of 10,000 sites
 * is looked up with every capture.
 */
export class SiteTable<Value> {
  readonly #files = new Map<string, Map<string, Map<number, Value>>>();

  get({ file, function: name, line, column }: Frame): Value | undefined {
    return this.#files
      .get(file)
      ?.get(name)
      ?.get(line * COLUMNS + column);
  }

  set({ file, function: name, line, column }: Frame, value: Value): void {
    const functions = inner(this.#files, file);
    inner(functions, name).set(line * COLUMNS + column, value);
  }
}

function inner<Key, InnerKey, Value>(outer: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let found = outer.get(key);
  if (found === undefined) outer.set(key, (found = new Map<InnerKey, Value>()));
  return found;
}
