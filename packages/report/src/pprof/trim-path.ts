import { baseName } from '@heaptide/profile';

const ALWAYS = ['/proc/self/cwd/./', '/proc/self/cwd/'];

/**
 * A source path without the prefix that only the machine that built the program had: one of the list `trimPath`, or,
 * where that is empty, all up to a directory named like one of the list `sourcePath`. Lists are separated by colons.
 *
 * Method: google/pprof `internal/report/source.go`.
 */
export function trimSourcePath(path: string, trimPath: string, sourcePath: string): string {
  if (trimPath === '') {
    for (const directory of splitList(sourcePath)) {
      const wanted = `/${baseName(directory)}/`;
      const found = path.indexOf(wanted);
      if (found !== -1) return path.slice(found + wanted.length);
    }
  }
  for (const prefix of [...splitList(trimPath), ...ALWAYS]) {
    const whole = prefix.endsWith('/') ? prefix : `${prefix}/`;
    if (path.startsWith(whole)) return path.slice(whole.length);
  }
  return path;
}

export function splitList(list: string): string[] {
  return list === '' ? [] : list.split(':');
}
