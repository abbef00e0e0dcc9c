import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchProgram, type LaunchedProgram } from '../support/child-program.js';
import { cliPath, type SessionStory, startSessionStory } from '../support/session-story.js';
import { until } from '../support/until.js';

function goVersion(): string | undefined {
  try {
    return execFileSync('go', ['version'], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

const go = goVersion();
if (go === undefined) console.log('skipped: go tool pprof beside a watch, because go is not installed');

describe('heaptide watch', () => {
  let story: SessionStory;
  let load: LaunchedProgram;
  let watch: LaunchedProgram;

  beforeAll(async () => {
    story = await startSessionStory('leaky');
    load = launchProgram({ args: [cliPath, 'churn', story.mcpUrl, '--sessions', '60000'] });
    watch = launchProgram({ args: [cliPath, 'watch', story.heapUrl, '--every', '500ms'] });
    await until(() => watch.stdout().includes('capture 3'));
  });
  afterAll(async () => {
    await watch.stop();
    await load.stop();
    await story.stop();
  });

  it.skipIf(go === undefined)('leaves the endpoint to go tool pprof as well', async () => {
    // Go's table shows a site once it holds half a per cent of the heap: not before the watch names it.
    await until(() => /^LEAK {2}newSession /m.test(watch.stdout()));
    const before = captures();
    const { stdout, stderr } = await promisify(execFile)(
      'go',
      ['tool', 'pprof', '-top', '-nodefraction=0', story.heapUrl],
      {
        timeout: 60_000,
      },
    );
    expect(stdout).toContain('File: leaky-proxy');
    expect(stdout).toContain('Type: inuse_space');
    expect(stdout).toMatch(/\bnewSession$/m);
    expect(stderr.split('\n').filter((line) => !/^(Fetching profile|Saved profile|$)/.test(line))).toEqual(
      [],
    );
    await until(() => captures() > before + 1);
  });

  it('appends lines where there is no terminal, and names the leak', async () => {
    await until(() => watch.stdout().includes('LEAK confirmed'));
    const text = watch.stdout();
    expect(text).toMatch(/^\d\d:\d\d:\d\d capture 2 {2}heap .* sessions\.created \d/m);
    expect(text).toMatch(
      /^LEAK {2}newSession {2}\S+session-table\.js:\d+:\d+ {2}\+\d+ B\/session \(\d+-\d+\)/m,
    );
    expect(text).not.toContain('\x1b');
  });

  it('ends on SIGINT with status 130', async () => {
    process.kill(watch.pid, 'SIGINT');
    expect(await watch.exited).toBe(130);
    expect(watch.stderr()).toBe('');
  });

  function captures(): number {
    return watch.stdout().match(/ capture \d+ /g)?.length ?? 0;
  }
});
