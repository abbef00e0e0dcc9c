import type { ToldExit } from './log-findings.js';

const MOST_WORDS = 200;
const OOM_KILLED =
  /\bOOMKilled\b(?!["']?\s*[:=]\s*["']?false)|\bOOMKilling\b|result 'oom-kill'|killed by the OOM killer/i;
const CODE =
  /\b(?:exit(?:ed|s)?|terminated|died|failed)[^\n]{0,64}?\b(?:code|status)["']?\s{0,4}[:=]?\s{0,4}(\d{1,3})\b|\bExitCode["']?\s{0,4}[:=]\s{0,4}(\d{1,3})\b|\bstatus=(\d{1,3})\/|\berrno (\d{1,3})$/i;
const SIGNAL =
  /\b(?:signal|by)["']?[:=]?\s{0,4}["']?(SIG[A-Z0-9]{2,8})\b|\bsignal: (killed|aborted)|\bcode=(?:killed|dumped), status=\d{1,2}\/([A-Z]{2,8})/;
/** As a shell tells of a program that it started: `line 3:  19 Killed   node server.js`. */
const SHELL = /(?:^|:\s)\s{0,16}(\d{1,10}) (Killed|Aborted)(?: \(core dumped\))?(?:\s{2,}|$)/;

/** `--token=abc`, `PASSWORD=abc`; how an end is told is no such thing. */
const GIVEN = /((?<![\w-])(?!code=|status=|signal=|result=)-{0,2}[A-Za-z][\w-]{0,64})=\S+/g;

const SIGNAL_OF_WORD: Readonly<Record<string, string>> = { killed: 'SIGKILL', aborted: 'SIGABRT' };

/** An end that a line tells of, other than one with code 0. */
export function exitIn(line: string): ToldExit | undefined {
  const oomKill = OOM_KILLED.exec(line);
  const shell = SHELL.exec(line);
  const codeMatch = CODE.exec(line);
  const groups: readonly (string | undefined)[] = codeMatch?.slice(1) ?? [];
  const told = Number(groups.find((group) => group !== undefined) ?? 0);
  const signalMatch = shell ?? SIGNAL.exec(line);
  const signal = shell === null ? signalOf(signalMatch) : SIGNAL_OF_WORD[shell[2]!.toLowerCase()];
  // Where the signal is told, systemd's status is the signal and no code.
  const code = signal !== undefined && /\bcode=(?:killed|dumped)/.test(line) ? 0 : told;
  if (oomKill === null && signal === undefined && code === 0) return undefined;
  const [matched] = shell ?? oomKill ?? signalMatch ?? codeMatch!;
  return {
    ...(code === 0 ? {} : { code }),
    ...(signal === undefined ? {} : { signal }),
    isOomKill: oomKill !== null,
    words: wordsOf(shell === null && isPlain(line) ? line : matched),
    ...(shell === null ? {} : { pid: Number(shell[1]) }),
  };
}

/** Whether a line is a sentence of its own; what is longer, or data, may hold anything else besides. */
function isPlain(line: string): boolean {
  return line.length <= MOST_WORDS && !/["{\\]/.test(line);
}

/** The words without what commands were given, which may be secret. */
function wordsOf(words: string): string {
  return words
    .replace(/:\/\/[^\s/@]{1,256}@/g, '://…@')
    .replace(GIVEN, '$1=…')
    .replace(/^[:\s]+/, '')
    .trim()
    .slice(0, MOST_WORDS);
}

function signalOf(match: RegExpExecArray | null): string | undefined {
  const [, name, word, short] = match ?? [];
  if (name !== undefined) return name;
  if (word !== undefined) return SIGNAL_OF_WORD[word];
  return short === undefined ? undefined : `SIG${short}`;
}
