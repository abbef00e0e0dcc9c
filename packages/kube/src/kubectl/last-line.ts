const MOST_CHARACTERS = 500;
/** `E1122 12:00:00.000000 1 file.go:12] `, as klog begins its lines. */
const KLOG_PREFIX = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [^\]\n]*:\d+\] /;

/** What a program said last, in one line; empty where it said nothing. Hostile text until sanitised. */
export function lastLine(text: string): string {
  const line = text
    .split('\n')
    .findLast((each) => each.trim() !== '')
    ?.trim();
  return (line ?? '').replace(KLOG_PREFIX, '').slice(0, MOST_CHARACTERS);
}
