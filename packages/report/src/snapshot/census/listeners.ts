import type { ListenerCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import { countedFunctions } from '../function-text.js';
import { className } from '../object-name.js';
import { shownKey, type ShownStrings } from '../shown-edge.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Emitters by the number of those who listen. */
export function listenerTable(
  { emitters, emitterCount, listeners }: ListenerCensus,
  shown: ShownStrings,
): CensusTable {
  return {
    heading: `${counted(listeners, 'listener')} at ${counted(emitterCount, 'emitter')}`,
    columns: [
      right('LISTENERS'),
      right('RETAINED'),
      left('EMITTER'),
      left('OWNER'),
      left('MOSTLY'),
      left('BY'),
    ],
    rows: emitters.map((each) => [
      count(each.listeners),
      longBytes(each.retained),
      `${className(each.emitter.class)} @${each.emitter.id}`,
      safeText(each.owner),
      eventText(each, shown),
      countedFunctions(each.functions),
    ]),
  };
}

function eventText({ events, eventCount }: ListenerCensus['emitters'][number], shown: ShownStrings): string {
  const [first] = events;
  if (first === undefined) return '';
  const others = eventCount > 1 ? ` of ${count(eventCount)} events` : '';
  return `${count(first.listeners)} x ${safeText(shownKey(first.event, shown), { limit: 60 })}${others}`;
}
