/** Where the index of a snapshot lies. */
export function indexPathOf(snapshotPath: string): string {
  return `${snapshotPath}.heaptide-index`;
}
