import type { PprofCommand } from '../pprof-commands.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { withPanAndZoom } from './pan-and-zoom.js';
import { runProgram } from './program.js';

type ImageFormat = NonNullable<PprofCommand['image']>;

const LAYOUT_LIMIT_MS = 120_000;
const MAX_IMAGE_BYTES = 512 * 2 ** 20;

/**
 * Lays a graph out and draws it: by graphviz where `dot` is installed, else by its WebAssembly build, which draws SVG and
 * PostScript only.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export async function drawGraph(
  dot: string,
  format: ImageFormat,
  { env, signal }: PprofContext,
  talk: Talk,
): Promise<string | Uint8Array> {
  const end = await runProgram({
    command: 'dot',
    args: [`-T${format}`],
    input: dot,
    signal,
    env,
    timeoutMs: LAYOUT_LIMIT_MS,
    maxBytes: MAX_IMAGE_BYTES,
    onStderr: (text) => talk(text.trimEnd()),
  });
  signal.throwIfAborted();
  if (end.kind === 'failed') throw pprofError(`failed to execute dot: ${end.reason}`);
  const image = end.kind === 'done' ? end.output : await drawWithoutDot(dot, format, signal);
  if (format !== 'svg') return image;
  return withPanAndZoom(typeof image === 'string' ? image : Buffer.from(image).toString());
}

async function drawWithoutDot(dot: string, format: ImageFormat, signal: AbortSignal): Promise<string> {
  if (format !== 'svg' && format !== 'ps') {
    throw pprofError(`${format} needs the program dot: install graphviz, or use -svg`);
  }
  const { drawInWorker } = await import('./draw-in-worker.js');
  return drawInWorker(dot, { format, signal, timeoutMs: LAYOUT_LIMIT_MS });
}
