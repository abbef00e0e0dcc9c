import { checkOptions, type CheckedLimits, isRemote, type ProxyOptions } from './proxy-options.js';
import { checkedEndpointPrefix } from './rules/endpoint-rewrite.js';
import { type HeaderRules, parseHeaderRules } from './rules/header-rules.js';
import { HostGuard } from './rules/host-guard.js';
import { isLoopbackHost } from './rules/loopback-host.js';
import { OriginGuard } from './rules/origin-guard.js';
import { TrustedProxies } from './rules/trusted-proxies.js';

/** What a proxy goes by, as its options say. */
export interface ProxyRules {
  readonly limits: CheckedLimits;
  /** Whether the upstream is somebody else's server. */
  readonly remote: boolean;
  readonly trusted: TrustedProxies;
  readonly hostGuard: HostGuard;
  readonly originGuard: OriginGuard;
  readonly headerRules: HeaderRules;
  readonly endpointPrefix: string | undefined;
}

/**
 * Reads the options, all of them, and starts nothing.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM` or `HT_E_BAD_OPTION`.
 */
export function proxyRules(options: ProxyOptions): ProxyRules {
  const { host = '127.0.0.1', endpointPrefix } = options;
  const guard = { isLoopbackBound: isLoopbackHost(host) };
  return {
    limits: checkOptions(options),
    remote: isRemote(options),
    trusted: new TrustedProxies(options.trustedProxies ?? []),
    hostGuard: new HostGuard({ ...guard, allowedHosts: options.allowedHosts }),
    originGuard: new OriginGuard({ ...guard, allowedOrigins: options.allowedOrigins }),
    headerRules: parseHeaderRules({
      add: options.addHeaders,
      strip: options.stripHeaders,
      stripAuth: options.stripAuth,
    }),
    endpointPrefix: endpointPrefix === undefined ? undefined : checkedEndpointPrefix(endpointPrefix),
  };
}

/**
 * Whether a proxy would start with these options, but for what listening meets. Returns its limits, with the defaults.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM` or `HT_E_BAD_OPTION`.
 */
export function checkProxyOptions(options: ProxyOptions): CheckedLimits {
  return proxyRules(options).limits;
}
