import type { PprofFormat } from './pprof-report.js';
import type { PprofOptions } from './pprof-options.js';

/** Nodes of a report that is no table, unless the user says otherwise. */
const USUAL_NODES = 80;

/** Reports of chosen functions, or of everything, leave nothing out. */
const UNTRIMMED: readonly PprofFormat[] = ['disasm', 'weblist', 'peek', 'list', 'proto', 'raw', 'callgrind'];

const BY_ADDRESS: readonly PprofFormat[] = ['disasm', 'weblist', 'proto', 'raw', 'callgrind'];

/** The options as a report takes them, whatever the user said. */
export function overrideOptions(format: PprofFormat, options: PprofOptions): PprofOptions {
  const isTable = format === 'text' || format === 'top' || format === 'topproto';
  const trim = options.trim && !UNTRIMMED.includes(format);
  return {
    ...options,
    nodecount: options.nodecount === -1 ? (isTable ? 0 : USUAL_NODES) : options.nodecount,
    ...(BY_ADDRESS.includes(format) && { granularity: 'addresses' }),
    ...(format === 'list' && { granularity: 'lines' }),
    ...(format === 'disasm' && { noinlines: true }),
    ...(format === 'weblist' && { noinlines: false }),
    ...(!trim && { nodecount: 0, nodefraction: 0, edgefraction: 0 }),
  };
}
