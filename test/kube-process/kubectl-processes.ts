import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly argv: readonly string[];
}

/** Processes of this machine in whose environment `name` has this value. */
export function processesWith(name: string, value: string): readonly RunningProcess[] {
  return (
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && words(entry, 'environ').includes(`${name}=${value}`))
      .map((entry) => ({ pid: Number(entry), argv: words(entry, 'cmdline') }))
      // What has ended but is not yet waited for has no words.
      .filter(({ argv }) => argv.length > 0)
  );
}

function words(pid: string, file: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}
