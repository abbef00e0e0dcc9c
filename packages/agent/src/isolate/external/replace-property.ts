/**
 * Puts a function in place of an own method of `owner`, and returns what puts the old one back, unless somebody has
 * replaced ours since. `undefined` where there is no such method or it may not be changed.
 */
export function replaceProperty<T extends object>(
  owner: object,
  key: string,
  replacement: (original: T) => T,
): (() => void) | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  if (typeof descriptor?.value !== 'function') return undefined;
  const value = replacement(descriptor.value as T);
  if (!Reflect.defineProperty(owner, key, { ...descriptor, value })) return undefined;
  return () => {
    if (Reflect.getOwnPropertyDescriptor(owner, key)?.value === value)
      Reflect.defineProperty(owner, key, descriptor);
  };
}

/** Gives a hook all that can be asked of the function it stands in for: name, length, prototype, statics. */
export function disguise(hook: object, original: object): void {
  for (const key of Reflect.ownKeys(original)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(original, key);
    if (descriptor !== undefined) Reflect.defineProperty(hook, key, descriptor);
  }
}
