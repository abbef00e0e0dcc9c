import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian's golang-github-docker-spdystream-dev puts Go's sources. */
const GOPATH = '/usr/share/gocode';

export interface Spdystream {
  readonly go: string;
  /** In which Go builds with the library. */
  readonly env: NodeJS.ProcessEnv;
}

/** Go and its SPDY library, or why there is none. */
export function findSpdystream(): Spdystream | string {
  const go = ['go', '/usr/local/go/bin/go'].find((each) => spawnSync(each, ['version']).status === 0);
  if (go === undefined) return 'go is not installed';
  if (!existsSync(`${GOPATH}/src/github.com/moby/spdystream`))
    return 'golang-github-docker-spdystream-dev is not installed';
  return { go, env: { ...process.env, GOPATH, GO111MODULE: 'off' } };
}
