/** What exchanges count as they go: plain numbers, which cost nothing worth naming where nobody reads them. */
export interface ExchangeCounts {
  requests: number;
  /** Answers of the upstream that were passed on, or are being so. */
  answered: number;
  /** Event streams open now. */
  openStreams: number;
  /** Requests sent once more after their connection was found closed. */
  retried: number;
  redirected: number;
  /** Answers that broke off or never came, by the upstream's fault. */
  upstreamFailures: number;
  /** Requests that the proxy refused to pass on. */
  refused: number;
}

export function newExchangeCounts(): ExchangeCounts {
  return {
    requests: 0,
    answered: 0,
    openStreams: 0,
    retried: 0,
    redirected: 0,
    upstreamFailures: 0,
    refused: 0,
  };
}
