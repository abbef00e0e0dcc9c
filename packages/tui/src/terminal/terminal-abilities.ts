type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a full screen can be drawn at all; where it cannot, lines are printed. */
export function canShowScreen(stdout: { readonly isTTY?: boolean }, env: Environment = process.env): boolean {
  return stdout.isTTY === true && !isDumb(env) && !isSet(env.CI);
}

/** FORCE_COLOR before NO_COLOR, as Node has it; then whether the output is a terminal that knows colours. */
export function wantsColor(stdout: { readonly isTTY?: boolean }, env: Environment = process.env): boolean {
  if (env.FORCE_COLOR !== undefined) return isSet(env.FORCE_COLOR) || env.FORCE_COLOR === '';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return stdout.isTTY === true && !isDumb(env);
}

/** Whether the locale cannot show more than ASCII. */
export function wantsAscii(env: Environment = process.env): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}

function isDumb(env: Environment): boolean {
  return env.TERM === 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
