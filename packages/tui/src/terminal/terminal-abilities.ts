export type Environment = Readonly<Record<string, string | undefined>>;

/** `--color`. */
export type ColorWish = 'auto' | 'always' | 'never';

/** What stands between us and the terminal. */
export type Multiplexer = 'tmux' | 'screen';

const KNOWS_256 = /256|direct|kitty|ghostty|alacritty|wezterm|foot|contour/;

/** Whether a full screen can be drawn at all; where it cannot, lines are printed. */
export function canShowScreen(stdout: { readonly isTTY?: boolean }, env: Environment = process.env): boolean {
  return stdout.isTTY === true && !isDumb(env) && !isSet(env.CI);
}

/**
 * What was asked for decides; then FORCE_COLOR before NO_COLOR, as Node has it; then whether the output is a terminal
 * that knows colours.
 */
export function wantsColor(
  stdout: { readonly isTTY?: boolean },
  env: Environment = process.env,
  wish: ColorWish = 'auto',
): boolean {
  if (wish !== 'auto') return wish === 'always';
  if (env.FORCE_COLOR !== undefined) return isSet(env.FORCE_COLOR) || env.FORCE_COLOR === '';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return stdout.isTTY === true && !isDumb(env);
}

/** Whether the terminal says that it has the 256 colours of xterm. Others are given its own 16. */
export function knows256Colors(
  { TERM = '', COLORTERM = '', WT_SESSION }: Environment = process.env,
): boolean {
  return KNOWS_256.test(TERM) || COLORTERM === 'truecolor' || COLORTERM === '24bit' || isSet(WT_SESSION);
}

/** Whether the locale cannot show more than ASCII. */
export function wantsAscii(env: Environment = process.env): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}

/** TERM tells of tmux also from the far end of an SSH connection; of `screen` it does not, for tmux may call itself that. */
export function multiplexer(env: Environment = process.env): Multiplexer | undefined {
  if (isSet(env.TMUX) || env.TERM?.startsWith('tmux') === true) return 'tmux';
  return isSet(env.STY) ? 'screen' : undefined;
}

function isDumb(env: Environment): boolean {
  return env.TERM === 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
