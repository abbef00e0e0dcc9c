type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface RecordingFetch {
  readonly fetch: Fetch;
  /** Such as `POST tools/call 200` or `GET 405`; `GET resumed 200` where the client asks for what it has missed. */
  readonly exchanges: readonly string[];
}

/** A `fetch` for a client's transport that keeps what was asked and the status of the answer, in the order of answers. */
export function recordingFetch(): RecordingFetch {
  const exchanges: string[] = [];
  return {
    exchanges,
    async fetch(url, init = {}) {
      const answer = await fetch(url, init);
      exchanges.push([init.method ?? 'GET', ...detail(init), answer.status].join(' '));
      return answer;
    },
  };
}

function detail({ body, headers }: RequestInit): string[] {
  if (new Headers(headers).has('last-event-id')) return ['resumed'];
  if (typeof body !== 'string') return [];
  const { method } = JSON.parse(body) as { method?: string };
  return method === undefined ? ['answer'] : [method];
}
