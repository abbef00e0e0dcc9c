import { cleanPath, type Profile } from '@heaptide/profile';

/** The function of an allocation site as captures are compared by it. Raw text. */
export interface SiteFunction {
  readonly function: string;
  /** Cleaned path; `''` when unknown. */
  readonly file: string;
  /** 1-based line where the function begins; 0 when unknown. */
  readonly line: number;
}

/** Equal for equal sites only. */
export function siteKey({ function: name, file, line }: SiteFunction): string {
  return `${file.length}:${file}${line}:${name}`;
}

/** For each location of a profile the site that allocates there: the innermost function. */
export function siteAtLocation({
  strings,
  functions,
  locations,
}: Profile): (location: number) => SiteFunction {
  const sites: SiteFunction[] = [];
  const files = new Map<number, string>();
  const cleanFile = (id: number): string => {
    let clean = files.get(id);
    if (clean === undefined) {
      const file = strings.get(id);
      files.set(id, (clean = file === '' ? '' : cleanPath(file)));
    }
    return clean;
  };
  return (location) => {
    const first = locations.lineOffsets[location]!;
    if (first === locations.lineOffsets[location + 1]) return UNKNOWN;
    const func = locations.lineFunction[first]!;
    return (sites[func] ??= {
      function: strings.get(functions.name[func]!),
      file: cleanFile(functions.filename[func]!),
      line: functions.startLine[func]!,
    });
  };
}

const UNKNOWN: SiteFunction = { function: '', file: '', line: 0 };
