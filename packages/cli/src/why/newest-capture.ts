import type { Capture } from '@heaptide/targets';
import type { SourceMapping } from '../views/source-mapping.js';
import type { MappedCapture } from './site-places.js';

/** A mapping that keeps the newest capture it was given, from which a site is mapped back. */
export interface KeepingMapping extends SourceMapping {
  newest(): MappedCapture | undefined;
}

export function keepNewest(mapping: SourceMapping): KeepingMapping {
  let newest: MappedCapture | undefined;
  const applyTo = (raw: Capture): Capture => {
    const shown = mapping.applyTo(raw);
    newest = { raw, shown };
    return shown;
  };
  return {
    ...mapping,
    applyTo,
    source: (source) => ({
      name: source.name,
      capture: async (request) => applyTo(await source.capture(request)),
    }),
    newest: () => newest,
  };
}
