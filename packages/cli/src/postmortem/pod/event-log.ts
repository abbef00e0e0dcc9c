import type { PodEvent } from '@heaptide/kube';

/** Events as lines of a log, the oldest first: `2026-11-27T13:30:29.000Z Warning OOMKilling x2: …`. */
export function eventLog(events: readonly PodEvent[]): string {
  return events
    .toReversed()
    .map(({ at, isWarning, reason, message, count }) => {
      const time = at === undefined ? '' : `${new Date(at).toISOString()} `;
      return `${time}${isWarning ? 'Warning' : 'Normal'} ${oneLine(reason)}${count > 1 ? ` x${count}` : ''}: ${oneLine(message)}\n`;
    })
    .join('');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
