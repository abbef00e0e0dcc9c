/** What the fixture servers tell at `GET /stats`. */
export interface ServerStats {
  /** HTTP answers that have begun to be made and not ended yet. */
  readonly answersUnderWay: number;
  /** Calls of `wait_until_cancelled` under way. */
  readonly waiting: number;
  /** Calls of it that have been cancelled. */
  readonly cancelled: number;
  /** Open now, at a server that has sessions. */
  readonly sessions?: number;
  /** Ever begun, at a server that has sessions. */
  readonly sessionsBegun?: number;
}

export async function serverStats(serverUrl: string): Promise<ServerStats> {
  const answer = await fetch(new URL('/stats', serverUrl));
  return (await answer.json()) as ServerStats;
}
