import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostmortemReport } from '@heaptide/report/postmortem';
import { HeaptideError, type LiveTarget, parseTarget, type ReachSettings } from '@heaptide/targets';
import type { SourceMapping } from '../views/source-mapping.js';
import { collectEvidence } from './evidence/collect-evidence.js';
import type { Evidence, ProcessEvidence } from './evidence/evidence.js';
import { examineSnapshots } from './examine-snapshots.js';
import { judgeCaptures } from './judge-captures.js';
import { judgePostmortem } from './judge-postmortem.js';
import { mapFrame } from './map-frame.js';
import { relativeEvidence } from './relative-evidence.js';

export interface PostmortemOptions {
  /** Of several processes the one to tell of. */
  readonly pid: number | undefined;
  /** Directory that what is fetched of a pod is kept in. */
  readonly save: string | undefined;
  readonly showStrings: boolean;
  readonly mapping: SourceMapping;
  readonly settings: ReachSettings;
  /** Gets what a person should know meanwhile, a line each. Raw text. */
  readonly talk: (line: string) => void;
}

/**
 * Tells of the process that died last among what files, directories and a pod hold.
 * @throws {HeaptideError} `HT_E_USAGE`, `HT_E_NO_CAPTURES` where nothing that is there tells of a process; what listing the files
 * and asking a cluster throw.
 */
export async function runPostmortem(
  targets: readonly string[],
  options: PostmortemOptions,
): Promise<PostmortemReport> {
  const evidence = await evidenceOf(targets, options);
  const process = processToTell(evidence, options.pid);
  const { mapping, settings, showStrings, talk } = options;
  const captures = judgeCaptures(process.captures, (capture) => mapping.applyTo(capture));
  const snapshots = await examineSnapshots(process.snapshots, {
    signal: settings.signal,
    showStrings,
    talk,
    mapPlace: (frame) => mapFrame(frame, mapping),
  });
  const notes = [...evidence.notes, ...othersNote(evidence, process)];
  return judgePostmortem({ process, captures, snapshots, files: evidence.files, notes });
}

type WorkloadTarget = Extract<LiveTarget, { kind: 'workload' }>;

async function evidenceOf(targets: readonly string[], options: PostmortemOptions): Promise<Evidence> {
  const paths: string[] = [];
  const workloads: WorkloadTarget[] = [];
  for (const text of targets) {
    const target = parseTarget(text);
    if (target.kind === 'path') paths.push(target.path);
    else if (target.kind === 'workload') workloads.push(target);
    else throw new HeaptideError('HT_E_USAGE', `postmortem takes files, directories and pods, not ${text}`);
  }
  const [workload, ...others] = workloads;
  if (others.length > 0) throw new HeaptideError('HT_E_USAGE', 'postmortem takes one pod at a time');
  if (workload === undefined) {
    if (options.save !== undefined)
      throw new HeaptideError('HT_E_USAGE', '--save keeps what is fetched of a pod');
    return collectEvidence(paths);
  }
  return withDirectory(options.save, async (directory, stays) => {
    const { fetchPod } = await import('./pod/fetch-pod.js');
    await fetchPod(workload, { settings: options.settings, directory, talk: options.talk });
    const evidence = await collectEvidence([...paths, directory]);
    return stays ? evidence : relativeEvidence(evidence, directory);
  });
}

/** Does `use` with a directory: the one that was asked for, or one that is gone afterwards. */
async function withDirectory<T>(
  wanted: string | undefined,
  use: (directory: string, stays: boolean) => Promise<T>,
): Promise<T> {
  if (wanted !== undefined) return use(wanted, true);
  const directory = await mkdtemp(join(tmpdir(), 'heaptide-postmortem-'));
  try {
    return await use(directory, false);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function processToTell({ processes, files }: Evidence, pid: number | undefined): ProcessEvidence {
  const process = processes.find((one) => pid === undefined || one.pid === pid);
  if (process !== undefined) return process;
  if (pid !== undefined && processes.length > 0) {
    const pids = processes.flatMap((one) => one.pid ?? []);
    throw new HeaptideError(
      'HT_E_NO_CAPTURES',
      `nothing is of pid ${pid}, only of ${pids.join(', ') || 'others'}`,
    );
  }
  const many = files.length === 1 ? 'the only file tells' : `none of ${files.length} files tells`;
  throw new HeaptideError(
    'HT_E_NO_CAPTURES',
    `${files.length === 0 ? 'there is no file that tells' : many} of a process: postmortem reads captures, heap snapshots, node reports, logs of V8 and the status of pods; to have some next time, set HEAPTIDE_RING to a DIRECTORY on a volume and NODE_OPTIONS to --import=heaptide/register --report-on-fatalerror --report-dir=DIRECTORY`,
  );
}

const MOST_OTHERS = 5;

function othersNote({ processes }: Evidence, told: ProcessEvidence): string[] {
  const others = processes.filter((one) => one !== told);
  if (others.length === 0) return [];
  const named = others
    .slice(0, MOST_OTHERS)
    .map(({ name = 'a process', pid }) => `${name}${pid === undefined ? '' : ` (pid ${pid})`}`);
  const more = others.length > MOST_OTHERS ? ` and ${others.length - MOST_OTHERS} more` : '';
  return [`some files are of other processes: ${named.join(', ')}${more}; --pid tells of another`];
}
