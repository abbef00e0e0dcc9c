/** Symbols under which a question puts its probe on `globalThis` for a while begin so. */
const PROBE = 'heaptide.why.';

/** For the main thread: takes away what a question leaves that was broken off. All else ends with its session. */
export const REMOVE_WHAT_IS_LEFT = `(() => {
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (Symbol.keyFor(key)?.startsWith(${JSON.stringify(PROBE)}) !== true) continue;
    try { globalThis[key].run(['release']); } finally { delete globalThis[key]; }
  }
})()`;
