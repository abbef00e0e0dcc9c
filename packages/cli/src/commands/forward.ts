import { HeaptideError } from '@heaptide/targets';
import type { Command, ExitCode } from '../command.js';
import { type Forward, forwardConnections, type ForwardOptions } from '../forward/forward-connections.js';
import { LIVE_TARGET, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { withReachedProcess } from '../target/with-live-process.js';
import { talkTo } from '../views/talk.js';

interface ForwardArguments extends TargetArguments {
  readonly target: string | undefined;
  readonly port: number | undefined;
}

const HOST = '127.0.0.1';
const MOST_PORT = 65_535;

/** Leads a port of this machine into a pod until it is interrupted, for programs that know URLs only. */
export const forwardCommand: Command<ForwardArguments> = {
  usage: 'forward [target]',
  describe: 'Lead a port of this machine to a pod, for curl and go tool pprof',
  examples: [
    ['$0 forward pod/web-7c9 -n shop', 'then: go tool pprof http://127.0.0.1:6060/debug/heap'],
    ['$0 forward deploy/web:8080 --port 8081', 'another port of the pod, at another one here'],
  ],
  positionals: { target: { ...LIVE_TARGET, describe: 'pod/NAME, svc/NAME or deploy/NAME, each with :PORT' } },
  options: {
    port: {
      type: 'number',
      describe: 'port of 127.0.0.1 to listen at; 0 takes a free one (that of the pod, or a free one)',
    },
    ...TARGET_OPTIONS,
  },
  async run(args, context) {
    const { port } = args;
    if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > MOST_PORT))
      throw new HeaptideError('HT_E_USAGE', `--port takes a number from 0 to ${MOST_PORT}`);
    const [target] = targetsOf(args.target, args);
    return withReachedProcess(
      target,
      'forward',
      { ...args, attach: false },
      context,
      async (reached): Promise<ExitCode> => {
        const { address, name } = reached;
        if (address.kind !== 'pod')
          throw new HeaptideError('HT_E_USAGE', `forward leads into a pod: "${name}" is reached without`);
        const { signal, stdout } = context;
        const talk = talkTo(context);
        // Only here, so that the help need not load what reaches pods.
        const { connectPod } = await import('@heaptide/kube');
        const connector = connectPod(address.pod);
        try {
          const forward = await listen(port, address.port, {
            connect: (gone) => connector.connect(address.port, { signal: gone }),
            onProblem: (problem) => talk(`heaptide: ${problem}`),
          });
          try {
            stdout.write(`http://${forward.host}:${forward.port}\n`);
            talk(`leads to port ${address.port} of ${name}; ends with ctrl-c`);
            await untilAborted(signal);
          } finally {
            await forward.close();
          }
        } finally {
          await connector.close();
        }
        return 130;
      },
    );
  },
};

/** At the port that was asked for, or at that of the pod where it is free. */
async function listen(
  wanted: number | undefined,
  inPod: number,
  options: Pick<ForwardOptions, 'connect' | 'onProblem'>,
): Promise<Forward> {
  if (wanted !== undefined) return forwardConnections({ ...options, host: HOST, port: wanted });
  try {
    return await forwardConnections({ ...options, host: HOST, port: inPod });
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    return forwardConnections({ ...options, host: HOST, port: 0 });
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
