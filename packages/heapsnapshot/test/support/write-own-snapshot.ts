import { execFileSync } from 'node:child_process';

/** Has a Node.js of this version, with little on its heap, write a snapshot of itself. Returns its path. */
export function writeOwnSnapshot(path: string): string {
  execFileSync(process.execPath, ['-e', 'require("v8").writeHeapSnapshot(process.argv[1])', path], {
    timeout: 30_000,
  });
  return path;
}
