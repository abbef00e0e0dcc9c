import { formatAddress } from '@heaptide/agent';
import { isRemote } from '@heaptide/proxy';
import type { ConfigFlag, GivenFlags } from './proxy-flags.js';
import type { ProxySettings } from './proxy-settings.js';

const HIDDEN = '***';

/**
 * The whole configuration, what was given and the defaults, in the form of a configuration file. Passwords, the values of
 * added headers and the query of the upstream are hidden.
 */
export function effectiveConfig(
  given: GivenFlags,
  { options, limits, sessions, allowWhy, metricsAddress, heap, log }: ProxySettings,
): Record<string, unknown> {
  const { store, storePrefix, budget, idleTimeoutMs, handshakeTimeoutMs } = sessions;
  const effective: Record<ConfigFlag, unknown> = {
    upstream: withoutSecrets(options.upstream.href),
    remote: isRemote(options),
    host: options.host ?? '127.0.0.1',
    port: options.port,
    recovery: options.recovery ?? true,
    'unknown-sessions': options.refuseUnknownSessions === true ? 'refuse' : 'pass',
    stateless: options.stateless ?? false,
    'allow-batches': options.allowBatches ?? false,
    'check-headers': options.checkHeaders ?? false,
    'idle-timeout': durationText(idleTimeoutMs),
    'handshake-timeout': durationText(handshakeTimeoutMs),
    'max-sessions': store === undefined ? budget.maxSessions : undefined,
    store: store === undefined ? undefined : withoutSecrets(store),
    'store-prefix': storePrefix,
    'allow-host': options.allowedHosts,
    'allow-origin': options.allowedOrigins,
    'trust-proxy': options.trustedProxies,
    'add-header': options.addHeaders?.map((header) => header.replace(/:.*$/s, `: ${HIDDEN}`)),
    'strip-header': options.stripHeaders,
    'strip-auth': options.stripAuth ?? false,
    'endpoint-prefix': options.endpointPrefix,
    'protected-resource': given['protected-resource'],
    'max-body': limits.maxBodyBytes,
    'max-connections': limits.maxConnections,
    'connect-timeout': durationText(limits.connectTimeoutMs),
    'head-timeout': durationText(limits.headTimeoutMs),
    'request-timeout': durationText(limits.requestTimeoutMs),
    'keep-alive-timeout': durationText(limits.keepAliveTimeoutMs),
    'stall-timeout': durationText(limits.stallTimeoutMs),
    'drain-timeout': durationText(limits.closeTimeoutMs),
    'health-interval': durationText(limits.healthIntervalMs),
    'debug-addr': given['debug-addr'],
    'allow-why': allowWhy,
    'metrics-addr': metricsAddress === undefined ? undefined : formatAddress(metricsAddress),
    'max-heap': heap,
    'log-format': log.format,
    'log-level': log.level,
    'log-requests': log.requests,
  };
  return Object.fromEntries(Object.entries(effective).filter(([, value]) => value !== undefined));
}

function durationText(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

/** A URL without the user and the query that it may have. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/.*@/, `//${HIDDEN}@`).replace(/\?.*$/, `?${HIDDEN}`);
}
