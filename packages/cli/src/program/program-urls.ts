const HEAP_URL = /^heaptide: heap profiles at (http:\/\/127\.0\.0\.1:\d+\/debug\/heap)\r?$/gm;
/** A runner of several programs puts their names in front of their lines. */
const HEAP_URL_IN_LINE = /heaptide: heap profiles at (http:\/\/127\.0\.0\.1:\d+\/debug\/heap)(?![\w/])/;
const NO_PROFILES = /^heaptide: no heap profiles: (.*)$/m;
const ANY_URL = /https?:\/\/[^\s"'`<>\p{Cc}]+/gu;

/** Where the agents of the program's processes say that they serve, in order. */
export function heapUrls(output: string): readonly string[] {
  return [...output.matchAll(HEAP_URL)].map((match) => match[1]!);
}

/** The one that a line names, whatever stands around it. */
export function heapUrlIn(line: string): string | undefined {
  return HEAP_URL_IN_LINE.exec(line)?.[1];
}

/** Why an agent says that it does not serve, if one does. */
export function agentTrouble(output: string): string | undefined {
  return NO_PROFILES.exec(output)?.[1];
}

/** The first URL that the program names in whole, those of the agents left out: where it listens, most likely. */
export function namedUrl(output: string): string | undefined {
  const whole = output.slice(0, output.lastIndexOf('\n') + 1);
  const ours = new Set(heapUrls(whole));
  return [...whole.matchAll(ANY_URL)]
    .map(([url]) => url.replace(/[.,;:)\]]+$/, ''))
    .find((url) => !ours.has(url) && URL.canParse(url));
}
