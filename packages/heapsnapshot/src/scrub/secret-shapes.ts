import { ALL, AT, CAPITAL_A, CAPITAL_J, DIGIT, DOT, JOINT, VALUE } from './byte-classes.js';

interface SecretShape {
  /** Text of this shape has a byte of one of these kinds at least. */
  readonly needs: number;
  readonly pattern: RegExp;
}

/** What data looks like that no name in a program does. Each has a bound on what it looks at, so none can be made slow. */
const SHAPES: readonly SecretShape[] = [
  // Mail addresses.
  { needs: AT, pattern: /[\w.+-]{1,64}@[\w-]{1,63}\.[A-Za-z]{2,}/ },
  // Credentials in a URL, and values of a query.
  { needs: AT, pattern: /:\/\/[^\s/:@]{0,64}:[^\s/@]{1,128}@/ },
  { needs: VALUE, pattern: /[?&][\w.-]{1,64}=[^&\s]/ },
  // JSON web tokens, and the beginning of one.
  { needs: CAPITAL_J, pattern: /eyJ[\w-]{8,}/ },
  { needs: JOINT, pattern: /-----BEGIN / },
  // Digits in a row: cards, accounts, telephones, times.
  { needs: DIGIT, pattern: /\d[\d -]{7,}\d/ },
  { needs: DIGIT, pattern: /\d{7}/ },
  // UUIDs, digests, ids in hexadecimal with a digit.
  { needs: DIGIT, pattern: /(?=[a-f]{0,15}\d)[0-9a-f]{12,}/i },
  { needs: JOINT, pattern: /[0-9a-f]{8}-[0-9a-f]{4}-/i },
  // Addresses of machines.
  { needs: DIGIT, pattern: /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/ },
  // Prefixes of issuers of keys.
  {
    needs: JOINT,
    pattern:
      /(?:^|[^A-Za-z])(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|glpat|xox[abprs]|npm|pypi|dop|doo|shpat|shpss|hf|whsec|key|tok|token|secret|sess|session|sid|api|bearer|basic)[-_ ][\w.-]{6,}/i,
  },
  { needs: CAPITAL_A, pattern: /(?:AKIA|ASIA|AIza|EAAC|AC[0-9a-f]{8})[\w.-]{6,}/ },
  { needs: DOT | JOINT, pattern: /(?:ya29\.|github_pat_|SG\.)[\w.-]{6,}/ },
  // A word and a value: password=..., token: ...
  {
    needs: VALUE,
    pattern:
      /(?:pass(?:word|wd|phrase)?|secret|token|api[-_ ]?key|authorization|cookie|credential)s?["' ]{0,2}[=:]["' ]{0,2}\S/i,
  },
];

/** Characters of base64 in a row, whose letters and digits are mixed as those of a random text are. */
const LONG_RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/**
 * Whether the text has the shape of a secret, or of data about people, anywhere. Names in programs do not. `classes`: the
 * kinds of its bytes, for whoever knows them.
 */
export function looksSecret(text: string, classes = ALL): boolean {
  if (text.length < 7) return false;
  if (SHAPES.some(({ needs, pattern }) => (needs & classes) !== 0 && pattern.test(text))) return true;
  return (classes & DIGIT) !== 0 && (text.match(LONG_RUN) ?? []).some(isRandom);
}

/** More changes between capitals, small letters and digits than words have, a digit among them. */
function isRandom(run: string): boolean {
  let changes = 0;
  for (let at = 1; at < run.length; at++) if (kindOf(run, at) !== kindOf(run, at - 1)) changes++;
  return /\d/.test(run) && changes * 5 >= run.length * 2;
}

function kindOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return 0;
  if (code >= 0x41 && code <= 0x5a) return 1;
  return code >= 0x61 && code <= 0x7a ? 2 : 3;
}
