const SHOWN = 8;

/** Enough of a session's id to tell it from others in a log, and too little to use it. */
export function shortId(id: string): string {
  return `${id.slice(0, Math.min(SHOWN, Math.floor(id.length / 2)))}…`;
}
