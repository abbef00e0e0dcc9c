const HEAP_URL = /^heaptide: heap profiles at (http:\/\/127\.0\.0\.1:\d+\/debug\/heap)\r?$/gm;
const NO_PROFILES = /^heaptide: no heap profiles: (.*)$/m;
const ANY_URL = /https?:\/\/[^\s"'`<>\p{Cc}]+/gu;

/** Where the agents of the program's processes say that they serve, in order. */
export function heapUrls(output: string): readonly string[] {
  return [...output.matchAll(HEAP_URL)].map((match) => match[1]!);
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
