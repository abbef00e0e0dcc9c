import { memoryLimits } from '@heaptide/proxy';
import type { CommandContext } from '../command.js';
import { effectiveConfig } from './effective-config.js';
import { fitHeap } from './fit-heap.js';
import { loadSettings } from './load-settings.js';
import { Logger } from './log/logger.js';
import type { ProxyArguments } from './proxy-flags.js';
import { runProxy } from './run-proxy.js';

/** The proxy command with all that it loads: runs a proxy until it is interrupted, or shows how it would be run. */
export async function serveProxy(args: ProxyArguments, context: CommandContext): Promise<void> {
  const { env, stderr, stdout } = context;
  const limits = memoryLimits();
  const { given, settings } = await loadSettings(args, context, limits);
  const { format, level } = settings.log;
  const logger = format === 'off' ? undefined : new Logger({ format, level, stream: stderr });
  fitHeap(settings.heap, { limits, env, logger });
  if (args.check === true) {
    stdout.write(`${JSON.stringify(effectiveConfig(given, settings), undefined, 2)}\n`);
  } else {
    await runProxy(settings, context, logger);
  }
}
