import { HeaptideError, isLive, parseTarget } from '@heaptide/targets';
import type { CommandContext } from '../command.js';
import { reachSettings, type TargetArguments } from '../target/target-options.js';
import type { Finding } from './finding.js';

/**
 * All that can be told of a live target without changing it. What stands in the way of a check is a finding, too.
 * @throws {HeaptideError} `HT_E_USAGE` for a target that is no process.
 */
export async function examineTarget(
  text: string,
  args: TargetArguments,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
): Promise<readonly Finding[]> {
  const target = parseTarget(text);
  if (!isLive(target))
    throw new HeaptideError(
      'HT_E_USAGE',
      `doctor examines a live process: "${text}" is a file or a directory`,
    );
  const settings = reachSettings(args, context);
  switch (target.kind) {
    case 'url': {
      const { examineEndpoint } = await import('./examine-endpoint.js');
      return examineEndpoint({ kind: 'url', name: text, url: target.url.href }, settings);
    }
    case 'pid': {
      const { examineProcess } = await import('./examine-process.js');
      return examineProcess(target.pid);
    }
    case 'inspector': {
      const { examineInspector } = await import('./examine-inspector.js');
      return examineInspector(target, settings);
    }
    case 'workload': {
      const { examineWorkload } = await import('./examine-workload.js');
      return examineWorkload(target, settings);
    }
  }
}
