import type { WhySite } from '@heaptide/why';
import { CdpConnection, type CallOptions } from '../inspector/cdp-connection.js';
import { requireLoopback } from '../inspector/inspector-place.js';
import type { ProcessAddress } from '../reach/process-address.js';

export interface FunctionName {
  /** Of a method without its class. */
  readonly name: string;
  /** End of the path of its file; any file of the program's own where absent. */
  readonly file?: string;
}

const LIMIT_MS = 10_000;
const MOST_SCRIPTS = 2000;
const MOST_FOUND = 32;

/**
 * Functions of that name in the scripts of a process, by their text: what the compiler has inlined stands in no profile. The
 * process is not stopped, whatever it does meanwhile.
 * @throws {HeaptideError} `HT_E_INSPECTOR`, `HT_E_TIMEOUT`, `HT_E_ATTACH_REFUSED`; the signal's reason.
 */
export async function findFunctions(
  { name, host, port }: Extract<ProcessAddress, { readonly kind: 'inspector' }>,
  wanted: FunctionName,
  signal?: AbortSignal,
): Promise<readonly WhySite[]> {
  requireLoopback(host);
  const call: CallOptions = { timeoutMs: LIMIT_MS, signal };
  const cdp = await CdpConnection.open({ host, port }, { name, signal });
  try {
    const scripts = new Map<string, string>();
    cdp.on('Debugger.scriptParsed', ({ scriptId, url }) => {
      if (typeof scriptId === 'string' && typeof url === 'string') scripts.set(scriptId, url);
    });
    // In one breath: nothing that the program says to a debugger may stop it.
    await Promise.all([
      cdp.call('Debugger.enable', {}, call),
      cdp.call('Debugger.setSkipAllPauses', { skip: true }, call),
    ]);
    const found: WhySite[] = [];
    for (const [scriptId, url] of [...scripts]
      .filter(([, url]) => isWanted(url, wanted))
      .slice(0, MOST_SCRIPTS)) {
      const query = `${escaped(wanted.name)}\\s*[(=:]`;
      const hits = await cdp.call('Debugger.searchInContent', { scriptId, query, isRegex: true }, call);
      if (!Array.isArray(hits.result) || hits.result.length === 0) continue;
      const { scriptSource } = await cdp.call('Debugger.getScriptSource', { scriptId }, call);
      if (typeof scriptSource !== 'string') continue;
      for (const offset of startsOf(scriptSource, wanted.name)) {
        found.push({ function: wanted.name, file: url, ...positionOf(scriptSource, offset) });
      }
      if (found.length >= MOST_FOUND) break;
    }
    return found.slice(0, MOST_FOUND);
  } finally {
    await cdp.close();
  }
}

function isWanted(url: string, { file }: FunctionName): boolean {
  if (url === '' || url.startsWith('node:')) return false;
  return file === undefined ? !url.includes('/node_modules/') : url === file || url.endsWith(`/${file}`);
}

/** Where the parameters of functions of that name begin, which is where V8 has them begin. */
export function startsOf(source: string, name: string): readonly number[] {
  const word = escaped(name);
  const forms = [
    `\\bfunction\\s*\\*?\\s*${word}\\s*\\(`,
    `(?<![\\w$.])${word}\\s*[=:]\\s*(?:async\\b\\s*)?(?:function\\b\\s*\\*?\\s*(?:[\\w$]+\\s*)?)?\\((?=[^()]*\\)\\s*(?:=>|\\{))`,
    `(?:^|[;{}])\\s*(?:(?:static|async|get|set)\\s+)*\\*?\\s*${word}\\s*\\((?=[^()]*\\)\\s*\\{)`,
  ];
  const starts = forms.flatMap((form) =>
    [...source.matchAll(new RegExp(form, 'gm'))].map((match) => match.index + match[0].length - 1),
  );
  return [...new Set(starts)].sort((a, b) => a - b);
}

function positionOf(source: string, offset: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}

function escaped(name: string): string {
  return name.replace(/[^\w]/g, (character) => `\\${character}`);
}
