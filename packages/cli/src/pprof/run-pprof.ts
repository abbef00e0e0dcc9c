import { HeaptideError } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import type { ExitCode } from '../command.js';
import { parsePprofArgs } from './command-line/parse-pprof-args.js';
import { runReport } from './output/run-report.js';
import type { PprofContext, Talk } from './pprof-context.js';
import { loadProfile } from './sources/load-profile.js';

const LONGEST_MESSAGE = 4096;

/**
 * `heaptide pprof ARGS`: the command line of `go tool pprof`. What few command lines need (the network, the shell, pages,
 * graphs) is loaded when it is needed, since most of the time of a small report is the start of the program.
 */
export async function runPprof(args: readonly string[], context: PprofContext): Promise<ExitCode> {
  const talk: Talk = (line) => context.stderr.write(`${messageText(line)}\n`);
  try {
    return await run(args, context, talk);
  } catch (error) {
    if (context.signal.aborted) return 130;
    if (!(error instanceof HeaptideError)) throw error;
    talk(error.message);
    if (error.code === 'HT_E_USAGE') await printUsage(context);
    return 2;
  }
}

async function run(args: readonly string[], context: PprofContext, talk: Talk): Promise<ExitCode> {
  const line = parsePprofArgs(args, talk);
  if (line === 'help' || line === 'no source') {
    await printUsage(context);
    if (line === 'no source') talk('no profile source specified');
    return line === 'help' ? 0 : 2;
  }
  const profile = await loadProfile(line, context, talk);
  const { report, options } = line;
  if (report !== undefined) {
    await runReport({ profile, report, options, context, talk, isShell: false });
  } else if (line.hostport !== '') {
    const { serveWebUi } = await import('./web/serve-web-ui.js');
    const { hostport, noBrowser } = line;
    await serveWebUi({ hostport, profile, options, openBrowser: !noBrowser, context, talk });
  } else {
    const { runShell } = await import('./shell/run-shell.js');
    await runShell({ profile, options, context, talk });
  }
  return 0;
}

async function printUsage({ stderr }: PprofContext): Promise<void> {
  const { usageText } = await import('./command-line/usage.js');
  stderr.write(usageText());
}

/** One line, whatever a server or a profile has put into it. */
function messageText(text: string): string {
  return safeText(text.replace(/\n+$/, '').replace(/\s*\n\s*/g, '; '), { limit: LONGEST_MESSAGE });
}
