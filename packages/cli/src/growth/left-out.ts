/** What is not judged, and why: counted, with one name. */
export function leftOut(names: readonly string[], why: string): string {
  const [first, ...others] = names;
  return others.length === 0
    ? `${first!} is left out: ${why}`
    : `${names.length} captures are left out, such as ${first!}: ${why}`;
}
