/** What of a text of the cluster goes into a message. */
const MOST_CHARACTERS = 500;

/** `text`, cut where it is longer than a person reads. */
export function clipWords(text: string, most = MOST_CHARACTERS): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
