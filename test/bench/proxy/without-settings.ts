/** Takes out of a child's environment what would change how it is measured. */
export function withoutSettings(): Record<string, undefined> {
  const ours = Object.keys(process.env).filter((name) => name.startsWith('HEAPTIDE_'));
  return Object.fromEntries([...ours, 'NODE_OPTIONS'].map((name) => [name, undefined]));
}
