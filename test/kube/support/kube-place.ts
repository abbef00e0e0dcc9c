import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { processesWith, type RunningProcess } from '../../kube-process/kubectl-processes.js';
import { launchProgram, type LaunchedProgram } from '../../support/child-program.js';
import {
  type FakeCluster,
  type FakeClusterOptions,
  startFakeCluster,
} from '../../support/fake-kube/index.js';
import type { KubectlRelease } from '../../support/kubectl-releases.js';
import { type CliRun, runCli } from '../../support/run-cli.js';
import { cliPath } from '../../support/session-story.js';
import { until } from '../../support/until.js';

/** A fake cluster, and heaptide as one who uses it by one kubectl. */
export class KubePlace {
  readonly cluster: FakeCluster;
  /** Of kubectl, and of what starts it. */
  readonly env: Readonly<Record<string, string>>;
  readonly #runDirectories: string;

  private constructor(cluster: FakeCluster, kubectl: string) {
    this.cluster = cluster;
    this.#runDirectories = mkdtempSync(join(cluster.home, 'run-'));
    this.env = {
      HOME: cluster.home,
      KUBECONFIG: cluster.kubeconfig,
      HEAPTIDE_KUBECTL: kubectl,
      XDG_RUNTIME_DIR: this.#runDirectories,
    };
  }

  /** Whoever opens it closes it. */
  static async open(
    kubectl: Pick<KubectlRelease, 'path'>,
    options: FakeClusterOptions = {},
  ): Promise<KubePlace> {
    return new KubePlace(await startFakeCluster(options), kubectl.path);
  }

  get server(): FakeCluster['server'] {
    return this.cluster.server;
  }

  /** A directory of its own for files of a test. */
  directory(name: string): string {
    const path = join(this.cluster.home, name);
    mkdirSync(path);
    return path;
  }

  /** Runs one command line of heaptide to its end. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliRun> {
    return runCli(args, { env: { ...this.env, ...env } });
  }

  /** Starts one that goes on. */
  launch(args: readonly string[]): LaunchedProgram {
    return launchProgram({ args: [cliPath, ...args], env: this.env });
  }

  /** All processes that were started here, by whomever. */
  processes(): readonly RunningProcess[] {
    return processesWith('XDG_RUNTIME_DIR', this.#runDirectories);
  }

  /** Run directories of kubectl, with their sockets. */
  runDirectories(): readonly string[] {
    return readdirSync(this.#runDirectories);
  }

  /** Rejects, with what is left, when it has not gone within 10 s. */
  async nothingIsLeft(): Promise<void> {
    const isGone = () => this.processes().length === 0 && this.runDirectories().length === 0;
    await until(isGone, 10_000).catch((error: unknown) => {
      const left = [...this.processes().map(({ argv }) => argv.join(' ')), ...this.runDirectories()];
      throw new Error(left.join('\n'), { cause: error });
    });
  }

  close(): Promise<void> {
    return this.cluster.close();
  }
}
