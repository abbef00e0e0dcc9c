import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program in place of kubectl whose `kubectl proxy` answers nothing at paths that match `rejected`. */
export function kubectlWithout(rejected: string, kubectl: string, directory: string): string {
  const path = join(directory, 'kubectl-without');
  const script = [
    '#!/bin/sh',
    `case " $* " in *" proxy "*) exec '${kubectl}' "$@" '--reject-paths=${rejected}' ;; esac`,
    `exec '${kubectl}' "$@"`,
    '',
  ];
  writeFileSync(path, script.join('\n'), { mode: 0o755 });
  return path;
}
