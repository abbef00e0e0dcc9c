import type { SessionEnd, SessionEvents } from '../sessions/session-store.js';

/** How many sessions a process has seen begin and end, by what ended them. */
export class SessionCounts {
  created = 0;
  readonly ended: Record<SessionEnd, number> = { deleted: 0, expired: 0, evicted: 0, lost: 0 };
  /** For the store that is to be counted. */
  readonly events: Required<SessionEvents> = {
    onSessionCreated: () => {
      this.created += 1;
    },
    onSessionEnded: (end) => {
      this.ended[end] += 1;
    },
  };
}
