import { nodeOptionsOf, type ProcessFacts } from './process-facts.js';

/** Where the inspector of a process will listen. */
export interface InspectorAddress {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

const DEFAULT: InspectorAddress = { host: '127.0.0.1', port: 9229 };
const OPTION = /^--(?:inspect|inspect-brk|inspect-wait|inspect-port|debug-port)(?:=(.*))?$/;
const TAKES_NEXT = /^--(?:inspect-port|debug-port)$/;
/** Every address; we are on this one. */
const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::', 'localhost']);

/** As the options of node tell it, of which the last one holds. */
export function inspectorAddress(facts: ProcessFacts): InspectorAddress {
  const options = nodeOptionsOf(facts);
  let address = DEFAULT;
  for (const [index, option] of options.entries()) {
    const match = OPTION.exec(option);
    if (match === null) continue;
    const value = match[1] ?? (TAKES_NEXT.test(option) ? options[index + 1] : undefined);
    address = { ...address, ...parseAddress(value ?? '') };
  }
  return address;
}

/** `HOST:PORT`, or either alone; an address of version 6 in brackets. */
function parseAddress(text: string): Partial<InspectorAddress> {
  if (/^\d+$/.test(text)) return { port: Number(text) };
  const [, host = '', digits] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text) ?? [];
  const bare = host.replace(/^\[|\]$/g, '');
  return {
    ...(bare === '' ? {} : { host: ANY.has(bare) ? DEFAULT.host : bare }),
    ...(digits === undefined ? {} : { port: Number(digits) }),
  };
}
