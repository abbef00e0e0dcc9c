import { BlockList, isIP, isIPv6 } from 'node:net';
import { HeaptideError } from '@heaptide/agent';
import { peerAddress } from './peer-address.js';

const LOOPBACK = ['127.0.0.0/8', '::1'] as const;
const PREFIX_LENGTH = /^\d{1,3}$/;

/** The peers whose word on where a request comes from is taken. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #isEmpty: boolean;

  /**
   * @param entries addresses, networks such as `10.0.0.0/8`, and `loopback`.
   * @throws {HeaptideError} `HT_E_BAD_OPTION` for what is none of these.
   */
  constructor(entries: readonly string[]) {
    this.#isEmpty = entries.length === 0;
    for (const entry of entries.flatMap((each) => (each === 'loopback' ? LOOPBACK : [each])))
      this.#add(entry);
  }

  /**
   * Whether `address`, that of a socket's other side, is one of them. Takes microseconds: ask once a connection, not
   * once a request. The address of a socket that is gone is unknown, and not trusted.
   */
  trusts(address: string | undefined): boolean {
    if (this.#isEmpty || address === undefined) return false;
    const plain = peerAddress(address);
    return isIP(plain) !== 0 && this.#list.check(plain, familyOf(plain));
  }

  #add(entry: string): void {
    const slash = entry.indexOf('/');
    const address = slash === -1 ? entry : entry.slice(0, slash);
    const length = slash === -1 ? undefined : entry.slice(slash + 1);
    if (isIP(address) === 0 || address.includes('%')) throw badEntry(entry);
    if (length === undefined) {
      this.#list.addAddress(address, familyOf(address));
      return;
    }
    const bits = isIPv6(address) ? 128 : 32;
    if (!PREFIX_LENGTH.test(length) || Number(length) > bits) throw badEntry(entry);
    this.#list.addSubnet(address, Number(length), familyOf(address));
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function badEntry(entry: string): HeaptideError {
  return new HeaptideError(
    'HT_E_BAD_OPTION',
    `trusted proxy ${JSON.stringify(entry)}: it must be an address, a network such as 10.0.0.0/8, or loopback`,
  );
}
