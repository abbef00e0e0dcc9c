import { generatePprofReport, type PprofOptions } from '@heaptide/report/pprof';
import { encodeLoose, type Profile } from '@heaptide/profile';
import type { ReportCommand } from '../command-line/parse-pprof-args.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from '../sources/file-errors.js';
import { readSourceText } from './source-text.js';
import { terminalText } from './terminal-text.js';

export interface ReportRun {
  readonly profile: Profile;
  readonly report: ReportCommand;
  readonly options: PprofOptions;
  readonly context: PprofContext;
  readonly talk: Talk;
  /** Commands come from a person at the shell, who waits for no viewer and wants no binary data. */
  readonly isShell: boolean;
}

/**
 * Makes one report and takes it where it belongs: the output file, a viewer, a file of its own when it is binary and
 * would go to a terminal, or stdout.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export async function runReport({
  profile,
  report,
  options,
  context,
  talk,
  isShell,
}: ReportRun): Promise<void> {
  const { command, symbol } = report;
  const { cwd, stdout } = context;
  const generated = await generatePprofReport(
    profile,
    { format: command.format, options, ...(symbol !== undefined && { symbol }) },
    { talk, workingDirectory: cwd, readSource: (path) => readSourceText(path, cwd) },
  );
  let content = generated;
  if (command.image !== undefined) {
    const { drawGraph } = await import('./graph-image.js');
    content = await drawGraph(generated as string, command.image, context, talk);
  }
  if (options.output !== '') {
    talk(`Generating report in ${options.output}`);
    const { writeOutputFile } = await import('./write-output.js');
    await writeOutputFile(options.output, typeof content === 'string' ? encodeLoose(content) : content, cwd);
  } else if (command.viewer !== undefined) {
    const { view } = await import('./viewer.js');
    const suffix = `.${viewedExtension(command)}`;
    await view(content, { viewer: command.viewer, suffix, context, inBackground: isShell });
  } else if (command.extension !== undefined && (stdout.isTTY === true || isShell)) {
    const { writeNumberedFile } = await import('./numbered-file.js');
    const suffix = `.${command.extension}`;
    const path = await writeNumberedFile({ directory: cwd, prefix: 'profile', suffix, content });
    talk(`Generating report in ${path.slice(path.lastIndexOf('profile'))}`);
  } else {
    await write(
      stdout,
      typeof content === 'string' && stdout.isTTY === true ? terminalText(content) : content,
    );
  }
}

function viewedExtension({ format, image }: ReportCommand['command']): string {
  if (image !== undefined) return image;
  return format === 'weblist' ? 'html' : 'grind';
}

/** Waits until the stream has taken everything, so that reports do not pile up in memory. */
function write(stream: NodeJS.WritableStream, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(typeof content === 'string' ? encodeLoose(content) : content, (error) => {
      // A reader that has seen enough is no error.
      if (error == null || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(pprofError(fileErrorText('write', 'stdout', error), { cause: error }));
    });
  });
}
