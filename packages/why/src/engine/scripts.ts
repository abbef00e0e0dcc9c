import type { CallMeter } from './call-meter.js';
import { listOf, textOf } from './remote-object.js';

/** Where a function begins, counted from 0 as the protocol does. */
export interface Position {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface Script {
  readonly url: string;
  readonly isModule: boolean;
}

/** Scripts of the process, known once its debugger is enabled. */
export class Scripts {
  readonly #byId = new Map<string, Script>();

  constructor(meter: CallMeter) {
    meter.on('Debugger.scriptParsed', ({ scriptId, url, isModule }) => {
      this.#byId.set(textOf(scriptId), { url: textOf(url), isModule: isModule === true });
    });
  }

  get(scriptId: string): Script | undefined {
    return this.#byId.get(scriptId);
  }

  urlOf(scriptId: string): string {
    return this.#byId.get(scriptId)?.url ?? '';
  }

  /** The scripts of a file, given by URL or path, the last that was loaded first. */
  idsOf(file: string): readonly string[] {
    const ids = [...this.#byId]
      .filter(([, { url }]) => url === file || pathOf(url) === file)
      .map(([id]) => id);
    return ids.reverse();
  }
}

/** Where a function can be stopped. */
export interface StopsOf {
  /** At its beginning; absent where it does nothing but return. */
  readonly entry: Position | undefined;
  readonly returns: readonly Position[];
}

export async function stopsOf(meter: CallMeter, start: Position): Promise<StopsOf> {
  const { locations } = await meter.call('Debugger.getPossibleBreakpoints', {
    start,
    restrictToFunction: true,
  });
  const stops = listOf(locations).map(({ type, scriptId, lineNumber, columnNumber }) => ({
    isReturn: type === 'return',
    position: {
      scriptId: textOf(scriptId),
      lineNumber: Number(lineNumber),
      columnNumber: Number(columnNumber ?? 0),
    },
  }));
  const [first] = stops;
  return {
    entry: first === undefined || first.isReturn ? undefined : first.position,
    returns: stops.filter(({ isReturn }) => isReturn).map(({ position }) => position),
  };
}

export function isOfNode(url: string): boolean {
  return url === '' || url.startsWith('node:');
}

function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url;
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return url;
  }
}
