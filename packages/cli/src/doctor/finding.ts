/** What one check came to. Texts are raw. */
export interface Finding {
  /** Short and stable, for programs: `heap-limit`. */
  readonly check: string;
  /** `problem`: it will go wrong. `advice`: it may, or it could be better. `unknown`: it could not be looked at. */
  readonly level: 'ok' | 'advice' | 'problem' | 'unknown';
  /** One sentence: what was found. */
  readonly text: string;
  /** The one line that mends it: a command, a setting, a flag. */
  readonly fix?: string;
}

/** A check that found nothing wrong. */
export function fine(check: string, text: string): Finding {
  return { check, level: 'ok', text };
}

/** A check that found what will go wrong, and what mends it. */
export function problem(check: string, text: string, fix?: string): Finding {
  return { check, level: 'problem', text, ...(fix === undefined ? {} : { fix }) };
}

/** A check that found what may go wrong, and what would be better. */
export function advice(check: string, text: string, fix?: string): Finding {
  return { check, level: 'advice', text, ...(fix === undefined ? {} : { fix }) };
}

/** A check that could not be made. */
export function unknown(check: string, text: string, fix?: string): Finding {
  return { check, level: 'unknown', text, ...(fix === undefined ? {} : { fix }) };
}
