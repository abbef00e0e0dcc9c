/** Where requests go, as the URL of an upstream says it. */
export interface UpstreamOrigin {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly scheme: 'http' | 'https';
  /** `host[:port]`, for the Host field. */
  readonly host: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
}

export function upstreamOrigin(url: URL): UpstreamOrigin {
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  return {
    origin: url.origin,
    scheme,
    host: url.host,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
  };
}
